"""Amounts on a page: found near its digits only, so that a long page costs little, and remembered."""

import re
from dataclasses import replace
from functools import lru_cache

from worldmodel.money import AmountMatch, find_amounts
from worldmodel.structural.page_terms import flatten, terms

_DIGITS = re.compile(r"\d[\d.,'’]*")
_AROUND = 40
"""How many characters around a number can tell its currency, its period, or that it is money at all."""
_SHORT = 400
_LONGEST = 6000
"""Prices further down a page than this are not looked for; a total is, wherever it stands."""
_SUM_REACH = 40


@lru_cache(maxsize=512)
def amounts_in(text: str) -> tuple[AmountMatch, ...]:
    """Return all amounts of a text, with their places."""
    text = text[:_LONGEST]
    if len(text) <= _SHORT:
        return find_amounts(text) if _DIGITS.search(text) else ()
    found: list[AmountMatch] = []
    for start, end in _windows(text):
        found.extend(
            replace(match, start=match.start + start, end=match.end + start)
            for match in find_amounts(text[start:end])
        )
    return tuple(found)


def _windows(text: str) -> list[tuple[int, int]]:
    """Return the stretches around digits, whole words long, joined where they touch."""
    windows: list[tuple[int, int]] = []
    for match in _DIGITS.finditer(text):
        start, end = max(0, match.start() - _AROUND), min(len(text), match.end() + _AROUND)
        while start and not text[start - 1].isspace() and match.start() - start < 2 * _AROUND:
            start -= 1
        if windows and start <= windows[-1][1]:
            windows[-1] = (windows[-1][0], end)
        else:
            windows.append((start, end))
    return windows


@lru_cache(maxsize=512)
def total_in(text: str) -> AmountMatch | None:
    """Return the amount that stands right after the last "total" that is no subtotal."""
    if not _DIGITS.search(text):
        return None
    flat = flatten(text)
    quiet = [(hit.start, hit.end) for hit in terms("subtotal").places(flat)]
    for hit in reversed(terms("total").places(flat)):
        if any(start <= hit.start < end or start < hit.end <= end for start, end in quiet):
            continue
        for amount in find_amounts(text[hit.start : hit.end + _SUM_REACH + _AROUND]):
            if 0 <= amount.start - (hit.end - hit.start) <= _SUM_REACH:
                return replace(amount, start=amount.start + hit.start, end=amount.end + hit.start)
    return None
