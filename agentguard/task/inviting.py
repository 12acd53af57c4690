"""Inviting: "Add Tom to the shared list" lets Tom in, and nobody else."""

import re
from collections.abc import Iterator
from typing import Final

from agentguard.authority import Mismatch
from agentguard.task.clauses import Clause
from agentguard.task.grants import Grant
from agentguard.task.matter import Matter
from agentguard.task.people import PERSON_VALUES
from agentguard.task.phrases import phrase_book
from agentguard.task.recipients import is_same, read_recipients
from worldmodel.canonical import cut
from worldmodel.folding import fold

_PERSON: Final = re.compile(
    r"\s*(?:a\s+|an\s+|à\s+)?((?:[^\W\d_a-z][\w'’\-]*\s){1,3}|[\w.+\-]+@[\w\-.]+\s)"
    r"\s*(?:to|as|into|zum|zur|zu|in|à|au|aux|a|al|alla|allo|ao|aan|bij|op)\s+(.+)",
    re.DOTALL,
)
_LETS_IN: Final = ("share", "grant", "send")
_POSSESSIVE: Final = re.compile(
    r"\s*(?:his|her|their|seine?[nms]?|ihre?[nms]?|son|sa|ses|su|sus|suo|sua|seu|zijn|haar|hun)\s"
)
_NAME: Final = re.compile(r"(?<!\w)[^\W\d_a-z][\w'’\-]*")


def letting_in(grant: Grant, clause: Clause) -> Grant | None:
    """Return the grant to let a person in that an "add" holds beside it, None where it names nobody."""
    if not clause.asks or clause.asks[0].name not in ("add", "tell", "change") or grant.content:
        return None
    match = _PERSON.match(grant.object)
    if match is None and clause.asks[0].name == "tell":
        return _asked_along(grant, clause)
    if match is None:
        return None
    name = match.group(1).strip()
    return grant.model_copy(
        update={
            "verbs": _LETS_IN,
            "also": ("update", "create"),
            "recipients": (name,),
            "object": cut(match.group(2), 500),
            "singular": False,
        }
    )


def _asked_along(grant: Grant, clause: Clause) -> Grant | None:
    """Example: "Invite Nora to the planning meeting": to ask her along is to let her in."""
    del clause
    names = read_recipients(grant.object, "", person_first=True)
    to = phrase_book().pattern("towards").search(fold(grant.object).text)
    if not names or to is None or names != grant.recipients:
        return None
    verbs = ("share", "grant") if _ROOMS.search(fold(grant.object).text) else ("reserve",)
    return grant.model_copy(update={"verbs": verbs, "also": ("update", "create"), "singular": False})


_ROOMS: Final = re.compile(
    r"\b(?:list|folder|document|doc|sheet|channel|group|team|project|board|workspace|repo|repository|album|calendar)\b"
)


def owners_of(topic: str, said_before: str) -> tuple[str, ...]:
    """Return the people whom "his account" can speak of: the names that the request gave before it."""
    if not _POSSESSIVE.match(fold(topic).text):
        return ()
    names = (match.group() for match in _NAME.finditer(said_before))
    return tuple(name for name in names if name.casefold() not in _NO_NAMES)[:5]


def another_owner(grant: Grant, matter: Matter) -> Iterator[tuple[Mismatch, str]]:
    """Yield a mismatch where the thing belongs to another person than the one spoken of."""
    for key, value in matter.values:
        named = key.rsplit(".", 1)[-1].casefold() in PERSON_VALUES and not any(c.isdigit() for c in value)
        if grant.owners and named and not any(is_same(owner, value) for owner in grant.owners):
            yield Mismatch.RECIPIENT, f"the user spoke of {', '.join(grant.owners)}, this is on {value}"
            return


_NO_NAMES: Final = frozenset(
    "i the he she they we it please his her their our my this that a an if as since der die das er sie wir "
    "es le la les il elle el los lo o os as de het hij zij".split()
)
