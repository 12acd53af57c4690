"""`agentguard ledger`."""

import json
import sqlite3
from collections.abc import Callable
from contextlib import closing
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from agentguard.cli.ledger import app
from agentguard.decision import Decision
from agentguard.ledger import Ledger
from agentguard.settings import Settings
from worldmodel.outcome import Outcome


def _run(*arguments: object) -> Result:
    return CliRunner().invoke(app, [str(argument) for argument in arguments], standalone_mode=False)


def _code(result: Result) -> int:
    returned = result.return_value
    return returned if result.exit_code == 0 and isinstance(returned, int) else result.exit_code


@pytest.fixture(name="path")
def _path(tmp_path: Path, decide: Callable[..., Decision]) -> Path:
    path = tmp_path / "ledger.db"
    ledger = Ledger.open(path)
    done, open_ = decide(id="d-done"), decide(id="d-open")
    ledger.record_decision(done)
    ledger.record_outcome(done.id, Outcome(status="done"))
    ledger.record_decision(open_)
    ledger.close()
    return path


def test_verify_a_whole_chain(path: Path) -> None:
    """A whole chain is code 0; what may have run without a known outcome is named."""
    result = _run("verify", "--path", path)
    assert _code(result) == 0
    assert "3 entries, the chain holds" in result.output
    assert "undecided: d-open" in result.output
    report = json.loads(_run("verify", "--path", path, "--json").output)
    assert report["ok"]
    assert report["undecided"] == ["d-open"]


def test_verify_a_broken_chain(path: Path, tmp_path: Path) -> None:
    """A broken chain is code 1 and names its first broken entry; a checkpoint is kept and compared."""
    kept = tmp_path / "kept.json"
    assert _code(_run("verify", "--path", path, "--write-checkpoint", kept)) == 0
    assert _code(_run("verify", "--path", path, "--checkpoint", kept)) == 0
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER entries_never_change")
    connection.execute("UPDATE entries SET kind = 'nothing' WHERE seq = 2")
    connection.commit()
    connection.close()
    result = _run("verify", "--path", path)
    assert _code(result) == 1
    assert "broken at entry 2" in result.output


def test_show_tail_export(path: Path, tmp_path: Path) -> None:
    """Entries are shown by decision, from the end, and all as JSON lines."""
    shown = _run("show", "d-done", "--path", path)
    assert [line for line in shown.output.splitlines() if line.startswith("#")] != []
    assert '"status": "done"' in shown.output
    tail = _run("tail", "-n", 2, "--path", path).output.splitlines()
    assert [line.split("\t")[0] for line in tail] == ["2", "3"]
    out = tmp_path / "all.jsonl"
    assert _code(_run("export", "--out", out, "--path", path)) == 0
    assert [json.loads(line)["seq"] for line in out.read_text().splitlines()] == [1, 2, 3]
    only = _run("export", "--kind", "outcome", "--path", path).output.splitlines()
    assert [json.loads(line)["kind"] for line in only] == ["outcome"]
    assert json.loads(_run("tail", "-n", 1, "--json", "--path", path).output)["seq"] == 3


def test_a_bad_file_is_one_line(path: Path, tmp_path: Path) -> None:
    """A missing, foreign or damaged file, key or checkpoint is code 2 and one clear line."""
    text = tmp_path / "text.db"
    text.write_text("no ledger " * 500)
    for arguments in (
        ("verify", "--path", tmp_path / "none.db"),
        ("tail", "--path", text),
        ("export", "--path", tmp_path),
        ("show", "nobody", "--path", path),
        ("verify", "--path", path, "--key-file", tmp_path / "none.key"),
        ("verify", "--path", path, "--checkpoint", text),
        ("export", "--path", path, "--out", tmp_path / "no" / "folder"),
    ):
        result = _run(*arguments)
        assert _code(result) == 2, arguments
        assert result.output.startswith("agentguard: "), arguments
        assert result.output.count("\n") == 1, arguments
    assert not (tmp_path / "none.db").exists()


def test_reading_a_damaged_entry_is_one_line(path: Path) -> None:
    """A damaged entry never ends in a traceback."""
    connection = sqlite3.connect(path)
    connection.execute("DROP TRIGGER entries_never_change")
    connection.execute("UPDATE entries SET payload = '{'")
    connection.commit()
    connection.close()
    for command in ("tail", "export"):
        result = _run(command, "--path", path)
        assert _code(result) == 2
        assert "damaged" in result.output


def test_the_settings_name_the_ledger_and_its_key(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without `--path` the commands read the ledger that `agentguard.toml` names, with its key."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "agentguard.toml").write_text('[ledger]\npath = "kept/record.db"\nkey_file = "record.key"\n')
    with closing(Ledger.from_settings(Settings.load().ledger)) as ledger:
        ledger.append("session_start", {"task": "none"})
    result = _run("verify")
    assert _code(result) == 0
    assert result.output == "1 entries, the chain holds\n"
