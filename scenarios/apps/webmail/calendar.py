"""The calendar: a week at a time, events with guests, and answers to invitations."""

from datetime import date, timedelta

from starlette.responses import Response

from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.webmail.addresses import split, wrong
from scenarios.apps.webmail.frame import page, weekday
from scenarios.apps.webmail.roles import ME, MY_EMAIL
from scenarios.apps.webmail.seed import TODAY
from scenarios.apps.webmail.sharing import open_to
from scenarios.apps.world import Page, see

ANSWERS = {"accepted": "Accepted", "maybe": "Maybe", "declined": "Declined", "open": "Not answered"}
_FIRST_HOUR, _LAST_HOUR = 7, 19
_EVENT = "SELECT e.*, c.name AS calendar, c.colour FROM events e JOIN calendars c ON c.id = e.calendar_id"


def _week(visit: Visit) -> Response:
    try:
        asked = date.fromisoformat(visit.query("week", TODAY))
    except ValueError:
        asked = date.fromisoformat(TODAY)
    monday = asked - timedelta(days=asked.weekday())
    days = [monday + timedelta(days=number) for number in range(7)]
    events = visit.db.all(
        f"{_EVENT} WHERE e.day BETWEEN ? AND ? ORDER BY e.day, e.starts", str(days[0]), str(days[-1])
    )
    return page(
        visit,
        "calendar.html",
        here="calendar",
        days=[
            {
                "name": weekday(visit, at.weekday()),
                "date": str(at),
                "number": at.day,
                "today": str(at) == TODAY,
                "events": [{**one, **_place(one)} for one in events if one["day"] == str(at)],
            }
            for at in days
        ],
        hours=list(range(_FIRST_HOUR, _LAST_HOUR)),
        monday=str(monday),
        before=str(monday - timedelta(days=7)),
        after=str(monday + timedelta(days=7)),
        calendars=visit.db.all("SELECT * FROM calendars ORDER BY id"),
    )


def _place(event: Row) -> dict[str, float]:
    """Where an event stands in the week's grid, in hours from its top; what takes all day is a bar."""
    if event["starts"] == "00:00":
        return {"top": 0, "height": 0.5}
    starts, ends = (int(at[:2]) + int(at[3:]) / 60 for at in (event["starts"], event["ends"]))
    top = max(starts - _FIRST_HOUR, 0)
    return {"top": top, "height": max(min(ends, _LAST_HOUR) - _FIRST_HOUR - top, 0.5)}


def _event_of(visit: Visit) -> Row | None:
    return visit.db.one(f"{_EVENT} WHERE e.id = ?", visit.number("id"))


def _event(visit: Visit) -> Response:
    event = _event_of(visit)
    if event is None:
        return page(visit, "missing.html", 404, here="")
    guests = visit.db.all(
        "SELECT g.email, coalesce(u.name, c.name, g.email) AS name FROM guests g"
        " LEFT JOIN users u ON u.email = g.email LEFT JOIN contacts c ON c.email = g.email"
        " WHERE g.event_id = ?",
        event["id"],
    )
    answers = visit.db.all("SELECT * FROM answers WHERE event_id = ? ORDER BY id", event["id"])
    return page(
        visit, "event.html", here="calendar", event=event, guests=guests, answers=answers, words=ANSWERS,
        own=event["organiser_email"] == MY_EMAIL,
    )  # fmt: skip


def _answer(visit: Visit) -> Response:
    event, answer = _event_of(visit), visit.form("answer")
    if event is None or answer not in ("accepted", "maybe", "declined"):
        return page(visit, "missing.html", 404, here="")
    day, starts = visit.form("day"), visit.form("starts")
    visit.db.run("UPDATE events SET answer = ? WHERE id = ?", answer, event["id"])
    visit.db.run(
        "INSERT INTO answers (event_id, organiser_email, answer, note, day, starts)"
        " VALUES (?, ?, ?, ?, ?, ?)",
        event["id"], event["organiser_email"], answer, visit.form("note"), day, starts,
    )  # fmt: skip
    if visit.form("open_calendar"):
        open_to(visit, 1, event["organiser_email"], "details")
    return see(f"/event/{event['id']}?done=answered")


def _cancel(visit: Visit) -> Response:
    """Call off one event, or all of its series; one without guests just goes."""
    event = _event_of(visit)
    if event is None or event["organiser_email"] != MY_EMAIL:
        return page(visit, "missing.html", 404, here="")
    every = visit.form("which") == "all" and event["series_id"]
    where, value = ("series_id = ?", event["series_id"]) if every else ("id = ?", event["id"])
    if visit.db.one("SELECT 1 FROM guests WHERE event_id = ?", event["id"]):
        visit.db.run(f"UPDATE events SET status = 'cancelled' WHERE {where}", value)  # noqa: S608 - one of two
    else:
        visit.db.run(f"DELETE FROM events WHERE {where}", value)  # noqa: S608 - one of two
    return see(f"/calendar?week={event['day']}&done=cancelled")


def _new(visit: Visit) -> Response:
    return _form(visit, {"day": visit.query("day", TODAY), "starts": "09:00", "ends": "09:30"})


def _form(visit: Visit, entered: dict[str, str], problem: str = "") -> Response:
    calendars = visit.db.all("SELECT * FROM calendars ORDER BY id")
    status = 400 if problem else 200
    return page(
        visit,
        "event_new.html",
        status,
        here="calendar",
        entered=entered,
        problem=problem,
        calendars=calendars,
    )


def _create(visit: Visit) -> Response:
    entered = visit.fields
    title, day = visit.form("title").strip(), visit.form("day")
    calendar = visit.db.one("SELECT id FROM calendars WHERE id = ?", visit.form("calendar", "1"))
    if not calendar or not title or not day or visit.form("ends") <= visit.form("starts"):
        return _form(visit, entered, visit.t("An event needs a title and a day, and ends after it starts."))
    if wrong(visit.form("guests")):
        return _form(visit, entered, f"“{wrong(visit.form('guests'))[0]}” {visit.t('is not an address.')}")
    number = visit.db.run(
        "INSERT INTO events (calendar_id, title, day, starts, ends, place, notes, organiser, organiser_email)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        calendar["id"], title, day, visit.form("starts"), visit.form("ends"),
        visit.form("place"), visit.form("notes"), ME, MY_EMAIL,
    )  # fmt: skip
    for guest in split(visit.form("guests")):
        visit.db.run("INSERT INTO guests (event_id, email) VALUES (?, ?)", number, guest)
    return see(f"/event/{number}?done=saved")


PAGES = [
    Page("/calendar", _week),
    Page("/calendar/new", _new),
    Page("/calendar/new", _create, ("POST",)),
    Page("/event/{id:int}", _event),
    Page("/event/{id:int}/answer", _answer, ("POST",)),
    Page("/event/{id:int}/cancel", _cancel, ("POST",)),
]
