"""The customer's orders: the list, one order, and what can be done with it afterwards."""

import datetime
from typing import Any

from starlette.responses import JSONResponse, Response

from scenarios.apps.database import Row
from scenarios.apps.shop.cart import put_in
from scenarios.apps.shop.render import day_in, missing, page
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see
from scenarios.apps.writing import money

OPEN = ("placed", "packing")
REASONS = {"small": "Too small", "broken": "Arrived damaged", "other": "Changed my mind"}
REFUNDS = {"card": "Back to my card", "credit": "As shop credit"}


def order_of(visit: Visit, cents: int, where: str, shipping: str) -> int:
    """A new order of today; returns its number."""
    return visit.db.run(
        "INSERT INTO orders (user_id, cents, address, shipping, status, day) "
        "VALUES (?, ?, ?, ?, 'placed', ?)",
        visit.user_id,
        cents,
        where,
        shipping,
        datetime.datetime.now(datetime.UTC).date().isoformat(),
    )


def order_list(visit: Visit) -> Response:
    """The page of all orders; its rows are fetched."""
    return page(visit, "orders.html")


def rows(visit: Visit) -> Response:
    """All orders, the newest first, with what the rows say."""
    day = day_in(visit.language)
    found = visit.db.all(
        "SELECT o.*, group_concat(p.name, ', ') AS goods FROM orders o "
        "LEFT JOIN order_items i ON i.order_id = o.id LEFT JOIN products p ON p.id = i.product_id "
        "WHERE o.user_id = ? GROUP BY o.id ORDER BY o.id DESC",
        visit.user_id,
    )
    return JSONResponse(
        {
            "orders": [
                {
                    "id": row["id"],
                    "name": f"{visit.t('Order')} {row['id']}",
                    "goods": row["goods"] or visit.t("Pantry box"),
                    "status": visit.t(row["status"]),
                    "price": money(row["cents"], visit.language, "$"),
                    "day": day(row["day"]),
                    "open": row["status"] in OPEN,
                }
                for row in found
            ]
        }
    )


def _order(visit: Visit) -> Row | None:
    return visit.db.one(
        "SELECT * FROM orders WHERE id = ? AND user_id = ?", visit.number("id"), visit.user_id
    )


def _items(visit: Visit, order: int) -> list[Row]:
    return visit.db.all(
        "SELECT p.name, p.slug, i.* FROM order_items i JOIN products p ON p.id = i.product_id "
        "WHERE i.order_id = ?",
        order,
    )


def order(visit: Visit) -> Response:
    """One order."""
    found = _order(visit)
    if found is None:
        return missing(visit)
    items = _items(visit, found["id"])
    back = visit.db.all(
        "SELECT r.*, p.name FROM returns r JOIN products p ON p.id = r.product_id WHERE r.order_id = ?",
        found["id"],
    )
    return page(visit, "order.html", order=found, items=items, back=back, open=OPEN, refunds=REFUNDS)


def cancel(visit: Visit) -> Response:
    """Cancel an order that has not left yet; posted by a form, or by fetch from the list."""
    number = visit.number("id")
    visit.db.run(
        "UPDATE orders SET status = 'cancelled' "
        "WHERE id = ? AND user_id = ? AND status IN ('placed', 'packing')",
        number,
        visit.user_id,
    )
    return see(f"/account/orders/{number}")


def again(visit: Visit) -> Response:
    """Put what an order held into the cart once more."""
    found = _order(visit)
    if found is None:
        return missing(visit)
    for item in _items(visit, found["id"]):
        put_in(visit, item["product_id"], item["quantity"])
    return see("/cart")


def send_back(visit: Visit) -> Response:
    """Ask to return parts of a delivered order."""
    found = _order(visit)
    if found is None or found["status"] != "delivered":
        return missing(visit)
    items = _items(visit, found["id"])
    shown: dict[str, Any] = {"order": found, "items": items, "reasons": REASONS, "refunds": REFUNDS}
    if visit.request.method == "GET":
        return page(visit, "return.html", **shown)
    chosen = [item for item in items if visit.form(f"item{item['product_id']}")]
    reason, refund = visit.form("reason"), visit.form("refund")
    if not chosen or reason not in REASONS or refund not in REFUNDS:
        return page(visit, "return.html", 422, wrong=True, **shown)
    for item in chosen:
        visit.db.run(
            "INSERT INTO returns (order_id, product_id, reason, refund) VALUES (?, ?, ?, ?)",
            found["id"],
            item["product_id"],
            reason,
            refund,
        )
    return see(f"/account/orders/{found['id']}?notice=return")


PAGES = (
    Page("/account/orders", order_list),
    Page("/api/orders", rows),
    Page("/account/orders/{id:int}", order),
    Page("/account/orders/{id:int}/cancel", cancel, ("POST",)),
    Page("/account/orders/{id:int}/again", again, ("POST",)),
    Page("/account/orders/{id:int}/return", send_back, ("GET", "POST")),
)
