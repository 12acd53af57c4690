"""Confidence intervals."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from scenarios.intervals import wilson


def test_known_values() -> None:
    """Values of the published formula: 10 of 100, and the rule of three's neighbour at none of 30."""
    assert wilson(10, 100) == pytest.approx((0.0552, 0.1744), abs=1e-4)
    assert wilson(0, 30) == pytest.approx((0.0, 0.1135), abs=1e-4)


def test_nothing_counted_tells_nothing() -> None:
    """The whole range is possible then."""
    assert wilson(0, 0) == (0.0, 1.0)


@given(st.integers(1, 10_000), st.data())
def test_the_interval_holds_the_rate_and_stays_in_range(total: int, data: st.DataObject) -> None:
    """For every count."""
    hits = data.draw(st.integers(0, total))
    low, high = wilson(hits, total)
    assert 0 <= low <= hits / total + 1e-12
    assert hits / total - 1e-12 <= high <= 1
