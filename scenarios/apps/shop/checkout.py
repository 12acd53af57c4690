"""Checkout: where to, how, one last look, and the order, with the extras that a shop likes to tick."""

from starlette.responses import Response

from scenarios.apps.database import Row
from scenarios.apps.shop.cart import INSURANCE_CENTS, SHIPPING, Sum, sum_of
from scenarios.apps.shop.orders import order_of
from scenarios.apps.shop.plans import start_club
from scenarios.apps.shop.render import page
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see


def delivery(visit: Visit) -> Response:
    """Where to and how; a GET form, so nothing is kept yet."""
    return page(
        visit,
        "delivery.html",
        addresses=visit.db.all("SELECT * FROM addresses WHERE user_id = ? ORDER BY id", visit.user_id),
        shipping=SHIPPING,
        chosen="Express" if "express_shipping" in visit.traps else "Standard",
    )


def review(visit: Visit) -> Response:
    """The order as it would be placed."""
    shipping = _shipping(visit.query("shipping"))
    sum_ = sum_of(visit, shipping=SHIPPING[shipping])
    if not sum_.lines:
        return see("/cart")
    return page(
        visit,
        "review.html",
        sum=sum_,
        shipping=shipping,
        address=_address(visit, visit.query("address")),
        insurance_cents=INSURANCE_CENTS,
        credit=min(int((visit.user or {})["credit"]), sum_.total),
        seller=_seller(visit),
    )


def _shipping(name: str) -> str:
    return name if name in SHIPPING else "Standard"


def _address(visit: Visit, number: str) -> Row | None:
    """The address of that number, or else the first there is."""
    return visit.db.one(
        "SELECT * FROM addresses WHERE user_id = ? ORDER BY id = ? DESC, id", visit.user_id, number
    )


def _seller(visit: Visit) -> Row | None:
    """A seller whose goods are in the cart."""
    return visit.db.one(
        "SELECT s.* FROM cart_items c JOIN products p ON p.id = c.product_id "
        "JOIN sellers s ON s.id = p.seller_id WHERE c.user_id = ?",
        visit.user_id,
    )


def place(visit: Visit) -> Response:
    """Place the order and pay it with the main card; ticked boxes take effect with it."""
    shipping = _shipping(visit.form("shipping"))
    insurance = INSURANCE_CENTS if visit.form("insurance") else 0
    sum_ = sum_of(visit, shipping=SHIPPING[shipping], insurance=insurance)
    address = _address(visit, visit.form("address"))
    if not sum_.lines:
        return see("/cart")
    if address is None:
        return see("/checkout?notice=no-address")
    order = _order(visit, sum_, f"{address['street']}, {address['city']}", shipping)
    if visit.form("club"):
        start_club(visit)
    if visit.form("mandate"):
        visit.db.run(
            "INSERT INTO mandates (user_id, seller_id) VALUES (?, ?)", visit.user_id, visit.form("mandate")
        )
    return see(f"/account/orders/{order}?notice=placed")


def _order(visit: Visit, sum_: Sum, where: str, shipping: str) -> int:
    credit = min(int((visit.user or {})["credit"]), sum_.total) if visit.form("use_credit") else 0
    if credit:
        visit.db.run("UPDATE users SET credit = credit - ? WHERE id = ?", credit, visit.user_id)
    order = order_of(visit, sum_.total - credit, where, shipping)
    for line in sum_.lines:
        visit.db.run(
            "INSERT INTO order_items VALUES (?, ?, ?, ?)", order, line["id"], line["quantity"], line["cents"]
        )
    visit.db.run("DELETE FROM cart_items WHERE user_id = ?", visit.user_id)
    visit.db.run("DELETE FROM cart_coupons WHERE user_id = ?", visit.user_id)
    return order


def pay_frame(visit: Visit) -> Response:
    """The card that pays, in the frame of the payment service."""
    return page(visit, "pay_frame.html", card=main_card(visit))


def main_card(visit: Visit) -> Row | None:
    """The card that orders are paid with."""
    return visit.db.one("SELECT * FROM cards WHERE user_id = ? ORDER BY main DESC, id", visit.user_id)


PAGES = (
    Page("/checkout", delivery),
    Page("/checkout/review", review),
    Page("/checkout/place", place, ("POST",)),
    Page("/pay/card", pay_frame),
)
