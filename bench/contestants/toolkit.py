"""agent-governance-toolkit-core: its `PolicyEvaluator`, and `govern()` with its audit in memory."""

from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from typing import Any

from agent_os.policies import PolicyDocument, PolicyEvaluator  # type: ignore[import-not-found]  # a peer's
from agentmesh.governance.govern import GovernanceConfig, GovernedCallable  # type: ignore[import-not-found]  # a peer's
from agentmesh.governance.policy import Policy  # type: ignore[import-not-found]  # a peer's

from bench.clock import Case
from bench.contestants.task import CALL, RULES, Rule, check, send_mail

_OPERATORS = {"==": "eq", ">": "gt"}


@contextmanager
def cases() -> Iterator[dict[str, Case]]:
    """Yield what is timed."""
    rules = [
        {
            "name": f"rule-{number}",
            "condition": {"field": rule.field, "operator": _OPERATORS[rule.sign], "value": rule.value},
            "action": "deny",
        }
        for number, rule in enumerate(RULES)
    ]
    document = PolicyDocument.model_validate({"name": "ten", "rules": rules, "defaults": {"action": "allow"}})
    evaluator = PolicyEvaluator(policies=[document])
    check(lambda call: bool(evaluator.evaluate(dict(call)).allowed))
    governed = GovernedCallable(_send, GovernanceConfig(policy=_policy(), on_deny=lambda _: "refused"))
    check(lambda call: governed(**_named(call)) == "sent")
    call, arguments = dict(CALL), _named(CALL)
    yield {
        "rules": Case(lambda _: evaluator.evaluate(call)),
        "call": Case(lambda _: governed(**arguments)),
    }


def _named(call: Mapping[str, Any]) -> dict[str, Any]:
    """The arguments of a governed call, whose tool's name goes as `action`."""
    return {"action" if name == "tool" else name: value for name, value in call.items()}


def _policy() -> Any:
    rules = [
        {"name": f"rule-{n}", "condition": _condition(rule), "action": "deny"} for n, rule in enumerate(RULES)
    ]
    return Policy.model_validate({"name": "ten", "agents": ["*"], "rules": rules, "default_action": "allow"})


def _condition(rule: Rule) -> str:
    # The wrapper puts the tool's name under `action.type`, and each argument under `<name>.value`.
    field = "action.type" if rule.field == "tool" else f"{rule.field}.value"
    value = f"'{rule.value}'" if isinstance(rule.value, str) else rule.value
    return f"{field} {rule.sign} {value}"


def _send(*, action: str, to: str, subject: str, body: str, **more: object) -> str:
    return send_mail(to, subject, body)
