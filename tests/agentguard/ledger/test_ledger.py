"""The ledger: what goes in, what comes out, and what is refused."""

import json
import os
import sqlite3
import subprocess
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from agentguard.decision import Decision
from agentguard.errors import LedgerError
from agentguard.ledger import Ledger
from agentguard.verdict import Verdict
from worldmodel.action import Action, Surface
from worldmodel.outcome import Divergence, Outcome
from worldmodel.secrets import Redactor

MakeDecision = Callable[..., Decision]


@pytest.fixture(name="ledger")
def _ledger(tmp_path: Path) -> Ledger:
    return Ledger.open(tmp_path / "ledger.db")


def test_a_decision_and_its_outcome(ledger: Ledger, decide: MakeDecision) -> None:
    """One entry at decision, one at outcome, both found by the decision's id."""
    decision = decide()
    assert ledger.record_decision(decision) == 1
    assert ledger.record_outcome(decision.id, Outcome(status="done"), Divergence(missed=("send",))) == 2
    assert ledger.get(decision.id).payload["record"]["verdict"] == "allow"
    assert Decision.model_validate(ledger.get(decision.id).payload["record"]) == decision
    assert [entry.kind for entry in ledger.about(decision.id)] == ["decision", "outcome"]
    assert ledger.verify().ok


def test_undecided_are_those_that_may_have_run(ledger: Ledger, decide: MakeDecision) -> None:
    """After a crash, what was allowed or agreed to without an outcome is shown; what never ran is not."""
    done, open_, blocked, asked, agreed = (
        decide(),
        decide(),
        decide(Verdict.BLOCK),
        decide(Verdict.ASK),
        decide(Verdict.ASK),
    )
    for decision in (done, open_, blocked, asked, agreed):
        ledger.record_decision(decision)
    ledger.record_outcome(done.id, Outcome(status="done"))
    ledger.append("approval", {"decision": agreed.id, "answer": "yes", "by": "ann"})
    ledger.append("approval", {"decision": asked.id, "answer": "no", "by": "ann"})
    assert [entry.decision_id for entry in ledger.undecided()] == [open_.id, agreed.id]


def test_secrets_never_get_in(ledger: Ledger, tmp_path: Path, decide: MakeDecision) -> None:
    """Fault 27: what is recorded is masked, and the digest of the action can't be tried out."""
    ledger.redactor.remember("S3cretHunter")
    decision = decide(
        action=Action.of(Surface.PAGE, "fill", selector="#cvc", value="S3cretHunter", cvc="123")
    )
    ledger.record_decision(decision)
    ledger.append("failure", {"error": "no such file: S3cretHunter", "password": "another"})
    ledger.close()
    stored = b"".join(path.read_bytes() for path in tmp_path.iterdir())
    assert b"S3cretHunter" not in stored
    assert b"another" not in stored
    assert decision.action.digest.encode() not in stored


def test_entries_by_kind_and_place(ledger: Ledger) -> None:
    """Entries can be read on from a number, by kind, and from the end."""
    for number in range(1200):
        ledger.append("note" if number % 2 else "session_start", {"n": number})
    assert [entry.seq for entry in ledger.entries(after=1198)] == [1199, 1200]
    assert sum(1 for _ in ledger.entries(kind="note")) == 600
    assert [entry.seq for entry in ledger.last(2)] == [1199, 1200]


@pytest.mark.parametrize("kind", ["", "Note", "a b", "x" * 50, "drop;--"])
def test_a_strange_kind_is_refused(ledger: Ledger, kind: str) -> None:
    """A kind is a short lower-case word."""
    with pytest.raises(LedgerError, match="kind"):
        ledger.append(kind, {})


@pytest.mark.parametrize("payload", [{"x": float("nan")}, {"x": object()}, {1: "x"}, {"x": "\ud800"}])
def test_what_has_no_json_form_is_refused(ledger: Ledger, payload: dict[str, object]) -> None:
    """What can't be written raises, and leaves nothing behind."""
    with pytest.raises(LedgerError, match="JSON"):
        ledger.append("note", payload)
    assert ledger.head().seq == 0


def test_entries_never_change(ledger: Ledger) -> None:
    """The database itself refuses to change, remove or replace an entry."""
    ledger.append("note", {"n": 1})
    connection = sqlite3.connect(ledger.path)
    connection.execute("PRAGMA recursive_triggers=ON")
    for statement in (
        "UPDATE entries SET payload = '{}'",
        "DELETE FROM entries",
        "DELETE FROM head",
        "INSERT OR REPLACE INTO entries SELECT seq, kind, at, decision, '{}', previous, hash FROM entries",
    ):
        with pytest.raises(sqlite3.IntegrityError, match="append-only"):
            connection.execute(statement)
    connection.close()
    assert ledger.verify().ok


def test_a_file_that_is_no_ledger(tmp_path: Path) -> None:
    """Text, another database, a folder and a missing file are each refused in one line."""
    text = tmp_path / "text.db"
    text.write_text("not a database, but long enough to be read as one " * 50)
    other = tmp_path / "other.db"
    connection = sqlite3.connect(other)
    connection.execute("CREATE TABLE t (x)")
    connection.commit()
    connection.close()
    for path in (text, other, tmp_path):
        with pytest.raises(LedgerError, match="not a usable ledger") as caught:
            Ledger.open(path)
        assert "\n" not in str(caught.value)
    with pytest.raises(LedgerError, match="no ledger here"):
        Ledger.open(tmp_path / "none.db", must_exist=True)
    with pytest.raises(LedgerError, match="only SQLite"):
        Ledger.open("postgresql://u:pw@h/x")


