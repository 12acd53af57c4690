"""Money among the arguments of a call, under whatever name and in whatever language."""

import re
from collections.abc import Iterable
from decimal import Decimal, InvalidOperation
from typing import Any

from worldmodel.effect import Money
from worldmodel.money import find_amounts
from worldmodel.wordset import words

_SUMS = words(
    """
    amount amounts total sum betrag summe gesamtbetrag importe monto montant somme importo totale bedrag
    totaal kwota suma valor quantia сумма tutar 金額 金额 금액
    """
)
_PRICES = words(
    """
    price cost value tip bid fee charge salary budget donation deposit payment preis preço precio prix cena
    prezzo prijs wert kosten fiyat цена 価格 价格
    """
)
_NO_SUMS = words("id ids currency code type key reason note date time name percent rate url")
"""Words by which a name with a word of money is about something else: `payment_id`, `price_type`."""
_MINOR = re.compile(r"cents|minor|pence|unit_amount")
_CURRENCIES = re.compile(r"^[A-Za-z]{3}$")
_NOT_CURRENCIES = words("try all")
"""Codes of currencies that are plain words in the names of arguments."""


def amount_in(leaves: Iterable[tuple[str, Any]]) -> Money | None:
    """The money that `leaves` (names in snake case, and values) tell of: a sum before a price, else None.

    A bare number takes its currency from its own name (`amount_eur`, `euros`) or from `currency`. Of several
    sums the highest counts.
    """
    pairs = tuple(leaves)
    beside = next((str(v).upper() for k, v in pairs if k == "currency" and _CURRENCIES.match(str(v))), None)
    for ranked in (_is_sum, _is_price):
        found = [money for key, value in pairs if ranked(key) and (money := _money(key, value, beside))]
        if found:
            return max(found, key=lambda money: money.amount)
    return None


def _is_sum(key: str) -> bool:
    parts = set(key.split("_"))
    return not parts & _NO_SUMS and (bool(parts & _SUMS) or _currency_of(key) is not None)


def _is_price(key: str) -> bool:
    parts = set(key.split("_"))
    return bool(parts & _PRICES) and not parts & _NO_SUMS


def _currency_of(key: str) -> str | None:
    """The currency that a name tells: `euros` and `amount_eur` are EUR."""
    parts = [part for part in key.split("_") if part not in _NOT_CURRENCIES]
    found = (find_amounts(f"1 {part}") for part in parts if part.isalpha() and len(part) > 2)
    return next((match[0].money.currency for match in found if match), None)


def _money(key: str, value: Any, beside: str | None) -> Money | None:
    if isinstance(value, bool):
        return None
    if isinstance(value, str) and (found := find_amounts(value)):
        return _major(key, found[0].money)
    try:
        number = Decimal(str(value))
        if not 0 <= number < Decimal(10) ** 13:
            return None
        money = Money(amount=number.quantize(Decimal("0.01")), currency=_currency_of(key) or beside)
    except (InvalidOperation, ValueError):
        return None
    return _major(key, money)


def _major(key: str, money: Money) -> Money:
    if not _MINOR.search(key):
        return money
    return Money(amount=money.amount / 100, currency=money.currency)
