"""The file under a ledger: appends that keep the chain whole, and reads. Loads SQLAlchemy."""

import os
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from datetime import UTC, datetime
from pathlib import Path

from pydantic import ValidationError
from sqlalchemy import Connection, RowMapping, Select, func, select

from agentguard import sqlite
from agentguard.errors import LedgerError
from agentguard.ledger.entry import Entry, Head, Link
from agentguard.ledger.tables import entries, head, prepare

_BATCH = 500
_END = select(
    head.c.ledger,
    head.c.keyed,
    head.c.seq,
    head.c.hash,
    head.c.seal,
    select(func.max(entries.c.seq)).scalar_subquery().label("last"),
)


class ChainFile:
    """One SQLite file with a chain of entries. Safe under threads, processes and forks."""

    def __init__(self, path: Path, durability: sqlite.Durability, key: bytes | None) -> None:
        self.path = path
        self.keyed = key is not None
        self._engine = sqlite.open_engine(path, durability)
        self._lock = threading.Lock()
        self._writer: Connection | None = None
        self._owner = os.getpid()
        with self._engine.begin() as connection:
            prepare(connection, key)
        end = self.end()
        if bool(end["keyed"]) is not self.keyed:
            raise LedgerError(f"{path}: this ledger was made {'with' if end['keyed'] else 'without'} a key")
        self.ledger: str = end["ledger"]
        self.link = Link(self.ledger, key)
        self._inode = path.stat().st_ino

    # -- writing -------------------------------------------------------------------------------------------

    def append(self, kind: str, text: str, decision: str | None) -> Entry:
        """Write one entry, chained to the one before, and return it.

        Raises:
            LedgerError: it could not be written.
        """
        try:
            with self._lock, self._writing() as connection:
                return self._append(connection, kind, text, decision)
        except sqlite.FAILURES as error:
            raise LedgerError(f"{self.path}: can't be written: {sqlite.plain_message(error)}") from error

    def _append(self, connection: Connection, kind: str, text: str, decision: str | None) -> Entry:
        end = connection.execute(_END).mappings().one()
        if end["seal"] != self.link.seal(end["seq"], end["hash"]) or (end["last"] or 0) != end["seq"]:
            raise LedgerError(f"{self.path}: the chain does not end as its seal says; verify it")
        seq, at = end["seq"] + 1, datetime.now(UTC).isoformat(timespec="milliseconds")
        hash_ = self.link.entry(end["hash"], seq, kind, at, text)
        entry = Entry.model_construct(
            seq=seq, kind=kind, at=at, payload_json=text, previous=end["hash"], hash=hash_
        )
        row = entry.model_dump(exclude={"payload_json"})
        connection.execute(entries.insert(), {**row, "payload": text, "decision": decision})
        connection.execute(head.update(), {"seq": seq, "hash": hash_, "seal": self.link.seal(seq, hash_)})
        return entry

    @contextmanager
    def _writing(self) -> Iterator[Connection]:
        if os.getpid() != self._owner:
            # A connection must not cross a fork: let go of the parent's without closing it.
            self._engine.dispose(close=False)
            self._writer, self._owner = None, os.getpid()
        if self.path.stat().st_ino != self._inode:
            raise OSError("the file was replaced while it was open")
        self._writer = self._writer or self._engine.connect()
        try:
            with self._writer.begin():
                yield self._writer
        except sqlite.FAILURES:
            self.close()
            raise

    def close(self) -> None:
        """Let go of the file. A later append opens it again."""
        writer, self._writer = self._writer, None
        if writer is not None and os.getpid() == self._owner:
            with suppress(*sqlite.FAILURES):
                writer.close()

    # -- reading -------------------------------------------------------------------------------------------

    def end(self) -> RowMapping:
        """Return the head's row, with `last`, the highest number there is."""
        with self._reading() as connection:
            row = connection.execute(_END).mappings().one_or_none()
        if row is None:
            raise LedgerError(f"{self.path}: the ledger has lost its head")
        return row

    def head(self) -> Head:
        """Return where the chain ends now."""
        end = self.end()
        return Head(ledger=end["ledger"], seq=end["seq"], hash=end["hash"])

    def rows(self, after: int = 0, up_to: int | None = None) -> Iterator[RowMapping]:
        """Yield the rows behind number `after`, in order, holding no transaction open between batches."""
        while batch := self._rows_of(_ordered(after, up_to)):
            yield from batch
            after = batch[-1]["seq"]

    def entries(self, kind: str | None, after: int) -> Iterator[Entry]:
        """Yield entries of one kind, or of all, behind number `after`, in order."""
        while batch := self._rows_of(_ordered(after, None, kind)):
            yield from (_entry(row) for row in batch)
            after = batch[-1]["seq"]

    def last(self, count: int) -> tuple[Entry, ...]:
        """Return the last `count` entries, oldest first."""
        rows = self._rows_of(select(entries).order_by(entries.c.seq.desc()).limit(count))
        return tuple(_entry(row) for row in reversed(rows))

    def about(self, decision: str) -> tuple[Entry, ...]:
        """Return all entries about one decision, in order."""
        query = select(entries).where(entries.c.decision == decision).order_by(entries.c.seq)
        return tuple(_entry(row) for row in self._rows_of(query))

    def without_outcome(self) -> tuple[Entry, ...]:
        """Return the decisions that no outcome follows, in order."""
        later = entries.alias()
        settled = select(later.c.seq).where(later.c.decision == entries.c.decision, later.c.kind == "outcome")
        query = select(entries).where(entries.c.kind == "decision", ~settled.exists()).order_by(entries.c.seq)
        return tuple(_entry(row) for row in self._rows_of(query))

    def _rows_of(self, query: Select[tuple[object, ...]]) -> list[RowMapping]:
        with self._reading() as connection:
            return list(connection.execute(query).mappings())

    @contextmanager
    def _reading(self) -> Iterator[Connection]:
        try:
            with sqlite.reading(self._engine) as connection:
                yield connection
        except sqlite.FAILURES as error:
            raise LedgerError(f"{self.path}: can't be read: {sqlite.plain_message(error)}") from error


def _ordered(after: int, up_to: int | None, kind: str | None = None) -> Select[tuple[object, ...]]:
    query = select(entries).where(entries.c.seq > after)
    if up_to is not None:
        query = query.where(entries.c.seq <= up_to)
    if kind is not None:
        query = query.where(entries.c.kind == kind)
    return query.order_by(entries.c.seq).limit(_BATCH)


def _entry(row: RowMapping) -> Entry:
    try:
        return Entry(
            seq=row["seq"],
            kind=row["kind"],
            at=row["at"],
            payload_json=row["payload"],
            previous=row["previous"],
            hash=row["hash"],
        )
    except ValidationError as error:
        raise LedgerError(f"entry {row['seq']} is damaged; verify the ledger") from error
