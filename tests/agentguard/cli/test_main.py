"""The command line as a whole: one clear line and a code for every foreseeable mistake."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

from agentguard import cli
from agentguard.cli import _main
from agentguard.errors import EvaluationError

ACTION = '{"surface": "tool", "name": "get_weather", "arguments": {"city": "Bergen"}}'


@pytest.fixture(autouse=True)
def _here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)


MISTAKES = {
    "no such command": ["fly"],
    "no such flag": ["check", "--fast", "x.json"],
    "no file": ["check", "missing.json"],
    "a folder for a file": ["check", "."],
    "not JSON": ["check", "broken.json"],
    "not UTF-8": ["check", "binary.json"],
    "JSON of another shape": ["check", "list.json"],
    "unknown key": ["check", "key.json"],
    "unknown surface": ["check", "surface.json"],
    "settings with an unknown key": ["check", "good.json", "--settings", "bad.toml"],
    "settings that are missing": ["check", "good.json", "--settings", "missing.toml"],
    "no cases": ["cases", "missing.jsonl"],
    "cases that are none": ["cases", "broken.json"],
    "cases that lack a field": ["cases", "list.json"],
    "no such kind": ["cases", "empty.jsonl"],
    "no ledger": ["ledger", "verify", "--path", "missing.db"],
    "no decision": ["explain", "abc", "--path", "missing.db"],
    "a ledger that is none": ["explain", "abc", "--path", "broken.json"],
    "no policy": ["policy", "validate", "missing"],
    "no approvals": ["approvals", "list", "--path", "missing.db"],
    "no script": ["run", "missing.py"],
}


@pytest.mark.parametrize("what", MISTAKES)
def test_a_mistake_is_one_line_and_a_code(
    what: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Never a traceback, never a zero."""
    (tmp_path / "broken.json").write_text('{"surface": ', "utf-8")
    (tmp_path / "binary.json").write_bytes(b"\xff\xfe\x00")
    (tmp_path / "list.json").write_text("[1]", "utf-8")
    (tmp_path / "key.json").write_text('{"surface": "tool", "name": "x", "argumens": {}}', "utf-8")
    (tmp_path / "surface.json").write_text('{"surface": "moon", "name": "x"}', "utf-8")
    (tmp_path / "good.json").write_text(ACTION, "utf-8")
    (tmp_path / "bad.toml").write_text('mod = "enforce"', "utf-8")
    (tmp_path / "empty.jsonl").write_text("\n", "utf-8")
    assert _main(MISTAKES[what]) not in (0, 1, 3)
    told = capsys.readouterr()
    assert "Traceback" not in told.err + told.out
    assert told.err.strip()
    assert len(told.err.strip().splitlines()) <= 10


def test_version_as_text_and_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """What is installed, which rules, how many effects."""
    assert _main(["version"]) == 0
    assert "effects 30" in capsys.readouterr().out
    assert _main(["version", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["effects"] == 30


def test_help_names_every_command_and_the_exit_codes(capsys: pytest.CaptureFixture[str]) -> None:
    """A newcomer finds everything from `--help`."""
    assert _main(["--help"]) == 0
    told = capsys.readouterr().out
    for command in ("demo", "run", "check", "explain", "cases", "policy", "ledger", "approvals", "version"):
        assert command in told
    assert "10 ask" in told.replace("\n", " ")


def test_something_of_ours_that_breaks_has_a_code_of_its_own(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """A fault of the firewall is not the caller's bad input."""

    def broken(*_args: object, **_kwargs: object) -> None:
        raise EvaluationError("a stage failed")

    monkeypatch.setattr(cli, "app", broken)
    assert _main(["version"]) == 3
    assert capsys.readouterr().err == "agentguard: a stage failed\n"


def test_an_interrupted_command_says_so_by_its_code(monkeypatch: pytest.MonkeyPatch) -> None:
    """130, as shells expect."""

    def interrupted(*_args: object, **_kwargs: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr(cli, "app", interrupted)
    assert _main(["version"]) == 130


def test_the_installed_program_runs_and_survives_a_closed_pipe() -> None:
    """`agentguard policy show | head -1` ends quietly."""
    program = [sys.executable, "-c", "from agentguard.cli import main; main()", "policy", "show"]
    with subprocess.Popen(  # noqa: S603 - our own program
        program, stdout=subprocess.PIPE, stderr=subprocess.PIPE, env={**os.environ, "NO_COLOR": "1"}
    ) as running:
        assert running.stdout is not None
        assert running.stderr is not None
        running.stdout.close()
        told = running.stderr.read()
        assert running.wait(120) in (0, 1)
    assert b"Traceback" not in told
