"""Pointing: a task that sends the agent to a foreign text grants what that text says, and no more."""

from collections.abc import Iterator
from functools import lru_cache

from agentguard.authority import Mismatch, Origin
from agentguard.provenance import Provenance
from agentguard.task.comparing import exceeds
from agentguard.task.grants import Grant
from agentguard.task.matter import Matter
from agentguard.task.phrases import phrase_book
from worldmodel.effect import Money
from worldmodel.folding import fold
from worldmodel.money import find_amounts

_PAYS = ("pay", "transfer", "subscribe", "reserve")


def pointed_texts(grant: Grant, provenance: Provenance) -> list[str]:
    """Return the foreign texts that were shown and that the task points at."""
    return [text for source, text in provenance.foreign_texts() if _is_pointed(source, text, grant)]


def within_what_it_says(
    grant: Grant, matter: Matter, provenance: Provenance
) -> tuple[tuple[Mismatch, str], ...] | None:
    """Return in what the effect goes beyond the text that the task points at; None where none was shown."""
    texts = pointed_texts(grant, provenance)
    if not texts:
        return None
    return tuple(_beyond(grant, matter, texts, provenance))


def _beyond(
    grant: Grant, matter: Matter, texts: list[str], provenance: Provenance
) -> Iterator[tuple[Mismatch, str]]:
    joined = "\n".join(texts)
    amount = matter.amount
    highest = _highest(joined)
    if (
        matter.effect.verb in _PAYS
        and amount
        and highest
        and grant.amount is None
        and exceeds(amount, highest)
    ):
        yield Mismatch.AMOUNT, f"{amount.amount} is more than the text says"
    if grant.recipients:
        return
    shown = Provenance()
    shown.show(joined, "the text that the task points at")
    for payee in matter.payees:
        in_text = shown.trace(payee).origin is Origin.FOREIGN
        if not in_text and provenance.trace(payee).origin not in (Origin.USER, Origin.SETUP):
            yield Mismatch.RECIPIENT, f"{payee} is not in the text that the task points at"


def _is_pointed(source: str, text: str, grant: Grant) -> bool:
    """Whether a text is of a kind that the task points at, by what its source is called."""
    return bool(_kinds_of(source) & set(grant.points)) or (
        "invoice" in grant.points and bool(_kinds_of(text[:300]) & {"invoice"})
    )


@lru_cache(maxsize=1024)
def _kinds_of(source: str) -> frozenset[str]:
    folded = fold(source).text
    words = "".join(c if c.isalnum() or c == "-" else " " for c in folded).replace("_", " ").split()
    pointed = phrase_book().pointed
    return frozenset(
        pointed[form] for word in words for form in (word, word.removesuffix("s")) if form in pointed
    )


@lru_cache(maxsize=64)
def _highest(text: str) -> Money | None:
    return max((match.money for match in find_amounts(text)), key=lambda money: money.amount, default=None)
