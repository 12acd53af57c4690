"""Verification of a chain: walks it from its origin and names the first entry that doesn't hold."""

import hmac
import json

from sqlalchemy import RowMapping

from agentguard.errors import LedgerError
from agentguard.ledger.chain_file import ChainFile
from agentguard.ledger.entry import Head, Report


class _Broken(Exception):  # noqa: N818 - a finding, not a fault
    """The chain does not hold at `seq`."""

    def __init__(self, seq: int, reason: str) -> None:
        super().__init__(reason)
        self.seq = seq


def verify(file: ChainFile, checkpoint: Head | None = None) -> Report:
    """Walk the whole chain. Entries appended meanwhile are left out."""
    walk = _Walk(file, checkpoint)
    try:
        end = file.end()
        walk.through(end["seq"])
        walk.to_the_end(end)
    except _Broken as broken:
        return walk.report(broken.seq, str(broken))
    except LedgerError as error:
        return walk.report(walk.seq + 1, str(error))
    return walk.report()


class _Walk:
    def __init__(self, file: ChainFile, checkpoint: Head | None) -> None:
        self.file = file
        self.checkpoint = checkpoint
        self.seq = 0
        self.hash = file.link.origin

    def through(self, last: int) -> None:
        for row in self.file.rows(up_to=last):
            self.step(row)

    def step(self, row: RowMapping) -> None:
        seq = self.seq + 1
        if row["seq"] != seq:
            raise _Broken(seq, f"entry {seq} is missing")
        if row["previous"] != self.hash:
            raise _Broken(seq, f"entry {seq} does not follow from the one before it")
        texts = (row["kind"], row["at"], row["payload"], row["hash"])
        if not all(isinstance(text, str) for text in texts):
            raise _Broken(seq, f"entry {seq} holds what was never written")
        expected = self.file.link.entry(self.hash, seq, row["kind"], row["at"], row["payload"])
        if not hmac.compare_digest(expected.encode(), row["hash"].encode("utf-8", "surrogatepass")):
            raise _Broken(seq, f"entry {seq} was changed after it was written")
        if row["decision"] != _decision_of(row["payload"]):
            raise _Broken(seq, f"entry {seq} is filed under another decision than its own")
        self.seq, self.hash = seq, row["hash"]
        if self.checkpoint is not None and seq == self.checkpoint.seq and self.hash != self.checkpoint.hash:
            raise _Broken(seq, f"entry {seq} is not the one of the checkpoint")

    def to_the_end(self, end: RowMapping) -> None:
        beyond = self.seq + 1
        if end["seq"] != self.seq:
            raise _Broken(beyond, f"entry {beyond} is missing: the tail was cut")
        if (end["last"] or 0) > self.seq:
            raise _Broken(beyond, f"entry {beyond} was added past the end of the chain")
        if end["hash"] != self.hash or end["seal"] != self.file.link.seal(self.seq, self.hash):
            raise _Broken(beyond, "the seal at the end does not fit the chain")
        checkpoint = self.checkpoint
        if checkpoint is not None and (checkpoint.ledger != self.file.ledger or checkpoint.seq > self.seq):
            raise _Broken(beyond, f"the checkpoint knows an entry {checkpoint.seq} that is not there")

    def report(self, broken: int | None = None, reason: str = "") -> Report:
        head = Head(ledger=self.file.ledger, seq=self.seq, hash=self.hash)
        ok = broken is None
        return Report(ok=ok, entries=self.seq, keyed=self.file.keyed, head=head, broken=broken, reason=reason)


def _decision_of(text: str) -> str | None:
    value = json.loads(text)
    decision = value.get("decision") if isinstance(value, dict) else None
    return decision if isinstance(decision, str) else None
