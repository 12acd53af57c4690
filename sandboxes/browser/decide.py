"""Who decides at the wire: what the gate asks, and how a firewall answers."""

from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Protocol

from worldmodel.action import Action
from worldmodel.snapshot import Snapshot

if TYPE_CHECKING:
    from agentguard.decision import Decision
    from agentguard.firewall import Firewall
    from agentguard.permit import Permit


class Decide(Protocol):
    """Decides about a held request. `cause` is the permit of the act that brought it about, if one did.

    The answer is a Verdict, or anything with a `verdict`; only `allow` lets the request go. Raising
    `ActionStopped`, or anything else, does not.
    """

    def __call__(self, action: Action, snapshot: Snapshot, cause: "Permit | None") -> Awaitable[Any]:
        """Return the verdict, or a decision that has one."""
        ...


Credentials = Callable[[str, str], tuple[str, str] | None]
"""From the origin that asks and its realm to the user name and password which the task granted, or None."""


def deciding_by(firewall: "Firewall") -> Decide:
    """Return the decider that puts each held request to a firewall, and waits where a person is asked."""

    async def decide(action: Action, snapshot: Snapshot, cause: "Permit | None") -> "Decision":
        return await firewall.aadmit(action, snapshot, under=cause)

    return decide
