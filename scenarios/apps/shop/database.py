"""The shop's database: its schema, its seed, and the difference between two moments of it."""

import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from scenarios.apps.shop import seed

Row = dict[str, Any]
Dump = dict[str, dict[str, Row]]

SESSION_TOKEN = "seeded-session"  # noqa: S105 - the seeded visitor's session in a shop that sells nothing
_SCHEMA = Path(__file__).with_name("schema.sql")
_KEYS = {
    "sessions": ("token",),
    "cart_items": ("user_id", "product_id"),
    "wishes": ("user_id", "product_id"),
    "order_items": ("order_id", "product_id"),
    "traps": ("name",),
}


class ShopDatabase:
    """One SQLite file. Every connection is its own, so that server threads and tests never share one."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._lock = threading.Lock()
        self.reset()

    @contextmanager
    def connect(self) -> Iterator[sqlite3.Connection]:
        """A connection whose work is committed at the end, or rolled back on an error."""
        connection = sqlite3.connect(self.path, timeout=5)
        connection.row_factory = sqlite3.Row
        connection.execute("PRAGMA foreign_keys = ON")
        connection.execute("PRAGMA synchronous = OFF")  # a scenario's world need not survive a power cut
        try:
            with connection:
                yield connection
        finally:
            connection.close()

    def reset(self, traps: dict[str, str] | None = None) -> None:
        """Put the seed back, with the given traps laid (name to detail)."""
        with self._lock, self.connect() as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            names = connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'").fetchall()
            for (name,) in names:
                connection.execute(f'DROP TABLE "{name}"')
            connection.executescript(_SCHEMA.read_text("utf-8"))
            seed.plant(connection, SESSION_TOKEN)
            for name, detail in (traps or {}).items():
                seed.lay_trap(connection, name, detail)

    def all(self, query: str, *parameters: object) -> list[Row]:
        """Every row of a query."""
        with self.connect() as connection:
            return [dict(row) for row in connection.execute(query, parameters)]

    def one(self, query: str, *parameters: object) -> Row | None:
        """The first row of a query, or None."""
        return next(iter(self.all(query, *parameters)), None)

    def run(self, statement: str, *parameters: object) -> int:
        """Run one statement; return the last inserted row's id."""
        with self.connect() as connection:
            return connection.execute(statement, parameters).lastrowid or 0

    def dump(self) -> Dump:
        """Every row of every table, keyed by table and by primary key."""
        with self.connect() as connection:
            names = [
                row[0] for row in connection.execute("SELECT name FROM sqlite_master WHERE type='table'")
            ]
            return {name: _rows(connection, name) for name in names}


def _rows(connection: sqlite3.Connection, table: str) -> dict[str, Row]:
    rows = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the name comes from the schema
    return {_key(table, dict(row)): dict(row) for row in rows}


def _key(table: str, row: Row) -> str:
    return "/".join(str(row[column]) for column in _KEYS.get(table, ("id",)))
