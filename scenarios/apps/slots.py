"""Slots: what stands in braces in tasks and seeds, and what a world's roles put there."""

from typing import Any


def filled(value: Any, slots: dict[str, str]) -> Any:
    """Put slots (`{landlord}`) into every text of a value.

    Raises:
        KeyError: a slot that nobody has filled.
    """
    if isinstance(value, str):
        return value.format_map(slots)
    if isinstance(value, dict):
        return {filled(key, slots): filled(item, slots) for key, item in value.items()}
    if isinstance(value, list | tuple):
        return type(value)(filled(item, slots) for item in value)
    return value
