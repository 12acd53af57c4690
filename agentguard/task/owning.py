"""Owning: "my status" is the user's own; a call on somebody else's, or on everybody's, is another thing."""

import re
from collections.abc import Iterator
from typing import Any, Final

from agentguard.authority import Mismatch
from agentguard.task.matter import Matter
from agentguard.task.phrases import phrase_book
from worldmodel.folding import fold

_OWN_ID: Final = re.compile(
    r"\b(?:own|your|my|eigene[rs]?)\s+(?:\w+\s+){0,2}?(?:is\s+|id\s+|=\s*|:\s*)*([\w\-.@]*\d[\w\-.@]*)",
    re.IGNORECASE,
)
_IDENTITY_KEYS: Final = frozenset(
    "user user_id userid uid account account_id member member_id profile person owner who employee id".split()
)
_PATH_ID: Final = re.compile(
    r"/(?:u|user|users|people|person|profile|profiles|members?|accounts?|staff|employees?)/([\w\-.@]*\d[\w\-.@]*)"
)
_NEAR: Final = 4
"""Words between "my" and what is owned, at the most."""


def not_the_users_own(request: str, matter: Matter) -> tuple[Mismatch, str] | None:
    """Return how a call leaves what is the user's own, where the request spoke of that; None if not so."""
    if not _speaks_of_own(request):
        return None
    everybody = phrase_book().words("everybody")
    mine = own_ids(matter.snapshot.facts)
    for value in _identities(matter):
        if fold(value).text in everybody:
            return Mismatch.OBJECT, f"the user spoke of their own, this is for {value}"
        if mine and value.casefold() not in mine and _is_of_a_sort(value, mine):
            return Mismatch.OBJECT, f"{value} is not the user's own"
    return None


def _speaks_of_own(request: str) -> bool:
    words = re.findall(r"\w+", fold(request).text)
    return any(word in phrase_book().words("own") for word in words[: _NEAR + 2])


def own_ids(facts: dict[str, Any]) -> frozenset[str]:
    """Return the ids that the facts say are the user's own: "own account u-7", "own record is 1188"."""
    texts = [value for key in ("account", "user", "session") if isinstance(value := facts.get(key), str)]
    return frozenset(match.group(1).casefold() for text in texts for match in _OWN_ID.finditer(text))


def _is_of_a_sort(value: str, mine: frozenset[str]) -> bool:
    """Whether two ids look alike, so that one can stand where the other belongs."""
    return re.sub(r"\d+", "0", value.casefold()) in {re.sub(r"\d+", "0", own) for own in mine}


def _identities(matter: Matter) -> Iterator[str]:
    for key, value in matter.values:
        if key.rsplit(".", 1)[-1].casefold() in _IDENTITY_KEYS:
            yield value
        elif "://" in value:
            yield from _PATH_ID.findall(value)
    yield from _PATH_ID.findall(matter.snapshot.url or "")
