"""What came of an action as far as it can be told, and the state that it acts on."""

from collections.abc import Awaitable, Callable
from typing import Any, Literal

from agentguard.errors import ActionStopped, EvaluationError, SnapshotError
from agentguard.ledger import Ledger
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


def failure(ledger: Ledger, action: Action, what: str, error: Exception) -> EvaluationError:
    """Record that a stage of the firewall broke, and return the error that tells the caller so."""
    why = ledger.redactor.text(f"{type(error).__name__}: {error}")
    payload = {"action": ledger.redactor.seal(action.digest), "name": action.name, "error": why}
    ledger.append("failure", payload)
    return EvaluationError(f"{what} and nothing was run: {why}")


async def take(state: State) -> Snapshot:
    """Return the state as it is now.

    Raises:
        SnapshotError: it could not be read.
    """
    if isinstance(state, Snapshot):
        return state
    try:
        taken: object = await state()
    except EvaluationError:
        raise
    except Exception as error:
        raise SnapshotError(f"the state could not be read: {error}") from error
    return checked(taken)


def take_now(state: Snapshot | Callable[[], Snapshot]) -> Snapshot:
    """Like `take`, for callers that are not asynchronous."""
    if isinstance(state, Snapshot):
        return state
    try:
        taken: object = state()
    except EvaluationError:
        raise
    except Exception as error:
        raise SnapshotError(f"the state could not be read: {error}") from error
    return checked(taken)


def checked(taken: object) -> Snapshot:
    """Return what is a snapshot.

    Raises:
        SnapshotError: it is something else.
    """
    if not isinstance(taken, Snapshot):
        raise SnapshotError(f"a snapshot was expected, not {type(taken).__name__}")
    return taken
