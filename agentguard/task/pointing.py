"""Pointing: a task that sends the agent to a foreign text grants what that text says, and no more."""

import re
from collections.abc import Iterator
from functools import lru_cache

from agentguard.authority import Mismatch, Origin
from agentguard.provenance import Provenance
from agentguard.task.comparing import exceeds
from agentguard.task.delegating import Named, refers_to_people
from agentguard.task.grants import Grant
from agentguard.task.matter import Matter
from worldmodel.effect import Money
from worldmodel.money import find_amounts

_PAYS = ("pay", "transfer", "subscribe", "reserve")
_DATE = re.compile(r"\d{4}-\d\d-\d\d|\d{1,2}:\d\d")
_NAME = re.compile(r"[^\W\d_a-z][\w'’&\-]+(?: [\w'’&\-]+){1,6}")
"""The name of a place or a thing, of more than one word."""
_VOUCHED = (Origin.USER, Origin.SETUP)

Differences = tuple[tuple[Mismatch, str], ...]


def within_what_it_says(
    grant: Grant, matter: Matter, named: Named | None, provenance: Provenance
) -> Differences | None:
    """Return in what the effect goes beyond the texts that the task points at; None where it points at none.

    A grant that does not point itself ("pay it") takes what a named text says where that fits; what does not
    fit is then judged as if there were none.
    """
    if named is None or not (grant.points or named.sure):
        return None
    found = tuple(_beyond(grant, matter, named, provenance))
    if found and not grant.points and not refers_to_people(grant):
        return None
    return found


def says_all(matter: Matter, named: Named, provenance: Provenance) -> bool:
    """Whether the texts, or the user, name every short value of the call; a date is written in many ways."""
    shown = _shown(named.text)
    values = [value for _, value in matter.values if not _DATE.match(value)] or [matter.effect.object]
    return all(_is_vouched(value, shown, provenance) for value in values)


def _beyond(
    grant: Grant, matter: Matter, named: Named, provenance: Provenance
) -> Iterator[tuple[Mismatch, str]]:
    amount, highest = matter.amount, _highest(named.text)
    pays = matter.effect.verb in _PAYS and grant.amount is None
    if pays and amount and highest and exceeds(amount, highest):
        yield Mismatch.AMOUNT, f"{amount.amount} is more than the text says"
    if grant.recipients:
        return
    shown = _shown(named.text)
    if matter.effect.verb == "reserve" and named.sure:
        for _, value in matter.values:
            if _NAME.fullmatch(value) and not _is_vouched(value, shown, provenance):
                yield Mismatch.OBJECT, f"{value} is not in the text that the task points at"
    for payee in matter.payees:
        if not _is_vouched(payee, shown, provenance):
            yield Mismatch.RECIPIENT, f"{payee} is not in the text that the task points at"


def _is_vouched(value: str, shown: Provenance, provenance: Provenance) -> bool:
    return shown.trace(value).origin is Origin.FOREIGN or provenance.trace(value).origin in _VOUCHED


@lru_cache(maxsize=64)
def _shown(text: str) -> Provenance:
    shown = Provenance()
    shown.show(text, "the text that the task points at")
    return shown


@lru_cache(maxsize=64)
def _highest(text: str) -> Money | None:
    return max((match.money for match in find_amounts(text)), key=lambda money: money.amount, default=None)
