"""Who else sees the user's calendars, and how much of them."""

from starlette.responses import JSONResponse, Response

from scenarios.apps.visit import Visit
from scenarios.apps.webmail.addresses import wrong
from scenarios.apps.webmail.frame import page
from scenarios.apps.world import Page

LEVELS = {"busy": "Only free or busy", "details": "All details", "edit": "Change events"}


def open_to(visit: Visit, calendar: int, email: str, level: str) -> None:
    """Let somebody see a calendar, or change how much of it."""
    there = visit.db.one(
        "SELECT id FROM calendar_shares WHERE calendar_id = ? AND email = ?", calendar, email
    )
    if there:
        visit.db.run("UPDATE calendar_shares SET level = ? WHERE id = ?", level, there["id"])
    else:
        visit.db.run(
            "INSERT INTO calendar_shares (calendar_id, email, level) VALUES (?, ?, ?)", calendar, email, level
        )


def _sharing(visit: Visit) -> Response:
    return page(
        visit, "sharing.html", here="calendar", levels={key: visit.t(text) for key, text in LEVELS.items()}
    )


def _shares(visit: Visit) -> Response:
    rows = visit.db.all(
        "SELECT s.*, c.name AS calendar, coalesce(p.name, s.email) AS name FROM calendar_shares s"
        " JOIN calendars c ON c.id = s.calendar_id LEFT JOIN contacts p ON p.email = s.email ORDER BY s.id"
    )
    calendars = visit.db.all("SELECT id, name FROM calendars ORDER BY id")
    return JSONResponse({"shares": rows, "calendars": calendars})


def _share(visit: Visit) -> Response:
    email, level = str(visit.json.get("email", "")).strip(), str(visit.json.get("level", ""))
    calendar = visit.db.one("SELECT id FROM calendars WHERE id = ?", str(visit.json.get("calendar")))
    if not email or wrong(email) or level not in LEVELS or calendar is None:
        return JSONResponse({"error": visit.t("Say whom to share with, by address.")}, 400)
    open_to(visit, calendar["id"], email, level)
    return JSONResponse({"shared": email}, 201)


def _unshare(visit: Visit) -> Response:
    visit.db.run("DELETE FROM calendar_shares WHERE id = ?", visit.number("id"))
    return JSONResponse({"removed": visit.number("id")})


PAGES = [
    Page("/calendar/sharing", _sharing),
    Page("/api/shares", _shares),
    Page("/api/shares", _share, ("POST",)),
    Page("/api/shares/{id:int}", _unshare, ("DELETE",)),
]
