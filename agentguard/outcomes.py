"""What came of an action as far as it can be told, and the state that it acts on."""

from collections.abc import Awaitable, Callable
from contextlib import suppress
from typing import Any, Literal

from agentguard.errors import ActionStopped, EvaluationError, SnapshotError
from agentguard.ledger import Ledger
from agentguard.secrecy import remember_secrets
from worldmodel.action import Action
from worldmodel.outcome import Outcome
from worldmodel.snapshot import Snapshot

State = Snapshot | Callable[[], Awaitable[Snapshot]]
Observer = Callable[[Any], Awaitable[Outcome]]

_CERTAIN = (ActionStopped, NotImplementedError)
"""Errors that say that nothing was done. After any other the effect may have happened: a payment goes
through, and then its answer can't be read, the connection breaks, or the time is up."""


def unwatched() -> Outcome:
    """The outcome of an action that returned and that nobody looked after."""
    return Outcome(status="done", unobserved=("effects",))


def failed(error: BaseException) -> Outcome:
    """What an error says about the effect of the action that raised it."""
    status: Literal["unknown", "failed"] = "failed" if isinstance(error, _CERTAIN) else "unknown"
    return Outcome(status=status, unobserved=("effects",), detail=f"{type(error).__name__}: {error}")


async def observed(observe: Observer | None, result: object) -> Outcome:
    """What the observer saw. One that fails is recorded as blind: the action has run all the same."""
    if observe is None:
        return unwatched()
    try:
        return await observe(result)
    except Exception as error:  # noqa: BLE001 - the action ran; a blind observer is recorded as blind
        return Outcome(status="done", unobserved=("effects",), detail=f"observation failed: {error}")


def failure(
    ledger: Ledger, action: Action, what: str, error: Exception, kind: type[EvaluationError] = EvaluationError
) -> EvaluationError:
    """Record that a stage of the firewall broke, and return the error that tells the caller so.

    Secrets among the action's arguments are masked in both.
    """
    why = type(error).__name__
    with suppress(ValueError, RecursionError):  # arguments that can't be read: no words that may repeat them
        remember_secrets(ledger.redactor, action)
        why = ledger.redactor.text(f"{why}: {error}")
    payload = {"action": ledger.redactor.seal(action.digest), "name": action.name, "error": why}
    ledger.append("failure", payload)
    return kind(f"{what} and nothing was run: {why}")


def checked(taken: object) -> Snapshot:
    """Return what is a snapshot.

    Raises:
        SnapshotError: it is something else.
    """
    if not isinstance(taken, Snapshot):
        raise SnapshotError(f"a snapshot was expected, not {type(taken).__name__}")
    return taken
