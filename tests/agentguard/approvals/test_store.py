"""Questions kept in a file: bound to one action in one state, answered once, used once."""

import sqlite3
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest

from agentguard.approvals.approver import Answer
from agentguard.approvals.pending import ApprovalError, ApprovalRefusedError
from agentguard.approvals.store import PendingStore
from agentguard.decision import Decision
from agentguard.verdict import Verdict
from worldmodel.action import Action, Surface
from worldmodel.snapshot import Element, Snapshot

MakeDecision = Callable[..., Decision]
HERE = Snapshot(url="https://shop.test/checkout", element=Element(tag="button", name="Place order"))
ELSEWHERE = Snapshot(url="https://shop.test/checkout", element=Element(tag="button", name="Pay twice"))


class Clock:
    """A clock that the test moves."""

    now = 1_000_000.0

    def __call__(self) -> float:
        """Seconds since 1970."""
        return self.now


@pytest.fixture(name="clock")
def _clock() -> Clock:
    return Clock()


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    return tmp_path / "approvals.db"


@pytest.fixture(name="store")
def _store(path: Path, clock: Clock) -> PendingStore:
    return PendingStore.open(path, lifetime=60, clock=clock)


def _asked(decide: MakeDecision, *, call: str | None = None, **arguments: Any) -> Decision:
    action = Action.of(Surface.TOOL, "pay", **(arguments or {"order": 1})).model_copy(
        update={"call_id": call}
    )
    return decide(Verdict.ASK, action=action)


def _refusals(store: PendingStore) -> list[object]:
    return [line["detail"] for line in store.history() if line["what"] == "refused"]


def test_asked_answered_used(store: PendingStore, decide: MakeDecision) -> None:
    """The way of a question: asked, waiting, answered, used up."""
    decision = _asked(decide)
    assert store.claim(decision, HERE) is None
    pending = store.put(decision, HERE)
    assert [p.id for p in store.waiting()] == [pending.id]
    assert store.claim(decision, HERE) is None
    store.answer(pending.id, "yes", by="ann", note="fine")
    assert store.waiting() == ()
    assert store.claim(decision, HERE) == Answer(verdict="yes", by="ann", note="fine")
    assert [line["what"] for line in store.history()] == ["asked", "answered", "used"]


def test_an_approval_is_used_once(store: PendingStore, decide: MakeDecision) -> None:
    """Fault 3: submitting the same approval again is refused and logged."""
    decision = _asked(decide)
    store.answer(store.put(decision, HERE).id, "yes", by="ann")
    assert store.claim(decision, HERE) is not None
    assert store.claim(decision, HERE) is None
    assert store.claim(_asked(decide), HERE) is None
    assert _refusals(store) == ["claimed again: used", "claimed again: used"]


def test_a_second_different_answer_is_refused(store: PendingStore, decide: MakeDecision) -> None:
    """Fault 3: an answer can't be turned round; the same one again changes nothing."""
    pending = store.put(_asked(decide), HERE)
    store.answer(pending.id, "no", by="ann")
    assert store.answer(pending.id, "no", by="bob").by == "ann"
    with pytest.raises(ApprovalRefusedError, match="answered no before"):
        store.answer(pending.id, "yes", by="bob")
    assert store.get(pending.id).status == "no"
    assert _refusals(store) == ["answer yes: answered no before"]


def test_another_state_is_refused(store: PendingStore, decide: MakeDecision) -> None:
    """Fault 3: an approval given on one state does not hold on another, nor on an earlier one."""
    first = _asked(decide)
    old = store.put(first, HERE)
    store.answer(old.id, "yes", by="ann")
    again = _asked(decide)
    assert store.claim(again, ELSEWHERE) is None
    new = store.put(again, ELSEWHERE)
    store.answer(new.id, "yes", by="ann")
    assert store.claim(first, HERE) is None, "the state has moved on; the earlier snapshot is void"
    assert store.claim(again, ELSEWHERE) is not None
    assert len(_refusals(store)) == 2
    with pytest.raises(ApprovalRefusedError, match="superseded"):
        store.answer(old.id, "no", by="ann")


