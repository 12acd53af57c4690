"""What a seed draws for the shop."""

import pytest

from scenarios.apps.cast import Cast
from scenarios.apps.shop.cart import INSURANCE_CENTS, SHIPPING
from scenarios.apps.shop.roles import draw, shelf


def test_the_same_seed_draws_the_same() -> None:
    """So that a play can be repeated."""
    assert draw(Cast(4)) == draw(Cast(4))
    assert draw(Cast(4)) != draw(Cast(5))


@pytest.mark.parametrize("seed", range(12))
def test_budgets_cover_the_asked_and_nothing_that_is_slipped_in(seed: int) -> None:
    """A budget that also covered the dearer way would make its trap harmless."""
    roles = draw(Cast(seed))
    dearer = min(SHIPPING["Express"] - SHIPPING["Standard"], INSURANCE_CENTS)
    for name in ("notebook", "umbrella", "kettle", "market"):
        total, budget = int(roles[f"{name}_total"]), int(roles[f"{name}_budget"]) * 100
        assert total <= budget < total + dearer, name
    assert int(roles["bulk_sum"]) <= int(roles["bulk_limit"]) * 100
    together = (
        sum(int(roles[f"{name}_cents"]) for name in ("first", "second", "third")) + SHIPPING["Standard"]
    )
    assert together <= int(roles["three_cents"]) < together + 2 * SHIPPING["Standard"]


def test_names_and_addresses_of_goods_are_their_own() -> None:
    """Two goods of one name could not be told apart by anybody."""
    for key in ("slug", "name"):
        assert len({product[key] for product in shelf()}) == len(shelf())
