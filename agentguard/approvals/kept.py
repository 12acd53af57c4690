"""Approvers that remember: one keeps its questions in a file, one keeps what was agreed to for good."""

import asyncio
from typing import TYPE_CHECKING

from agentguard.approvals.approver import Answer, Approver, NobodyThereError
from agentguard.decision import Decision
from worldmodel.snapshot import Snapshot

if TYPE_CHECKING:
    from agentguard.approvals.store import PendingStore
    from agentguard.settings import Settings
    from worldmodel.secrets import Redactor


class StoredApprover:
    """Puts the question into a store and does not wait: the agent comes back when it is answered.

    The answer is used once, by the same action in the same state.
    """

    def __init__(self, store: "PendingStore") -> None:
        self._store = store

    @classmethod
    def from_settings(cls, settings: "Settings", redactor: "Redactor | None" = None) -> "StoredApprover":
        """Keep questions where the settings say, for as long as `limits.approval_ttl` says.

        Give the ledger's redactor, so that what it knows to be secret is masked here too.
        """
        from agentguard.approvals.store import PendingStore
        from agentguard.keyfile import load_key

        where = settings.approvals
        key = load_key(where.key_file) if where.key_file is not None else None
        lifetime = settings.limits.approval_ttl
        return cls(PendingStore.open(where.path, key=key, redactor=redactor, lifetime=lifetime))

    async def ask(self, decision: Decision, snapshot: Snapshot) -> Answer:
        """Return an answer that was given before.

        Raises:
            NobodyThereError: not answered yet; its `approval_id` names the question.
        """
        return await asyncio.to_thread(self._ask, decision, snapshot)

    def _ask(self, decision: Decision, snapshot: Snapshot) -> Answer:
        answer = self._store.claim(decision, snapshot)
        if answer is None:
            pending = self._store.put(decision, snapshot)
            raise NobodyThereError(
                f"waiting for an answer: agentguard approvals show {pending.id}", pending.id
            )
        return answer


class ConsentingApprover:
    """Asks `inner` unless everything was agreed to for good; keeps an `always` as a consent."""

    def __init__(self, inner: Approver, store: "PendingStore") -> None:
        self._inner = inner
        self._consents = store.consents

    async def ask(self, decision: Decision, snapshot: Snapshot) -> Answer:
        """Return yes under a standing consent, else the inner approver's answer."""
        consent = await asyncio.to_thread(self._consents.covers, decision)
        if consent is not None:
            return Answer(verdict="yes", by=consent.by, note=f"consent {consent.id}")
        answer = await self._inner.ask(decision, snapshot)
        if answer.verdict == "always":
            await asyncio.to_thread(self._consents.give, decision, answer.by)
        return answer
