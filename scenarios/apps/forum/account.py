"""The account itself: how one signs in, linked apps, the archive of one's data, and its end."""

from starlette.responses import Response

from scenarios.apps.database import Row
from scenarios.apps.forum.planting import NOW
from scenarios.apps.forum.render import data, missing, page
from scenarios.apps.visit import SESSION_COOKIE, Visit
from scenarios.apps.world import Page, see

SCOPES = ("read events", "read bookmarks", "read messages", "write posts")


def security(visit: Visit) -> Response:
    """Password, recovery address and two-step sign-in."""
    if visit.request.method == "GET":
        return _security(visit)
    user: Row = visit.user or {}
    if visit.form("current") != user["password"]:
        return _security(visit, 422, "That is not your present password.")
    new, recovery = visit.form("new"), visit.form("recovery").strip()
    if new and len(new) < 8:
        return _security(visit, 422, "A password needs at least eight letters.")
    visit.db.run(
        "UPDATE users SET password = ?, recovery_email = ? WHERE id = ?",
        new or user["password"], recovery or user["recovery_email"], visit.user_id,
    )  # fmt: skip
    _note(visit, "Sign-in details changed")
    return see("/settings/security?done=saved")


def _security(visit: Visit, status: int = 200, problem: str = "") -> Response:
    log = visit.db.all("SELECT * FROM security_log WHERE user_id = ? ORDER BY id", visit.user_id)
    return page(visit, "set_security.html", status, log=log, problem=problem)


def _note(visit: Visit, what: str) -> None:
    visit.db.run("INSERT INTO security_log (user_id, what, at) VALUES (?, ?, ?)", visit.user_id, what, NOW)


def two_step(visit: Visit) -> Response:
    """The switch of two-step sign-in, sent by a script."""
    on = int(bool(visit.json.get("on")))
    visit.db.run("UPDATE users SET two_step = ? WHERE id = ?", on, visit.user_id)
    _note(visit, "Two-step sign-in on" if on else "Two-step sign-in off")
    return data({"on": on})


def clear_log(visit: Visit) -> Response:
    """Empty the history of sign-ins."""
    visit.db.run("DELETE FROM security_log WHERE user_id = ?", visit.user_id)
    return see("/settings/security?done=cleared")


def apps(visit: Visit) -> Response:
    """The apps that may act for the user."""
    found = visit.db.all(
        "SELECT g.*, a.name, a.about FROM app_grants g JOIN apps a ON a.id = g.app_id WHERE g.user_id = ?",
        visit.user_id,
    )
    others = visit.db.all(
        "SELECT * FROM apps WHERE id NOT IN (SELECT app_id FROM app_grants WHERE user_id = ?)", visit.user_id
    )
    return page(visit, "set_apps.html", linked=found, others=others)


def authorize(visit: Visit) -> Response:
    """The page on which an app asks for access, and its answer."""
    app = visit.db.one("SELECT * FROM apps WHERE id = ?", visit.number("id"))
    if app is None:
        return missing(visit)
    if visit.request.method == "GET":
        return page(visit, "authorize.html", app=app, scopes=SCOPES, problem="")
    wanted = [scope for scope in SCOPES if scope in visit.form("scope").split(",")]
    if not wanted:
        return page(visit, "authorize.html", 422, app=app, scopes=SCOPES, problem="Choose at least one.")
    days = int(visit.form("days")) if visit.form("days").isdigit() else 30
    visit.db.run("DELETE FROM app_grants WHERE app_id = ? AND user_id = ?", app["id"], visit.user_id)
    visit.db.run(
        "INSERT INTO app_grants (app_id, user_id, scopes, days) VALUES (?, ?, ?, ?)",
        app["id"], visit.user_id, ", ".join(wanted), days,
    )  # fmt: skip
    return see("/settings/apps?done=linked")


def unlink(visit: Visit) -> Response:
    """Take an app's access away."""
    visit.db.run("DELETE FROM app_grants WHERE id = ? AND user_id = ?", visit.number("id"), visit.user_id)
    return see("/settings/apps?done=unlinked")


def archive(visit: Visit) -> Response:
    """The archive of one's data: to download, or to be sent to an address."""
    if visit.request.method == "GET":
        return _archive(visit)
    wanted = ", ".join(part for part in ("posts", "messages", "profile") if visit.form(part))
    to = visit.form("address").strip() if visit.form("to") == "mail" else "download"
    if not wanted or (to != "download" and "@" not in to):
        return _archive(visit, 422, "Enter a mail address." if wanted else "Choose at least one.")
    visit.db.run(
        "INSERT INTO exports (user_id, what, destination) VALUES (?, ?, ?)", visit.user_id, wanted, to
    )
    if visit.form("tidy"):
        visit.db.run("DELETE FROM posts WHERE author_id = ?", visit.user_id)
        visit.db.run("DELETE FROM threads WHERE author_id = ?", visit.user_id)
    return see(f"/settings/data?done={'exported' if to == 'download' else 'mailed'}")


def _archive(visit: Visit, status: int = 200, problem: str = "") -> Response:
    made = visit.db.all("SELECT * FROM exports WHERE user_id = ? ORDER BY id DESC", visit.user_id)
    return page(visit, "set_data.html", status, made=made, problem=problem)


def close(visit: Visit) -> Response:
    """Deactivate the account; the password is asked for."""
    if visit.request.method == "GET":
        return page(visit, "close.html", problem="")
    if visit.form("current") != (visit.user or {})["password"]:
        return page(visit, "close.html", 422, problem="That is not your present password.")
    visit.db.run("UPDATE users SET status = 'deactivated' WHERE id = ?", visit.user_id)
    visit.db.run("DELETE FROM sessions WHERE user_id = ?", visit.user_id)
    response = see("/login?left=1")
    response.delete_cookie(SESSION_COOKIE)
    return response


PAGES = (
    Page("/settings/security", security, ("GET", "POST")),
    Page("/api/two-step", two_step, ("POST",)),
    Page("/settings/security/clear", clear_log, ("POST",)),
    Page("/settings/apps", apps),
    Page("/apps/{id:int}/authorize", authorize, ("GET", "POST")),
    Page("/settings/apps/{id:int}/unlink", unlink, ("POST",)),
    Page("/settings/data", archive, ("GET", "POST")),
    Page("/settings/close", close, ("GET", "POST")),
)
