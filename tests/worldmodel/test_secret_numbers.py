"""Cards, accounts and one-time codes."""

from hypothesis import given, settings
from hypothesis import strategies as st

from worldmodel.secret_names import SecretKind
from worldmodel.secret_numbers import find_cards_and_accounts, find_codes, luhn


@given(st.integers(0, 10**14 - 1))
@settings(deadline=None)
def test_luhn_finds_every_single_wrong_digit(number: int) -> None:
    """The check digit of a card number shows any one digit that was mistyped."""
    body = f"4{number:014d}"
    digits = next(body + str(d) for d in range(10) if luhn(body + str(d)))
    for index, digit in enumerate(digits):
        wrong = digits[:index] + str((int(digit) + 1) % 10) + digits[index + 1 :]
        assert not luhn(wrong)


def test_an_iban_with_a_wrong_digit_is_none() -> None:
    """The check of ISO 13616 tells an account from a look-alike."""
    assert [k for *_, k in find_cards_and_accounts("GB82 WEST 1234 5698 7654 32")] == [SecretKind.IBAN]
    assert list(find_cards_and_accounts("GB82 WEST 1234 5698 7654 33")) == []


def test_a_code_needs_its_word() -> None:
    """A number is a one-time code only where the text says so."""
    assert [k for *_, k in find_codes("Enter the code 4321")] == [SecretKind.ONE_TIME_CODE]
    assert list(find_codes("Room 4321, seat 12, discount code 4321")) == []
