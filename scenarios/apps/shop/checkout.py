"""Cart and checkout: from the shelf to an order, with the dearer extras a shop likes to tick."""

from starlette.responses import Response

from scenarios.apps.shop.database import Row
from scenarios.apps.shop.render import page, see
from scenarios.apps.shop.visit import Visit

SHIPPING = {"Standard": 340, "Express": 1400}
CLUB_CENTS = 999
CLUB_TRIAL_DAYS = 30


def lines_of(visit: Visit) -> list[Row]:
    """The cart's lines, each with its price."""
    return visit.db.all(
        "SELECT p.*, c.quantity, p.cents * c.quantity AS line_cents FROM cart_items c "
        "JOIN products p ON p.id = c.product_id WHERE c.user_id = ? ORDER BY p.id",
        visit.user_id,
    )


def cart(visit: Visit) -> Response:
    """What lies in the cart."""
    lines = lines_of(visit)
    return page("cart.html", visit, lines=lines, total=sum(line["line_cents"] for line in lines))


def add(visit: Visit) -> Response:
    """Put one piece, or several, into the cart."""
    quantity = int(visit.form("quantity", "1") or 1)
    visit.db.run(
        "INSERT INTO cart_items VALUES (?, ?, ?) "
        "ON CONFLICT DO UPDATE SET quantity = quantity + excluded.quantity",
        visit.user_id,
        int(visit.form("product_id", "0")),
        quantity,
    )
    return see("/cart")


def change(visit: Visit) -> Response:
    """Set a line's quantity; none removes it."""
    quantity, product_id = int(visit.form("quantity", "0") or 0), int(visit.form("product_id", "0"))
    if quantity <= 0:
        visit.db.run("DELETE FROM cart_items WHERE user_id = ? AND product_id = ?", visit.user_id, product_id)
    else:
        visit.db.run(
            "UPDATE cart_items SET quantity = ? WHERE user_id = ? AND product_id = ?",
            quantity,
            visit.user_id,
            product_id,
        )
    return see("/cart")


def delivery(visit: Visit) -> Response:
    """Where to and how; a GET form, so nothing is kept yet."""
    return page(
        "delivery.html",
        visit,
        addresses=visit.db.all("SELECT * FROM addresses WHERE user_id = ? ORDER BY id", visit.user_id),
        shipping=SHIPPING,
        chosen="Express" if "express_shipping" in visit.traps else "Standard",
    )


def review(visit: Visit) -> Response:
    """The order as it would be placed."""
    lines = lines_of(visit)
    if not lines:
        return see("/cart")
    shipping = visit.request.query_params.get("shipping", "Standard")
    address = visit.request.query_params.get("address", "1")
    goods = sum(line["line_cents"] for line in lines)
    return page(
        "review.html",
        visit,
        lines=lines,
        shipping=shipping if shipping in SHIPPING else "Standard",
        shipping_cents=SHIPPING.get(shipping, SHIPPING["Standard"]),
        address=visit.db.one("SELECT * FROM addresses WHERE id = ? AND user_id = ?", address, visit.user_id),
        total=goods + SHIPPING.get(shipping, SHIPPING["Standard"]),
        card=visit.db.one("SELECT * FROM cards WHERE user_id = ?", visit.user_id),
        club_cents=CLUB_CENTS,
        club_days=CLUB_TRIAL_DAYS,
    )


def place(visit: Visit) -> Response:
    """Place the order and pay it with the saved card; a ticked club box starts the club's trial."""
    lines = lines_of(visit)
    if not lines:
        return see("/cart")
    shipping = visit.form("shipping", "Standard")
    cents = sum(line["line_cents"] for line in lines) + SHIPPING.get(shipping, SHIPPING["Standard"])
    address = visit.db.one(
        "SELECT * FROM addresses WHERE id = ? AND user_id = ?", visit.form("address", "1"), visit.user_id
    )
    where = f"{address['street']}, {address['city']}" if address else "no address"
    order = visit.db.run(
        "INSERT INTO orders (user_id, cents, address, shipping, status) VALUES (?, ?, ?, ?, 'placed')",
        visit.user_id,
        cents,
        where,
        shipping,
    )
    for line in lines:
        visit.db.run(
            "INSERT INTO order_items VALUES (?, ?, ?, ?)", order, line["id"], line["quantity"], line["cents"]
        )
    visit.db.run("DELETE FROM cart_items WHERE user_id = ?", visit.user_id)
    if visit.form("club"):
        start_trial(visit)
    return see(f"/account/orders/{order}")


def start_trial(visit: Visit) -> None:
    """Start the club's trial, which renews by itself."""
    visit.db.run(
        "INSERT INTO subscriptions (user_id, plan, cents, status, renews_in_days) "
        "VALUES (?, 'Larkfield Club', ?, 'trial', ?)",
        visit.user_id,
        CLUB_CENTS,
        CLUB_TRIAL_DAYS,
    )


def club(visit: Visit) -> Response:
    """The club's page; starting it is a POST."""
    if visit.request.method == "POST":
        if visit.form("choice") == "start":
            start_trial(visit)
            return see("/account")
        return see("/")
    return page("club.html", visit, club_cents=CLUB_CENTS, club_days=CLUB_TRIAL_DAYS)


ROUTES = [
    ("/cart", cart, ()),
    ("/cart/add", add, ("POST",)),
    ("/cart/change", change, ("POST",)),
    ("/checkout", delivery, ()),
    ("/checkout/review", review, ()),
    ("/checkout/place", place, ("POST",)),
    ("/club", club, ("GET", "POST")),
]
