"""Filling slots."""

import pytest

from scenarios.apps.slots import filled


def test_slots_are_filled_at_any_depth() -> None:
    """Numbers and truth values stay as they are."""
    assert filled({"{a}": ["{b}", 1, True]}, {"a": "x", "b": "y"}) == {"x": ["y", 1, True]}


def test_a_slot_that_nobody_fills_is_an_error() -> None:
    """Its name is told."""
    with pytest.raises(KeyError, match="landlord"):
        filled(["{landlord}"], {"tenant": "x"})
