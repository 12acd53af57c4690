"""A question that waits for an answer, and what binds the answer to the question."""

import hmac
from datetime import datetime
from typing import Literal

from agentguard.decision import Decision
from agentguard.errors import AgentGuardError
from worldmodel.canonical import Frozen, JsonText, Label, canonical_json
from worldmodel.snapshot import Snapshot

Status = Literal["waiting", "yes", "no", "always"]


class ApprovalError(AgentGuardError):
    """The approvals file can't be used."""


class ApprovalRefusedError(AgentGuardError):
    """An answer can't be given: no such question, expired, used, or answered otherwise. It was logged."""


class Pending(Frozen):
    """One question. `digest` binds it to the action, the state it acts on and the policy's version.

    `record_json` is the decision with its secrets masked. A `closed_because` tells why it can't be
    answered or used any more: `used`, `superseded`.
    """

    id: str
    digest: str
    decision_id: str
    status: Status
    created_at: datetime
    expires_at: datetime
    closed_because: str | None = None
    by: Label = ""
    note: Label = ""
    record_json: JsonText = "{}"

    def open_at(self, seconds: float) -> bool:
        """Whether it can still be answered at this time, in seconds since 1970."""
        return self.status == "waiting" and not self.closed_because and seconds < self.expires_at.timestamp()

    @property
    def decision(self) -> Decision:
        """The decision that is asked about, with its secrets masked."""
        return Decision.model_validate_json(self.record_json)


class Seal:
    """Makes the digests of one store. Without its key nobody can forge an answer or try out a secret."""

    def __init__(self, key: bytes) -> None:
        self._key = key

    def of(self, *parts: str) -> str:
        """Return the keyed digest of `parts`."""
        return hmac.new(self._key, canonical_json(list(parts)).encode(), "sha256").hexdigest()

    def question(self, decision: Decision, snapshot: Snapshot | None) -> str:
        """Bind to the action, the part of the state that it acts on, and the policy's version."""
        state = snapshot.binding if snapshot is not None else decision.snapshot_digest
        return self.of("question", decision.action.digest, state, decision.policy_version)

    def call(self, call_id: str | None) -> str | None:
        """Stand in for a framework's id of a call, which may hold anything."""
        return None if call_id is None else self.of("call", call_id)

    def action(self, decision: Decision) -> str:
        """Identify the action alone, whatever the state."""
        return self.of("action", decision.action.digest)
