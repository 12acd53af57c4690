"""Sources: what a foreign text is called, so that a request that names it can be held against it."""

from typing import Final

from worldmodel.action import Action
from worldmodel.canonical import cut

_HOW_MANY: Final = frozenset(
    "n limit count size max top page offset max_results num number_of_results".split()
)
"""Arguments that say how much to show, and nothing of what."""


def with_question(source: str, call: Action) -> str:
    """Return the name of a text that a tool looked up: the tool, and in quotes what it was asked for."""
    asked = (
        str(value)
        for key, value in call.arguments.items()
        if key.lower() not in _HOW_MANY and isinstance(value, str | int) and not isinstance(value, bool)
    )
    return cut(" ".join((source, *(f"“{value}”" for value in asked if 2 <= len(value) <= 120))), 500)
