"""Namesakes: somebody or something that shares one part of the name that the user said, and not the other."""

import re
from collections.abc import Iterable
from itertools import zip_longest
from typing import Final

from agentguard.task.grants import Grant
from agentguard.task.matter import Matter
from agentguard.task.naming import ids_named
from agentguard.task.terms import full_names, quoted_in
from worldmodel.action import Surface
from worldmodel.folding import fold

_PLACE: Final = re.compile(r"\s[(\[].*$", re.DOTALL)
"""What an object tells behind itself: the place, and the fields of its form."""
_NUMBER: Final = re.compile(r"\d+")
_NO_NAMES: Final = re.compile(r"[\"“„«»”].*?[\"“„«»”]")


def namesake(grant: Grant, matter: Matter) -> str | None:
    """Return the name at hand where it is a namesake of the one in the user's words, else None.

    "Suspend Edda Novak" on the row of Edda Abara: one part is the same, the other is not, and the full name
    is not there. Only names of two parts and more are compared, in letters as the user wrote them.
    """
    wanted = full_names(_NO_NAMES.sub(" ", grant.object))
    shown = [*_things(matter)]
    here = " ".join(fold(text).text for text in shown)
    if (numbered := _other_number(grant, [matter.effect.object, *shown])) is not None:
        return numbered
    for name in wanted:
        if " ".join(name) in here:
            return None
    for name in wanted:
        for text in shown:
            if (other := _shares(name, full_names(text))) is not None:
                return other
    return None


def _other_number(grant: Grant, shown: list[str]) -> str | None:
    """Return the name at hand that differs from the user's in its numbers alone: "draft 2" for "draft 1".

    Names in quotes are held against it as a whole, and what the user called by its number ("ticket 55") by
    the word before it.
    """
    here = "\n".join(fold(text).text for text in shown)
    for name in (*quoted_in(grant.object), *_called_by_number(grant.object)):
        if not _NUMBER.search(name) or _whole(name).search(here):
            continue
        other = _whole(name, any_number=True).search(here)
        if other is not None:
            return other.group()
    return None


def _called_by_number(text: str) -> Iterable[str]:
    said = fold(_NO_NAMES.sub(" ", text)).text
    for number in ids_named(text):
        match = re.search(rf"(\w+) [#]?{re.escape(number)}(?!\w)", said) if number.isdigit() else None
        if match is not None:
            yield f"{match.group(1)} {number}"


def _whole(name: str, *, any_number: bool = False) -> re.Pattern[str]:
    """The name as whole words; with `any_number` whatever its numbers are."""
    parts = _NUMBER.split(name)
    numbers = [r"\d+" if any_number else one for one in _NUMBER.findall(name)]
    told = "".join(re.escape(a) + b for a, b in zip_longest(parts, numbers, fillvalue=""))
    return re.compile(rf"(?<![\w.,]){told}(?![\w]|[.,]\d)")


def _things(matter: Matter) -> Iterable[str]:
    """The thing at hand by its own words: its object without the place, and what its row is about."""
    yield _PLACE.sub("", matter.effect.object)
    yield from matter.recipients
    element = matter.snapshot.element
    if matter.action.surface is Surface.PAGE and element is not None:
        yield element.subject
    if matter.snapshot.dialog:
        yield matter.snapshot.dialog


def _shares(name: tuple[str, ...], others: list[tuple[str, ...]]) -> str | None:
    """Return the first name of as many parts that has one end in common with `name`, and not the other."""
    for other in others:
        if len(other) == len(name) and (other[0] == name[0]) != (other[-1] == name[-1]):
            return " ".join(part.title() for part in other)
    return None
