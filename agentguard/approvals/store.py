"""Questions that outlive the process: kept in a file, answered elsewhere, used once. Loads SQLAlchemy.

An answer belongs to one question, and a question to one action in one state under one policy. It is used
up in the same transaction that hands it out, so that no second run can follow from it, whether the process
dies, resumes or asks again.
"""

import hmac
import time
import uuid
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Connection, RowMapping, and_, select

from agentguard import sqlite
from agentguard.approvals.approver import Answer, Word
from agentguard.approvals.consents import Consents
from agentguard.approvals.pending import ApprovalError, ApprovalRefusedError, Pending, Seal
from agentguard.approvals.store_file import StoreFile
from agentguard.approvals.tables import log, pendings
from agentguard.decision import Decision
from agentguard.keyfile import load_key
from worldmodel.canonical import canonical_json
from worldmodel.secrets import Redactor
from worldmodel.snapshot import Snapshot

LIFETIME = 900.0
"""Seconds that a question, and the answer to it, stay good."""
_ALIKE, _OTHER_CALL = 2, 3


class PendingStore:
    """Pending questions and standing consents in one SQLite file.

    Made for many processes: the guarded agent puts and claims, a person answers from another terminal.
    Answers are sealed with a key, so that writing to the file is not enough to forge one. Whoever can read
    the key can: keep it where the agent can't.
    """

    def __init__(self, file: StoreFile, seal: Seal, lifetime: float = LIFETIME) -> None:
        """Use `PendingStore.open`."""
        self._file = file
        self._seal = seal
        self._lifetime = lifetime
        self.consents = Consents(file, seal)

    @classmethod
    def open(
        cls,
        target: str | Path,
        *,
        key: bytes | None = None,
        redactor: Redactor | None = None,
        lifetime: float = LIFETIME,
        clock: Callable[[], float] = time.time,
        must_exist: bool = False,
    ) -> "PendingStore":
        """Open the approvals file at a path or a `sqlite:///` URL; make it if there is none.

        Args:
            target: the file; its folder is made at need.
            key: seals questions and answers; by default kept beside the file (`approvals.key`).
            redactor: what masks secrets in what is stored.
            lifetime: seconds until a question and its answer expire.
            clock: gives seconds since 1970.
            must_exist: refuse to make a new file.

        Raises:
            ApprovalError: the file can't be used.
        """
        try:
            path = sqlite.file_of(target).absolute()
            if must_exist and not path.is_file():
                raise ApprovalError(f"{path}: there is no approvals file here")
            path.parent.mkdir(parents=True, exist_ok=True)
            key = key if key is not None else load_key(path.with_suffix(".key"))
            file = StoreFile(path, redactor or Redactor(key), clock)
        except (*sqlite.FAILURES, ValueError) as error:
            raise ApprovalError(
                f"{target}: not usable for approvals: {sqlite.plain_message(error)}"
            ) from error
        return cls(file, Seal(key), lifetime)

    # -- the agent's side ----------------------------------------------------------------------------------

    def put(self, decision: Decision, snapshot: Snapshot | None = None) -> Pending:
        """Keep a question about `decision`, taken on `snapshot`, and return it.

        The same call put again while it waits gives the same question. Older questions about the same
        call in another state are closed: the state has moved on.
        """
        action, digest = self._seal.action(decision), self._seal.question(decision, snapshot)
        record = canonical_json(self._file.redactor.redact_json(decision))
        with self._file.writing() as connection:
            for row in self._open_rows(connection, action):
                nearness = self._nearness(row, decision)
                if row["digest"] != digest and nearness < _OTHER_CALL:
                    self._close(connection, row["id"], "superseded")
                elif nearness < _ALIKE and row["status"] == "waiting" and not self._expired(row):
                    return _pending(row)
            now = self._file.now()
            fresh = {
                "id": uuid.uuid4().hex[:12],
                "digest": digest,
                "action": action,
                "decision_id": decision.id,
                "action_id": self._seal.call(decision.action.id),
                "call_id": self._seal.call(decision.action.call_id),
                "record": record,
                "created_at": now,
                "expires_at": now + self._lifetime,
            }
            connection.execute(pendings.insert(), fresh)
            self._file.note(connection, str(fresh["id"]), "asked")
            return _pending(self._row(connection, str(fresh["id"])))

    def claim(self, decision: Decision, snapshot: Snapshot | None = None) -> Answer | None:
        """Use up the answer to this very action in this very state, and return it; None if there is none.

        None means: not to be run on an old answer. An answer that was used, has expired, belongs to
        another state or policy, or was not sealed by this store is refused and logged.
        """
        action, digest = self._seal.action(decision), self._seal.question(decision, snapshot)
        with self._file.writing() as connection:
            rows = connection.execute(select(pendings).where(pendings.c.action == action)).mappings().all()
            fit = [row for row in rows if row["digest"] == digest and not self._unusable(row)]
            row = self._best(fit, decision)
            if row is None:
                self._note_refusal(connection, rows, digest)
                return None
            if row["status"] == "waiting":
                return None
            self._close(connection, row["id"], "used")
            if not self._genuine(row):
                self._file.note(connection, row["id"], "refused", detail="not sealed by this store")
                return None
            self._file.note(connection, row["id"], "used", row["by"], row["status"])
            return Answer(verdict=row["status"], by=row["by"], note=row["note"])

    def _open_rows(self, connection: Connection, action: str) -> Sequence[RowMapping]:
        query = select(pendings).where(pendings.c.action == action, pendings.c.closed_because.is_(None))
        return connection.execute(query).mappings().all()

    def _note_refusal(self, connection: Connection, rows: Sequence[RowMapping], digest: str) -> None:
        if not rows:
            return  # asked for the first time: nothing was tried
        row = max(rows, key=lambda row: (row["digest"] == digest, row["created_at"]))
        why = self._unusable(row) or "another call"
        if row["digest"] != digest:
            why = "another state or policy"
        self._file.note(connection, row["id"], "refused", detail=f"claimed again: {why}")

    # -- the person's side -----------------------------------------------------------------------------------

    def answer(self, pending_id: str, verdict: Word, by: str, note: str = "") -> Pending:
        """Answer a question, once. The same answer given again changes nothing.

        Raises:
            ApprovalRefusedError: no such question, expired, used, closed, or answered otherwise before.
        """
        if verdict not in ("yes", "no", "always"):
            raise ApprovalRefusedError(f"an answer is yes, no or always, not {verdict!r}")
        with self._file.writing() as connection:
            row = self._find(connection, pending_id)
            why = "no such question" if row is None else self._unusable(row)
            if row is not None and not why and row["status"] == verdict:
                return _pending(row)
            if row is not None and not why and row["status"] != "waiting":
                why = f"answered {row['status']} before"
            if not why:
                return self._answer(connection, pending_id, verdict, by, note)
            self._file.note(connection, pending_id, "refused", by, f"answer {verdict}: {why}")
        raise ApprovalRefusedError(f"{pending_id}: {why}")

    def _answer(self, connection: Connection, pending_id: str, verdict: Word, by: str, note: str) -> Pending:
        mask = self._file.redactor.text
        row = self._row(connection, pending_id)
        values = {"status": verdict, "by": mask(by), "note": mask(note)}
        values["seal"] = self._seal.of("answer", pending_id, row["digest"], verdict, values["by"])
        connection.execute(pendings.update().where(pendings.c.id == pending_id), values)
        self._file.note(connection, pending_id, "answered", by, verdict)
        return _pending(self._row(connection, pending_id))

    def waiting(self) -> tuple[Pending, ...]:
        """Return the questions that can still be answered, oldest first."""
        return tuple(pending for pending in self.all() if pending.open_at(self._file.now()))

    def all(self) -> tuple[Pending, ...]:
        """Return every question there ever was, oldest first."""
        with self._file.reading() as connection:
            rows = connection.execute(select(pendings).order_by(pendings.c.created_at)).mappings().all()
        return tuple(_pending(row) for row in rows)

    def get(self, pending_id: str) -> Pending:
        """Return one question.

        Raises:
            ApprovalRefusedError: there is none of this id.
        """
        with self._file.reading() as connection:
            row = self._find(connection, pending_id)
        if row is None:
            raise ApprovalRefusedError(f"{pending_id}: no such question")
        return _pending(row)

    def history(self) -> tuple[dict[str, object], ...]:
        """Return the log: what was asked, answered, used and refused, in order."""
        with self._file.reading() as connection:
            return tuple(dict(row) for row in connection.execute(select(log).order_by(log.c.seq)).mappings())

    # -- rows ------------------------------------------------------------------------------------------------

    def _find(self, connection: Connection, pending_id: str) -> RowMapping | None:
        query = select(pendings).where(pendings.c.id == pending_id)
        return connection.execute(query).mappings().one_or_none()

    def _row(self, connection: Connection, pending_id: str) -> RowMapping:
        return connection.execute(select(pendings).where(pendings.c.id == pending_id)).mappings().one()

    def _close(self, connection: Connection, pending_id: str, why: str) -> None:
        still_open = and_(pendings.c.id == pending_id, pendings.c.closed_because.is_(None))
        connection.execute(pendings.update().where(still_open), {"closed_because": why})

    def _expired(self, row: RowMapping) -> bool:
        return bool(row["expires_at"] <= self._file.now())

    def _unusable(self, row: RowMapping) -> str:
        """Why this question can neither be answered nor used; empty when it can."""
        if row["closed_because"]:
            return str(row["closed_because"])
        return "expired" if self._expired(row) else ""

    def _nearness(self, row: RowMapping, decision: Decision) -> int:
        """0: the same decision or action; 1: the same call; 2: alike, no ids to tell; 3: another call."""
        action_id, call_id = map(self._seal.call, (decision.action.id, decision.action.call_id))
        if decision.id == row["decision_id"] or action_id == row["action_id"]:
            return 0
        if call_id is None or row["call_id"] is None:
            return _ALIKE
        return 1 if call_id == row["call_id"] else _OTHER_CALL

    def _best(self, rows: Sequence[RowMapping], decision: Decision) -> RowMapping | None:
        """The question about this call: the nearest by its ids; between equals a no comes first."""
        order = {"no": 0, "yes": 1, "always": 1, "waiting": 2}
        ranked = [
            (self._nearness(row, decision), order[row["status"]], row["created_at"], row) for row in rows
        ]
        near = [rank for rank in ranked if rank[0] < _OTHER_CALL]
        return min(near, key=lambda rank: rank[:3])[3] if near else None

    def _genuine(self, row: RowMapping) -> bool:
        expected = self._seal.of("answer", row["id"], row["digest"], row["status"], row["by"])
        return hmac.compare_digest(expected, row["seal"])


def _pending(row: RowMapping) -> Pending:
    return Pending(
        id=row["id"],
        digest=row["digest"],
        decision_id=row["decision_id"],
        status=row["status"],
        created_at=datetime.fromtimestamp(row["created_at"], UTC),
        expires_at=datetime.fromtimestamp(row["expires_at"], UTC),
        closed_because=row["closed_because"],
        by=row["by"],
        note=row["note"],
        record_json=row["record"],
    )
