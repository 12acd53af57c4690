"""Naming: a quoted name is exact, and words of two languages can't be held against each other."""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Any, Final

from agentguard.authority import Mismatch
from agentguard.task.grants import Grant
from agentguard.task.matter import Matter
from agentguard.task.phrases import phrase_book
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


def another_id(grant: Grant, matter: Matter) -> Iterator[tuple[Mismatch, str]]:
    """Yield a mismatch where the user named one thing by its number, and the call is on another number.

    Example: "Close ticket 55" is not about ticket 56, whatever note is left there.
    """
    wanted = ids_named(grant.object)
    given = [value.casefold().lstrip("#") for key, value in matter.values if _is_id_key(key)]
    for name in wanted:
        rivals = [value for value in given if _shape(value) == _shape(name)]
        if rivals and not any(one in given for one in wanted):
            yield Mismatch.OBJECT, f"the user named {name}, this is on {rivals[0]}"
            return


def ids_named(text: str) -> tuple[str, ...]:
    """Return the ids that a request names behind the word for a thing: "ticket 55", "user qa-17"."""
    words = re.findall(r"[#\w][\w\-]*", _QUOTES.sub(" ", fold(text).text))
    kinds = phrase_book().kinds
    return tuple(
        word.lstrip("#")
        for before, word in pairwise(words)
        if any(c.isdigit() for c in word) and (before in kinds or word.startswith("#")) and "_" not in word
    )


def _is_id_key(key: str) -> bool:
    short = key.rsplit(".", 1)[-1].casefold()
    return short in phrase_book().kinds or short in ("id", "number", "pr") or short.endswith(("_id", "id"))


def _shape(value: str) -> str:
    return re.sub(r"\d+", "0", value)


_QUOTES: Final = re.compile(r"['\"“„«][^'\"”»]*['\"”»]")


def _plain(name: str) -> str:
    return " ".join(_WORD.findall(_ENDING.sub("", fold(name).text.strip())))


def _listed(facts: dict[str, Any]) -> Iterator[str]:
    for key in _LISTS:
        value = facts.get(key)
        if isinstance(value, list | dict):
            yield from (str(name) for name in value)


_FULL_NAME: Final = re.compile(r"(?<!\w)[^\W\d_a-z][^\W\d_]+(?: [^\W\d_a-z][^\W\d_]+){1,2}(?!\w)")


def row_of_another(text: str, matter: Matter) -> bool:
    """Whether the request names somebody in full, and the act stands in the row of somebody else.

    A full name is the same in every language.
    """
    element = matter.snapshot.element
    row = element.subject if element is not None else ""
    named = _FULL_NAME.findall(text)
    return bool(named and _FULL_NAME.fullmatch(row)) and row not in text


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
    """Return the languages of the thing: the one its page declares where its words don't say otherwise.

    What neither tells is taken for English, in which tools are written.
    """
    page = fold(f"{thing} {matter.snapshot.title} {matter.snapshot.text[:500]}").text
    found = spoken(page)
    declared = matter.snapshot.lang.partition("-")[0].casefold()
    if declared in found and declared in all_tongues():
        return frozenset({declared})
    return frozenset({"en"}) if found == all_tongues() else found
