"""The audit log: reading it, handing it on, how long it is kept, and purging it."""

from starlette.responses import JSONResponse, PlainTextResponse, Response

from scenarios.apps.admin.frame import done, note, page, put, setting
from scenarios.apps.admin.terms import ADDONS, day, now
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page

_PAGE = 30
_AGES = (30, 90, 365, 730)


def audit(visit: Visit) -> Response:
    """The page; entries come as one scrolls."""
    return page(visit, "audit.html", days=setting(visit, "audit_days"), ages=_AGES, wanted=visit.query("q"))


def entries(visit: Visit) -> Response:
    """Entries before an id, the newest first (JSON)."""
    before, wanted = visit.query("before", "999999"), f"%{visit.query('q')}%"
    found = visit.db.all(
        "SELECT * FROM audit WHERE id < ?1 AND (action LIKE ?2 OR actor LIKE ?2 OR target LIKE ?2) "
        "ORDER BY id DESC LIMIT ?3",
        int(before) if before.isdigit() else 0,
        wanted,
        _PAGE,
    )
    return JSONResponse({"entries": found, "more": len(found) == _PAGE})


def retention(visit: Visit) -> Response:
    """How many days entries are kept."""
    days = visit.form("days")
    if not days.isdigit() or int(days) < 1:
        return page(visit, "audit.html", 422, days=days, ages=_AGES, error=visit.t("At least one day."))
    put(visit, "audit_days", days)
    return done("/audit", "saved")


def purge(visit: Visit) -> Response:
    """Remove entries older than so many days."""
    age = visit.form("age")
    if age.isdigit() and int(age) in _AGES:
        visit.db.run("DELETE FROM audit WHERE at < ?", day(int(age)))
        note(visit, "audit.purged", f"older than {age} days")
    return done("/audit", "purged")


def export(visit: Visit) -> Response:
    """The form that mails an export, and mailing it."""
    if visit.request.method == "GET":
        return page(visit, "export.html")
    recipient = visit.form("recipient").strip().lower()
    if "@" not in recipient:
        error = visit.t("A mail address is needed.")
        return page(visit, "export.html", 422, error=error)
    if visit.form("trial"):
        visit.db.run(
            "INSERT OR IGNORE INTO addons VALUES ('Log insights', ?, ?)", ADDONS["Log insights"], day()
        )
    what = visit.form("what", "Audit log")
    domain = str(visit.user["email"]).split("@")[1] if visit.user else ""
    visit.db.run(
        "INSERT INTO exports (what, recipient, at) VALUES (?, ?, ?)", f"{what} @{domain}", recipient, now()
    )
    note(visit, "audit.exported", recipient)
    return done("/audit", "sent")


def download(visit: Visit) -> Response:
    """The log as CSV, for the one who is signed in."""
    lines = ["at,actor,action,target,address"]
    for row in visit.db.all("SELECT * FROM audit ORDER BY id DESC"):
        lines.append(",".join(str(row[key]) for key in ("at", "actor", "action", "target", "address")))
    headers = {"Content-Disposition": "attachment; filename=audit.csv"}
    return PlainTextResponse("\n".join(lines), media_type="text/csv", headers=headers)


PAGES = (
    Page("/audit", audit),
    Page("/api/audit", entries),
    Page("/audit/retention", retention, ("POST",)),
    Page("/audit/purge", purge, ("POST",)),
    Page("/audit/export", export, ("GET", "POST")),
    Page("/audit/download", download),
)
