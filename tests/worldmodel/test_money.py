"""Amounts of money and counts of things."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worldmodel.money import find_amounts, find_counts


@pytest.mark.parametrize(
    ("text", "amount", "currency", "per"),
    [
        ("$12.00", "12.00", "USD", None),
        ("12,99 €", "12.99", "EUR", None),
        ("1.234,56 EUR", "1234.56", "EUR", None),
        ("US$ 1,200", "1200", "USD", None),
        ("£9.99/month", "9.99", "GBP", "month"),
        ("19.99 per month", "19.99", None, "month"),
        ("Protection club 9.99 per month", "9.99", None, "month"),
        ("¥1200", "1200", "JPY", None),
        ("R$ 10", "10", "BRL", None),
        ("Order total: 27.40", "27.40", None, None),
        ("Gesamtbetrag 45,00", "45.00", None, None),
        ("Amount 15800.00", "15800.00", None, None),
        ("Betrag 1250,75", "1250.75", None, None),
        ("980円/月", "980", "JPY", "month"),
        ("月額980円", "980", "JPY", "month"),
        ("1 234,50 €", "1234.50", "EUR", None),
        ("1'234.50 CHF", "1234.50", "CHF", None),
        ("₹1,00,000", "100000", "INR", None),
        ("$49 billed annually", "49", "USD", "year"),
        ("It costs 30 dollars a week", "30", "USD", "week"),
        ("12,- €", "12", "EUR", None),
        ("合計 3,980円", "3980", "JPY", None),
        ("50 zł miesięcznie", "50", "PLN", "month"),
    ],
)
def test_an_amount_is_read_in_its_notation(
    text: str, amount: str, currency: str | None, per: str | None
) -> None:
    """Decimal marks, currency signs and periods are those of the text's own country."""
    (match,) = find_amounts(text)
    assert (match.money.amount, match.money.currency, match.per) == (Decimal(amount), currency, per)


@pytest.mark.parametrize(
    "text", ["27.40", "v1.2.3", "10%", "12:30", "Total: 3 items", "page 4", "2026-12-01", ""]
)
def test_a_number_alone_is_no_amount(text: str) -> None:
    """Without a currency, a period or a word such as "total", a number means something else."""
    assert find_amounts(text) == ()


def test_several_amounts_keep_their_order() -> None:
    """Each price of a page is told with its place."""
    text = "Was $20, now $15.50 (save 4,50 €)"
    found = find_amounts(text)
    assert [str(match.money.amount) for match in found] == ["20", "15.50", "4.50"]
    assert [text[match.start : match.end] for match in found] == ["$20", "$15.50", "4,50 €"]


def test_an_absurd_amount_stays_absurd() -> None:
    """A number too large to hold is kept at the largest, never dropped."""
    (match,) = find_amounts("$" + ",".join(["999"] * 9))
    assert match.money.amount == Decimal(10) ** 13


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("Delete 240 items", 240),
        ("all 812 messages", 812),
        ("3 selected", 3),
        ("Delete (4)", 4),
        ("1,204 unread messages", 1204),
        ("240件を削除", 240),
        ("12 Dateien löschen", 12),
        ("删除5个文件", 5),
    ],
)
def test_a_count_is_read_with_its_things(text: str, count: int) -> None:
    """How many things a control would touch is told on the control."""
    assert [match.count for match in find_counts(text)] == [count]


@pytest.mark.parametrize("text", ["Delete", "Version 3", "$240", "Room 12", ""])
def test_other_numbers_are_no_counts(text: str) -> None:
    """A number without things is no count."""
    assert find_counts(text) == ()


@given(st.text("0123456789.,€$£¥ /month total円個件()", max_size=60))
def test_spans_lie_inside_the_text(text: str) -> None:
    """Whatever is found lies where it says."""
    found = [(match.start, match.end) for match in find_amounts(text)]
    found += [(match.start, match.end) for match in find_counts(text)]
    assert all(0 <= start < end <= len(text) for start, end in found)


@given(st.integers(0, 999_999), st.integers(0, 99))
def test_both_notations_give_the_same_amount(whole: int, cents: int) -> None:
    """1,234.56 and 1.234,56 are one amount."""
    english = f"${whole:,}.{cents:02}"
    german = f"{whole:,}".replace(",", ".") + f",{cents:02} $"
    (first,) = find_amounts(english)
    (second,) = find_amounts(german)
    assert first.money.amount == second.money.amount == Decimal(whole) + Decimal(cents) / 100
