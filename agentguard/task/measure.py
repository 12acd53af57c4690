"""Measure: how many things a request speaks of, against how many a call or a page would touch."""

import re
from typing import Any, Final

from agentguard.task.grants import Grant
from agentguard.task.matter import Matter
from agentguard.task.naming import ids_named
from agentguard.task.phrases import phrase_book
from agentguard.task.terms import overlap, terms_of
from worldmodel.action import Surface
from worldmodel.folding import fold
from worldmodel.words import split_identifier

_PROPER: Final = re.compile(r"[A-Z][\w'’-]*(?: [A-Z][\w'’-]*){0,4}|['\"“«][^'\"”»]{1,80}['\"”»]")
_WORD: Final = re.compile(r"[^\W_]+|\*")
_EXTENT_KEYS: Final = frozenset(
    "scope extent apply applies mode range series recurrence occurrence occurrences which who user users "
    "audience target all everyone".split()
)
_QUANTITY: Final = re.compile(
    r"(?<![\w.,:/])(\d{1,4})\s*(?:[x×]\s+(?!\d)|(?:copies|pieces|units|stück|exemplaires?|unidades|copie|copias)\b)"
    r"([^\n,;]{0,60})|\b(?:qty|quantity|anzahl|menge|quantité|cantidad|quantità|quantidade|aantal)\b\W{0,3}(\d{1,4})\b"
)
MAX_SHOWN: Final = 5000
"""Characters of a page on which a quantity is looked for."""


def names_one(grant: Grant) -> bool:
    """Whether the words name one thing: by its number, by a proper name, or as "only this one"."""
    if speaks_of_many(grant):
        return False
    said = fold(grant.object).text
    return (
        len(ids_named(grant.object)) == 1
        or _PROPER.fullmatch(grant.object.strip()) is not None
        or phrase_book().pattern("single").search(said) is not None
    )


def speaks_of_many(grant: Grant) -> bool:
    """Whether the words tell of several things, of everybody, or of a whole series."""
    book = phrase_book()
    text = fold(f"{grant.object} {grant.text}").text
    words = set(_WORD.findall(text))
    many = bool(words & (book.words("everybody") | book.words("extent"))) or (grant.count or 0) > 1
    return many or _EMPTIES.search(fold(grant.text).text) is not None


_EMPTIES: Final = re.compile(
    r"\b(?:empty|leere|leer|vide|videz|vac[ií]a|vac[ií]e|svuota|esvazie|esvazia|leeg)\s+"
    r"(?:my|our|the|all|den|das|die|meinen?|la|le|les|mon|ma|el|mi|tu|il|lo|o|a|os|mijn|de|het)\b"
)
"""Who has a bin emptied speaks of all that is in it."""


def is_for_all(grant: Grant, matter: Matter) -> bool:
    """Whether the call or the control says that it is for all or for a whole series, and the user did not."""
    if speaks_of_many(grant):
        return False
    return _says_all(matter.action.arguments) or _label_says_all(matter)


def _says_all(value: Any, key: str = "") -> bool:
    if isinstance(value, dict):
        return any(_says_all(inner, str(name)) for name, inner in value.items())
    names = set(split_identifier(key)) & _EXTENT_KEYS
    if value is True:
        return bool(names & {"all", "everyone", "series", "occurrences"})
    return isinstance(value, str) and bool(names) and _is_extent(value)


def _is_extent(value: str) -> bool:
    book = phrase_book()
    words = [word for piece in value.split() for word in split_identifier(piece)] or [value]
    wide = book.words("everybody") | book.words("extent")
    return len(words) <= 4 and bool({*map(str.casefold, words), value.strip()} & wide)


def _label_says_all(matter: Matter) -> bool:
    element = matter.snapshot.element
    if element is None:
        return False
    words = _WORD.findall(fold(element.name).text)
    return len(words) <= 5 and bool(set(words[1:]) & (phrase_book().words("everybody") | {"series"}))


def shown_quantity(thing: str, matter: Matter) -> int | None:
    """Return how many of `thing` the page of a payment shows: "2 x Atlas of Birds", "Quantity: 3"."""
    if matter.action.surface is not Surface.PAGE:
        return None
    wanted = {word for word in terms_of(thing, verbs_tell=False).all_words() if not word.isdigit()}
    counts = [
        int(match.group(1) or match.group(3))
        for match in _QUANTITY.finditer(fold(matter.snapshot.text[:MAX_SHOWN]).text)
        if match.group(3) or not wanted or overlap(wanted, terms_of(match.group(2)).all_words())
    ]
    return max(counts, default=None)
