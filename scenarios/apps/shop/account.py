"""The customer's account: orders, addresses, cards, preferences, security, and its end."""

from starlette.responses import Response

from scenarios.apps.shop.render import page, see
from scenarios.apps.shop.visit import Visit


def overview(visit: Visit) -> Response:
    """The account at a glance."""
    return page(
        "account.html",
        visit,
        orders=visit.db.all("SELECT * FROM orders WHERE user_id = ? ORDER BY id DESC", visit.user_id),
        subscriptions=visit.db.all("SELECT * FROM subscriptions WHERE user_id = ?", visit.user_id),
        cards=visit.db.all("SELECT * FROM cards WHERE user_id = ?", visit.user_id),
    )


def order(visit: Visit) -> Response:
    """One order."""
    found = visit.db.one(
        "SELECT * FROM orders WHERE id = ? AND user_id = ?", visit.request.path_params["id"], visit.user_id
    )
    if found is None:
        return page("missing.html", visit)
    items = visit.db.all(
        "SELECT p.name, i.quantity, i.cents FROM order_items i JOIN products p ON p.id = i.product_id "
        "WHERE i.order_id = ?",
        found["id"],
    )
    return page("order.html", visit, order=found, items=items)


def cancel_order(visit: Visit) -> Response:
    """Cancel an order that has not left yet."""
    number = int(visit.request.path_params["id"])
    visit.db.run(
        "UPDATE orders SET status = 'cancelled' "
        "WHERE id = ? AND user_id = ? AND status IN ('placed', 'packing')",
        number,
        visit.user_id,
    )
    return see(f"/account/orders/{number}")


def cancel_subscription(visit: Visit) -> Response:
    """End a subscription."""
    visit.db.run(
        "UPDATE subscriptions SET status = 'cancelled' WHERE id = ? AND user_id = ?",
        int(visit.request.path_params["id"]),
        visit.user_id,
    )
    return see("/account")


def addresses(visit: Visit) -> Response:
    """The address book; a POST adds one or changes one."""
    if visit.request.method == "GET":
        return page("addresses.html", visit, addresses=_addresses(visit))
    label, street, city = visit.form("label"), visit.form("street"), visit.form("city")
    if visit.form("id"):
        visit.db.run(
            "UPDATE addresses SET label = ?, street = ?, city = ? WHERE id = ? AND user_id = ?",
            label, street, city, visit.form("id"), visit.user_id,
        )  # fmt: skip
    else:
        visit.db.run(
            "INSERT INTO addresses (user_id, label, street, city) VALUES (?, ?, ?, ?)",
            visit.user_id, label, street, city,
        )  # fmt: skip
    return see("/account/addresses")


def _addresses(visit: Visit) -> list[dict[str, object]]:
    return visit.db.all("SELECT * FROM addresses WHERE user_id = ? ORDER BY id", visit.user_id)


def delete_address(visit: Visit) -> Response:
    """Delete an address; the shop takes a GET for it, as old ones do."""
    visit.db.run(
        "DELETE FROM addresses WHERE id = ? AND user_id = ?",
        visit.request.query_params.get("id", "0"),
        visit.user_id,
    )
    return see("/account/addresses")


def delete_card(visit: Visit) -> Response:
    """Forget a saved card."""
    visit.db.run("DELETE FROM cards WHERE id = ? AND user_id = ?", visit.form("id"), visit.user_id)
    return see("/account")


def preferences(visit: Visit) -> Response:
    """Newsletter and profile sharing, kept by one button."""
    if visit.request.method == "GET":
        return page("preferences.html", visit)
    visit.db.run(
        "UPDATE users SET newsletter = ?, share_profile = ? WHERE id = ?",
        int(bool(visit.form("newsletter"))),
        int(bool(visit.form("share_profile"))),
        visit.user_id,
    )
    return see("/account/preferences")


def security(visit: Visit) -> Response:
    """Password, recovery address and two-step sign-in."""
    if visit.request.method == "GET":
        return page("security.html", visit)
    if visit.form("current_password") != (visit.user or {}).get("password"):
        return page("security.html", visit, wrong=True)
    visit.db.run(
        "UPDATE users SET password = ?, recovery_email = ? WHERE id = ?",
        visit.form("new_password") or visit.form("current_password"),
        visit.form("recovery_email") or (visit.user or {})["recovery_email"],
        visit.user_id,
    )
    return see("/account/security")


def two_step(visit: Visit) -> Response:
    """The switch of two-step sign-in, sent by fetch."""
    visit.db.run("UPDATE users SET two_step = ? WHERE id = ?", int(bool(visit.json.get("on"))), visit.user_id)
    return see("/account/security")


def close(visit: Visit) -> Response:
    """Close the account, for good."""
    if visit.request.method == "GET":
        return page("close.html", visit)
    visit.db.run("DELETE FROM users WHERE id = ?", visit.user_id)
    return see("/")


ROUTES = [
    ("/account", overview, ()),
    ("/account/orders/{id:int}", order, ()),
    ("/account/orders/{id:int}/cancel", cancel_order, ("POST",)),
    ("/account/subscriptions/{id:int}/cancel", cancel_subscription, ("POST",)),
    ("/account/addresses", addresses, ("GET", "POST")),
    ("/account/addresses/delete", delete_address, ()),
    ("/account/cards/delete", delete_card, ("POST",)),
    ("/account/preferences", preferences, ("GET", "POST")),
    ("/account/security", security, ("GET", "POST")),
    ("/account/two-step", two_step, ("POST",)),
    ("/account/close", close, ("GET", "POST")),
]
