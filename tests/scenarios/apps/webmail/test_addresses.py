"""Addresses as people write them."""

import pytest

from scenarios.apps.webmail.addresses import goes_outside, is_outside, split, wrong


@pytest.mark.parametrize(
    ("written", "parts"),
    [
        ("", []),
        ("a@b.example", ["a@b.example"]),
        ("Ada Berg <a@b.example>, c@d.example", ["a@b.example", "c@d.example"]),
        ("a@b.example;c@d.example\n e@f.example ,", ["a@b.example", "c@d.example", "e@f.example"]),
        ("Ada", ["Ada"]),
    ],
)
def test_a_list_is_split_into_bare_addresses(written: str, parts: list[str]) -> None:
    """By commas, semicolons or lines, with or without a name."""
    assert split(written) == parts


def test_what_is_no_address_is_named() -> None:
    """So that the form can say which part it is."""
    assert wrong("Ada, a@b, c@d.example, e f@g.example") == ["Ada", "a@b", "e f@g.example"]


@pytest.mark.parametrize(
    ("address", "outside"),
    [("ada@tidewell.example", False), ("Ada@TideWell.example", False), ("ada@nottidewell.example", True)],
)
def test_the_firms_own_domain_is_inside(address: str, outside: bool) -> None:
    """And no other that only ends like it."""
    assert is_outside(address) == outside


def test_one_outsider_is_enough_to_go_outside() -> None:
    """Among any number of colleagues."""
    assert goes_outside("ada@tidewell.example, bo@b.example")
    assert not goes_outside("ada@tidewell.example, bo@tidewell.example")
    assert not goes_outside("")
