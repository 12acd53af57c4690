"""Saved cards: listed and removed by fetch, and added in the frame of the payment service."""

import re

from starlette.responses import JSONResponse, Response

from scenarios.apps.shop.render import page
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see

_EXPIRES = re.compile(r"(0[1-9]|1[0-2])\s*/\s*(\d\d)")


def wallet(visit: Visit) -> Response:
    """The page of saved cards."""
    return page(visit, "wallet.html")


def cards(visit: Visit) -> Response:
    """The cards, as the page fetches them."""
    rows = visit.db.all("SELECT * FROM cards WHERE user_id = ? ORDER BY main DESC, id", visit.user_id)
    return JSONResponse({"cards": [{**row, "brand": visit.t(row["brand"])} for row in rows]})


def card(visit: Visit) -> Response:
    """Forget one card (DELETE), or make it the one that pays (PUT)."""
    number = visit.number("id")
    if visit.request.method == "DELETE":
        visit.db.run("DELETE FROM cards WHERE id = ? AND user_id = ?", number, visit.user_id)
    else:
        visit.db.run("UPDATE cards SET main = (id = ?) WHERE user_id = ?", number, visit.user_id)
    return cards(visit)


def new(visit: Visit) -> Response:
    """The payment service's form for a card, in its frame."""
    if visit.request.method == "GET":
        return page(visit, "card_frame.html")
    number = re.sub(r"\D", "", visit.form("number"))
    wrong = fault(number, visit.form("expires"), visit.form("code"))
    if wrong:
        return page(visit, "card_frame.html", 422, wrong=wrong)
    visit.db.run(
        "INSERT INTO cards (user_id, brand, last4, expires) VALUES (?, 'Credit card', ?, ?)",
        visit.user_id,
        number[-4:],
        visit.form("expires"),
    )
    return see("/pay/new-card?notice=card-saved")


def fault(number: str, expires: str, code: str) -> str:
    """What is wrong with a card as it was typed in; empty if nothing is."""
    if not 12 <= len(number) <= 19 or not _checks(number):
        return "That is not a card number."
    if not _EXPIRES.fullmatch(expires.strip()):
        return "Write the date as month and year: 08/29."
    return "" if re.fullmatch(r"\d{3,4}", code.strip()) else "The code has three or four digits."


def _checks(number: str) -> bool:
    """The check digit of ISO/IEC 7812, annex B (Luhn)."""
    digits = [int(digit) for digit in reversed(number)]
    doubled = (sum(divmod(2 * digit, 10)) for digit in digits[1::2])
    return (sum(digits[::2]) + sum(doubled)) % 10 == 0


PAGES = (
    Page("/account/cards", wallet),
    Page("/api/cards", cards),
    Page("/api/cards/{id:int}", card, ("DELETE", "PUT")),
    Page("/pay/new-card", new, ("GET", "POST")),
)
