"""The callback approver."""

import threading
from collections.abc import Callable
from typing import Any

import pytest

from agentguard.approvals import Answer, CallbackApprover
from agentguard.decision import Decision
from agentguard.verdict import Verdict
from worldmodel.snapshot import Snapshot

MakeDecision = Callable[..., Decision]


@pytest.mark.parametrize(
    ("reply", "verdict"),
    [(True, "yes"), (False, "no"), ("always", "always"), (Answer(verdict="no", by="bob"), "no")],
)
@pytest.mark.parametrize("kind", ["plain", "async", "awaitable"])
async def test_plain_and_async_functions_answer(
    decide: MakeDecision, reply: Any, verdict: str, kind: str
) -> None:
    """A function may be plain or async, and may answer in short or in full."""

    async def later(decision: Decision) -> Any:
        return reply

    functions = {"plain": lambda _: reply, "async": later, "awaitable": lambda decision: later(decision)}
    answer = await CallbackApprover(functions[kind], by="ann").ask(decide(Verdict.ASK), Snapshot())
    assert answer.verdict == verdict
    assert answer.by == ("bob" if isinstance(reply, Answer) else "ann")


@pytest.mark.parametrize("reply", [None, 1, 0, "", "y", "YES", [], {"verdict": "yes"}])
async def test_anything_else_is_no_yes(decide: MakeDecision, reply: Any) -> None:
    """Fault 19: a reply that is no answer is an error, never a yes."""
    with pytest.raises(TypeError, match="yes, no or always"):
        await CallbackApprover(lambda _: reply).ask(decide(Verdict.ASK), Snapshot())


async def test_a_plain_function_may_block(decide: MakeDecision) -> None:
    """A plain function runs in a thread, so that other agents go on meanwhile."""
    here = threading.get_ident()
    answer = await CallbackApprover(lambda _: threading.get_ident() != here).ask(
        decide(Verdict.ASK), Snapshot()
    )
    assert answer.verdict == "yes"


async def test_its_error_reaches_the_caller(decide: MakeDecision) -> None:
    """A function that breaks has not agreed."""

    def broken(decision: Decision) -> bool:
        raise ConnectionError("no line")

    with pytest.raises(ConnectionError):
        await CallbackApprover(broken).ask(decide(Verdict.ASK), Snapshot())
