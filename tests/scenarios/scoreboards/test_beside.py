"""Files that belong to a set without being scored."""

from pathlib import Path

import pytest

from scenarios.scoreboards.beside import beside


@pytest.fixture(name="data")
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    data = tmp_path / "data"
    (data / "tea").mkdir(parents=True)
    (data / "tea" / "pots.jsonl").write_text("{}\n", "utf-8")
    monkeypatch.setenv("AGENTGUARD_DATA", str(data))
    return data


def test_the_file_beside_the_scored_one_comes_first(tmp_path: Path, data: Path) -> None:
    """A split of one's own may bring its own companions."""
    own = tmp_path / "pots.jsonl"
    own.write_text("{}\n", "utf-8")
    assert beside(tmp_path / "cups.jsonl", "tea", "pots.jsonl") == own
    own.unlink()
    assert beside(tmp_path / "cups.jsonl", "tea", "pots.jsonl") == data / "tea" / "pots.jsonl"


def test_there_may_be_none(tmp_path: Path, data: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Neither beside the file, nor in the data folder, nor where there is no such folder."""
    assert beside(tmp_path / "cups.jsonl", "tea", "spoons.jsonl") is None
    monkeypatch.setenv("AGENTGUARD_DATA", str(data / "gone"))
    assert beside(tmp_path / "cups.jsonl", "tea", "pots.jsonl") is None
