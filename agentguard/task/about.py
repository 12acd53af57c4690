"""About: what of a request tells which thing is meant, and whom a sentence before named already."""

import re
from typing import Final

from agentguard.task.grants import Grant
from agentguard.task.inquiry import Inquiry
from agentguard.task.matter import Matter
from agentguard.task.phrases import phrase_book
from agentguard.task.terms import full_names, quoted_in
from worldmodel.folding import fold
from worldmodel.words import find_negations, find_verbs

_SENTENCE: Final = re.compile(r"[^.!?;\n]+(?:\.(?=\S)[^.!?;\n]*)*")
_SAYING: Final = frozenset({"send", "publish", "share"})
_LOSS: Final = frozenset({"delete", "overwrite", "close_account", "conceal", "stop"})
"""Verbs that speak of one and the same deed: "asked to be deleted", "cancellation"."""
_QUOTE: Final = re.compile(r"[\"“„«「『]([^\"”“»」』]{1,2000})[\"”“»」』]")
_SPAN: Final = re.compile(r"(?<![\w.,:/-])\d{1,4}\s+([^\W\d_]+)")
_WORD: Final = re.compile(r"[^\W_]+")


def thing_words(grant: Grant, matter: Matter) -> str:
    """Return the words of the grant's object that can name the thing at hand.

    The text to be written names nothing that it is written under; neither do a term ("for 30 days") and a
    reason that the request gives. Where nothing else is left, all words stay.
    """
    text = _REASON.sub(" ", grant.object)
    for quote in _QUOTE.finditer(text):
        text = text.replace(quote.group(), " ") if _is_written(quote.group(1), grant, matter) else text
    units = phrase_book().words("not_counted")
    text = _SPAN.sub(lambda match: " " if fold(match.group(1)).text in units else match.group(), text)
    return text if _WORD.search(text) else grant.object


def _is_written(quote: str, grant: Grant, matter: Matter) -> bool:
    """Whether a text in quotes is what is written here, or was given for the clause before."""
    given = grant.content is not None and quote.strip() == grant.content.strip()
    return quote.strip() in matter.sent or (given and not _SAYING & set(grant.verbs))


def writes_under(grant: Grant, matter: Matter) -> bool:
    """Whether the very text is put where the user wanted it written: `Write "Done." under the request`."""
    if matter.effect.verb != "publish" or "create" not in grant.verbs or matter.recipients:
        return False
    for quote in _QUOTE.finditer(grant.object):
        below = phrase_book().pattern("below").at(fold(grant.object[quote.end() :]).text.lstrip(), 0)
        if below is not None and quote.group(1).strip() == matter.sent.strip():
            return True
    return False


_REASON: Final = re.compile(
    r"\b(?:reasons?|grund|begründung|motif|raison|motivo|razón|ragione|razão|reden)\b\W{0,3}"
    r"(?:\"[^\"]{0,500}\"|“[^”]{0,500}”|„[^“”]{0,500}[“”]|«[^»]{0,500}»)",
    re.IGNORECASE,
)


def named_before(inquiry: Inquiry, grant: Grant) -> bool:
    """Whether the thing at hand is the one that the request named when it spoke of this very deed.

    "Mara Lindgren asked to be deleted. Erase the record": the record is hers. Only where the words that ask
    name nobody themselves, and the sentence that does stands before them or is theirs, and forbids nothing.
    """
    thing = fold(inquiry.matter.effect.object).text
    if grant.span is None or full_names(grant.object) or quoted_in(grant.object):
        return False
    if any(char.isdigit() for char in grant.object):
        return False
    negations = find_negations(inquiry.request)
    for sentence in _SENTENCE.finditer(inquiry.request[: grant.span[1]]):
        ruled_out = any(one.start < sentence.end() and sentence.start() < one.end for one in negations)
        names = [" ".join(name) for name in full_names(sentence.group())]
        named = any(re.search(rf"(?<!\w){re.escape(name)}(?!\w)", thing) for name in names)
        if named and not ruled_out and _tells_of(sentence.group(), inquiry.matter.effect.verb):
            return True
    return False


def _tells_of(sentence: str, verb: str) -> bool:
    told = {match.verb for match in find_verbs(sentence, "request")}
    return verb in told or (verb in _LOSS and bool(told & _LOSS))
