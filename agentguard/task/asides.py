"""Asides: what a request says beside its asks: what the user keeps, wants to see first, and vouches for."""

import re
from collections.abc import Iterable
from typing import Final

from agentguard.task.grants import Grant, Prohibition
from agentguard.task.phrases import phrase_book
from agentguard.task.prohibitions import widely
from worldmodel.canonical import cut
from worldmodel.folding import fold
from worldmodel.words import Span, find_verbs

_SENTENCE: Final = re.compile(r"[^.!?;\n]+")
_CLAUSE: Final = re.compile(r"[^.!?;,:\n]+")
_GOES_OUT: Final = ("send", "publish", "share", "pay", "transfer", "subscribe", "disclose", "agree")
_BRINGS_ABOUT: Final = ("create", "update", "delete")
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
        found.append(_keeping(sentence.group()[: kept.start()].strip(), sentence.group()))
    return found[:MAX_ASIDES]


def _keeping(about: str, said: str) -> Prohibition:
    """The ban on what is kept: the act where one is named, else everything that brings the thing about."""
    head = phrase_book().ask_at(about, 0)
    acts = head.ask.verbs if head is not None and head.ask.kind == "act" else ()
    thing = about[head.end :] if acts and head is not None else about
    verbs = acts or (*(match.verb for match in find_verbs(about, "request")), *_GOES_OUT, *_BRINGS_ABOUT)
    named = "" if acts and phrase_book().pattern("pronouns").at(thing.strip(), 0) else thing.strip()
    return Prohibition(verbs=widely(verbs), object=cut(named, 500), text=cut(said, 500))


def seen_first(text: str) -> list[Prohibition]:
    """Example: "I want to see it first" allows the draft, and nothing that goes out."""
    match = phrase_book().pattern("seen_first").search(fold(text).text)
    return [Prohibition(verbs=_GOES_OUT, until_consent=True, text=match.group())] if match else []


def is_access_level(span: Span, grants: Iterable[Grant]) -> bool:
    """Example: "Share it with Kim, view only" narrows what Kim gets; it does not forbid sharing."""
    level = phrase_book().pattern("access_levels").at(fold(span.cue).text, 0)
    return level is not None and (
        _is_adjective(span)
        or any(_SHARING & {*grant.verbs, *grant.also} and _precedes(grant, span) for grant in grants)
    )


def _is_adjective(span: Span) -> bool:
    """Example: "A read-only token" is a sort of token."""
    after = fold(span.text[len(span.cue) :]).text
    return any(word in phrase_book().words("levelled") for word in re.findall(r"[^\W_]+", after)[:3])


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


def singles_out(said: str) -> bool:
    """Whether words beside an ask keep it to one: "only that one", "just this once"."""
    return phrase_book().pattern("single").search(fold(said).text) is not None


def _is_conditional(clause: str) -> bool:
    return phrase_book().pattern("conditional").search(clause) is not None


def states_approval(said: str) -> bool:
    """Whether a clause is such a statement, so that its first word names a thing and asks for nothing."""
    folded = fold(said).text
    match = phrase_book().pattern("approves").search(folded)
    named = folded[: match.start()] if match is not None else ""
    return bool(named) and "," not in named and not _is_conditional(folded)
