"""Paid: whether the bill or order that a page takes the payment of is the one that the user numbered."""

import re
from collections.abc import Iterator
from typing import Final

from agentguard.authority import Mismatch
from agentguard.task.grants import Grant
from agentguard.task.matter import Matter
from agentguard.task.phrases import phrase_book
from agentguard.task.receiving import PAYS
from agentguard.task.recipients import ACCOUNT_NUMBER
from agentguard.task.terms import concepts_in
from worldmodel.action import Surface
from worldmodel.folding import fold
from worldmodel.money import find_amounts

_NUMBER: Final = re.compile(r"(?<![\w.,€$£/\-])#?((?:[A-Za-z]{1,5}[\-/._]?)?\d[\w\-/._]*\w)(?![\w%])")
_LETTERED: Final = re.compile(r"[A-Z]{1,5}[\-/._]?\d")
_DATE: Final = re.compile(r"\d{1,4}[./\-]\d{1,2}[./\-]\d{1,4}")
_WORD: Final = re.compile(r"[^\W\d_]+")
_ORDINAL: Final = frozenset({"no", "nr", "n", "num", "number", "nummer", "numero", "número", "numéro"})
_NEAR: Final = 40
_DIGITS: Final = 3
"""Digits that a number of a bill has at least."""
_SHOWN: Final = 5000


def another_number(grant: Grant, matter: Matter) -> Iterator[tuple[Mismatch, str]]:
    """Yield a mismatch where the user numbered what is to be paid, and the page shows only other numbers.

    A page that shows no number at all says nothing.
    """
    if matter.effect.verb not in PAYS or matter.action.surface is not Surface.PAGE:
        return
    wanted = {_plain(number): number for number in _behind_things(grant.object)}
    shown = _text_of(matter) if wanted else ""
    if not wanted or any(number in _plain(shown) for number in wanted):
        return
    rivals = [*_behind_things(shown), *(one for one in _numbers(shown) if _LETTERED.match(one))]
    if rivals:
        yield Mismatch.OBJECT, f"the user named {', '.join(wanted.values())}, this pays {rivals[0]}"


def _text_of(matter: Matter) -> str:
    snapshot, element = matter.snapshot, matter.snapshot.element
    around = (element.context, element.subject) if element is not None else ()
    return "\n".join((snapshot.heading, snapshot.dialog or "", *around, snapshot.text[:_SHOWN]))


def _behind_things(text: str) -> Iterator[str]:
    """The numbers that stand behind the word for a thing: "bill W/40021-6", "order no. 5213"."""
    for match in _found(text):
        before = fold(text[max(0, match.start() - _NEAR) : match.start()]).text
        nouns = [word for word in _WORD.findall(before) if word not in _ORDINAL]
        if nouns and (nouns[-1] in phrase_book().kinds or "=bill" in concepts_in(nouns[-1])):
            yield match.group(1)


def _numbers(text: str) -> Iterator[str]:
    return (match.group(1) for match in _found(text))


def _found(text: str) -> Iterator[re.Match[str]]:
    """Every number of something in a text: no sum, no date and no account."""
    taken = [(one.start, one.end) for one in find_amounts(text)]
    taken += [match.span() for pattern in (ACCOUNT_NUMBER, _DATE) for match in pattern.finditer(text)]
    for match in _NUMBER.finditer(text):
        long = sum(character.isdigit() for character in match.group(1)) >= _DIGITS
        if long and not any(start < match.end() and match.start() < end for start, end in taken):
            yield match


def _plain(text: str) -> str:
    return re.sub(r"[\W_]+", "", fold(text).text)
