"""`agentguard policy`."""

import json
from pathlib import Path

import pytest

from agentguard.cli import _main
from agentguard.policy import Policy

RULE = """\
@id("no-notes")
@verdict("ask")
@guidance("Wait.")
forbid (principal, action, resource in File::"notes");
"""
TESTS = """\
tests:
  - name: notes are asked about
    effect: {verb: update, object: a note, resource: {kind: file, id: notes/a.md}}
    authority: {standing: granted}
    expect: ask
    rules: [no-notes]
"""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Return a policy folder with one rule and its test."""
    (tmp_path / "ours.cedar").write_text(RULE, "utf-8")
    (tmp_path / "ours.yaml").write_text(TESTS, "utf-8")
    return tmp_path


def test_validate_says_what_is_in_force(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Files, number of rules and version."""
    assert _main(["policy", "validate", str(folder)]) == 0
    assert "rules in default.cedar, ours.cedar: fine" in capsys.readouterr().out
    assert _main(["policy", "validate", str(folder), "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["rules"] == len(Policy.default().rules) + 1


def test_validate_names_the_fault_in_one_line(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Fault 5: file, line and mend, exit code 2, no traceback."""
    (folder / "ours.cedar").write_text(RULE.replace("ask", "aks"), "utf-8")
    assert _main(["policy", "validate", str(folder)]) == 2
    error = capsys.readouterr().err
    assert error.startswith("agentguard: ours.cedar:2: ")
    assert 'did you mean "ask"' in error
    assert error.count("\n") == 1


def test_the_shipped_tests_pass(capsys: pytest.CaptureFixture[str]) -> None:
    """Without arguments the shipped rules meet the shipped tests."""
    assert _main(["policy", "test"]) == 0
    assert "0 failed" in capsys.readouterr().out


def test_a_folder_is_tested_with_its_own_rules(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Rules and their tests live side by side."""
    assert _main(["policy", "test", str(folder)]) == 0
    assert "1 passed, 0 failed" in capsys.readouterr().out


def test_a_failing_test_exits_with_one(folder: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The failed test is named with its place, what was expected and what came."""
    (folder / "ours.yaml").write_text(TESTS.replace("expect: ask", "expect: block"), "utf-8")
    assert _main(["policy", "test", str(folder)]) == 1
    out = capsys.readouterr().out
    assert "ours.yaml:2: notes are asked about: expected block, got ask by no-notes" in out
    assert _main(["policy", "test", str(folder), "--json"]) == 1
    assert json.loads(capsys.readouterr().out)[0]["verdict"] == "ask"


@pytest.mark.parametrize("missing", ["nowhere.yaml", "empty"])
def test_nothing_to_test_is_an_error(tmp_path: Path, missing: str) -> None:
    """Fault 20: no test run is no pass."""
    (tmp_path / "empty").mkdir()
    assert _main(["policy", "test", str(tmp_path / missing)]) == 2


def test_show_prints_rules_and_the_schema(capsys: pytest.CaptureFixture[str]) -> None:
    """All rules, one with its text, as JSON, and the vocabulary."""
    assert _main(["policy", "show"]) == 0
    assert "prohibited block default.cedar:" in capsys.readouterr().out
    assert _main(["policy", "show", "prohibited"]) == 0
    assert 'Standing::"prohibited"' in capsys.readouterr().out
    assert _main(["policy", "show", "prohibited", "--json"]) == 0
    (rule,) = json.loads(capsys.readouterr().out)
    assert rule["verdict"] == "block"
    assert _main(["policy", "show", "--schema"]) == 0
    assert "entity Tier enum" in capsys.readouterr().out


def test_show_suggests_the_nearest_rule(capsys: pytest.CaptureFixture[str]) -> None:
    """A misspelt id is one clear line."""
    assert _main(["policy", "show", "prohibitted"]) == 2
    assert 'did you mean "prohibited"' in capsys.readouterr().err
