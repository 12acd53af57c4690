"""Errors of the firewall.

AgentGuardError
├── ConfigurationError   unusable policy or settings; at start-up, never at decision time
│   └── MissingExtraError     an optional part is not installed; names the command that installs it
├── EvaluationError      a stage failed; the firewall fails closed
│   └── SnapshotError    the state could not be read
├── LedgerError          the ledger can't be written or doesn't verify
└── ActionStopped        reaches the caller; carries the Decision
    ├── ActionBlocked
    ├── ReplanRequired
    └── ApprovalPending
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from agentguard.decision import Decision


class AgentGuardError(Exception):
    """Base of everything this package raises."""


class ConfigurationError(AgentGuardError):
    """Policy or settings can't be used. The message names the file, the line and the mend."""


class MissingExtraError(ConfigurationError):
    """An optional part is not installed.

    Args:
        what: the part that is needed, in words.
        extra: the extra that brings it.
    """

    def __init__(self, what: str, extra: str) -> None:
        super().__init__(f"{what} needs an optional part: pip install 'agentguard-foresight[{extra}]'")
        self.extra = extra


class EvaluationError(AgentGuardError):
    """A stage of the decision failed; the action was not run."""


class SnapshotError(EvaluationError):
    """The state that the action acts on could not be read."""


class LedgerError(AgentGuardError):
    """The ledger can't be written, read or verified."""


class ActionStopped(AgentGuardError):  # noqa: N818 - a control-flow signal, not a fault
    """The action was not run. `decision` says why; the message is what an agent may read."""

    def __init__(self, decision: Decision) -> None:
        super().__init__(decision.guidance or decision.reason)
        self.decision = decision


class ActionBlocked(ActionStopped):
    """Not run, and there is no route."""


class ReplanRequired(ActionStopped):
    """Not run; the agent should take another way."""


class ApprovalPending(ActionStopped):
    """Not run; a person has to agree first. `approval_id` names the pending question."""

    def __init__(self, decision: Decision, approval_id: str | None = None) -> None:
        super().__init__(decision)
        self.approval_id = approval_id