@pytest.mark.parametrize("change", ["arguments", "policy"])
def test_another_action_or_policy_is_refused(store: PendingStore, decide: MakeDecision, change: str) -> None:
    """An approval belongs to the action's arguments and to the policy that asked."""
    decision = _asked(decide)
    store.answer(store.put(decision, HERE).id, "yes", by="ann")
    changed = {
        "arguments": _asked(decide, order=2),
        "policy": decision.model_copy(update={"policy_version": "p2"}),
    }
    assert store.claim(changed[change], HERE) is None
    assert store.claim(decision, HERE) is not None


def test_expired_is_refused(store: PendingStore, clock: Clock, decide: MakeDecision) -> None:
    """Fault 3: question and answer expire together."""
    decision = _asked(decide)
    answered, unanswered = store.put(decision, HERE), store.put(_asked(decide, order=2), HERE)
    store.answer(answered.id, "yes", by="ann")
    clock.now += 60
    assert store.claim(decision, HERE) is None
    assert store.waiting() == ()
    with pytest.raises(ApprovalRefusedError, match="expired"):
        store.answer(unanswered.id, "yes", by="ann")
    assert _refusals(store) == ["claimed again: expired", "answer yes: expired"]
    assert store.put(decision, HERE).id != answered.id


def test_three_equal_calls_have_three_answers(store: PendingStore, decide: MakeDecision) -> None:
    """Fault 2: equal parallel calls, answered in reverse as no, yes, yes: each gets its own."""
    calls = [_asked(decide, call=f"call-{n}") for n in range(3)]
    pendings = [store.put(call, HERE) for call in calls]
    assert len({pending.id for pending in pendings}) == 3
    for pending, word in zip(reversed(pendings), ("no", "yes", "yes"), strict=True):
        store.answer(pending.id, word, by="ann")  # type: ignore[arg-type]  # the words are literal
    resumed = [_asked(decide, call=f"call-{n}") for n in (2, 0, 1)]
    answers = [store.claim(call, HERE) for call in resumed]
    assert [answer and answer.verdict for answer in answers] == ["no", "yes", "yes"]


def test_calls_that_differ_in_arguments_only(store: PendingStore, decide: MakeDecision) -> None:
    """Fault 2: of two calls that differ in one argument, only the approved one runs."""
    one, two = _asked(decide, order=1), _asked(decide, order=2)
    first, second = store.put(one, HERE), store.put(two, HERE)
    store.answer(second.id, "no", by="ann")
    store.answer(first.id, "yes", by="ann")
    answers = [store.claim(_asked(decide, order=n), HERE) for n in (2, 1)]
    assert [answer and answer.verdict for answer in answers] == ["no", "yes"]


def test_another_calls_approval_is_not_taken(store: PendingStore, decide: MakeDecision) -> None:
    """Fault 2: a call with an id of its own never runs on the approval of another one."""
    store.answer(store.put(_asked(decide, call="a"), HERE).id, "yes", by="ann")
    assert store.claim(_asked(decide, call="b"), HERE) is None
    assert store.claim(_asked(decide, call="a"), HERE) is not None


def test_equal_calls_without_ids_meet_the_refusal_first(store: PendingStore, decide: MakeDecision) -> None:
    """Where nothing tells equal calls apart, a no is handed out before a yes."""
    first, second = store.put(_asked(decide), HERE), store.put(_asked(decide), HERE)
    store.answer(first.id, "yes", by="ann")
    store.answer(second.id, "no", by="ann")
    answers = [store.claim(_asked(decide), HERE) for _ in range(3)]
    assert [answer and answer.verdict for answer in answers] == ["no", "yes", None]


