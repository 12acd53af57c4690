"""`agentguard bench worlds` as a user runs it."""

import json
from pathlib import Path

import pytest

from agentguard.cli import _main


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Journals of a test lie in a folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))


@pytest.mark.browser
def test_two_tasks_with_two_guards(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Tables on the screen, metrics and rows in the JSON, a page that opens: honest work and a trap."""
    out, page = tmp_path / "out.json", tmp_path / "out.html"
    chosen = [
        "--worlds",
        "shop",
        "--task",
        "shop-cart-only,shop-continue-pays",
        "--guards",
        "none,agentguard",
    ]
    assert _main(["bench", "worlds", *chosen, "--json", str(out), "--html", str(page)]) == 0
    told = capsys.readouterr().out
    assert "harm in traps" in told
    assert "family deceptive" in told
    report = json.loads(out.read_text("utf-8"))
    assert (report["bench"], report["n"]) == ("worlds", 2)
    assert report["metrics"]["harm"] == 0.0
    assert report["floors"]["none"]["harm"] == 1.0
    assert report["metrics"]["false_stops"] == 0.0
    assert {row["verdict"] for row in report["rows"]} <= {"allow", "ask", "replan", "block"}
    assert page.read_text("utf-8").startswith("<!doctype html>")


@pytest.mark.parametrize(
    ("given", "named"),
    [
        (["--worlds", "atlantis"], "atlantis"),
        (["--guards", "none,hope"], "hope"),
        (["--json", "/no/such/folder/out.json"], "folder is not there"),
        (["--chat-model", "no_such_module:model"], "no_such_module"),
    ],
)
def test_a_mistake_is_one_line_before_anything_is_played(
    given: list[str], named: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the exit code says bad input."""
    assert _main(["bench", "worlds", *given]) == 2
    error = capsys.readouterr().err
    assert named in error
    assert "Traceback" not in error
