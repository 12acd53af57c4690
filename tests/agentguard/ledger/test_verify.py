"""Verification: every change shows, and the first broken entry is named."""

import shutil
import sqlite3
from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from agentguard.errors import LedgerError
from agentguard.ledger import Head, Ledger
from worldmodel.secrets import Redactor

ENTRIES = 6
COLUMNS = ("kind", "at", "decision", "payload", "previous", "hash")
KEY = b"k" * 32


def _make(path: Path, key: bytes | None = None) -> Ledger:
    ledger = Ledger.open(path, key=key, redactor=Redactor(b"r"))
    for number in range(ENTRIES):
        ledger.append("note", {"decision": f"d{number}", "text": f"entry {number} é", "n": number})
    ledger.close()
    return ledger


def _open(path: Path, key: bytes | None = None) -> Ledger:
    return Ledger.open(path, key=key, redactor=Redactor(b"r"), must_exist=True)


def _tamper(path: Path, *statements: tuple[str, tuple[object, ...]]) -> None:
    connection = sqlite3.connect(path)
    for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'trigger'").fetchall():
        connection.execute(f"DROP TRIGGER {name}")
    for statement, values in statements:
        connection.execute(statement, values)
    connection.commit()
    connection.close()


@pytest.fixture(name="whole", scope="module")
def _whole(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("whole") / "l.db"
    _make(path)
    return path


@given(
    seq=st.integers(1, ENTRIES),
    column=st.sampled_from(COLUMNS),
    place=st.integers(0, 10**6),
    new=st.characters(min_codepoint=32, max_codepoint=126),
)
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_changed_character_breaks_the_chain(
    whole: Path, seq: int, column: str, place: int, new: str
) -> None:
    """Whatever character of whatever entry is changed, that entry is named."""
    copy = whole.with_name("changed.db")
    shutil.copy(whole, copy)
    connection = sqlite3.connect(copy)
    (old,) = connection.execute(f"SELECT {column} FROM entries WHERE seq = ?", (seq,)).fetchone()  # noqa: S608 - a column of ours
    connection.close()
    place %= len(old)
    changed = old[:place] + new + old[place + 1 :]
    _tamper(copy, (f"UPDATE entries SET {column} = ? WHERE seq = ?", (changed, seq)))  # noqa: S608 - a column of ours
    report = _open(copy).verify()
    assert report.ok == (changed == old)
    assert report.broken == (None if changed == old else seq)


@given(place=st.integers(0, 10**6), new=st.integers(0, 255))
@settings(max_examples=80, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_one_changed_byte_of_the_file_never_goes_unnoticed(whole: Path, place: int, new: int) -> None:
    """A flipped byte is an error, breaks the chain, or lies where no entry is."""
    content = bytearray(whole.read_bytes())
    content[place % len(content)] = new
    copy = whole.with_name("flipped.db")
    for stale in copy.parent.glob("flipped.db*"):
        stale.unlink()
    copy.write_bytes(content)
    with suppress(LedgerError):
        ledger = _open(copy)
        if ledger.verify().ok:
            assert list(ledger.entries()) == list(_open(whole).entries())


@pytest.mark.parametrize("key", [None, KEY])
@pytest.mark.parametrize(
    ("statement", "broken"),
    [
        ("DELETE FROM entries WHERE seq = 3", 3),
        ("DELETE FROM entries WHERE seq >= 5", 5),
        ("DELETE FROM entries WHERE seq = 1", 1),
        ("UPDATE entries SET seq = 60 WHERE seq = 6", 6),
        ("UPDATE head SET seq = 4", 5),
        ("UPDATE head SET hash = 'x'", 7),
        (
            "INSERT INTO entries SELECT 7, kind, at, decision, payload, hash, hash FROM entries WHERE seq=6",
            7,
        ),
        ("UPDATE entries SET payload = x'00ff' WHERE seq = 2", 2),
        ("UPDATE entries SET decision = 'd9' WHERE seq = 4", 4),
    ],
)
def test_removal_cut_and_forgery_show(tmp_path: Path, key: bytes | None, statement: str, broken: int) -> None:
    """Removed, cut, moved and added entries are found, and the first that fails is named."""
    path = tmp_path / "l.db"
    _make(path, key)
    _tamper(path, (statement, ()))
    report = _open(path, key).verify()
    assert not report.ok
    assert report.broken == broken


def test_a_chain_that_lost_its_tail_takes_no_more(tmp_path: Path) -> None:
    """An append onto a cut chain would bury the cut, so it is refused."""
    path = tmp_path / "l.db"
    _make(path)
    _tamper(path, ("DELETE FROM entries WHERE seq = 6", ()))
    with pytest.raises(LedgerError, match="seal"):
        _open(path).append("note", {})


def _forge_cut(path: Path, key: bytes | None) -> None:
    """Cut the tail as somebody would who knows the format."""
    from agentguard.ledger.entry import Link

    connection = sqlite3.connect(path)
    ledger = connection.execute("SELECT ledger FROM head").fetchone()[0]
    seq, hash_ = connection.execute("SELECT seq, hash FROM entries WHERE seq = 4").fetchone()
    connection.close()
    seal = Link(ledger, key).seal(seq, hash_)
    _tamper(
        path,
        ("DELETE FROM entries WHERE seq > 4", ()),
        ("UPDATE head SET seq = ?, hash = ?, seal = ?", (seq, hash_, seal)),
    )


def test_a_skilled_cut_needs_the_key(tmp_path: Path) -> None:
    """Stated limit: without a key whoever knows the format can cut the tail; with one only its holder."""
    plain, keyed = tmp_path / "plain.db", tmp_path / "keyed.db"
    _make(plain)
    _make(keyed, KEY)
    _forge_cut(plain, None)
    _forge_cut(keyed, None)
    assert _open(plain).verify().ok
    assert _open(keyed, KEY).verify().broken == 5


def test_a_checkpoint_proves_a_cut_and_an_old_copy(tmp_path: Path) -> None:
    """A checkpoint kept elsewhere shows even a skilled cut and a file put back to an earlier state."""
    path, old, kept = tmp_path / "l.db", tmp_path / "old.db", tmp_path / "kept.json"
    _make(path)
    shutil.copy(path, old)
    ledger = _open(path)
    ledger.append("note", {"n": "later"})
    ledger.head().save(kept)
    ledger.append("note", {"n": "latest"})
    ledger.close()
    checkpoint = Head.load(kept)
    assert _open(path).verify(checkpoint).ok
    assert _open(old).verify().ok
    assert _open(old).verify(checkpoint).broken == 7
    _forge_cut(path, None)
    assert not _open(path).verify(checkpoint).ok
    assert not _make(tmp_path / "another.db").verify(checkpoint).ok
    kept.write_text("{}")
    with pytest.raises(LedgerError, match="checkpoint"):
        Head.load(kept)


def test_a_damaged_entry_is_one_clear_error(tmp_path: Path) -> None:
    """Reading a damaged entry says so instead of handing out what was never written."""
    path = tmp_path / "l.db"
    _make(path)
    _tamper(path, ("UPDATE entries SET payload = '{' WHERE seq = 2", ()))
    with pytest.raises(LedgerError, match="entry 2 is damaged"):
        list(_open(path).entries())
