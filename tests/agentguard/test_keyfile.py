"""Keys kept in a file."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from agentguard.errors import ConfigurationError
from agentguard.keyfile import load_key, read_key


def test_a_key_is_made_once_for_its_owner_only(tmp_path: Path) -> None:
    """The first call makes a key that nobody else may read; later calls return it."""
    path = tmp_path / "deep" / "key"
    key = load_key(path)
    assert len(key) == 32
    assert load_key(path) == key
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert [p.name for p in path.parent.iterdir()] == ["key"]


def test_all_who_make_it_at_once_get_the_same_key(tmp_path: Path) -> None:
    """Racing first calls end with one key."""
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(load_key, [tmp_path / "key"] * 32))) == 1


@pytest.mark.parametrize("content", [b"", b"short"])
def test_a_short_file_is_no_key(tmp_path: Path, content: bytes) -> None:
    """A file cut short is refused in words that say why."""
    path = tmp_path / "key"
    path.write_bytes(content)
    with pytest.raises(ConfigurationError, match="not a key"):
        load_key(path)


def test_a_key_that_has_to_be_there(tmp_path: Path) -> None:
    """Where a key is expected, a missing one is an error and none is made."""
    with pytest.raises(ConfigurationError, match="can't be read"):
        read_key(tmp_path / "key")
    with pytest.raises(ConfigurationError, match="can't be made"):
        load_key(Path("/proc/nowhere/key"))
