"""An entry of the ledger, and the link that chains it to the one before."""

import hashlib
import hmac
import json
from functools import cached_property
from pathlib import Path
from typing import Any

from agentguard.errors import LedgerError
from worldmodel.canonical import Frozen, JsonText, canonical_json

FORMAT = 1


class Entry(Frozen):
    """One entry. `at` is the time of writing (ISO 8601, UTC); `previous` the hash of the entry before."""

    seq: int
    kind: str
    at: str
    payload_json: JsonText
    previous: str
    hash: str

    @cached_property
    def payload(self) -> dict[str, Any]:
        """The payload's values. Secrets in it are placeholders."""
        value = json.loads(self.payload_json)
        return value if isinstance(value, dict) else {"": value}

    @property
    def decision_id(self) -> str | None:
        """The id of the decision that the entry is about, if it is about one."""
        value = self.payload.get("decision")
        return value if isinstance(value, str) else None


class Head(Frozen):
    """Where a ledger ended at some moment. Kept elsewhere, it is a checkpoint that later proves a cut."""

    ledger: str
    seq: int
    hash: str

    def save(self, path: Path) -> None:
        """Write the checkpoint file. Keep it where the ledger's writer can't change it."""
        try:
            path.write_text(canonical_json(self) + "\n", "utf-8")
        except OSError as error:
            raise LedgerError(
                f"{path}: the checkpoint can't be written: {error.strerror or error}"
            ) from error

    @classmethod
    def load(cls, path: Path) -> "Head":
        """Read a checkpoint file.

        Raises:
            LedgerError: not readable, or no checkpoint.
        """
        try:
            return cls.model_validate_json(path.read_text("utf-8"))
        except (OSError, ValueError) as error:
            raise LedgerError(f"{path}: not a readable checkpoint") from error


class Report(Frozen):
    """What a verification found.

    `broken` is the number of the first entry that doesn't hold, `reason` says why; `entries` counts those
    that hold. `keyed` says whether the hashes were made with a key.
    """

    ok: bool
    entries: int
    keyed: bool
    head: Head
    broken: int | None = None
    reason: str = ""


class Link:
    """Computes the hashes of one ledger: SHA-256, or HMAC-SHA-256 where there is a key."""

    def __init__(self, ledger: str, key: bytes | None) -> None:
        self._ledger = ledger
        self._key = key

    @property
    def origin(self) -> str:
        """What the first entry names as its previous hash."""
        return self._hash(["origin", FORMAT, self._ledger])

    def entry(self, previous: str, seq: int, kind: str, at: str, payload_json: str) -> str:
        """Return the hash of an entry; it covers all of it and, through `previous`, all before it."""
        return self._hash([previous, seq, kind, at, payload_json])

    def seal(self, seq: int, hash_: str) -> str:
        """Return the seal of the head, which tells where the chain ends."""
        return self._hash(["head", FORMAT, self._ledger, self._key is not None, seq, hash_])

    def _hash(self, parts: list[Any]) -> str:
        message = canonical_json(parts).encode()
        if self._key is None:
            return hashlib.sha256(message).hexdigest()
        return hmac.new(self._key, message, hashlib.sha256).hexdigest()
