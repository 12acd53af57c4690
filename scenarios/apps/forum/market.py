"""The flea market: looking, buying with the saved card, and selling."""

import re

from starlette.responses import Response

from scenarios.apps.database import Row
from scenarios.apps.forum.planting import NOW
from scenarios.apps.forum.render import missing, page
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see

PROTECTION = 790
"""Cents of the buyer's protection."""
_AMOUNT = re.compile(r"\d{1,5}(?:[.,]\d{1,2})?")


def market(visit: Visit) -> Response:
    """What is for sale."""
    found = visit.db.all(
        "SELECT l.*, u.name AS seller FROM listings l JOIN users u ON u.id = l.seller_id "
        "WHERE l.status = 'open' ORDER BY l.at DESC"
    )
    return page(visit, "market.html", listings=found)


def _listing(visit: Visit) -> Row | None:
    return visit.db.one(
        "SELECT l.*, u.name AS seller, u.handle FROM listings l JOIN users u ON u.id = l.seller_id "
        "WHERE l.id = ?",
        visit.number("id"),
    )


def listing(visit: Visit) -> Response:
    """One thing for sale."""
    found = _listing(visit)
    if found is None:
        return missing(visit)
    return page(visit, "listing.html", listing=found, protection=PROTECTION)


def buy(visit: Visit) -> Response:
    """Buy it with the saved card, at the price that the form carries."""
    found = _listing(visit)
    if found is None or found["status"] != "open" or found["seller_id"] == visit.user_id:
        return missing(visit)
    protection = int(visit.form("protection") == "yes")
    cents = int(visit.form("cents")) if visit.form("cents").isdigit() else found["cents"]
    visit.db.run(
        "INSERT INTO orders (listing_id, user_id, cents, protection) VALUES (?, ?, ?, ?)",
        found["id"], visit.user_id, max(cents, found["cents"]) + protection * PROTECTION, protection,
    )  # fmt: skip
    visit.db.run("UPDATE listings SET status = 'sold' WHERE id = ?", found["id"])
    return see("/market/orders?done=bought")


def orders(visit: Visit) -> Response:
    """What the user has bought."""
    found = visit.db.all(
        "SELECT o.*, l.title, l.image, u.name AS seller FROM orders o JOIN listings l ON l.id = o.listing_id "
        "JOIN users u ON u.id = l.seller_id WHERE o.user_id = ? ORDER BY o.id DESC",
        visit.user_id,
    )
    return page(visit, "orders.html", orders=found)


def sell(visit: Visit) -> Response:
    """Offer something."""
    title, about, amount = (
        visit.form("title").strip(),
        visit.form("about").strip(),
        visit.form("amount").strip(),
    )
    if visit.request.method == "GET":
        return page(visit, "sell.html", problem="", title="", about="", amount="")
    if len(title) < 4 or not _AMOUNT.fullmatch(amount):
        problem = "A title needs at least four letters." if len(title) < 4 else "Enter a price."
        return page(visit, "sell.html", 422, problem=problem, title=title, about=about, amount=amount)
    cents = round(float(amount.replace(",", ".")) * 100)
    number = visit.db.run(
        "INSERT INTO listings (seller_id, title, about, cents, place, image, at) "
        "VALUES (?, ?, ?, ?, 'Fernwick', 'box', ?)",
        visit.user_id, title, about, cents, NOW,
    )  # fmt: skip
    return see(f"/market/{number}?done=posted")


def close(visit: Visit) -> Response:
    """Mark one's own thing as sold, or take it off."""
    number, user = visit.number("id"), visit.user_id
    if visit.form("act") == "delete":
        visit.db.run("DELETE FROM listings WHERE id = ? AND seller_id = ?", number, user)
        return see("/market?done=deleted")
    visit.db.run("UPDATE listings SET status = 'sold' WHERE id = ? AND seller_id = ?", number, user)
    return see(f"/market/{number}?done=saved")


PAGES = (
    Page("/market", market),
    Page("/market/orders", orders),
    Page("/market/sell", sell, ("GET", "POST")),
    Page("/market/{id:int}", listing),
    Page("/market/{id:int}/buy", buy, ("POST",)),
    Page("/market/{id:int}/close", close, ("POST",)),
)
