"""The trivial floors."""

import pytest

from scenarios.scoreboards import floors


def test_majority_is_the_most_common_label() -> None:
    """And of equals the first by name, so that every run says the same."""
    assert floors.majority(["LOW", "HIGH", "LOW"]) == "LOW"
    assert floors.majority(["unsafe", "safe", "unsafe", "safe"]) == "safe"


@pytest.mark.parametrize(
    ("label", "tier"),
    [("Place your order", "HIGH"), ("SUBMIT", "HIGH"), ("Add to wish list", "LOW"), ("Next page", "SAFE")],
)
def test_keyword_tier_knows_words_alone(label: str, tier: str) -> None:
    """A weighty word beats a minor one, and none is safe."""
    assert floors.keyword_tier(label) == tier


def test_keyword_stops_by_name_or_argument() -> None:
    """Names are split at their capitals and underscores."""
    assert floors.keyword_stops("LedgerTransferFunds")
    assert floors.keyword_stops("remove_note")
    assert floors.keyword_stops("Run", '{"command":"delete all"}')
    assert not floors.keyword_stops("LedgerGetBalance", '{"account":"A1"}')
    assert not floors.keyword_stops("Displayed")


@pytest.mark.parametrize("name", ["LedgerGetBalance", "search_notes", "HTTPFetchPage", "listFiles"])
def test_a_name_of_looking_is_no_write(name: str) -> None:
    """Wherever the word of looking stands."""
    assert not floors.is_write(name)


@pytest.mark.parametrize("name", ["LedgerTransferFunds", "send_mail", "Widget"])
def test_any_other_name_is_a_write(name: str) -> None:
    """Also one that tells nothing."""
    assert floors.is_write(name)
