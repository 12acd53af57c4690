"""A batch that is paused, killed and replayed does nothing twice."""

import contextlib
import json
import os
import signal
import subprocess
import sys
import uuid
from pathlib import Path

import pytest

from agentguard.approvals import StoredApprover
from agentguard.approvals.store import PendingStore
from agentguard.errors import ActionStopped, ApprovalPending, ReplanRequired
from agentguard.firewall import Firewall
from agentguard.ledger import Ledger
from agentguard.settings import Settings
from agentguard.testing import tool_call
from worldmodel.snapshot import Snapshot

TASK = "Send the report to bob@example.com and delete the file notes.txt"
BATCH = (
    tool_call("send_email", to="bob@example.com", subject="report", body="see attached"),
    tool_call("delete_file", path="notes.txt"),
)
HERE = Snapshot(surface="tool")

_AGENT = """
import os, signal, sys
from pathlib import Path
from tests_batch import open_firewall, BATCH, HERE
from agentguard.errors import ActionStopped

firewall = open_firewall(Path(sys.argv[1]))
for action in BATCH:
    def execute(_permit, action=action):
        with (Path(sys.argv[1]) / "done.txt").open("a") as file:
            file.write(action.name + "\\n")
    try:
        firewall.run(action, execute, snapshot=HERE)
    except ActionStopped as stopped:
        print(action.name, type(stopped).__name__, flush=True)
if sys.argv[2] == "die":
    os.kill(os.getpid(), signal.SIGKILL)
"""


def open_firewall(folder: Path, run: str | None = "report-run") -> Firewall:
    """A firewall as an agent's program opens it, at every start."""
    return Firewall(
        TASK,
        settings=Settings(),
        ledger=Ledger.open(folder / "ledger.db"),
        approver=StoredApprover(PendingStore.open(folder / "approvals.db")),
        run=run,
    )


def play(firewall: Firewall, done: list[str]) -> list[str]:
    """Replay the whole batch from its start, as a resumed graph does; return what came of each call."""
    results = []
    for action in BATCH:
        try:
            firewall.run(action, lambda _, name=action.name: done.append(name), snapshot=HERE)  # type: ignore[misc]  # a default binds the loop's name
        except ActionStopped as stopped:
            results.append(type(stopped).__name__)
        else:
            results.append("ran")
    return results


def approve(folder: Path) -> None:
    """Say yes to the one question that waits, as a person at another terminal does."""
    program = [sys.executable, "-c", "from agentguard.cli import main; main()", "approvals"]
    place = ["--path", str(folder / "approvals.db")]
    listed = subprocess.run([*program, "list", "--json", *place], check=True, capture_output=True)  # noqa: S603 - our own program
    (waiting,) = json.loads(listed.stdout)
    subprocess.run([*program, "approve", waiting["id"], "--by", "ann", *place], check=True)  # noqa: S603 - our own program


def test_fault_01_a_paused_batch_sends_once(tmp_path: Path) -> None:
    """Fault 1: paused on the second call and approved, the batch is replayed: one mail, one deletion."""
    firewall, done = open_firewall(tmp_path, run=None), list[str]()
    assert play(firewall, done) == ["ran", "ApprovalPending"]
    approve(tmp_path)
    assert play(firewall, done) == ["ReplanRequired", "ran"]
    assert done == ["send_email", "delete_file"]


def test_fault_01_a_batch_whose_process_is_killed_sends_once(tmp_path: Path) -> None:
    """Fault 1: killed between pause and approval; the next process replays the batch from its start."""
    script = Path(__file__).read_text("utf-8")
    (tmp_path / "tests_batch.py").write_text(script, "utf-8")
    path = os.pathsep.join([str(tmp_path), *sys.path])

    def agent(how: str) -> subprocess.CompletedProcess[str]:
        return subprocess.run(  # noqa: S603 - our own program
            [sys.executable, "-c", _AGENT, str(tmp_path), how],
            check=False,
            capture_output=True,
            text=True,
            env={**os.environ, "PYTHONPATH": path},
        )

    killed = agent("die")
    assert killed.returncode == -signal.SIGKILL, killed.stderr
    assert killed.stdout == "delete_file ApprovalPending\n"
    approve(tmp_path)
    resumed = agent("live")
    assert resumed.returncode == 0, resumed.stderr
    assert resumed.stdout == "send_email ReplanRequired\n"
    assert (tmp_path / "done.txt").read_text("utf-8").split() == ["send_email", "delete_file"]
    assert Ledger.open(tmp_path / "ledger.db").verify().ok


