"""The door: signing in with the password, and out by a plain link."""

from starlette.responses import Response

from scenarios.apps.forum.render import page
from scenarios.apps.visit import SESSION_COOKIE, Visit
from scenarios.apps.world import Page, see


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
    token = f"session-{user['id']}"
    visit.db.run("INSERT OR IGNORE INTO sessions VALUES (?, ?)", token, user["id"])
    visit.db.run("UPDATE users SET status = 'active' WHERE id = ?", user["id"])
    response = see("/")
    response.set_cookie(SESSION_COOKIE, token, httponly=True, samesite="lax")
    return response


def sign_out(visit: Visit) -> Response:
    """A link ends the session."""
    visit.db.run("DELETE FROM sessions WHERE token = ?", visit.token)
    response = see("/login")
    response.delete_cookie(SESSION_COOKIE)
    return response


PAGES = (Page("/login", sign_in, ("GET", "POST"), open=True), Page("/logout", sign_out))
