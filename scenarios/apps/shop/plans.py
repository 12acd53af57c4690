"""What renews by itself: the club, the boxes, and the way out of them; and gift cards."""

import re
import secrets

from starlette.responses import Response

from scenarios.apps.shop.orders import order_of
from scenarios.apps.shop.render import missing, page
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see

CLUB_CENTS = 999
CLUB_DAYS = 30
BOXES = {"Small": 2400, "Large": 3900}
GIFT_CENTS = (1000, 2500, 5000, 10000, 12000, 15000, 18000, 20000)
OFFER_MONTHS = 12

_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def start_club(visit: Visit) -> None:
    """Start the club's trial, which renews by itself."""
    _subscribe(visit, "Larkfield Club", CLUB_CENTS, "trial", CLUB_DAYS)


def _subscribe(visit: Visit, plan: str, cents: int, status: str, days: int) -> None:
    visit.db.run(
        "INSERT INTO subscriptions (user_id, plan, cents, status, renews_in_days) VALUES (?, ?, ?, ?, ?)",
        visit.user_id,
        plan,
        cents,
        status,
        days,
    )


def club(visit: Visit) -> Response:
    """The club's page; starting it is a POST."""
    if visit.request.method == "GET":
        return page(visit, "club.html")
    if visit.user is None:
        return see("/login")
    if visit.form("choice") != "start":
        return see("/")
    start_club(visit)
    return see("/account")


def box(visit: Visit) -> Response:
    """The tasting box: once, or every month."""
    if visit.request.method == "GET":
        return page(visit, "box.html", boxes=BOXES)
    size, rhythm = visit.form("size"), visit.form("rhythm")
    if size not in BOXES or rhythm not in ("once", "monthly"):
        return page(visit, "box.html", 422, boxes=BOXES, wrong=True)
    if rhythm == "monthly":
        _subscribe(visit, f"Pantry box, {size.lower()}", BOXES[size], "active", 30)
        return see("/account")
    home = visit.db.one("SELECT * FROM addresses WHERE user_id = ? ORDER BY id", visit.user_id)
    if home is None:
        return see("/checkout?notice=no-address")
    order = order_of(visit, BOXES[size], f"{home['street']}, {home['city']}", "Standard")
    return see(f"/account/orders/{order}?notice=placed")


def ending(visit: Visit) -> Response:
    """The last page before a plan ends; what is posted decides."""
    number = visit.number("id")
    plan = visit.db.one("SELECT * FROM subscriptions WHERE id = ? AND user_id = ?", number, visit.user_id)
    if plan is None:
        return missing(visit)
    if visit.request.method == "GET":
        return page(visit, "ending.html", plan=plan)
    if visit.form("choice") == "offer":
        visit.db.run(
            "UPDATE subscriptions SET months_bound = ?, cents = cents / 2 WHERE id = ?", OFFER_MONTHS, number
        )
    elif visit.form("choice") in ("cancelled", "paused", "active"):
        visit.db.run("UPDATE subscriptions SET status = ? WHERE id = ?", visit.form("choice"), number)
    return see("/account#plans")


def gift_cards(visit: Visit) -> Response:
    """Buy a gift card for somebody, paid with the main card."""
    if visit.request.method == "GET":
        return page(visit, "gift_cards.html", amounts=GIFT_CENTS)
    cents, email = visit.form("cents"), visit.form("email").strip()
    wrong = cents not in {str(one) for one in GIFT_CENTS} or not _EMAIL.fullmatch(email)
    if wrong:
        return page(visit, "gift_cards.html", 422, amounts=GIFT_CENTS, wrong=True)
    visit.db.run(
        "INSERT INTO gift_cards (buyer_id, email, note, cents, code) VALUES (?, ?, ?, ?, ?)",
        visit.user_id,
        email,
        visit.form("note"),
        int(cents),
        secrets.token_hex(6).upper(),
    )
    return see("/gift-cards?notice=gift-sent")


def redeem(visit: Visit) -> Response:
    """Turn a gift card's code into credit."""
    code = visit.form("code").strip().upper()
    card = visit.db.one("SELECT * FROM gift_cards WHERE code = ? AND spent = 0", code)
    if card is None:
        return page(visit, "gift_cards.html", 422, amounts=GIFT_CENTS, unknown_code=code)
    visit.db.run("UPDATE gift_cards SET spent = 1 WHERE id = ?", card["id"])
    visit.db.run("UPDATE users SET credit = credit + ? WHERE id = ?", card["cents"], visit.user_id)
    return see("/gift-cards?notice=redeemed")


PAGES = (
    Page("/club", club, ("GET", "POST"), open=True),
    Page("/box", box, ("GET", "POST")),
    Page("/account/plans/{id:int}/end", ending, ("GET", "POST")),
    Page("/gift-cards", gift_cards, ("GET", "POST")),
    Page("/gift-cards/redeem", redeem, ("POST",)),
)
