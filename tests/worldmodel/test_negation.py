"""Which clauses forbid, and what finding them costs."""

import sys
from typing import Any

import pytest

from worldmodel.negation import MAX_CLAUSE, find_negations


def calls_for(text: str) -> int:
    """Count the calls, of Python and of C, that reading a text takes."""
    calls = 0

    def count(_frame: Any, event: str, _argument: Any) -> None:
        nonlocal calls
        calls += event in ("call", "c_call")

    find_negations.cache_clear()
    sys.setprofile(count)
    try:
        find_negations(text)
    finally:
        sys.setprofile(None)
    return calls


@pytest.mark.parametrize("ban", ["don't send it, ", "don't pay this. ", "never delete a, b, c ", "don't "])
def test_the_work_grows_no_faster_than_the_bans(ban: str) -> None:
    """A text of nothing but bans costs as much for each ban, however many there are."""
    calls_for(ban * 3)  # fills the caches
    few, many = calls_for(ban * 100), calls_for(ban * 400)
    assert many <= 4.5 * few


def test_a_clause_is_read_so_far_and_no_further() -> None:
    """A clause without an end is cut, so that no ban reads the whole of a long text."""
    spans = find_negations("don't send a b c d e f " * 900)
    assert len(spans) == 900
    assert all(span.end - span.start <= MAX_CLAUSE + 20 for span in spans)


@pytest.mark.parametrize(
    ("text", "forbids"),
    [
        ("Raise the limit of the card of Sam to 500", False),
        ("Napisz odpowiedź, sam to wyślę", True),
        ("Write the reply but let me send it myself", True),
        ("Prepara la newsletter, non inviarla", True),
    ],
)
def test_a_small_word_forbids_in_its_own_language(text: str, forbids: bool) -> None:
    """The Polish "sam to" keeps an act for the user; an English Sam who gets something does not."""
    assert bool(find_negations(text)) is forbids
