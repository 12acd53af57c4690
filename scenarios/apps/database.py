"""One world's database: a SQLite file that is put back to its seed, read, and dumped for comparison."""

import re
import sqlite3
import threading
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

Row = dict[str, Any]
Dump = dict[str, dict[str, Row]]

_BASE = Path(__file__).with_name("base.sql")
_FREE_KEY = re.compile(r"\bINTEGER PRIMARY KEY\b(?! AUTOINCREMENT)", re.IGNORECASE)
"""A key that SQLite may give out again: a new row would then look like the one that was deleted."""


class Database:
    """One SQLite file. Every connection is its own, so that server threads and tests never share one.

    Args:
        path: the file.
        schema: the world's own tables, as SQL.
    """

    def __init__(self, path: Path, schema: Path) -> None:
        self.path = path
        text = _BASE.read_text("utf-8") + schema.read_text("utf-8")
        self._schema = _FREE_KEY.sub("INTEGER PRIMARY KEY AUTOINCREMENT", text)
        self._lock = threading.Lock()

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

    def reset(self, plant: Callable[[sqlite3.Connection], object]) -> None:
        """Drop everything, make the tables anew and let `plant` fill them, all in one transaction."""
        with self._lock, self.connect() as connection:
            connection.execute("PRAGMA foreign_keys = OFF")
            connection.execute("BEGIN IMMEDIATE")
            names = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            ).fetchall()
            for (name,) in names:
                connection.execute(f'DROP TABLE "{name}"')
            for statement in _statements(self._schema):
                connection.execute(statement)
            plant(connection)

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

    def holds(self, condition: str) -> bool:
        """Whether a SELECT of one value gives a true one; no row is false."""
        row = self.one(condition)
        return row is not None and bool(next(iter(row.values())))

    def dump(self) -> Dump:
        """Every row of every table, keyed by table and by primary key.

        Raises:
            ValueError: a table has no primary key.
        """
        with self.connect() as connection:
            names = connection.execute(
                "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%'"
            ).fetchall()
            return {name: _rows(connection, name) for (name,) in names}


def insert(db: sqlite3.Connection, table: str, columns: str, values: Sequence[tuple[object, ...]]) -> None:
    """Insert rows; `columns` are their names, apart by commas."""
    marks = ", ".join("?" * len(columns.split(",")))
    db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)  # noqa: S608 - names from seeds


def _statements(script: str) -> list[str]:
    """The statements of a script: `executescript` would commit before it begins."""
    statements, held = [], ""
    for line in script.splitlines():
        held += line + "\n"
        if sqlite3.complete_statement(held):
            statements.append(held)
            held = ""
    return [*statements, held]  # what has no semicolon at its end is a statement too


def _rows(connection: sqlite3.Connection, table: str) -> dict[str, Row]:
    columns = connection.execute(f'PRAGMA table_info("{table}")').fetchall()
    keys = [column["name"] for column in columns if column["pk"]]
    if not keys:
        raise ValueError(f"the table {table!r} needs a primary key: two equal rows of it would count as one")
    rows = connection.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - the name comes from the schema
    return {"/".join(str(row[key]) for key in keys): dict(row) for row in rows}
