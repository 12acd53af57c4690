"""Signing in and out."""

import secrets

from starlette.responses import Response

from scenarios.apps.visit import SESSION_COOKIE, Visit
from scenarios.apps.world import Page, see, show


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
    token = secrets.token_urlsafe(16)
    visit.db.run("INSERT INTO sessions VALUES (?, ?)", token, user["id"])
    answer = see("/mail/inbox")
    answer.set_cookie(SESSION_COOKIE, token, httponly=True, samesite="lax")
    return answer


def _logout(visit: Visit) -> Response:
    visit.db.run("DELETE FROM sessions WHERE token = ?", visit.token)
    answer = see("/login")
    answer.delete_cookie(SESSION_COOKIE)
    return answer


PAGES = [
    Page("/", lambda visit: see("/mail/inbox")),
    Page("/login", _login, open=True),
    Page("/login", _sign_in, ("POST",), open=True),
    Page("/logout", _logout),
]
