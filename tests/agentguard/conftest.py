"""Decisions as the firewall makes them, for tests of what comes after."""

from collections.abc import Callable
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from agentguard.authority import Authority, Standing
from agentguard.decision import Decision, Judgement
from agentguard.verdict import Verdict
from worldmodel.action import Action, Surface
from worldmodel.effect import Effect, Evidence, Money, Resource
from worldmodel.prediction import Prediction

MakeDecision = Callable[..., Decision]


def pay_effect(**changes: Any) -> Effect:
    """A payment on a shop."""
    values: dict[str, Any] = {
        "verb": "pay",
        "object": "order 48213",
        "resource": Resource(kind="site", id="shop.test"),
        "probability": 0.95,
        "amount": Money(amount=Decimal("12.50"), currency="EUR"),
        "recipients": ("Kettle Ltd",),
        "evidence": (Evidence(source="form", text="POST /checkout"),),
    }
    return Effect(**{**values, **changes})


def decision_of(
    verdict: Verdict = Verdict.ALLOW,
    *,
    action: Action | None = None,
    effect: Effect | None = None,
    **changes: Any,
) -> Decision:
    """A decision about one effect."""
    effect = effect or pay_effect()
    values: dict[str, Any] = {
        "action": action or Action.of(Surface.TOOL, "pay", order=48213),
        "snapshot_digest": "a" * 64,
        "prediction": Prediction(model="structural", effects=(effect,)),
        "judgements": (
            Judgement(
                effect=effect, authority=Authority(standing=Standing.UNGRANTED), harm=0.4, verdict=verdict
            ),
        ),
        "verdict": verdict,
        "would_be": verdict,
        "policy_version": "p1",
        "decided_at": datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC),
        "elapsed_ms": 1.5,
    }
    return Decision(**{**values, **changes})


@pytest.fixture(name="decide")
def _decide() -> MakeDecision:
    return decision_of


@pytest.fixture(name="effect")
def _effect() -> Callable[..., Effect]:
    return pay_effect
