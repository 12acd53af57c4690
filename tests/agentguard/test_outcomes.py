"""What an error, a look and a state tell."""

import asyncio
from collections.abc import Callable

import pytest

from agentguard.decision import Decision
from agentguard.errors import ActionBlocked, SnapshotError
from agentguard.outcomes import checked, failed, failure
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


def test_only_a_snapshot_is_a_state() -> None:
    """What looks like one is refused."""
    here = Snapshot()
    assert checked(here) is here
    with pytest.raises(SnapshotError, match="not dict"):
        checked({"url": "https://x.test/"})


def test_fault_27_a_failure_is_told_without_secrets() -> None:
    """Fault 27: what broke is recorded and told, with a known secret masked."""
    with temporary_firewall() as firewall:
        firewall.ledger.redactor.remember("plaincanarybird")
        error = failure(firewall.ledger, tool_call("x"), "asking failed", KeyError("plaincanarybird"))
        (entry,) = firewall.ledger.entries(kind="failure")
    assert "asking failed and nothing was run: KeyError" in str(error)
    assert "plaincanarybird" not in str(error) + entry.payload_json