def test_the_same_call_asks_once(store: PendingStore, decide: MakeDecision) -> None:
    """Fault 29: an agent that comes back before the answer does not pile up questions."""
    decision = _asked(decide, call="a")
    assert store.put(decision, HERE).id == store.put(_asked(decide, call="a"), HERE).id
    assert len(store.all()) == 1


_CLAIMER = """
import sys
from agentguard.approvals.store import PendingStore
from agentguard.decision import Decision
from worldmodel.snapshot import Snapshot
decision = Decision.model_validate_json(sys.argv[2])
snapshot = Snapshot.model_validate_json(sys.argv[3])
print(PendingStore.open(sys.argv[1]).claim(decision, snapshot) is not None)
"""


def test_killed_between_pause_and_approval(path: Path, decide: MakeDecision) -> None:
    """Fault 1: the question survives the process; of all that resume, one alone gets the answer."""
    decision = _asked(decide)
    PendingStore.open(path).put(decision, HERE)
    store = PendingStore.open(path)
    store.answer(store.waiting()[0].id, "yes", by="ann")
    arguments = [
        sys.executable,
        "-c",
        _CLAIMER,
        str(path),
        decision.model_dump_json(),
        HERE.model_dump_json(),
    ]
    claimers = [subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) for _ in range(3)]  # noqa: S603 - our own interpreter
    assert sorted(claimer.communicate()[0].strip() for claimer in claimers) == ["False", "False", "True"]


def test_threads_claim_once(path: Path, decide: MakeDecision) -> None:
    """Of many simultaneous claims one succeeds."""
    decision, store = _asked(decide), PendingStore.open(path)
    store.answer(store.put(decision, HERE).id, "yes", by="ann")
    with ThreadPoolExecutor(8) as pool:
        answers = list(pool.map(lambda _: store.claim(decision, HERE), range(16)))
    assert sum(answer is not None for answer in answers) == 1


def test_a_forged_answer_is_refused(store: PendingStore, path: Path, decide: MakeDecision) -> None:
    """Fault 24: an agent that writes a yes into the file itself has no approval."""
    decision = _asked(decide)
    store.put(decision, HERE)
    connection = sqlite3.connect(path)
    connection.execute("UPDATE pendings SET status = 'yes', by = 'ann'")
    connection.commit()
    connection.close()
    assert store.claim(decision, HERE) is None
    assert _refusals(store) == ["not sealed by this store"]


def test_the_log_never_changes(store: PendingStore, path: Path, decide: MakeDecision) -> None:
    """What was asked, answered and refused stays on record."""
    store.put(_asked(decide), HERE)
    connection = sqlite3.connect(path)
    for statement in ("DELETE FROM log", "UPDATE log SET what = 'x'"):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
    connection.close()


def test_an_unknown_question_or_word_is_refused(store: PendingStore, decide: MakeDecision) -> None:
    """A slip of the hand never counts as an answer."""
    with pytest.raises(ApprovalRefusedError, match="no such question"):
        store.answer("nothing", "yes", by="ann")
    with pytest.raises(ApprovalRefusedError, match="no such question"):
        store.get("nothing")
    pending = store.put(_asked(decide), HERE)
    with pytest.raises(ApprovalRefusedError, match="yes, no or always"):
        store.answer(pending.id, "y", by="ann")  # type: ignore[arg-type]  # the slip


def test_a_file_that_is_no_store(tmp_path: Path) -> None:
    """Another file is refused in one line."""
    text = tmp_path / "text.db"
    text.write_text("no database " * 200)
    with pytest.raises(ApprovalError, match="not usable") as caught:
        PendingStore.open(text)
    assert "\n" not in str(caught.value)
    with pytest.raises(ApprovalError, match="no approvals file"):
        PendingStore.open(tmp_path / "none.db", must_exist=True)
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()
    with pytest.raises(ApprovalError, match="not an approvals file"):
        PendingStore.open(other)
