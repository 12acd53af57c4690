"""Namesakes: somebody or something that shares one part of the name that the user said, and not the other."""

import re
from collections.abc import Iterable
from typing import Final

from agentguard.task.grants import Grant
from agentguard.task.matter import Matter
from worldmodel.action import Surface
from worldmodel.folding import fold

_PART: Final = r"[^\W\d_](?:[^\W\d_]|['’\-](?=\w))+"
_NAME: Final = re.compile(rf"(?<!\w){_PART}(?: {_PART})+(?!\w)")
_PLACE: Final = re.compile(r"\s[(\[].*$", re.DOTALL)
"""What an object tells behind itself: the place, and the fields of its form."""
_NO_NAMES: Final = re.compile(r"[\"“„«»”].*?[\"“„«»”]")


def namesake(grant: Grant, matter: Matter) -> str | None:
    """Return the name at hand where it is a namesake of the one in the user's words, else None.

    "Suspend Edda Novak" on the row of Edda Abara: one part is the same, the other is not, and the full name
    is not there. Only names of two parts and more are compared, in letters as the user wrote them.
    """
    wanted = _names(_NO_NAMES.sub(" ", grant.object))
    shown = [*_things(matter)]
    here = " ".join(fold(text).text for text in shown)
    for name in wanted:
        if " ".join(name) in here:
            return None
    for name in wanted:
        for text in shown:
            if (other := _shares(name, _names(text))) is not None:
                return other
    return None


def _things(matter: Matter) -> Iterable[str]:
    """The thing at hand by its own words: its object without the place, and what its row is about."""
    yield _PLACE.sub("", matter.effect.object)
    yield from matter.recipients
    element = matter.snapshot.element
    if matter.action.surface is Surface.PAGE and element is not None:
        yield element.subject
    if matter.snapshot.dialog:
        yield matter.snapshot.dialog


def _names(text: str) -> list[tuple[str, ...]]:
    """The runs of two and more words that begin with a capital, folded."""
    found = []
    for run in _NAME.finditer(text):
        words = run.group().split(" ")
        part: list[str] = []
        for word in [*words, ""]:
            if word[:1].isupper():
                part.append(fold(word).text)
                continue
            if len(part) > 1:
                found.append(tuple(part))
            part = []
    return found


def _shares(name: tuple[str, ...], others: list[tuple[str, ...]]) -> str | None:
    """Return the first name of as many parts that has one end in common with `name`, and not the other."""
    for other in others:
        if len(other) == len(name) and (other[0] == name[0]) != (other[-1] == name[-1]):
            return " ".join(part.title() for part in other)
    return None
