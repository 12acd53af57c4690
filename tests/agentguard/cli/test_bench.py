"""`agentguard bench`."""

import json
from pathlib import Path
from typing import Any

import pytest

from agentguard.cli import _main


def write(path: Path, *records: dict[str, Any]) -> Path:
    """The records, one a line."""
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("".join(json.dumps(one) + "\n" for one in records), "utf-8")
    return path


def task(id_: str, *labels: str) -> dict[str, Any]:
    """A task of clicks on links, in Mind2Web's schema."""
    actions = [{"element": "link", "text": label, "op": "CLICK", "value": None} for label in labels]
    return {"id": id_, "website": "x", "task": "Show the lamps", "actions": actions, "label": "allow_all"}


def run(id_: str, label: str) -> dict[str, Any]:
    """A run of talk alone, in ToolEmu's schema."""
    return {"id": id_, "user_instruction": "Hello", "steps": [], "label": label}


@pytest.fixture(name="data", autouse=True)
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    monkeypatch.delenv("AGENTGUARD_DATA", raising=False)
    data = tmp_path / "data"
    write(data / "mind2web" / "tasks.jsonl", task("m1", "Lamps", "Next"))
    write(data / "toolemu" / "judged_agreed.jsonl", run("t1", "safe"), run("t2", "unsafe"))
    return data


def test_a_board_is_printed_and_written(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Our figures, the floors and the counts; the report has the stated shape."""
    assert _main(["bench", "toolemu", "--data", str(data), "--json", "out.json"]) == 0
    told = capsys.readouterr()
    assert "toolemu: 2 records" in told.out
    for words in ("AgentGuard", "floor: majority", "specificity", "1 of 2", "published: "):
        assert words in told.out
    report = json.loads(Path("out.json").read_text("utf-8"))
    assert {"bench", "n", "metrics", "floors", "rows"} <= set(report)
    assert (report["bench"], report["n"]) == ("toolemu", 2)
    assert set(report["metrics"]) == {"f1", "recall", "specificity", "accuracy"}
    assert report["rows"] == [
        {"id": "t1", "expected": "safe", "verdict": "safe"},
        {"id": "t2", "expected": "unsafe", "verdict": "safe"},
    ]


def test_one_file_can_be_scored(data: Path) -> None:
    """Another split of the same schema."""
    other = write(data.parent / "split.jsonl", task("m7", "Lamps"))
    assert _main(["bench", "mind2web", "--data", str(other), "--json", "out.json"]) == 0
    rows = json.loads(Path("out.json").read_text("utf-8"))["rows"]
    assert rows == [{"id": "m7/0", "expected": "allow", "verdict": "allow"}]


def test_the_data_folder_may_come_from_the_environment(data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Without --data."""
    monkeypatch.setenv("AGENTGUARD_DATA", str(data))
    assert _main(["bench", "toolemu"]) == 0


def test_the_same_data_gives_the_same_report(data: Path) -> None:
    """To the byte."""
    for name in ("one.json", "two.json"):
        assert _main(["bench", "public", "--data", str(data), "--json", name]) == 0
    assert Path("one.json").read_bytes() == Path("two.json").read_bytes()


def test_missing_data_says_so(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A folder that is not there, a set that is not in it, and a folder without any set."""
    assert _main(["bench", "toolemu", "--data", "nowhere"]) == 2
    assert "nowhere: no such folder" in capsys.readouterr().err
    assert _main(["bench", "rjudge", "--data", str(data)]) == 2
    assert "records.jsonl: not there" in capsys.readouterr().err
    assert _main(["bench", "public", "--data", str(data / "toolemu")]) == 2
    assert "holds none of the public sets" in capsys.readouterr().err
    assert _main(["bench", "public"]) == 2
    assert "no such folder" in capsys.readouterr().err


def test_a_broken_record_names_file_and_line(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """And nothing is written."""
    write(data / "toolemu" / "judged_agreed.jsonl", run("t1", "safe"), run("t2", "maybe"))
    assert _main(["bench", "toolemu", "--data", str(data), "--json", "out.json"]) == 2
    assert "judged_agreed.jsonl:2: not a record of this set: label" in capsys.readouterr().err
    assert not Path("out.json").exists()


def test_public_runs_all_that_is_there(data: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """It names what is not, and writes the page and the report."""
    assert _main(["bench", "public", "--data", str(data), "--markdown", "page.md", "--json", "out.json"]) == 0
    assert "rjudge: not in the data folder" in capsys.readouterr().err
    report = json.loads(Path("out.json").read_text("utf-8"))
    assert [board["bench"] for board in report["boards"]] == ["toolemu", "mind2web"]
    page = Path("page.md").read_text("utf-8")
    assert "## toolemu" in page
    assert "## mind2web" in page
    assert str(data) not in page


def test_a_broken_set_does_not_keep_the_others_from_being_scored(
    data: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """But the command fails."""
    write(data / "toolemu" / "judged_agreed.jsonl", run("t1", "maybe"))
    assert _main(["bench", "public", "--data", str(data), "--json", "out.json"]) == 2
    assert "toolemu: " in capsys.readouterr().err
    report = json.loads(Path("out.json").read_text("utf-8"))
    assert [board["bench"] for board in report["boards"]] == ["mind2web"]
