"""Put rows into a table."""

import sqlite3
from collections.abc import Sequence


def rows(db: sqlite3.Connection, table: str, columns: str, values: Sequence[tuple[object, ...]]) -> None:
    """Insert rows; `columns` are their names, apart by commas."""
    marks = ", ".join("?" * len(columns.split(",")))
    db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)  # noqa: S608 - names from this file
