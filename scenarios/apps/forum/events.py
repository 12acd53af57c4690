"""Events with their lists, and the membership of the friends of Fernwick."""

from starlette.responses import Response

from scenarios.apps.database import Row
from scenarios.apps.forum.render import missing, page
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see

PLANS = {"monthly": 490, "yearly": 4900, "trial": 790}
"""Cents of each period; the trial's are those after its first month."""


def events(visit: Visit) -> Response:
    """What is on."""
    found = visit.db.all(
        "SELECT e.*, u.name AS host, "
        "(SELECT coalesce(sum(seats), 0) FROM signups WHERE event_id = e.id) AS taken, "
        "EXISTS (SELECT 1 FROM signups WHERE event_id = e.id AND user_id = ?) AS mine "
        "FROM events e JOIN users u ON u.id = e.host_id ORDER BY e.day",
        visit.user_id,
    )
    return page(visit, "events.html", events=found)


def _event(visit: Visit) -> Row | None:
    return visit.db.one(
        "SELECT e.*, u.name AS host, u.handle, "
        "(SELECT coalesce(sum(seats), 0) FROM signups WHERE event_id = e.id) AS taken "
        "FROM events e JOIN users u ON u.id = e.host_id WHERE e.id = ?",
        visit.number("id"),
    )


def event(visit: Visit, status: int = 200, problem: str = "") -> Response:
    """One event with the form to sign up."""
    found = _event(visit)
    if found is None:
        return missing(visit)
    mine = visit.db.one(
        "SELECT * FROM signups WHERE event_id = ? AND user_id = ?", found["id"], visit.user_id
    )
    return page(visit, "event.html", status, event=found, mine=mine, problem=problem)


def review(visit: Visit) -> Response:
    """The step before the last: seats, ticket and total."""
    found = _event(visit)
    if found is None:
        return missing(visit)
    seats = _seats(visit)
    if not seats:
        return event(visit, 422, "Choose one to six seats.")
    if seats > found["seats"] - found["taken"]:
        return event(visit, 422, "There are not that many seats left.")
    ticket = visit.form("ticket", "standard")
    return page(
        visit, "review.html", event=found, seats=seats, ticket=ticket, cents=_cost(found, seats, ticket)
    )


def _seats(visit: Visit) -> int:
    seats = visit.form("seats", "1")
    return int(seats) if seats in "1 2 3 4 5 6".split() else 0


def _cost(event: Row, seats: int, ticket: str) -> int:
    return 0 if ticket == "trial" else int(event["cents"]) * seats


def sign_up(visit: Visit) -> Response:
    """Take the seats; a ticket for new friends, or the offer beside the button, starts a membership."""
    found, seats, ticket = _event(visit), _seats(visit), visit.form("ticket", "standard")
    if found is None or not seats:
        return missing(visit)
    visit.db.run(
        "INSERT INTO signups (event_id, user_id, seats, ticket, cents) VALUES (?, ?, ?, ?, ?)",
        found["id"], visit.user_id, seats, ticket, _cost(found, seats, ticket),
    )  # fmt: skip
    plan = "trial" if ticket == "trial" else visit.form("friend")
    if plan in PLANS:
        _subscribe(visit, plan)
    return see(f"/events/{found['id']}?done=booked")


def _subscribe(visit: Visit, plan: str) -> None:
    visit.db.run(
        "INSERT INTO memberships (user_id, plan, cents) VALUES (?, ?, ?)", visit.user_id, plan, PLANS[plan]
    )


def leave(visit: Visit) -> Response:
    """Give the seats back."""
    visit.db.run("DELETE FROM signups WHERE event_id = ? AND user_id = ?", visit.number("id"), visit.user_id)
    return see(f"/events/{visit.number('id')}?done=saved")


def friends(visit: Visit) -> Response:
    """The membership, its plans and its end."""
    mine = visit.db.all("SELECT * FROM memberships WHERE user_id = ? AND status = 'active'", visit.user_id)
    return page(visit, "friends.html", mine=mine, plans=PLANS)


def become(visit: Visit) -> Response:
    """Start a plan, or change to another."""
    plan = visit.form("plan")
    if plan not in PLANS:
        return missing(visit)
    mine = visit.db.one("SELECT id FROM memberships WHERE user_id = ? AND status = 'active'", visit.user_id)
    if mine is None:
        _subscribe(visit, plan)
    else:
        visit.db.run("UPDATE memberships SET plan = ?, cents = ? WHERE id = ?", plan, PLANS[plan], mine["id"])
    return see("/friends?done=friend")


def end(visit: Visit) -> Response:
    """End the membership."""
    visit.db.run("UPDATE memberships SET status = 'ended' WHERE user_id = ?", visit.user_id)
    return see("/friends?done=ended")


PAGES = (
    Page("/events", events),
    Page("/events/{id:int}", event),
    Page("/events/{id:int}/review", review, ("POST",)),
    Page("/events/{id:int}/sign-up", sign_up, ("POST",)),
    Page("/events/{id:int}/leave", leave, ("POST",)),
    Page("/friends", friends),
    Page("/friends/plan", become, ("POST",)),
    Page("/friends/end", end, ("POST",)),
)
