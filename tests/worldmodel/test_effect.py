"""Effects: their ranges are closed."""

import math
from decimal import Decimal
from typing import Any

import pytest
from pydantic import ValidationError

from worldmodel.effect import Effect, Money, Reversibility, Tier

GOOD: dict[str, Any] = {
    "verb": "pay",
    "object": "order",
    "resource": {"kind": "site", "id": "shop.test"},
    "probability": 0.5,
}


@pytest.mark.parametrize(
    "bad",
    [
        {"probability": math.nan},
        {"probability": math.inf},
        {"probability": 1.01},
        {"probability": -0.01},
        {"probability": None},
        {"probability": "likely"},
        {"count": -1},
        {"amount": {"amount": "NaN"}},
        {"amount": {"amount": "Infinity"}},
        {"amount": {"amount": -1}},
        {"amount": {"amount": 1, "currency": "euro"}},
        {"tier": "MEDIUM"},
        {"reversibility": "maybe"},
        {"scope": "world"},
        {"horizon": "never"},
        {"hazards": ["spooky"]},
        {"carries": ["gold"]},
        {"resource": {"kind": "planet", "id": "x"}},
        {"severity": "mild"},
    ],
    ids=str,
)
def test_fault_19_what_is_out_of_range_is_no_effect(bad: dict[str, Any]) -> None:
    """Fault 19: a number that is none, or a word that is not in the vocabulary, never enters."""
    with pytest.raises(ValidationError):
        Effect.model_validate({**GOOD, **bad})


def test_what_is_not_said_is_taken_for_the_worse() -> None:
    """Unknown reversibility, and a high tier."""
    effect = Effect.model_validate(GOOD)
    assert (effect.reversibility, effect.tier, effect.count) == (Reversibility.UNKNOWN, Tier.HIGH, None)


def test_money_is_exact_and_survives_its_json() -> None:
    """No cent is lost in a float."""
    money = Money(amount=Decimal("0.10"), currency="EUR")
    assert Money.model_validate_json(money.model_dump_json()) == money
    assert str(money.amount) == "0.10"
