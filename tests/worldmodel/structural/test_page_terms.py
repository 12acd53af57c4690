"""Phrases are found as whole words, whatever their case, width and accents."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worldmodel.structural.page_terms import fold, is_whole, tells, terms


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("no_undo", "This CANNOT be undone"),
        ("no_undo", "Kann nicht rückgängig gemacht werden"),
        ("no_undo", "完全に削除されます"),
        ("bin", "Moves to the Bin"),
        ("bin", "ゴミ箱に移動"),
        ("history", "the audit logs"),
        ("protection", "двухфакторная"),
        ("human_check", "I’m not a robot"),
    ],
)
def test_phrases_are_found(name: str, text: str) -> None:
    """Case, curly apostrophes, accents and inflection do not hide a phrase."""
    assert tells(name, text) is not None


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("bin", "Combine cells"),
        ("bin", "Robin"),
        ("term", "determined"),
        ("cart", "Cartoon"),
        ("total", "Totality"),
        ("bin", ""),
    ],
)
def test_parts_of_words_are_not(name: str, text: str) -> None:
    """Fault 26: a phrase inside a longer word is not found."""
    assert tells(name, text) is None


@pytest.mark.parametrize("text", ["Continue", "Weiter »", "OK", "次へ", "ＯＫ", "确认"])
def test_labels_that_say_nothing(text: str) -> None:
    """A mere assent is recognised as a whole, with marks around it."""
    assert is_whole("neutral", text)
    assert not is_whole("neutral", f"{text} to pay")


def test_the_longest_phrase_wins_and_all_places_are_found() -> None:
    """The words "order total" are found whole, and every total on a page is found."""
    found = terms("total").find_all("Subtotal 3. Order total 5. Total 6.")
    assert [hit.text for hit in found] == ["order total", "total"]


@given(st.text(max_size=200))
def test_folding_is_stable(text: str) -> None:
    """Folding a folded text changes nothing more."""
    assert fold(fold(text)) == fold(text)