def test_the_key_has_to_be_the_same(tmp_path: Path) -> None:
    """A ledger with a key is opened only with one, and a wrong key writes nothing."""
    path = tmp_path / "l.db"
    Ledger.open(path, key=b"k" * 32).append("note", {})
    with pytest.raises(LedgerError, match="made with a key"):
        Ledger.open(path)
    wrong = Ledger.open(path, key=b"w" * 32)
    with pytest.raises(LedgerError, match="seal"):
        wrong.append("note", {})
    assert not wrong.verify().ok
    plain = tmp_path / "plain.db"
    Ledger.open(plain)
    with pytest.raises(LedgerError, match="without a key"):
        Ledger.open(plain, key=b"k" * 32)


def test_a_replaced_file_is_noticed(ledger: Ledger) -> None:
    """Writing into a file that was taken away would lose what is acknowledged."""
    ledger.append("note", {})
    ledger.path.unlink()
    with pytest.raises(LedgerError, match="can't be written"):
        ledger.append("note", {})
    ledger.path.write_bytes(b"")
    with pytest.raises(LedgerError, match="replaced"):
        ledger.append("note", {})


def test_threads_write_one_chain(ledger: Ledger) -> None:
    """Many threads append at once; the chain stays whole and loses nothing."""

    def write(worker: int) -> None:
        for number in range(25):
            ledger.append("note", {"worker": worker, "number": number})

    threads = [threading.Thread(target=write, args=(worker,)) for worker in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    report = ledger.verify()
    assert report.ok
    assert report.entries == 200


_WRITER = """
import sys
from agentguard.ledger import Ledger
ledger = Ledger.open(sys.argv[1])
for number in range(60):
    ledger.append("note", {"writer": sys.argv[2], "number": number})
"""


def test_processes_write_one_chain(ledger: Ledger) -> None:
    """Several processes append at once; each finds its entries in order in one whole chain."""
    writers = [subprocess.Popen([sys.executable, "-c", _WRITER, ledger.path, str(n)]) for n in range(3)]  # noqa: S603 - our own interpreter
    assert [writer.wait() for writer in writers] == [0, 0, 0]
    report = ledger.verify()
    assert report.ok
    assert report.entries == 180
    for name in "012":
        numbers = [e.payload["number"] for e in ledger.entries() if e.payload["writer"] == name]
        assert numbers == list(range(60))


_FORKER = """
import os, sys
from agentguard.ledger import Ledger
ledger = Ledger.open(sys.argv[1])
ledger.append("note", {"who": "parent"})
child = os.fork()
for number in range(20):
    ledger.append("note", {"who": child == 0, "number": number})
if child:
    sys.exit(os.waitpid(child, 0)[1])
"""


def test_a_fork_writes_on(ledger: Ledger) -> None:
    """A process that forks goes on writing on both sides, each on a connection of its own."""
    done = subprocess.run([sys.executable, "-c", _FORKER, ledger.path], check=True)  # noqa: S603 - our own interpreter
    assert done.returncode == 0
    report = ledger.verify()
    assert report.ok
    assert report.entries == 41


_FULL = """
import resource, signal, sys
from agentguard.errors import LedgerError
from agentguard.ledger import Ledger
ledger = Ledger.open(sys.argv[1])
ledger.append("note", {"n": 0})
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (200_000, 200_000))
written = 1
try:
    while True:
        ledger.append("note", {"n": written, "filler": "word " * 2000})
        written += 1
except LedgerError as error:
    print(written, str(error).count(chr(10)))
"""


def test_a_full_disk_is_an_error_and_harms_nothing(ledger: Ledger) -> None:
    """What can't be written raises LedgerError; what was acknowledged before is all there."""
    run = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", _FULL, ledger.path], check=True, capture_output=True, text=True
    )
    written, newlines = map(int, run.stdout.split())
    assert newlines == 0
    report = ledger.verify()
    assert report.ok
    assert report.entries == written


def test_opening_by_settings(tmp_path: Path) -> None:
    """The settings name path, durability and key file; the key is made at first use."""

    class Given:
        path = str(tmp_path / "l.db")
        durability = "power"
        key_file = tmp_path / "chain.key"

    ledger = Ledger.from_settings(Given())  # type: ignore[arg-type]  # class attributes stand for properties
    ledger.append("note", {})
    assert ledger.verify().keyed
    assert Given.key_file.stat().st_size == 32


def test_equality_outlives_the_process(tmp_path: Path) -> None:
    """Two runs on one ledger mask the same secret the same way; a foreign redactor may be given."""
    path = tmp_path / "l.db"
    payloads = []
    for _ in range(2):
        ledger = Ledger.open(path)
        ledger.append("note", {"password": "hunter2"})
        payloads.append(ledger.last(1)[0].payload_json)
        ledger.close()
    assert payloads[0] == payloads[1]
    other = Ledger.open(path, redactor=Redactor(b"other"))
    other.append("note", {"password": "hunter2"})
    assert other.last(1)[0].payload_json != payloads[0]


def test_importing_the_ledger_stays_light() -> None:
    """SQLAlchemy loads when a ledger is opened, not when the package is imported."""
    code = (
        "import sys, agentguard, agentguard.ledger, agentguard.approvals; print('sqlalchemy' in sys.modules)"
    )
    run = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", code], check=True, capture_output=True, text=True, env=dict(os.environ)
    )
    assert json.loads(run.stdout.strip().lower()) is False
