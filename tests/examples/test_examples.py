"""The programs in examples/ run as a user would run them, in an empty folder."""

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

EXAMPLES = Path(__file__).parents[2] / "examples"


def run(folder: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    """Run a program with our own interpreter; nothing it does outlives `folder`."""
    return subprocess.run(  # noqa: S603 - our own interpreter and programs
        [sys.executable, *arguments],
        cwd=folder,
        check=False,
        capture_output=True,
        text=True,
        env={**os.environ, "NO_COLOR": "1", "COLUMNS": "200"},
    )


def example(folder: Path, name: str) -> str:
    """Run an example that ends well; return what it prints."""
    ran = run(folder, str(EXAMPLES / name))
    assert ran.returncode == 0, ran.stderr
    assert ran.stderr == ""
    return ran.stdout


def agentguard(folder: Path, *arguments: str) -> str:
    """Run the command line; return what it prints."""
    ran = run(folder, "-c", "from agentguard.cli import main; main()", *arguments)
    assert ran.returncode == 0, ran.stdout + ran.stderr
    return ran.stdout


def test_every_example_is_tested() -> None:
    """A program that nobody runs is not shown to users."""
    here = Path(__file__).read_text("utf-8")
    for path in EXAMPLES.rglob("*.py"):
        assert f'"{path.relative_to(EXAMPLES).as_posix()}"' in here, path


def test_guard_a_tool(tmp_path: Path) -> None:
    """What was asked for runs; what somebody else wants does not."""
    lines = example(tmp_path, "guard_a_tool.py").splitlines()
    assert lines[0] == "sent to bob@example.com"
    assert lines[1].startswith("Not run")
    assert lines[-1] == "verdict: replan"
    assert "the chain holds" in agentguard(tmp_path, "ledger", "verify")


def test_ask_a_person(tmp_path: Path) -> None:
    """Asked, answered from another process, run once, and asked anew for the next time."""
    program = str(EXAMPLES / "ask_a_person.py")
    first = run(tmp_path, program)
    assert first.returncode == 10
    assert re.search(r"approvals show [0-9a-f]{12}", first.stdout)
    assert run(tmp_path, program).returncode == 10
    (waiting,) = json.loads(agentguard(tmp_path, "approvals", "list", "--json"))
    agentguard(tmp_path, "approvals", "approve", waiting["id"], "--by", "ann")
    second = run(tmp_path, program)
    assert (second.returncode, second.stdout) == (0, "deleted old-notes.txt\n")
    assert run(tmp_path, program).returncode != 0


def test_own_policy(tmp_path: Path) -> None:
    """The folder's rule is in force, and its tests pass."""
    told = example(tmp_path, "own_policy/run.py")
    assert told.startswith("ask by ")
    assert "over-a-hundred" in told
    folder = EXAMPLES / "own_policy"
    tested = agentguard(
        tmp_path, "policy", "test", str(folder / "tests.yaml"), "--policy", str(folder / "policy")
    )
    assert "3 passed, 0 failed" in tested


def test_own_world_model(tmp_path: Path) -> None:
    """The model's own knowledge stops what reads harmless."""
    lines = example(tmp_path, "own_world_model.py").splitlines()
    assert lines[0] == "moved 10 from Leeds to Norwich"
    assert "would stop deliveries to the east" in lines[1]


def test_observe_mode(tmp_path: Path) -> None:
    """Everything runs, and the ledger tells what would have been stopped."""
    lines = example(tmp_path, "observe_mode.py").splitlines()
    assert lines[:2] == ["sent to bob@example.com", "sent to archive@collector.example"]
    assert [line.split(",")[0] for line in lines[2:]] == ["would have been: allow", "would have been: replan"]


@pytest.mark.browser
def test_browser_agent(tmp_path: Path) -> None:
    """In a real browser on a real shop: the cart is filled, the account stays."""
    lines = example(tmp_path, "browser_agent.py").splitlines()
    assert lines[0] == "in the cart: {'n': 1}"
    assert "would close account" in lines[1]
    assert lines[-1] == "accounts left: {'n': 2}"
