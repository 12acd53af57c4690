"""SQLite files that many threads and processes write at once.

WAL, a busy time-out, and BEGIN IMMEDIATE for every writing transaction: a writer waits for the other one
instead of failing half-way. Loads SQLAlchemy, so import this module only where a file is opened.
"""

import os
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, Literal

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.engine import make_url
from sqlalchemy.exc import SQLAlchemyError
from sqlalchemy.pool import NullPool

Durability = Literal["process", "power"]
"""What an acknowledged write outlives: the end of the process, or a loss of power as well."""

BUSY_SECONDS = 30.0
_SYNCHRONOUS: dict[Durability, str] = {"process": "NORMAL", "power": "FULL"}
FAILURES = (SQLAlchemyError, sqlite3.Error, OSError)
"""What the database or the file system may raise."""


def file_of(target: str | Path) -> Path:
    """Return the file that a path or a `sqlite:///` URL names.

    Raises:
        ValueError: a URL of another database, or of one in memory, which nothing outlives.
    """
    text = str(target)
    if "://" not in text:
        return Path(text)
    try:
        url = make_url(text)
    except SQLAlchemyError as error:
        raise ValueError(f"not a database address: {text}") from error
    if url.get_backend_name() != "sqlite" or not url.database or url.database == ":memory:":
        raise ValueError(f"only SQLite files are supported, not {url.render_as_string(hide_password=True)}")
    return Path(url.database)


def open_engine(path: Path, durability: Durability = "process") -> Engine:
    """Return an engine on `path`, whose folder exists; the file is made, for its owner only, at need."""
    os.close(os.open(path, os.O_RDWR | os.O_CREAT, 0o600))
    engine = create_engine(f"sqlite:///{path}", poolclass=NullPool, connect_args={"timeout": BUSY_SECONDS})

    @event.listens_for(engine, "connect")
    def _connected(connection: Any, _record: object) -> None:
        connection.isolation_level = None  # transactions are begun below, never by the driver
        cursor = connection.cursor()
        cursor.execute("PRAGMA journal_mode=WAL")
        cursor.execute(f"PRAGMA synchronous={_SYNCHRONOUS[durability]}")
        cursor.execute("PRAGMA recursive_triggers=ON")  # a REPLACE fires the triggers that refuse DELETE
        cursor.close()

    @event.listens_for(engine, "begin")
    def _begun(connection: Connection) -> None:
        reading = connection.get_execution_options().get("reading", False)
        connection.exec_driver_sql("BEGIN" if reading else "BEGIN IMMEDIATE")

    return engine


@contextmanager
def reading(engine: Engine) -> Iterator[Connection]:
    """Open a short transaction that sees one consistent state and holds up no writer."""
    with engine.connect().execution_options(reading=True) as connection, connection.begin():
        yield connection


def plain_message(error: BaseException) -> str:
    """Return the driver's own words, without SQL, parameters or links."""
    cause = getattr(error, "orig", None) or error
    return str(cause) or type(cause).__name__
