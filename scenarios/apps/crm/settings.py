"""How the desk is set, the visitor's own account, and the access log."""

from starlette.responses import Response

from scenarios.apps.crm.render import go, page
from scenarios.apps.crm.terms import LASTS
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page

KEPT = {"30": "30 days", "365": "1 year", "1825": "5 years"}
"""How long the history of fields may be kept, in days."""
DIGESTS = {"off": "Off", "daily": "Daily", "weekly": "Weekly"}
_LEAST_PASSWORD = 8


def desk(visit: Visit) -> Response:
    """The settings of the whole desk."""
    if visit.request.method == "GET":
        return _desk(visit, "", 200)
    footer, lasts, kept = visit.form("footer").strip(), visit.form("link_lasts"), visit.form("history_days")
    if not footer or lasts not in LASTS or kept not in KEPT:
        return _desk(visit, "A footer is needed by law.", 422)
    values = {
        "footer": footer,
        "link_lasts": lasts,
        "history_days": "30" if visit.form("slim") == "1" else kept,
        "double_opt_in": str(int(visit.form("double_opt_in") == "1")),
        "guest_links": str(int(visit.form("guest_links") == "1")),
    }
    for name, value in values.items():
        visit.db.run("UPDATE desk_settings SET value = ? WHERE name = ?", value, name)
    return go("/settings")


def _desk(visit: Visit, problem: str, status: int) -> Response:
    values = {row["name"]: row["value"] for row in visit.db.all("SELECT * FROM desk_settings")}
    addons = visit.db.all("SELECT * FROM addons ORDER BY id")
    return page(visit, "settings.html", status, values=values, problem=problem, kept=KEPT, addons=addons)


def account(visit: Visit) -> Response:
    """The visitor's signature, digest and second step."""
    if visit.request.method == "POST":
        digest = visit.form("digest")
        visit.db.run(
            "UPDATE users SET signature = ?, digest = ?, two_step = ? WHERE id = ?",
            visit.form("signature").strip(),
            digest if digest in DIGESTS else "daily",
            int(visit.form("two_step") == "1"),
            visit.user_id,
        )
        return go("/account")
    return page(visit, "account.html", digests=DIGESTS, problem=visit.query("problem"))


def password(visit: Visit) -> Response:
    """A new password, for who knows the present one."""
    new = visit.form("new")
    if visit.user is None or visit.form("present") != visit.user["password"] or len(new) < _LEAST_PASSWORD:
        return go("/account?problem=password", "")
    visit.db.run("UPDATE users SET password = ? WHERE id = ?", new, visit.user_id)
    return go("/account")


def logbook(visit: Visit) -> Response:
    """Who did what."""
    entries = visit.db.all(
        "SELECT l.*, u.name FROM access_log l JOIN users u ON u.id = l.user_id ORDER BY l.at DESC, l.id DESC"
    )
    return page(visit, "log.html", entries=entries)


def clear(visit: Visit) -> Response:
    """Empty the access log."""
    visit.db.run("DELETE FROM access_log")
    return go("/log", "purged")


PAGES = (
    Page("/settings", desk, ("GET", "POST")),
    Page("/account", account, ("GET", "POST")),
    Page("/account/password", password, ("POST",)),
    Page("/log", logbook),
    Page("/log/clear", clear, ("POST",)),
)
