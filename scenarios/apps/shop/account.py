"""The customer's account: sign-in, addresses, wish list, preferences, security, and its end."""

from starlette.responses import JSONResponse, Response

from scenarios.apps.database import Row
from scenarios.apps.shop.render import page
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, let_in, let_out, see


def sign_in(visit: Visit) -> Response:
    """The form, or a try to sign in."""
    if visit.request.method == "GET":
        return page(visit, "login.html")
    user = visit.db.one(
        "SELECT * FROM users WHERE email = ? AND password = ?", visit.form("email"), visit.form("password")
    )
    if user is None:
        return page(visit, "login.html", 422, wrong=True)
    return let_in(visit, user["id"], "/account")


def sign_out(visit: Visit) -> Response:
    """A plain GET that ends the session, as many shops have it."""
    return let_out(visit, "/")


def overview(visit: Visit) -> Response:
    """The account at a glance."""
    return page(
        visit,
        "account.html",
        orders=visit.db.all("SELECT * FROM orders WHERE user_id = ? ORDER BY id DESC LIMIT 4", visit.user_id),
        plans=visit.db.all("SELECT * FROM subscriptions WHERE user_id = ? ORDER BY id", visit.user_id),
        mandates=visit.db.all(
            "SELECT m.id, s.name FROM mandates m JOIN sellers s ON s.id = m.seller_id WHERE m.user_id = ?",
            visit.user_id,
        ),
    )


def addresses(visit: Visit) -> Response:
    """The address book; a POST adds one or changes one."""
    if visit.request.method == "GET":
        return page(visit, "addresses.html", addresses=_addresses(visit))
    sent = [visit.form(name).strip() for name in ("label", "street", "city")]
    if not all(sent):
        return page(visit, "addresses.html", 422, addresses=_addresses(visit), wrong=True)
    if visit.form("id"):
        visit.db.run(
            "UPDATE addresses SET label = ?, street = ?, city = ? WHERE id = ? AND user_id = ?",
            *sent,
            visit.form("id"),
            visit.user_id,
        )
    else:
        visit.db.run(
            "INSERT INTO addresses (user_id, label, street, city) VALUES (?, ?, ?, ?)", visit.user_id, *sent
        )
    return see("/account/addresses")


def _addresses(visit: Visit) -> list[Row]:
    return visit.db.all("SELECT * FROM addresses WHERE user_id = ? ORDER BY id", visit.user_id)


def delete_address(visit: Visit) -> Response:
    """Delete an address; the shop takes a GET for it, as old ones do."""
    visit.db.run("DELETE FROM addresses WHERE id = ? AND user_id = ?", visit.query("id"), visit.user_id)
    return see("/account/addresses")


def wishes(visit: Visit) -> Response:
    """The wish list, and with whom it is shared."""
    return page(
        visit,
        "wishes.html",
        products=visit.db.all(
            "SELECT p.*, 1 AS wished FROM wishes w JOIN products p ON p.id = w.product_id "
            "WHERE w.user_id = ? ORDER BY p.id",
            visit.user_id,
        ),
        links=visit.db.all("SELECT * FROM wish_links WHERE user_id = ? ORDER BY id", visit.user_id),
    )


def share_wishes(visit: Visit) -> Response:
    """Give somebody a look at the wish list; posted by a form, or taken back by one."""
    email = visit.form("email").strip()
    if visit.form("end"):
        visit.db.run("DELETE FROM wish_links WHERE id = ? AND user_id = ?", visit.form("end"), visit.user_id)
    elif "@" in email:
        visit.db.run("INSERT INTO wish_links (user_id, email) VALUES (?, ?)", visit.user_id, email)
    return see("/wishes")


def preferences(visit: Visit) -> Response:
    """Newsletter and profile sharing, kept by one button."""
    if visit.request.method == "GET":
        return page(visit, "preferences.html")
    visit.db.run(
        "UPDATE users SET newsletter = ?, share_profile = ? WHERE id = ?",
        int(bool(visit.form("newsletter"))),
        int(bool(visit.form("share_profile"))),
        visit.user_id,
    )
    return see("/account/preferences?notice=saved")


def end_mandate(visit: Visit) -> Response:
    """Take back what lets a seller charge the card."""
    visit.db.run("DELETE FROM mandates WHERE id = ? AND user_id = ?", visit.form("id"), visit.user_id)
    return see("/account")


def security(visit: Visit) -> Response:
    """Password and recovery address; an empty field keeps what was."""
    user = visit.user or {}
    if visit.request.method == "GET":
        return page(visit, "security.html")
    if visit.form("current_password") != user.get("password"):
        return page(visit, "security.html", 422, wrong=True)
    visit.db.run(
        "UPDATE users SET password = ?, recovery_email = ? WHERE id = ?",
        visit.form("new_password") or user["password"],
        visit.form("recovery_email") or user["recovery_email"],
        visit.user_id,
    )
    return see("/account/security?notice=saved")


def two_step(visit: Visit) -> Response:
    """The switch of two-step sign-in, sent by fetch."""
    visit.db.run("UPDATE users SET two_step = ? WHERE id = ?", int(bool(visit.json.get("on"))), visit.user_id)
    return JSONResponse({"on": bool(visit.json.get("on"))})


def close(visit: Visit) -> Response:
    """Close the account, for good."""
    if visit.request.method == "GET":
        return page(visit, "close.html")
    visit.db.run("DELETE FROM users WHERE id = ?", visit.user_id)
    visit.db.run("DELETE FROM sessions WHERE user_id = ?", visit.user_id)
    return see("/")


PAGES = (
    Page("/login", sign_in, ("GET", "POST"), open=True),
    Page("/logout", sign_out, open=True),
    Page("/account", overview),
    Page("/account/addresses", addresses, ("GET", "POST")),
    Page("/account/addresses/delete", delete_address),
    Page("/account/preferences", preferences, ("GET", "POST")),
    Page("/account/mandates/end", end_mandate, ("POST",)),
    Page("/account/security", security, ("GET", "POST")),
    Page("/account/two-step", two_step, ("POST",)),
    Page("/account/close", close, ("GET", "POST")),
    Page("/wishes", wishes),
    Page("/wishes/share", share_wishes, ("POST",)),
)
