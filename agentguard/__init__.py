"""A predictive firewall for agents that act.

It foresees what an action would cause, and decides before anything has happened.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from agentguard.adapters.decorator import Refusal as Refusal
    from agentguard.adapters.decorator import guard as guard
    from agentguard.decision import Decision as Decision
    from agentguard.errors import ActionBlocked as ActionBlocked
    from agentguard.errors import ActionStopped as ActionStopped
    from agentguard.errors import AgentGuardError as AgentGuardError
    from agentguard.errors import ApprovalPending as ApprovalPending
    from agentguard.errors import ConfigurationError as ConfigurationError
    from agentguard.errors import ReplanRequired as ReplanRequired
    from agentguard.firewall import Firewall as Firewall
    from agentguard.ledger import Ledger as Ledger
    from agentguard.policy import Policy as Policy
    from agentguard.settings import Settings as Settings
    from agentguard.task import Grant as Grant
    from agentguard.task import Task as Task
    from agentguard.verdict import Verdict as Verdict
    from worldmodel.action import Action as Action
    from worldmodel.action import Surface as Surface
    from worldmodel.snapshot import Snapshot as Snapshot

_HOMES = {
    "agentguard.adapters.decorator": ("Refusal", "guard"),
    "agentguard.decision": ("Decision",),
    "agentguard.errors": (
        "ActionBlocked",
        "ActionStopped",
        "AgentGuardError",
        "ApprovalPending",
        "ConfigurationError",
        "ReplanRequired",
    ),
    "agentguard.firewall": ("Firewall",),
    "agentguard.ledger": ("Ledger",),
    "agentguard.policy": ("Policy",),
    "agentguard.settings": ("Settings",),
    "agentguard.task": ("Grant", "Task"),
    "agentguard.verdict": ("Verdict",),
    "worldmodel.action": ("Action", "Surface"),
    "worldmodel.snapshot": ("Snapshot",),
}
_HOME_OF = {name: module for module, names in _HOMES.items() for name in names}

__all__ = sorted(_HOME_OF)


def __getattr__(name: str) -> Any:
    """Load a public name from its home at its first use, so that importing the package stays light."""
    if name not in _HOME_OF:
        raise AttributeError(f"module 'agentguard' has no attribute {name!r}")
    value = getattr(import_module(_HOME_OF[name]), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *_HOME_OF})
