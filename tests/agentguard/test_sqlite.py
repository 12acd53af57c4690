"""SQLite files that many write at once."""

from pathlib import Path

import pytest

from agentguard import sqlite


def test_which_file_a_target_names() -> None:
    """A path or a sqlite URL names a file; other databases and memory are refused."""
    assert sqlite.file_of("a/b.db") == Path("a/b.db")
    assert sqlite.file_of("sqlite:///a/b.db") == Path("a/b.db")
    assert sqlite.file_of("sqlite:////a/b.db") == Path("/a/b.db")
    for bad in ("postgresql://u:pw@h/x", "sqlite://", "sqlite:///:memory:", "::://"):
        with pytest.raises(ValueError, match=r"only SQLite|not a database") as caught:
            sqlite.file_of(bad)
        assert "pw" not in str(caught.value)


def test_a_new_file_is_for_its_owner_only(tmp_path: Path) -> None:
    """What is recorded may be private, so the file is made unreadable for others."""
    path = tmp_path / "x.db"
    sqlite.open_engine(path).dispose()
    assert path.stat().st_mode & 0o077 == 0
