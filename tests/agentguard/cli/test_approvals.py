"""`agentguard approvals`."""

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from agentguard.approvals.store import PendingStore
from agentguard.cli.approvals import app
from agentguard.decision import Decision
from agentguard.verdict import Verdict

MakeDecision = Callable[..., Decision]


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], standalone_mode=False)


def _code(result: Result) -> int:
    returned = result.return_value
    return returned if result.exit_code == 0 and isinstance(returned, int) else result.exit_code


@pytest.fixture(name="path")
def _path(tmp_path: Path) -> Path:
    return tmp_path / "approvals.db"


@pytest.fixture(name="store")
def _store(path: Path) -> PendingStore:
    return PendingStore.open(path)


def test_a_question_is_shown_and_approved(store: PendingStore, path: Path, decide: MakeDecision) -> None:
    """From another terminal a person sees what waits, and says yes; the agent's process gets it once."""
    decision = decide(Verdict.ASK)
    pending = store.put(decision)
    assert pending.id in _run("list", "--path", path).output
    shown = _run("show", pending.id, "--path", path).output
    assert "- pay order 48213 on site shop.test; amount 12.50 EUR; to Kettle Ltd" in shown
    assert json.loads(_run("show", pending.id, "--json", "--path", path).output)["status"] == "waiting"
    assert _code(_run("approve", pending.id, "--by", "ann", "--path", path)) == 0
    answer = store.claim(decision)
    assert answer is not None
    assert (answer.verdict, answer.by) == ("yes", "ann")
    assert "nothing waits" in _run("list", "--path", path).output
    (everything,) = json.loads(_run("list", "--all", "--json", "--path", path).output)
    assert everything["closed_because"] == "used"


def test_denied_and_refused(store: PendingStore, path: Path, decide: MakeDecision) -> None:
    """A no is a no; turning it round is refused with code 1 and one line."""
    pending = store.put(decide(Verdict.ASK))
    assert _code(_run("deny", pending.id, "--by", "ann", "--path", path)) == 0
    result = _run("approve", pending.id, "--by", "bob", "--path", path)
    assert _code(result) == 1
    assert result.output == f"agentguard: {pending.id}: answered no before\n"
    assert _code(_run("show", "nothing", "--path", path)) == 1


def test_consents_are_listed_and_revoked(store: PendingStore, path: Path, decide: MakeDecision) -> None:
    """What was agreed to for good can be seen and taken back."""
    pending = store.put(decide(Verdict.ASK))
    assert _code(_run("approve", pending.id, "--always", "--by", "ann", "--path", path)) == 0
    assert "no standing consents" in _run("consents", "--path", path).output
    (consent,) = store.consents.give(decide(Verdict.ASK), by="ann")
    assert "pay order 48213" in _run("consents", "--path", path).output
    assert json.loads(_run("consents", "--json", "--path", path).output)[0]["id"] == consent.id
    assert _code(_run("revoke", consent.id, "--by", "ann", "--path", path)) == 0
    assert _code(_run("revoke", consent.id, "--by", "ann", "--path", path)) == 1


def test_a_bad_file_is_one_line(path: Path, tmp_path: Path) -> None:
    """A missing or foreign file or key is code 2 and one clear line; none is made."""
    text = tmp_path / "text.db"
    text.write_text("no approvals " * 500)
    for arguments in (
        ("list", "--path", path),
        ("list", "--path", text),
        ("list", "--path", tmp_path),
        ("approve", "x", "--path", text, "--key-file", tmp_path / "none.key"),
    ):
        result = _run(*arguments)
        assert _code(result) == 2, arguments
        assert result.output.startswith("agentguard: ")
        assert result.output.count("\n") == 1
    assert not path.exists()
