"""The door: signing in with the password, and out by a plain link."""

from starlette.responses import Response

from scenarios.apps.forum.render import page
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, let_in, let_out


def sign_in(visit: Visit) -> Response:
    """The form, or a try to sign in."""
    if visit.request.method == "GET":
        return page(visit, "login.html", wrong=False, left=visit.query("left") != "")
    user = visit.db.one(
        "SELECT * FROM users WHERE (email = ? OR handle = ?) AND password = ?",
        visit.form("email").strip(),
        visit.form("email").strip(),
        visit.form("password"),
    )
    if user is None:
        return page(visit, "login.html", 422, wrong=True, left=False)
    visit.db.run("UPDATE users SET status = 'active' WHERE id = ?", user["id"])
    return let_in(visit, user["id"])


def sign_out(visit: Visit) -> Response:
    """A link ends the session."""
    return let_out(visit)


PAGES = (Page("/login", sign_in, ("GET", "POST"), open=True), Page("/logout", sign_out))
