"""Demands: approvals that a project's rules ask for, or that are recorded as not given."""

import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Final

from agentguard.task.consent import speaks_of
from agentguard.task.grants import Consent, Grant
from agentguard.task.inquiry import Inquiry
from agentguard.task.matter import Matter
from agentguard.task.phrases import phrase_book
from agentguard.task.terms import overlap, terms_of
from worldmodel.effect import Tier
from worldmodel.folding import fold
from worldmodel.words import find_verbs

_THRESHOLD: Final = re.compile(
    r"(?:over|above|more than|from|über|ab|mehr als|plus de|más de|più di|mais de|meer dan)"
    r"\s+\D{0,4}(\d[\d,]*(?:\.\d+)?)"
)
"""The amount above which a rule holds."""
_RULE: Final = re.compile(r"[^.;\n]+")
MAX_RULES: Final = 200
"""Sentences of the project's rules that are read."""


def approval_due(inquiry: Inquiry, grant: Grant) -> str | None:
    """Return in words which approval is due for the effect and is not there, None where none is.

    Whether somebody gave it is for the caller to ask first.
    """
    matter = inquiry.matter
    if matter.effect.tier is Tier.SAFE:
        return None
    for subject, rule in _demands(inquiry.set_up):
        if _is_about(subject, grant, matter):
            return f"the rules say: {rule}"
    for consent in inquiry.consents:
        if consent.due and matter.effect.tier is Tier.HIGH and _would_cover(consent, matter):
            return f"the approval is not there: {consent.about}"
    return None


def _demands(set_up: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield what needs an approval, with the rule that says so."""
    sentences = [match.group() for text in set_up for match in _RULE.finditer(fold(text).text)]
    for sentence in sentences[:MAX_RULES]:
        match = phrase_book().pattern("demands").search(sentence)
        if match is not None:
            yield sentence[: match.start()].strip(), sentence.strip()


def _is_about(subject: str, grant: Grant, matter: Matter) -> bool:
    """Whether a rule about `subject` holds for the effect: by its verb, or by the words of the thing."""
    limit = _THRESHOLD.search(subject)
    above = Decimal(limit.group(1).replace(",", "")) if limit else None
    if above is not None and matter.amount is not None and matter.amount.amount <= above:
        return False
    if matter.effect.verb in {match.verb for match in find_verbs(subject)}:
        return True
    wanted = terms_of(subject)
    words = wanted.words | wanted.kind_words
    return overlap(words, terms_of(grant.object).all_words() | matter.broad.all_words())


def _would_cover(consent: Consent, matter: Matter) -> bool:
    return speaks_of(consent, matter) is not False
