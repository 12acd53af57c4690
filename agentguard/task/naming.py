"""Naming: a quoted name is exact, and words of two languages can't be held against each other."""

import re
from collections.abc import Iterator
from typing import Any, Final

from agentguard.task.matter import Matter
from agentguard.task.terms import concepts_in, quoted_in
from worldmodel.folding import fold
from worldmodel.tongues import all_tongues, spoken

_NAME_KEYS: Final = frozenset(
    "title name file filename document doc note path page subject folder list".split()
)
_LISTS: Final = ("documents", "files", "folders", "notes", "pages", "items", "drafts", "lists")
_ENDING: Final = re.compile(r"\.[a-z0-9]{1,5}$")
_WORD: Final = re.compile(r"[^\W_]+")


def exact_name(text: str, matter: Matter) -> bool | None:
    """Say whether the call names exactly what the user put in quotes; None where that does not tell.

    A longer or shorter name is another thing only where the facts list both.
    """
    quoted = [_plain(name) for name in quoted_in(text)]
    given = [_plain(value) for key, value in matter.values if key.rsplit(".", 1)[-1].casefold() in _NAME_KEYS]
    if not quoted or not given:
        return None
    if any(name in given for name in quoted):
        return True
    listed = {_plain(name) for name in _listed(matter.snapshot.facts)}
    both = any(name in listed for name in quoted) and any(value in listed for value in given)
    return False if both else None


def _plain(name: str) -> str:
    return " ".join(_WORD.findall(_ENDING.sub("", fold(name).text.strip())))


def _listed(facts: dict[str, Any]) -> Iterator[str]:
    for key in _LISTS:
        value = facts.get(key)
        if isinstance(value, list | dict):
            yield from (str(name) for name in value)


def in_other_tongues(text: str, matter: Matter) -> bool:
    """Whether the user's words and those of the thing are of different languages, and of no known matter.

    Then a lack of shared words says nothing. Where both are about matters that the book knows, they can be
    held against each other in any language.
    """
    thing = " ".join((matter.effect.object, *(value for _, value in matter.values)))
    if concepts_in(text) and concepts_in(thing):
        return False
    asked = spoken(fold(text).text)
    return asked != all_tongues() and not asked & _tongues_of(thing, matter)


def _tongues_of(thing: str, matter: Matter) -> frozenset[str]:
    """Return the languages of the thing: of its page, else English, in which tools are written."""
    page = fold(f"{thing} {matter.snapshot.title} {matter.snapshot.text[:500]}").text
    found = spoken(page)
    return frozenset({"en"}) if found == all_tongues() else found
