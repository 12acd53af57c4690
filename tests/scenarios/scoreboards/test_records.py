"""Reading public data."""

from pathlib import Path

import pytest

from agentguard.errors import ConfigurationError
from scenarios.scoreboards.records import Record, data_folder, files_of, read_records


class Note(Record):
    """A record of the tests."""

    id: str
    size: int


@pytest.fixture(name="file")
def _file(tmp_path: Path) -> Path:
    path = tmp_path / "notes.jsonl"
    path.write_text('{"id": "a", "size": 1, "colour": "red"}\n\n{"id": "b", "size": 2}\n', "utf-8")
    return path


def test_one_record_a_line(file: Path) -> None:
    """Empty lines and fields that no metric needs are passed over."""
    assert [(note.id, note.size) for note in read_records(file, Note)] == [("a", 1), ("b", 2)]


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ('{"id": "c"}', "size: Field required"),
        ('{"id": "c", "size": "big"}', "size: Input should be a valid integer"),
        ("[1, 2]", "Input should be"),
        ('{"id": "c", ', "Invalid JSON"),
    ],
)
def test_a_broken_record_is_named_by_file_and_line(file: Path, line: str, told: str) -> None:
    """With what is wrong about it."""
    with file.open("a", encoding="utf-8") as lines:
        lines.write(line + "\n")
    with pytest.raises(ConfigurationError, match=rf"notes\.jsonl:4: not a record of this set: .*{told}"):
        list(read_records(file, Note))


def test_what_is_no_text_is_refused(file: Path) -> None:
    """A file of another encoding is not guessed at."""
    file.write_bytes(b'{"id": "\xff", "size": 1}\n')
    with pytest.raises(ConfigurationError, match="not UTF-8"):
        list(read_records(file, Note))


def test_an_empty_file_is_an_error(tmp_path: Path) -> None:
    """It would score nothing, and look like a pass."""
    empty = tmp_path / "empty.jsonl"
    empty.write_text("\n\n", "utf-8")
    with pytest.raises(ConfigurationError, match="holds no record"):
        list(read_records(empty, Note))


def test_files_are_found_from_the_data_folder_the_set_or_the_file(tmp_path: Path) -> None:
    """All three name the same records."""
    inside = tmp_path / "notes" / "a.jsonl"
    inside.parent.mkdir()
    inside.touch()
    assert files_of(tmp_path, "notes", "a.jsonl") == [inside]
    assert files_of(inside.parent, "notes", "a.jsonl") == [inside]
    assert files_of(inside, "notes", "b.jsonl") == [inside]
    with pytest.raises(ConfigurationError, match=r"b\.jsonl: not there"):
        files_of(tmp_path, "notes", "a.jsonl", "b.jsonl")


def test_the_data_folder_comes_from_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is given comes first; one that is missing is an error."""
    monkeypatch.setenv("AGENTGUARD_DATA", str(tmp_path))
    assert data_folder() == tmp_path
    assert data_folder(tmp_path.parent) == tmp_path.parent
    monkeypatch.setenv("AGENTGUARD_DATA", str(tmp_path / "gone"))
    with pytest.raises(ConfigurationError, match="no such folder"):
        data_folder()


def test_what_can_not_be_opened_is_named(tmp_path: Path) -> None:
    """A folder is no file of records."""
    with pytest.raises(ConfigurationError, match="can't be read"):
        list(read_records(tmp_path, Note))
