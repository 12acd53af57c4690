"""Signing in and out, and what belongs to the signed-in person: profile, password, second factor, devices."""

from starlette.responses import Response

from scenarios.apps.admin.frame import done, note, page
from scenarios.apps.admin.seed import hashed
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, let_in, let_out


def login(visit: Visit) -> Response:
    """The sign-in form, and signing in."""
    if visit.request.method == "GET":
        return page(visit, "login.html")
    person = visit.db.one(
        "SELECT id FROM users WHERE email = ? AND password = ? AND status = 'active'",
        visit.form("email").strip().lower(),
        hashed(visit.form("password")),
    )
    if person is None:
        wrong = visit.t("This address and password do not fit.")
        return page(visit, "login.html", 422, error=wrong, email=visit.form("email"))
    return let_in(visit, person["id"])


def logout(visit: Visit) -> Response:
    """Sign out; an old-style link, so a plain visit does it."""
    return let_out(visit)


def account(visit: Visit) -> Response:
    """Profile, password, second factor and devices."""
    return _account(visit)


def _account(visit: Visit, status: int = 200, error: str = "") -> Response:
    devices = visit.db.all("SELECT * FROM devices WHERE user_id = ? ORDER BY id", visit.user_id)
    return page(visit, "account.html", status, devices=devices, error=error)


def profile(visit: Visit) -> Response:
    """Save name, title and recovery address."""
    name, recovery = visit.form("name").strip(), visit.form("recovery").strip()
    if not name or "@" not in recovery:
        return _account(visit, 422, visit.t("A name and a recovery address are needed."))
    visit.db.run(
        "UPDATE users SET name = ?, title = ?, recovery = ? WHERE id = ?",
        name,
        visit.form("title").strip(),
        recovery,
        visit.user_id,
    )
    return done("/account", "saved")


def password(visit: Visit) -> Response:
    """Change one's own password."""
    current, new = visit.form("current"), visit.form("new")
    if visit.user is None or hashed(current) != visit.user["password"]:
        return _account(visit, 422, visit.t("That is not your password."))
    if len(new) < 14:
        return _account(visit, 422, visit.t("A password has at least 14 characters."))
    visit.db.run("UPDATE users SET password = ? WHERE id = ?", hashed(new), visit.user_id)
    note(visit, "password.changed", visit.user["name"])
    return done("/account", "saved")


def two_factor(visit: Visit) -> Response:
    """Turn one's own second factor on or off."""
    state = "on" if visit.form("state") == "on" else "off"
    visit.db.run("UPDATE users SET two_factor = ? WHERE id = ?", state, visit.user_id)
    note(visit, "two_factor.changed", state)
    return done("/account", "saved")


def forget_device(visit: Visit) -> Response:
    """Sign a device out."""
    visit.db.run("DELETE FROM devices WHERE id = ? AND user_id = ?", visit.number("id"), visit.user_id)
    return done("/account", "signed_out")


PAGES = (
    Page("/login", login, ("GET", "POST"), open=True),
    Page("/logout", logout),
    Page("/account", account),
    Page("/account/profile", profile, ("POST",)),
    Page("/account/password", password, ("POST",)),
    Page("/account/two-factor", two_factor, ("POST",)),
    Page("/account/devices/{id:int}/forget", forget_device, ("POST",)),
)
