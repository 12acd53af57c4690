"""The file under the approvals: transactions, the log, the clock. Loads SQLAlchemy."""

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection

from agentguard import sqlite
from agentguard.approvals.pending import ApprovalError
from agentguard.approvals.tables import log, prepare
from worldmodel.secrets import Redactor


class StoreFile:
    """One SQLite file, for many threads and processes. `clock` gives seconds since 1970."""

    def __init__(self, path: Path, redactor: Redactor, clock: Callable[[], float] = time.time) -> None:
        self.path = path
        self.redactor = redactor
        self.now = clock
        self._engine = sqlite.open_engine(path, "power")  # an answer used twice is worse than a slow one
        with self._engine.begin() as connection:
            prepare(connection)

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that no other writer can get between."""
        try:
            with self._engine.begin() as connection:
                yield connection
        except sqlite.FAILURES as error:
            raise ApprovalError(f"{self.path}: can't be written: {sqlite.plain_message(error)}") from error

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a transaction that sees one consistent state."""
        try:
            with sqlite.reading(self._engine) as connection:
                yield connection
        except sqlite.FAILURES as error:
            raise ApprovalError(f"{self.path}: can't be read: {sqlite.plain_message(error)}") from error

    def note(self, connection: Connection, subject: str, what: str, by: str = "", detail: str = "") -> None:
        """Add a line to the log, in the transaction of what it tells of."""
        mask = self.redactor.text
        row = {"at": self.now(), "subject": subject, "what": what, "by": mask(by), "detail": mask(detail)}
        connection.execute(log.insert(), row)
