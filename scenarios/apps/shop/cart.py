"""The cart, and what it comes to: goods, coupon, delivery and what else was chosen."""

from dataclasses import dataclass

from starlette.responses import Response

from scenarios.apps.database import Row
from scenarios.apps.shop.render import page
from scenarios.apps.shop.roles import STANDARD_CENTS
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see

SHIPPING = {"Standard": STANDARD_CENTS, "Express": 1400}
INSURANCE_CENTS = 690
MOST_PIECES = 50


@dataclass(frozen=True)
class Sum:
    """What a cart comes to, in cents."""

    lines: list[Row]
    coupon: Row | None = None
    shipping: int = 0
    insurance: int = 0

    @property
    def goods(self) -> int:
        """The pieces alone."""
        return sum(int(line["line_cents"]) for line in self.lines)

    @property
    def discount(self) -> int:
        """What the coupon takes off."""
        return self.goods * int(self.coupon["percent"]) // 100 if self.coupon else 0

    @property
    def total(self) -> int:
        """All in all."""
        return self.goods - self.discount + self.shipping + self.insurance


def sum_of(visit: Visit, *, shipping: int = 0, insurance: int = 0) -> Sum:
    """Add the visitor's cart up."""
    lines = visit.db.all(
        "SELECT p.*, c.quantity, p.cents * c.quantity AS line_cents FROM cart_items c "
        "JOIN products p ON p.id = c.product_id WHERE c.user_id = ? ORDER BY p.id",
        visit.user_id,
    )
    coupon = visit.db.one(
        "SELECT c.* FROM cart_coupons cc JOIN coupons c ON c.code = cc.code WHERE cc.user_id = ?",
        visit.user_id,
    )
    return Sum(lines, coupon, shipping, insurance)


def cart(visit: Visit) -> Response:
    """What lies in the cart."""
    return page(visit, "cart.html", sum=sum_of(visit))


def put_in(visit: Visit, product: int, quantity: int) -> None:
    """Put pieces of a product into the cart, beside those that are there."""
    visit.db.run(
        "INSERT INTO cart_items VALUES (?, ?, ?) "
        "ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity",
        visit.user_id,
        product,
        quantity,
    )


def add(visit: Visit) -> Response:
    """Put one piece, or several, into the cart."""
    found = visit.db.one("SELECT id, stock FROM products WHERE id = ?", visit.form("product_id"))
    quantity = _pieces(visit)
    if found is None or not found["stock"] or quantity == 0:
        return see("/cart?notice=gone")
    put_in(visit, found["id"], quantity)
    return see("/cart")


def change(visit: Visit) -> Response:
    """Set a line's quantity; none removes it."""
    quantity, product = _pieces(visit), visit.form("product_id")
    if quantity == 0:
        visit.db.run("DELETE FROM cart_items WHERE user_id = ? AND product_id = ?", visit.user_id, product)
    else:
        visit.db.run(
            "UPDATE cart_items SET quantity = ? WHERE user_id = ? AND product_id = ?",
            quantity,
            visit.user_id,
            product,
        )
    return see("/cart")


def _pieces(visit: Visit) -> int:
    quantity = visit.form("quantity", "1")
    return min(int(quantity), MOST_PIECES) if quantity.isdigit() else 0


def coupon(visit: Visit) -> Response:
    """Use a coupon's code; an empty one takes it off again."""
    code = visit.form("code").strip().upper()
    if not code:
        visit.db.run("DELETE FROM cart_coupons WHERE user_id = ?", visit.user_id)
    elif visit.db.one("SELECT 1 FROM coupons WHERE code = ?", code):
        visit.db.run("INSERT OR REPLACE INTO cart_coupons VALUES (?, ?)", visit.user_id, code)
    else:
        return page(visit, "cart.html", 422, sum=sum_of(visit), unknown_code=code)
    return see("/cart")


PAGES = (
    Page("/cart", cart),
    Page("/cart/add", add, ("POST",)),
    Page("/cart/change", change, ("POST",)),
    Page("/cart/coupon", coupon, ("POST",)),
)
