"""Standing consents: no wider than what was agreed to."""

import sqlite3
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest

from agentguard.approvals.pending import ApprovalRefusedError
from agentguard.approvals.store import PendingStore
from agentguard.decision import Decision
from agentguard.verdict import Verdict
from worldmodel.effect import DataClass, Effect, Hazard, Money, Resource
from worldmodel.prediction import Prediction

MakeDecision = Callable[..., Decision]


@pytest.fixture(name="store")
def _store(tmp_path: Path) -> PendingStore:
    return PendingStore.open(tmp_path / "approvals.db")


def _drop(table: str, **changes: Any) -> Effect:
    return Effect(
        verb="delete",
        object=f"table {table}",
        resource=Resource(kind="table", id=table),
        probability=1,
        **changes,
    )


def test_a_consent_covers_that_object_only(store: PendingStore, decide: MakeDecision) -> None:
    """Fault 11: yes to dropping tmp_x is no yes to dropping tmp_y."""
    store.consents.give(decide(Verdict.ASK, effect=_drop("tmp_x")), by="ann")
    assert store.consents.covers(decide(Verdict.ASK, effect=_drop("tmp_x"))) is not None
    assert store.consents.covers(decide(Verdict.ASK, effect=_drop("tmp_y"))) is None


@pytest.mark.parametrize(
    ("changes", "covered"),
    [
        ({}, True),
        ({"amount": Money(amount=Decimal("12.49"), currency="EUR")}, True),
        ({"amount": Money(amount=Decimal("12.51"), currency="EUR")}, False),
        ({"amount": Money(amount=Decimal("12.50"), currency="USD")}, False),
        ({"amount": None}, False),
        ({"recipients": ("Kettle Ltd", "Mallory")}, False),
        ({"recipients": ()}, True),
        ({"carries": (DataClass.PAYMENT_CARD,)}, False),
        ({"hazards": (Hazard.RECURRING,)}, False),
        ({"count": 2}, False),
        ({"verb": "transfer"}, False),
        ({"object": "order 48214"}, False),
        ({"resource": Resource(kind="site", id="evil.test")}, False),
        ({"probability": 0.5}, True),
    ],
)
def test_a_consent_is_no_wider_than_agreed(
    store: PendingStore,
    decide: MakeDecision,
    effect: Callable[..., Effect],
    changes: dict[str, Any],
    covered: bool,
) -> None:
    """More money, other people, other data, a new hazard or another place are not covered."""
    store.consents.give(decide(Verdict.ASK), by="ann")
    found = store.consents.covers(decide(Verdict.ASK, effect=effect(**changes)))
    assert (found is not None) is covered


def test_nothing_foreseen_is_nothing_agreed(store: PendingStore, decide: MakeDecision) -> None:
    """Where the question is another than a foreseen effect, no consent is made and none holds."""
    store.consents.give(decide(Verdict.ASK), by="ann")
    failed = decide(Verdict.ASK, failures=("predictor timed out",))
    blind = decide(Verdict.ASK, prediction=Prediction(model="m", abstained=True))
    for decision in (failed, blind):
        assert store.consents.covers(decision) is None
        assert store.consents.give(decision, by="ann") == ()


def test_every_asked_effect_has_to_be_covered(store: PendingStore, decide: MakeDecision) -> None:
    """A consent to one effect does not carry another one along."""
    one, two = decide(Verdict.ASK, effect=_drop("tmp_x")), decide(Verdict.ASK, effect=_drop("tmp_y"))
    both = one.model_copy(update={"judgements": (*one.judgements, *two.judgements)})
    store.consents.give(one, by="ann")
    assert store.consents.covers(both) is None
    store.consents.give(two, by="ann")
    assert store.consents.covers(both) is not None


def test_listed_and_revoked(store: PendingStore, decide: MakeDecision) -> None:
    """A consent can be seen and taken back, once; then it holds no longer."""
    (consent,) = store.consents.give(decide(Verdict.ASK), by="ann")
    assert store.consents.all() == (consent,)
    assert "pay order 48213" in consent.text
    store.consents.revoke(consent.id, by="bob")
    assert store.consents.covers(decide(Verdict.ASK)) is None
    assert store.consents.all()[0].revoked
    with pytest.raises(ApprovalRefusedError, match="no such consent"):
        store.consents.revoke(consent.id, by="bob")


def test_a_consent_survives_a_restart_and_a_forged_one_counts_not(
    store: PendingStore, tmp_path: Path, decide: MakeDecision
) -> None:
    """Consents are kept in the file, sealed: widening one by hand voids it (fault 24)."""
    store.consents.give(decide(Verdict.ASK), by="ann")
    path = tmp_path / "approvals.db"
    assert PendingStore.open(path).consents.covers(decide(Verdict.ASK)) is not None
    connection = sqlite3.connect(path)
    connection.execute("UPDATE consents SET record = replace(record, '12.50', '9999')")
    connection.commit()
    connection.close()
    assert store.consents.covers(decide(Verdict.ASK)) is None
