"""What an error, a look and a state tell."""

import asyncio
from collections.abc import Callable

import pytest

from agentguard.decision import Decision
from agentguard.errors import ActionBlocked, EvaluationError, SnapshotError
from agentguard.outcomes import failed, failure, take, take_now
from agentguard.testing import temporary_firewall, tool_call
from worldmodel.snapshot import Snapshot

MakeDecision = Callable[..., Decision]


@pytest.mark.parametrize(
    "error",
    [TimeoutError("x"), ValueError("no JSON"), asyncio.CancelledError(), OSError(), KeyboardInterrupt()],
)
def test_fault_07_after_an_error_the_effect_may_have_happened(error: BaseException) -> None:
    """Fault 7: an unreadable answer says nothing about whether the request took effect."""
    assert failed(error).status == "unknown"


def test_a_refusal_is_certain(decide: MakeDecision) -> None:
    """What a guard refused, or what was never built, has not happened."""
    assert failed(ActionBlocked(decide())).status == "failed"
    assert failed(NotImplementedError()).status == "failed"


async def test_a_fault_of_the_firewall_while_reading_the_state_stays_what_it_is() -> None:
    """A snapshot that raises an error of ours is not wrapped a second time."""

    async def astate() -> Snapshot:
        raise EvaluationError("the gate is closed")

    def state() -> Snapshot:
        raise EvaluationError("the gate is closed")

    with pytest.raises(EvaluationError, match=r"^the gate is closed$"):
        await take(astate)
    with pytest.raises(EvaluationError, match=r"^the gate is closed$"):
        take_now(state)


async def test_a_state_is_taken_or_refused() -> None:
    """A snapshot stands for itself."""
    here = Snapshot()

    async def astate() -> Snapshot:
        return here

    assert await take(here) is await take(astate) is take_now(here) is take_now(lambda: here) is here
    with pytest.raises(SnapshotError, match="could not be read: integer division"):
        take_now(lambda: Snapshot(title=str(1 // 0)))


def test_fault_27_a_failure_is_told_without_secrets() -> None:
    """Fault 27: what broke is recorded and told, with a known secret masked."""
    with temporary_firewall() as firewall:
        firewall.ledger.redactor.remember("plaincanarybird")
        error = failure(firewall.ledger, tool_call("x"), "asking failed", KeyError("plaincanarybird"))
        (entry,) = firewall.ledger.entries(kind="failure")
    assert "asking failed and nothing was run: KeyError" in str(error)
    assert "plaincanarybird" not in str(error) + entry.payload_json
