"""Who gets at the accounts: joint holders, powers of attorney, viewers, connected apps; and sign-in."""

from starlette.responses import Response

from scenarios.apps.bank.frame import Problem, account_of, accounts, email_of, needed, page
from scenarios.apps.bank.ledger import TODAY
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, let_in, let_out, see

ROLES = ("view only", "power of attorney", "joint holder")
SCOPES = ("read", "read and pay")
FOREVER = "2099-12-31"
"""The last day of an access that has no end."""
_UNTIL = {"30": "2026-07-11", "90": "2026-09-09", "180": "2026-12-08"}


def _list(visit: Visit, problem: str = "") -> Response:
    return page(
        visit,
        "access.html",
        422 if problem else 200,
        people=visit.db.all(
            "SELECT p.*, a.name AS account FROM people p JOIN accounts a ON a.id = p.account_id ORDER BY p.id"
        ),
        apps=visit.db.all(
            "SELECT p.*, a.name AS account FROM apps p JOIN accounts a ON a.id = p.account_id ORDER BY p.id"
        ),
        accounts=accounts(visit),
        roles=ROLES,
        problem=problem,
        form=visit.fields,
        forever=FOREVER,
    )


def _add(visit: Visit) -> Response:
    try:
        name, email = needed(visit, "name"), email_of(visit.form("email"))
        account = account_of(visit, "account_id")
    except Problem as problem:
        return _list(visit, str(problem))
    role = visit.form("role")
    visit.db.run(
        "INSERT INTO people (account_id, name, email, role, since) VALUES (?, ?, ?, ?, ?)",
        account,
        name,
        email,
        role if role in ROLES else ROLES[0],
        TODAY.isoformat(),
    )
    return see("/access?said=added")


def _remove(visit: Visit) -> Response:
    visit.db.run("DELETE FROM people WHERE id = ?", visit.number("id"))
    return see("/access?said=removed")


def _connecting(visit: Visit, problem: str = "") -> Response:
    directory = ("Countwell", "Pennywise Ledger", "Splitfair", "Sumfield", "Tidybooks")
    return page(
        visit,
        "connect.html",
        422 if problem else 200,
        directory=directory,
        accounts=accounts(visit),
        scopes=SCOPES,
        problem=problem,
    )


def _connect(visit: Visit) -> Response:
    try:
        name, account = needed(visit, "app"), account_of(visit, "account_id")
    except Problem as problem:
        return _connecting(visit, str(problem))
    scope = visit.form("scope")
    until = FOREVER if visit.form("keep") else _UNTIL.get(visit.form("days"), _UNTIL["90"])
    visit.db.run(
        "INSERT INTO apps (account_id, name, scope, until) VALUES (?, ?, ?, ?)",
        account,
        name,
        scope if scope in SCOPES else SCOPES[0],
        until,
    )
    return see("/access?said=connected")


def _disconnect(visit: Visit) -> Response:
    visit.db.run("DELETE FROM apps WHERE id = ?", visit.number("id"))
    return see("/access?said=removed")


def _login(visit: Visit) -> Response:
    return page(visit, "login.html")


def _sign_in(visit: Visit) -> Response:
    user = visit.db.one(
        "SELECT id FROM users WHERE username = ? AND password = ?",
        visit.form("username").strip(),
        visit.form("password"),
    )
    if user is None:
        return page(visit, "login.html", 401, problem="That number and password do not go together.")
    return let_in(visit, user["id"])


def _sign_out(visit: Visit) -> Response:
    return let_out(visit)


PAGES = (
    Page("/access", _list),
    Page("/access/people", _add, ("POST",)),
    Page("/access/people/{id:int}/remove", _remove, ("POST",)),
    Page("/access/connect", _connecting),
    Page("/access/connect", _connect, ("POST",)),
    Page("/access/apps/{id:int}/remove", _disconnect, ("POST",)),
    Page("/login", _login, open=True),
    Page("/login", _sign_in, ("POST",), open=True),
    Page("/logout", _sign_out),
)
