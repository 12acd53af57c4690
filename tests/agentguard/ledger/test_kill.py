"""A process killed at any moment leaves a ledger that verifies and shows what was under way."""

import json
import subprocess
import sys
from pathlib import Path

from agentguard.ledger import Ledger

ROUNDS = 25

_KILLER = """
import json, os, random, select, signal, sys, time
from datetime import UTC, datetime
from agentguard.decision import Decision
import agentguard.ledger.chain_file  # loaded once, before the forks
from agentguard.ledger import Ledger
from worldmodel.action import Action, Surface
from worldmodel.outcome import Outcome
from worldmodel.prediction import Prediction

path, rounds = sys.argv[1], int(sys.argv[2])
rng = random.Random(7)


def agent(out):
    ledger = Ledger.open(path)
    number = 0
    while True:
        decision = Decision(
            action=Action.of(Surface.TOOL, "pay", order=number), snapshot_digest="a" * 64,
            prediction=Prediction(model="m"), verdict="allow", would_be="allow",
            decided_at=datetime.now(UTC), elapsed_ms=1.0, guidance="word " * rng.randrange(300),
        )
        ledger.record_decision(decision)
        os.write(out, f"D {decision.id}\\n".encode())
        ledger.record_outcome(decision.id, Outcome(status="done"))
        os.write(out, f"O {decision.id}\\n".encode())
        number += 1


def one_round():
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        agent(write)
    os.close(write)
    select.select([read], [], [], 20)  # the first acknowledgement: from now on any moment will do
    time.sleep(rng.random() * 0.02)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(read) as lines:
        return [line.split() for line in lines.read().splitlines()]


print(json.dumps([one_round() for _ in range(rounds)]))
"""

_STEADY = """
import sys
from agentguard.ledger import Ledger
ledger = Ledger.open(sys.argv[1])
for number in range(200):
    ledger.append("note", {"number": number})
"""


def test_killed_at_any_moment(tmp_path: Path) -> None:
    """25 kills amid writing, beside a second writer: nothing acknowledged is lost, the chain holds."""
    path = tmp_path / "ledger.db"
    Ledger.open(path).close()
    steady = subprocess.Popen([sys.executable, "-c", _STEADY, path])  # noqa: S603 - our own interpreter
    run = subprocess.run(  # noqa: S603 - our own interpreter
        [sys.executable, "-c", _KILLER, path, str(ROUNDS)], check=True, capture_output=True, text=True
    )
    assert steady.wait() == 0
    ledger = Ledger.open(path)
    report = ledger.verify()
    assert report.ok, report.reason
    decisions = {entry.decision_id for entry in ledger.entries(kind="decision")}
    outcomes = {entry.decision_id for entry in ledger.entries(kind="outcome")}
    undecided = {entry.decision_id for entry in ledger.undecided()}
    acknowledged = [tuple(line) for lines in json.loads(run.stdout) for line in lines]
    assert len([1 for kind, _ in acknowledged if kind == "D"]) >= ROUNDS
    assert {id_ for kind, id_ in acknowledged if kind == "D"} <= decisions
    assert {id_ for kind, id_ in acknowledged if kind == "O"} <= outcomes
    assert undecided == decisions - outcomes
    assert sum(1 for _ in ledger.entries(kind="note")) == 200
