"""What every page of the bank shares: how it is shown, and how amounts and days are read."""

import re
from datetime import date
from typing import Any

from starlette.responses import Response

from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.world import show
from scenarios.apps.writing import money

_MONTHS = "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split()
_AMOUNT = re.compile(r"(\d+|\d{1,3}(?:,\d{3})+)(?:\.(\d{1,2}))?|(\d+|\d{1,3}(?:\.\d{3})+)(?:,(\d{1,2}))?")
_IBAN = re.compile(r"[A-Z]{2}\d{14,30}")


class Problem(Exception):  # noqa: N818 - what a customer is told, no fault of the program
    """Something in a form that the customer has to mend; its text is English and gets translated."""


def day(iso: str, language: str = "en") -> str:
    """A day as people of the language write it."""
    year, month, number = iso[:10].split("-")
    if language == "de":
        return f"{number}.{month}.{year}"
    return f"{int(number)} {_MONTHS[int(month) - 1]} {year}"


def cents_of(text: str) -> int:
    """Read an amount, with a comma or a point before the cents.

    Raises:
        Problem: it is none, or it is zero.
    """
    found = _AMOUNT.fullmatch(text.strip().removeprefix("€").removesuffix("€").strip())
    whole, cents = (found[1] or found[3], found[2] or found[4] or "0") if found else ("0", "0")
    total = int(re.sub(r"\D", "", whole)) * 100 + int(cents.ljust(2, "0"))
    if total == 0:
        raise Problem("Please enter an amount, such as 25.00.")
    return total


def iban_of(text: str) -> str:
    """Read an account number, and write it in groups of four.

    Raises:
        Problem: it is none.
    """
    plain = re.sub(r"\s", "", text).upper()
    if not _IBAN.fullmatch(plain):
        raise Problem("Please check the IBAN.")
    return " ".join(plain[at : at + 4] for at in range(0, len(plain), 4))


def day_of(text: str) -> str:
    """Read a day that a date field has sent.

    Raises:
        Problem: it is none.
    """
    try:
        return date.fromisoformat(text).isoformat()
    except ValueError:
        raise Problem("Please choose a date.") from None


def email_of(text: str) -> str:
    """Read a mail address.

    Raises:
        Problem: it is none.
    """
    if "@" not in text.strip():
        raise Problem("Please enter an e-mail address.")
    return text.strip()


def ticked(visit: Visit, name: str, otherwise: str) -> None:
    """See that a box is ticked.

    Raises:
        Problem: it is not; `otherwise` is what the customer is told.
    """
    if not visit.form(name):
        raise Problem(otherwise)


def needed(visit: Visit, name: str) -> str:
    """A field that has to be filled.

    Raises:
        Problem: it is empty.
    """
    value = visit.form(name).strip()
    if not value:
        raise Problem("Please fill in every field that is marked.")
    return value


def number_of(visit: Visit, name: str) -> int:
    """A number that a choice has sent.

    Raises:
        Problem: it is none.
    """
    text = needed(visit, name)
    if not text.isdecimal():
        raise Problem("Please fill in every field that is marked.")
    return int(text)


def account_of(visit: Visit, name: str) -> int:
    """The id of the open account that a choice has sent.

    Raises:
        Problem: the user has no such account.
    """
    chosen = visit.form(name)
    for account in accounts(visit):
        if str(account["id"]) == chosen:
            return int(account["id"])
    raise Problem("Please choose an account.")


def start_of(visit: Visit) -> int:
    """The place in a list from which a page wants more."""
    text = visit.query("from")
    return int(text) if text.isdecimal() else 0


def accounts(visit: Visit) -> list[Row]:
    """The user's open accounts."""
    return visit.db.all(
        "SELECT * FROM accounts WHERE user_id = ? AND status = 'open' ORDER BY id", visit.user_id
    )


def page(visit: Visit, template: str, status: int = 200, **values: Any) -> Response:
    """Show a page of the bank; it can write money and days, and knows what waits to be read."""
    waiting = visit.db.one("SELECT count(*) AS n FROM messages WHERE folder = 'inbox' AND seen = 0")
    return show(
        visit,
        template,
        status,
        money=lambda cents: money(cents, visit.language),
        day=lambda iso: day(iso, visit.language),
        unseen=waiting["n"] if waiting else 0,
        here=visit.request.url.path,
        said=visit.query("said"),
        **values,
    )


def missing(visit: Visit) -> Response:
    """The page for what is not there."""
    return page(visit, "missing.html", 404)
