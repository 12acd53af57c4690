"""Policy: what may happen, said of effects. Rules are Cedar; their vocabulary comes from the catalogue."""

from agentguard.policy.policy import Policy, RuleResult
from agentguard.policy.reload import PolicyWatcher
from agentguard.policy.request import SessionFacts, SessionView
from agentguard.policy.rule import Rule

__all__ = ["Policy", "PolicyWatcher", "Rule", "RuleResult", "SessionFacts", "SessionView"]
