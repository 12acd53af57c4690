"""Asides: what a request says beside its asks: what the user keeps, wants to see first, and vouches for."""

import re
from collections.abc import Iterable
from typing import Final

from agentguard.task.grants import Grant, Prohibition
from agentguard.task.phrases import phrase_book
from worldmodel.canonical import cut
from worldmodel.folding import fold
from worldmodel.words import Span, find_verbs

_SENTENCE: Final = re.compile(r"[^.!?;\n]+")
_CLAUSE: Final = re.compile(r"[^.!?;,:\n]+")
_GOES_OUT: Final = ("send", "publish", "share", "pay", "transfer", "subscribe", "disclose", "agree")
_SHARING: Final = frozenset({"share", "grant"})
_GO: Final = re.compile(r"^\s*go\s*$")
MAX_ASIDES: Final = 20
"""Asides of one kind that are read."""


def kept_by_user(text: str) -> list[Prohibition]:
    """Example: "Rejections come from me personally": the agent sends none, in whatever form."""
    found = []
    for sentence in _CLAUSE.finditer(fold(text).text):
        kept = phrase_book().pattern("kept_by_user").search(sentence.group())
        if kept is None or not kept.start():
            continue
        about = sentence.group()[: kept.start()].strip()
        named = tuple(match.verb for match in find_verbs(about, "request"))
        verbs = tuple(dict.fromkeys((*named, *_GOES_OUT, "create", "update", "delete")))
        found.append(Prohibition(verbs=verbs, object=cut(about, 500), text=cut(sentence.group(), 500)))
    return found[:MAX_ASIDES]


def seen_first(text: str) -> list[Prohibition]:
    """Example: "I want to see it first" allows the draft, and nothing that goes out."""
    match = phrase_book().pattern("seen_first").search(fold(text).text)
    return [Prohibition(verbs=_GOES_OUT, until_consent=True, text=match.group())] if match else []


def is_access_level(span: Span, grants: Iterable[Grant]) -> bool:
    """Example: "Share it with Kim, view only" narrows what Kim gets; it does not forbid sharing."""
    level = phrase_book().pattern("access_levels").at(fold(span.cue).text, 0)
    return level is not None and any(
        _SHARING & {*grant.verbs, *grant.also} and _precedes(grant, span) for grant in grants
    )


def _precedes(grant: Grant, span: Span) -> bool:
    return grant.span is not None and grant.span[0] < span.start <= grant.span[1] + 3


def vouches(text: str) -> bool:
    """Whether the user says outright that it is meant: "yes really", "I've checked it", "..., go"."""
    folded = fold(text).text
    return any(
        (phrase_book().pattern("vouched").search(clause.group()) or _GO.match(clause.group()))
        and not _is_conditional(clause.group())
        for clause in _CLAUSE.finditer(folded)
    )


def approved_by_words(text: str) -> tuple[str, ...]:
    """Return the clauses that tell of an approval: "draft 4 is approved"; not those that wait for one."""
    folded = fold(text).text
    return tuple(
        clause.group().strip()
        for sentence in _SENTENCE.finditer(folded)
        if not _is_conditional(sentence.group())
        for clause in _CLAUSE.finditer(sentence.group())
        if phrase_book().pattern("approves").search(clause.group())
    )[:MAX_ASIDES]


def _is_conditional(clause: str) -> bool:
    return phrase_book().pattern("conditional").search(clause) is not None


def states_approval(said: str) -> bool:
    """Whether a clause is such a statement, so that its first word names a thing and asks for nothing."""
    folded = fold(said).text
    match = phrase_book().pattern("approves").search(folded)
    return match is not None and match.start() > 0 and not _is_conditional(folded)
