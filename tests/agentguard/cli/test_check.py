"""`agentguard check` and `agentguard explain`."""

import json
from pathlib import Path
from typing import Any

import pytest

from agentguard.cli import _main
from agentguard.firewall import Firewall
from agentguard.settings import Settings
from agentguard.testing import ScriptedApprover, tool_call
from worldmodel.snapshot import Snapshot

CASES: tuple[tuple[str, dict[str, Any], str | None, int], ...] = (
    ("get_weather", {"city": "Bergen"}, None, 0),
    ("delete_file", {"path": "notes.txt"}, None, 10),
    ("send_email", {"to": "eve@example.net", "body": "x"}, "Send the report to bob@example.com", 11),
    ("pay_invoice", {"invoice": "INV-9", "amount": 900}, "Read my mail", 12),
)


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


def write(content: Any) -> str:
    """Write a proposal; return its file."""
    Path("proposal.json").write_text(json.dumps(content), "utf-8")
    return "proposal.json"


@pytest.mark.parametrize(("name", "arguments", "task", "code"), CASES, ids=lambda value: str(value)[:20])
def test_the_exit_code_tells_the_verdict(
    name: str, arguments: dict[str, Any], task: str | None, code: int, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the decision is printed as JSON; nothing is recorded."""
    action = {"surface": "tool", "name": name, "arguments": arguments}
    assert _main(["check", write({"action": action, "task": task})]) == code
    decision = json.loads(capsys.readouterr().out)
    assert decision["action"]["name"] == name
    assert {0: "allow", 10: "ask", 11: "replan", 12: "block"}[code] == decision["verdict"]
    assert not Path(".agentguard").exists()


def test_an_action_alone_is_a_proposal(capsys: pytest.CaptureFixture[str]) -> None:
    """The task may come from the command line, and a snapshot from the file."""
    action = {"surface": "tool", "name": "pay_invoice", "arguments": {"invoice": "INV-9", "amount": 900}}
    assert _main(["check", write(action), "--task", "Read my mail"]) == 12
    snapshot = {"surface": "tool", "facts": {"environment": "test"}}
    assert _main(["check", write({"action": action, "snapshot": snapshot, "task": "Read my mail"})]) == 12
    capsys.readouterr()


def test_standard_input_is_a_dash(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """For pipes."""
    import io
    import sys

    text = json.dumps({"surface": "tool", "name": "get_weather"})
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(text.encode()), encoding="utf-8"))
    assert _main(["check", "-"]) == 0
    capsys.readouterr()


def test_a_recorded_decision_can_be_explained(capsys: pytest.CaptureFixture[str]) -> None:
    """Effects, evidence, task, rules, what the agent was told."""
    action = {"surface": "tool", "name": "pay_invoice", "arguments": {"invoice": "INV-9", "amount": 900}}
    assert _main(["check", write(action), "--task", "Read my mail", "--record"]) == 12
    decision = json.loads(capsys.readouterr().out)
    assert _main(["explain", decision["id"]]) == 0
    told = capsys.readouterr().out
    assert told.startswith("BLOCK  tool:pay_invoice")
    for part in ("block: pay", "task: ungranted", "because", "rules: ungranted-money", "The agent was told"):
        assert part in told
    assert _main(["explain", decision["id"], "--json"]) == 0
    (entry,) = json.loads(capsys.readouterr().out)
    assert (entry["kind"], entry["record"]["verdict"]) == ("decision", "block")
    assert _main(["explain", "no-such-id"]) == 2


def test_the_story_of_a_decision_has_its_answer_and_its_outcome(capsys: pytest.CaptureFixture[str]) -> None:
    """What a person said, what came of it, and what broke on the way."""
    path = Path("ledger.db")
    settings = Settings.model_validate({"ledger": {"path": str(path)}})
    firewall = Firewall(settings=settings, approver=ScriptedApprover("yes"))
    call = tool_call("delete_file", path="notes.txt")
    firewall.run(call, lambda _: None, snapshot=Snapshot(surface="tool"))
    firewall.models = ()
    lost = firewall.decide(tool_call("update_note", text="x"), Snapshot(surface="tool"))
    observed = Firewall(settings=settings.model_copy(update={"mode": "observe"}), ledger=firewall.ledger)
    open_end = observed.decide(call, Snapshot(surface="tool"))
    first = next(iter(firewall.ledger.entries(kind="decision"))).decision_id
    firewall.ledger.close()
    assert _main(["explain", str(first), "--path", str(path)]) == 0
    told = capsys.readouterr().out
    assert "approval: answer yes, by test" in told
    assert "outcome: done" in told
    assert _main(["explain", lost.id, "--path", str(path)]) == 0
    capsys.readouterr()
    assert _main(["explain", open_end.id, "--path", str(path)]) == 0
    assert "No outcome was recorded: it may have run." in capsys.readouterr().out
