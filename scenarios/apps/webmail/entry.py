"""Signing in and out."""

from starlette.responses import Response

from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, let_in, let_out, see, show


def _login(visit: Visit) -> Response:
    return show(visit, "login.html", wrong=False, lang=visit.language)


def _sign_in(visit: Visit) -> Response:
    name = visit.form("username").strip().lower().split("@")[0]
    user = visit.db.one(
        "SELECT * FROM users WHERE (username = ? OR email = ?) AND password = ?",
        name,
        visit.form("username").strip().lower(),
        visit.form("password"),
    )
    if user is None:
        return show(visit, "login.html", 401, wrong=True, lang=visit.language)
    return let_in(visit, user["id"], "/mail/inbox")


def _logout(visit: Visit) -> Response:
    return let_out(visit)


PAGES = [
    Page("/", lambda visit: see("/mail/inbox")),
    Page("/login", _login, open=True),
    Page("/login", _sign_in, ("POST",), open=True),
    Page("/logout", _logout),
]
