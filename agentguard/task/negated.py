"""Negated: what a negation in a clause leaves of the ask in it."""

import re
from typing import Final

from agentguard.task.clauses import Clause
from agentguard.task.phrases import phrase_book
from worldmodel.folding import Folded, fold
from worldmodel.words import Span


def limits_only(span: Span, text: str) -> bool:
    """Example: "No more than 28" limits; it forbids nothing."""
    at_most = phrase_book().pattern("at_most")
    return bool(at_most.at(fold(span.text).text, 0) or at_most.at(fold(text[span.end :]).text.lstrip(), 0))


def free_of_negations(folded: Folded, clause: Clause, negations: tuple[Span, ...]) -> int | None:
    """Return where the clause ends before a negation governs it; None where its head is governed."""
    head = folded.start(clause.head[0])
    end = clause.end
    for span in negations:
        if negates_object(span) and head < span.start < folded.end(clause.end):
            return None
        if span.start <= head < span.end and not _only_drafts(span):
            return None
        if head < span.start < folded.end(clause.end):
            while end > clause.head[1] and folded.start(end - 1) >= span.start:
                end -= 1
    return end


def negates_object(span: Span) -> bool:
    """Example: "Delete nothing" forbids by its object."""
    return fold(span.text).text.strip() in phrase_book().words("nothing")


def _only_drafts(span: Span) -> bool:
    """Example: "Just draft a reply" asks for the draft and rules out the rest."""
    return span.everything and bool(_DRAFTING.search(fold(span.cue).text))


_DRAFTING: Final = re.compile(r"draft|entwurf|brouillon|borrador|bozza|rascunho|concept|下書き|草稿|초안")
