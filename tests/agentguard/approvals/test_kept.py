"""Approvers that remember."""

from collections.abc import Callable
from pathlib import Path

import pytest

from agentguard.approvals import (
    Answer,
    CallbackApprover,
    ConsentingApprover,
    NobodyThereError,
    StoredApprover,
)
from agentguard.approvals.store import PendingStore
from agentguard.decision import Decision
from agentguard.verdict import Verdict
from worldmodel.effect import Effect
from worldmodel.snapshot import Snapshot

MakeDecision = Callable[..., Decision]


@pytest.fixture(name="store")
def _store(tmp_path: Path) -> PendingStore:
    return PendingStore.open(tmp_path / "approvals.db")


async def test_a_stored_question_is_answered_later(store: PendingStore, decide: MakeDecision) -> None:
    """Fault 24: with nobody there the question is kept and the action is not run; later it runs once."""
    approver, decision = StoredApprover(store), decide(Verdict.ASK)
    with pytest.raises(NobodyThereError) as caught:
        await approver.ask(decision, Snapshot())
    assert caught.value.approval_id is not None
    store.answer(caught.value.approval_id, "yes", by="ann")
    assert await approver.ask(decision, Snapshot()) == Answer(verdict="yes", by="ann")
    with pytest.raises(NobodyThereError):
        await approver.ask(decision, Snapshot())


async def test_always_is_asked_once(store: PendingStore, decide: MakeDecision) -> None:
    """Fault 29: an always is honoured for that object, over a restart, and for no other object."""
    asked: list[str] = []

    def person(decision: Decision) -> str:
        asked.append(decision.judgements[0].effect.object)
        return "always"

    approver = ConsentingApprover(CallbackApprover(person), store)  # type: ignore[arg-type]  # the word is literal
    for _ in range(100):
        answer = await approver.ask(decide(Verdict.ASK), Snapshot())
        assert answer.verdict in ("always", "yes")
    assert asked == ["order 48213"]


async def test_a_no_and_a_yes_are_not_kept(
    store: PendingStore, decide: MakeDecision, effect: Callable[..., Effect]
) -> None:
    """Fault 11: a rejection of one thing does not colour another, nor does a single yes stay."""
    words = {"order 1": False, "order 2": True}
    approver = ConsentingApprover(CallbackApprover(lambda d: words[d.judgements[0].effect.object]), store)
    for object_, verdict in (("order 1", "no"), ("order 2", "yes")):
        answer = await approver.ask(decide(Verdict.ASK, effect=effect(object=object_)), Snapshot())
        assert answer.verdict == verdict
    assert store.consents.all() == ()
