"""Limits: the most that may be paid, and the most things that may be touched, in the user's words."""

import re
from decimal import Decimal
from itertools import pairwise
from typing import Final

from agentguard.task.phrases import phrase_book
from agentguard.task.recipients import ACCOUNT_NUMBER
from worldmodel.effect import Money
from worldmodel.folding import fold
from worldmodel.money import find_amounts

_DECIMAL = re.compile(
    r"(?<![\w.,:/\-])(\d{1,3}(?:,\d{3})+\.\d{2}|\d{1,3}(?:\.\d{3})+,\d{2}|\d{1,6}[.,]\d{2})(?![\w.,:/\-]*\w)"
)
_COIN = re.compile(r"(?<![\w.,:/\-])(\d{1,6}[.,]\d{1,8})(?=\s+[^\W\d_])")
"""An amount of a currency that no table knows: "0.05 coin"."""
_BARE = re.compile(
    r"\s*(\d{1,7}(?:[.,]\d{1,2})?)(?:\s+(?:in|into|to|for|from|an|für|à|pour|a|para|por|per|aan|voor)\b|\s*$)"
)
"""A number right after "pay" or "invest"."""
_PLAIN = re.compile(r"\s*(\d{1,7}(?:[.,]\d{1,2})?)(?![\w:%])")
_COUNTED = re.compile(r"(?<![\w.,:/#\-])(\d{1,6})(?:\s*x)?\s+([^\W\d_][\w\-']*)")
_NUMBER_WORD = re.compile(r"[^\W\d_]+")


def highest_amount(text: str, *, pays: bool) -> Money | None:
    """Return the most that the text allows to be paid, or None where it names no amount.

    Numbers without a currency count after words such as "up to", and as amounts with two decimals where
    the text is about paying.
    """
    found = [match.money for match in find_amounts(text)]
    spans = [(match.start, match.end) for match in find_amounts(text)]
    found += [money for start, money in _bounded(text, pays) if not any(a <= start < b for a, b in spans)]
    return max(found, key=lambda money: money.amount, default=None)


def sent_amount(text: str) -> Money | None:
    """Return the money that "send Kim 30.00" speaks of; a version or a chapter is none."""
    folded = fold(text).text
    found = [
        _money(match.group(1))
        for match in _DECIMAL.finditer(folded)
        if not _VERSIONED.search(folded, 0, match.start(1))
    ]
    return max(found, key=lambda money: money.amount, default=None)


_VERSIONED: Final = re.compile(
    r"(?:\bv|versi[oó]ne?n?|release|chapter|kapitel|section|draft|build|at|um|à)\s*$"
)


def _bounded(text: str, pays: bool) -> list[tuple[int, Money]]:
    folded = fold(text).text
    found = []
    for match in phrase_book().pattern("at_most").all(folded):
        number = _PLAIN.match(folded, match.end())
        if number and (pays or match.group() not in _LOOSE) and not _counts_things(folded, number.end()):
            found.append((number.start(1), _money(number.group(1))))
    if pays:
        bare = _BARE.match(folded)
        found += [(bare.start(1), _money(bare.group(1)))] if bare else []
        found += [
            (match.start(1), _money(match.group(1)))
            for pattern in (_DECIMAL, _COIN)
            for match in pattern.finditer(folded)
            if not _counts_things(folded, match.end())
        ]
    return found


_LOOSE: Final = frozenset(
    {"for", "für", "pour", "por", "per", "voor", "max", "under", "unter", "tot", "まで"}
)


def _counts_things(text: str, end: int) -> bool:
    """Whether a unit of time or persons follows: "for 2 people" is no price."""
    word = _NUMBER_WORD.match(text, end + 1) if text[end : end + 1] == " " else None
    return word is not None and word.group() in phrase_book().words("not_counted") - _CURRENCY_WORDS - _LINKS


_CURRENCY_WORDS: Final = frozenset(
    {"euro", "euros", "dollar", "dollars", "pound", "pounds", "eur", "usd", "gbp"}
)
_LINKS: Final = frozenset(
    {"in", "at", "of", "on", "or", "and", "per", "por", "am", "um", "pro", "par", "pour"}
)


def _money(text: str) -> Money:
    """Read one number: the last of its marks is the decimal one, the others part thousands."""
    head, mark, tail = text.rpartition("," if text.rfind(",") > text.rfind(".") else ".")
    whole = head.replace(",", "").replace(".", "") if mark else tail
    return Money(amount=Decimal(f"{whole}.{tail[:4]}" if mark else whole))


def highest_count(text: str) -> int | None:
    """Return how many things the text speaks of, or None where it gives no number.

    Times, prices, sizes and numbers that come after their noun ("user 42") are not counts.
    """
    folded = _without_prices(ACCOUNT_NUMBER.sub(" ", text))
    book = phrase_book()
    skip = book.words("not_counted")
    counts = [
        int(m.group(1))
        for m in _COUNTED.finditer(folded)
        if m.group(2) not in skip and not _named(folded, m) and not _stands_alone(folded, m)
    ]
    words = list(_NUMBER_WORD.finditer(folded))
    for word, after in pairwise(words):
        value = book.numbers.get(word.group())
        apart = folded[word.end() : after.start()].isspace()
        if value and apart and after.group() not in skip and word.group() not in _ARTICLES:
            counts.append(value)
    if not counts and book.pattern("once").search(folded):
        return 1
    return max(counts, default=None)


_ARTICLES: Final = frozenset({"un", "um", "een", "ein", "uno", "once"})
"""Number words that are small words too: "un livre" is any book, "once" no eleven."""


def _without_prices(text: str) -> str:
    """Return the folded text with prices, and with numbers before a capital ("5 Elm Street"), blanked."""
    spans = [(match.start, match.end) for match in find_amounts(text)]
    spans += [
        match.span() for match in re.finditer(r"\d+(?=\s+[^\W\d_a-z]\w)", text) if match.end() < len(text)
    ]
    plain = "".join(" " if any(a <= at < b for a, b in spans) else c for at, c in enumerate(text))
    folded = fold(plain).text
    for match in phrase_book().pattern("at_most").all(folded):
        number = _PLAIN.match(folded, match.end())
        if number and not _counts_things(folded, number.end()):
            folded = folded[: number.start(1)] + " " * len(number.group(1)) + folded[number.end(1) :]
    return folded


def _named(text: str, match: re.Match[str]) -> bool:
    """Whether the number belongs to the word before it: "user 42 is", "size 42 shoes"."""
    before = re.search(r"([^\W\d_]+)\s+$", text[: match.start()])
    return before is not None and before.group(1) in _NUMBERED


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Whether a small word follows, so that nothing is counted: "ending in 1452 from", "21 de mayo".

    "5 of the mails" and "5 de los correos" do count.
    """
    small = phrase_book().stop_words
    if match.group(2) not in small or not text[: match.start()].strip():
        return False
    after = _NUMBER_WORD.search(text, match.end())
    return match.group(2) not in _PARTITIVE or after is None or after.group() not in small


_PARTITIVE: Final = frozenset({"of", "von", "der", "des", "de", "di", "dei", "delle", "dos", "das", "van"})
_NUMBERED: Final = frozenset(
    {
        "size",
        "number",
        "no",
        "nr",
        "id",
        "user",
        "customer",
        "order",
        "ticket",
        "issue",
        "version",
        "page",
        "room",
    }
)
