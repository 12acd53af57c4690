"""Standing consents: "always for this object", no wider than what was agreed to. Loads SQLAlchemy."""

import hmac
import json
import uuid
from datetime import UTC, datetime
from decimal import Decimal

from sqlalchemy import RowMapping, select

from agentguard.approvals.pending import ApprovalRefusedError, Seal
from agentguard.approvals.store_file import StoreFile
from agentguard.approvals.tables import consents
from agentguard.approvals.wording import describe_effect
from agentguard.decision import Decision
from agentguard.verdict import Verdict
from worldmodel.canonical import Frozen, Label, canonical_json
from worldmodel.effect import Effect


class Consent(Frozen):
    """A standing yes to one verb on one object of one resource; `text` says what was agreed to."""

    id: str
    text: Label
    by: Label
    given_at: datetime
    revoked: bool = False


class Consents:
    """The consents of one approvals file. Each can be listed and revoked."""

    def __init__(self, file: StoreFile, seal: Seal) -> None:
        """Use `PendingStore.consents`."""
        self._file = file
        self._seal = seal

    def give(self, decision: Decision, by: str) -> tuple[Consent, ...]:
        """Agree to what `decision` asks about, now and later. Returns the consents, one an effect.

        A decision that asks for another reason than a foreseen effect (nothing could be foreseen, a stage
        failed) can't be agreed to for ever: it gives none.
        """
        return tuple(self._give(effect, by) for effect in _asked(decision))

    def covers(self, decision: Decision) -> Consent | None:
        """Return a consent if every effect that `decision` asks about is agreed to, else None.

        An effect is covered by a consent to the same verb, object and resource, if it moves no more money,
        touches no more objects, reaches nobody else, carries nothing else and has no new hazard.
        """
        asked = _asked(decision)
        found = [self._covering(effect) for effect in asked]
        return found[0] if found and all(found) else None

    def all(self) -> tuple[Consent, ...]:
        """Return every consent, oldest first, the revoked ones too."""
        with self._file.reading() as connection:
            rows = connection.execute(select(consents).order_by(consents.c.given_at)).mappings().all()
        return tuple(_consent(row) for row in rows)

    def revoke(self, consent_id: str, by: str) -> None:
        """Take a consent back.

        Raises:
            ApprovalRefusedError: there is none of this id in force.
        """
        in_force = (consents.c.id == consent_id) & consents.c.revoked_at.is_(None)
        with self._file.writing() as connection:
            done = connection.execute(
                consents.update().where(in_force), {"revoked_at": self._file.now()}
            ).rowcount
            self._file.note(connection, consent_id, "revoked" if done else "refused", by, "revoke a consent")
        if not done:
            raise ApprovalRefusedError(f"{consent_id}: no such consent in force")

    def _give(self, effect: Effect, by: str) -> Consent:
        scope, record = self._scope(effect), self._record(effect)
        by = self._file.redactor.text(by)
        consent_id = uuid.uuid4().hex[:12]
        row = {
            "id": consent_id,
            "scope": scope,
            "record": record,
            "given_at": self._file.now(),
            "by": by,
            "seal": self._seal.of("consent", consent_id, scope, record, by),
        }
        with self._file.writing() as connection:
            connection.execute(consents.insert(), row)
            self._file.note(connection, consent_id, "consented", by, describe_effect(effect))
            found = connection.execute(select(consents).where(consents.c.id == consent_id)).mappings().one()
        return _consent(found)

    def _covering(self, effect: Effect) -> Consent | None:
        query = select(consents).where(
            consents.c.scope == self._scope(effect), consents.c.revoked_at.is_(None)
        )
        with self._file.reading() as connection:
            rows = connection.execute(query).mappings().all()
        return next((_consent(row) for row in rows if self._genuine(row) and self._within(effect, row)), None)

    def _scope(self, effect: Effect) -> str:
        return self._seal.of("scope", effect.verb, effect.object, effect.resource.kind, effect.resource.id)

    def _record(self, effect: Effect) -> str:
        record = {
            "text": describe_effect(effect),
            "recipients": [self._seal.of("recipient", name) for name in effect.recipients],
            "amount": effect.amount.model_dump(mode="json") if effect.amount else None,
            "count": effect.count,
            "carries": list(effect.carries),
            "hazards": list(effect.hazards),
        }
        return canonical_json(self._file.redactor.redact_json(record))

    def _within(self, effect: Effect, row: RowMapping) -> bool:
        now, agreed = json.loads(self._record(effect)), json.loads(row["record"])
        return (
            all(set(now[key]) <= set(agreed[key]) for key in ("recipients", "carries", "hazards"))
            and (now["count"] == agreed["count"] or _at_most(now["count"], agreed["count"]))
            and _amount_within(now["amount"], agreed["amount"])
        )

    def _genuine(self, row: RowMapping) -> bool:
        expected = self._seal.of("consent", row["id"], row["scope"], row["record"], row["by"])
        return hmac.compare_digest(expected, row["seal"])


def _asked(decision: Decision) -> tuple[Effect, ...]:
    if decision.failures or decision.prediction.abstained:
        return ()
    return tuple(j.effect for j in decision.judgements if j.verdict is Verdict.ASK)


def _at_most(now: int | None, agreed: int | None) -> bool:
    return now is not None and agreed is not None and now <= agreed


def _amount_within(now: dict[str, str] | None, agreed: dict[str, str] | None) -> bool:
    if now is None or agreed is None:
        return now is None and agreed is None
    return now["currency"] == agreed["currency"] and Decimal(now["amount"]) <= Decimal(agreed["amount"])


def _consent(row: RowMapping) -> Consent:
    return Consent(
        id=row["id"],
        text=json.loads(row["record"])["text"],
        by=row["by"],
        given_at=datetime.fromtimestamp(row["given_at"], UTC),
        revoked=row["revoked_at"] is not None,
    )