def test_fault_03_an_approval_runs_its_action_once(tmp_path: Path) -> None:
    """Fault 3: submitted again, and from a resumed process, the used answer runs nothing."""
    done: list[str] = []
    firewall = open_firewall(tmp_path)
    with pytest.raises(ApprovalPending):
        firewall.run(BATCH[1], lambda _: done.append("deleted"), snapshot=HERE)
    approve(tmp_path)
    for again in (firewall, firewall, open_firewall(tmp_path), open_firewall(tmp_path, run="another")):
        try:
            again.run(BATCH[1], lambda _: done.append("deleted"), snapshot=HERE)
        except ActionStopped:
            done.append("stopped")
    assert done == ["deleted", "stopped", "stopped", "stopped"]


def test_a_started_action_without_an_end_is_unknown_to_the_next_process(tmp_path: Path) -> None:
    """Fault 7: killed while it ran, the mail may have gone out; it is not sent again unseen."""
    firewall = open_firewall(tmp_path)
    with pytest.raises(KeyboardInterrupt):
        firewall.run(BATCH[0], _interrupted, snapshot=HERE)
    with pytest.raises(ReplanRequired) as stopped:
        open_firewall(tmp_path).run(BATCH[0], _interrupted, snapshot=HERE)
    assert "outcome_unknown" in stopped.value.decision.judgements[0].effect.hazards


def _interrupted(_permit: object) -> None:
    raise KeyboardInterrupt


@pytest.mark.parametrize("run", ["report-run", None])
def test_fault_29_coming_back_piles_up_no_questions(tmp_path: Path, run: str | None) -> None:
    """Fault 29: an agent that asks again while the person thinks asks the same question, restarted or not."""
    firewall = open_firewall(tmp_path, run=run)
    for _ in range(3):
        if run is not None:
            firewall = open_firewall(tmp_path, run=run)
        again = BATCH[1].model_copy(update={"id": uuid.uuid4().hex})
        with pytest.raises(ApprovalPending):
            firewall.run(again, lambda _: None, snapshot=HERE)
    assert len(PendingStore.open(tmp_path / "approvals.db").waiting()) == 1


def test_fault_02_calls_that_the_framework_tells_apart_keep_their_own_questions(tmp_path: Path) -> None:
    """Fault 2: equal calls with ids of their own are three questions, with three answers."""
    firewall = open_firewall(tmp_path)
    store = PendingStore.open(tmp_path / "approvals.db")
    calls = [BATCH[1].model_copy(update={"id": f"a{n}", "call_id": f"call-{n}"}) for n in range(3)]
    asked = {}
    for call in calls:
        with pytest.raises(ApprovalPending) as waiting:
            firewall.run(call, lambda _: None, snapshot=HERE)
        asked[call.call_id] = str(waiting.value.approval_id)
    for number, word in ((2, "no"), (1, "yes"), (0, "no")):
        store.answer(asked[f"call-{number}"], word, by="ann")  # type: ignore[arg-type]  # the words are literal
    ran: list[str | None] = []
    for call in calls:
        with contextlib.suppress(ActionStopped):
            firewall.run(call, lambda _, call=call: ran.append(call.call_id), snapshot=HERE)  # type: ignore[misc]  # a default binds the loop's call
    assert ran in ([], ["call-1"]), "a person's no to one of them may hold for all, a yes never does"


def test_another_run_is_not_held_back_by_this_one(tmp_path: Path) -> None:
    """Next week's report goes out, although it reads like this week's."""
    for run in ("week 1", "week 2", None):
        done: list[str] = []
        assert play(open_firewall(tmp_path, run=run), done)[0] == "ran"
    assert open_firewall(tmp_path, run="week 3").session.report().decisions == 0
