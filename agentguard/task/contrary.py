"""Contrary: the opposite of what was asked, or the same on another day."""

from collections.abc import Iterator
from typing import Final

from agentguard.authority import Mismatch
from agentguard.task.grants import Grant
from agentguard.task.matter import Matter
from agentguard.task.phrases import Pattern, phrase_book
from worldmodel.folding import fold
from worldmodel.snapshot import Element
from worldmodel.words import split_identifier

_DATED: Final = frozenset({"reserve", "create", "update", "pay", "send", "configure"})
MAX_SHOWN: Final = 600
"""Characters of a page on which one day is looked for; a longer one tells of more than the booking."""


def the_opposite(grant: Grant, matter: Matter) -> Iterator[tuple[Mismatch, str]]:
    """Yield a mismatch where the request asks for one side of a pair of acts, and the call is the other.

    Example: "Enable the check" and `disable_check`.
    """
    asked = fold(grant.text).text
    element = matter.snapshot.element
    label = element.name if element is not None else " ".join(split_identifier(matter.action.name))
    done = fold(f"{label} {_turn(element, asked)}").text
    for one, other in phrase_book().opposites:
        for wanted, contrary in ((one, other), (other, one)):
            if _only(wanted, contrary, asked) and _only(contrary, wanted, done):
                yield Mismatch.CONTENT, f"the user asked for the opposite of “{label}”"


def _turn(element: Element | None, asked: str) -> str:
    """Which way a switch goes that the request names: what is on is turned off by using it."""
    if element is None or element.checked is None or fold(element.name).text not in asked:
        return ""
    return "turn off" if element.checked else "turn on"


def _only(one: Pattern, other: Pattern, text: str) -> bool:
    return one.search(text) is not None and other.search(text) is None


def another_day(grant: Grant, matter: Matter) -> Iterator[tuple[Mismatch, str]]:
    """Yield a mismatch where the user named one day of the week, and what is shown is another one."""
    wanted = _days(grant.object)
    if len(wanted) != 1 or matter.effect.verb not in _DATED:
        return
    texts = [matter.effect.object, *(value for _, value in matter.values)]
    page = matter.snapshot.text
    given = _days(" ".join(texts)) or (_days(page) if len(page) <= MAX_SHOWN else frozenset())
    if len(given) == 1 and given != wanted:
        yield Mismatch.CONTENT, "the user named another day"


def _days(text: str) -> frozenset[int]:
    folded = fold(text).text
    return frozenset(day for day, names in phrase_book().weekdays if names.search(folded))
