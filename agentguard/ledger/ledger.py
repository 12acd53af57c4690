"""The ledger: one entry at decision, one at outcome, each chained to the one before."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, Protocol

from agentguard.decision import Decision
from agentguard.errors import LedgerError
from agentguard.keyfile import load_key
from agentguard.ledger.entry import Entry, Head, Report
from worldmodel.canonical import canonical_json
from worldmodel.outcome import Divergence, Outcome
from worldmodel.secrets import Redactor

if TYPE_CHECKING:
    from agentguard.ledger.chain_file import ChainFile

Durability = Literal["process", "power"]
_KIND = re.compile(r"[a-z][a-z_]{0,39}")


class _Settings(Protocol):
    """What `Ledger.from_settings` reads."""

    @property
    def path(self) -> str: ...
    @property
    def durability(self) -> Durability: ...
    @property
    def key_file(self) -> Path | None: ...


class Ledger:
    """An append-only record in one SQLite file, for many threads and processes at once.

    Every entry's hash covers its number, kind, time, payload and the hash before it. Everything passes
    the redactor on its way in. An append that returned outlives the end of the process, killed or not;
    with durability "power" it outlives a loss of power too, which otherwise may take the last few entries
    but never damages the file.

    What `verify` finds: any changed, removed, inserted or reordered entry, and a cut tail, by anybody who
    can't compute the hashes anew. Without a key that is everybody who only knows SQL; whoever knows this
    format can rewrite a ledger without a key. With a key only its holder can. Neither shows that the
    whole file was put back to an earlier copy of itself: keep a checkpoint (`head().save`) elsewhere for
    that. What was never appended leaves no trace.
    """

    def __init__(self, file: "ChainFile", redactor: Redactor) -> None:
        """Use `Ledger.open`."""
        self._file = file
        self.redactor = redactor

    @classmethod
    def open(
        cls,
        target: str | Path,
        *,
        key: bytes | None = None,
        redactor: Redactor | None = None,
        durability: Durability = "process",
        must_exist: bool = False,
    ) -> "Ledger":
        """Open the ledger at a path or a `sqlite:///` URL; make it if there is none.

        Args:
            target: the file; its folder is made at need.
            key: chains with HMAC-SHA-256 instead of SHA-256; the same key is needed ever after.
            redactor: what masks secrets; by default one whose key is kept beside the file.
            durability: "process" lets the system write behind (0.02 ms a commit where it was measured),
                "power" waits for the disk at every entry (0.3 ms there, 5 to 10 ms on a spinning disk).
            must_exist: refuse to make a new file.

        Raises:
            LedgerError: not a ledger, not usable, or made with another key.
        """
        from agentguard import sqlite  # here: SQLAlchemy loads when a file is opened
        from agentguard.ledger.chain_file import ChainFile

        try:
            path = sqlite.file_of(target).absolute()
            if must_exist and not path.is_file():
                raise LedgerError(f"{path}: there is no ledger here")
            path.parent.mkdir(parents=True, exist_ok=True)
            file = ChainFile(path, durability, key)
        except (*sqlite.FAILURES, ValueError) as error:
            raise LedgerError(f"{target}: not a usable ledger: {sqlite.plain_message(error)}") from error
        return cls(file, redactor or Redactor(load_key(path.with_suffix(".key"))))

    @classmethod
    def from_settings(cls, settings: _Settings) -> "Ledger":
        """Open the ledger that the settings name; its key file is made if there is none."""
        key = load_key(settings.key_file) if settings.key_file is not None else None
        return cls.open(settings.path, key=key, durability=settings.durability)

    @property
    def path(self) -> Path:
        """The file."""
        return self._file.path

    def close(self) -> None:
        """Let go of the file. A later append opens it again."""
        self._file.close()

    # -- writing -------------------------------------------------------------------------------------------

    def append(self, kind: str, payload: Mapping[str, Any]) -> Entry:
        """Append one entry and return it; when this returns, the entry is written.

        `kind` is a short lower-case word: `decision`, `outcome`, `approval`, `failure`, `policy`,
        `session_start`, ... `payload` holds JSON values or models; its key `decision` holds the id of the
        decision that it is about.

        Raises:
            LedgerError: it could not be written; then nothing may run on the strength of it.
        """
        if not _KIND.fullmatch(kind):
            raise LedgerError(f"not a kind of entry: {kind!r}")
        try:
            redacted = self.redactor.redact_json(payload)
            text = canonical_json(redacted)
        except (ValueError, TypeError, RecursionError) as error:
            raise LedgerError(f"a {kind} entry has no JSON form: {error}") from error
        decision = redacted.get("decision")
        return self._file.append(kind, text, decision if isinstance(decision, str) else None)

    def record_decision(self, decision: Decision) -> int:
        """Append a decision before anything runs on it; return the entry's number."""
        payload = {
            "decision": decision.id,
            "action_digest": self.redactor.seal(decision.action.digest),
            "record": decision,
        }
        return self.append("decision", payload).seq

    def record_outcome(self, decision_id: str, outcome: Outcome, divergence: Divergence | None = None) -> int:
        """Append what came of a decision; return the entry's number."""
        payload = {"decision": decision_id, "outcome": outcome, "divergence": divergence}
        return self.append("outcome", payload).seq

    # -- reading -------------------------------------------------------------------------------------------

    def entries(self, *, kind: str | None = None, after: int = 0) -> Iterator[Entry]:
        """Yield the entries behind number `after`, in order."""
        return self._file.entries(kind, after)

    def last(self, count: int) -> tuple[Entry, ...]:
        """Return the last `count` entries, oldest first."""
        return self._file.last(count)

    def about(self, decision_id: str) -> tuple[Entry, ...]:
        """Return all entries about one decision, in order."""
        return self._file.about(decision_id)

    def get(self, decision_id: str) -> Entry:
        """Return the decision's own entry.

        Raises:
            LedgerError: there is none.
        """
        found = next((entry for entry in self.about(decision_id) if entry.kind == "decision"), None)
        if found is None:
            raise LedgerError(f"no decision {decision_id} in {self.path}")
        return found

    def undecided(self) -> tuple[Entry, ...]:
        """Return the decisions whose action may have run, but whose outcome nobody recorded.

        These are allowed ones and those that a person agreed to: after a crash, treat what they were
        about as possibly done.
        """
        return tuple(entry for entry in self._file.without_outcome() if self._may_have_run(entry))

    def _may_have_run(self, entry: Entry) -> bool:
        if entry.payload.get("record", {}).get("verdict") == "allow":
            return True
        answers = (other.payload.get("answer") for other in self.about(entry.decision_id or ""))
        return any(answer in ("yes", "always") for answer in answers)

    def head(self) -> Head:
        """Return where the chain ends now; `save` it elsewhere as a checkpoint."""
        return self._file.head()

    def verify(self, checkpoint: Head | None = None) -> Report:
        """Walk the whole chain and report whether it holds. See the class for what this can't find."""
        from agentguard.ledger.verify import verify

        return verify(self._file, checkpoint)
