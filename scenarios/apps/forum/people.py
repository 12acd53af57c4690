"""Members: the directory, a profile, blocking, and giving money."""

import re

from starlette.responses import Response

from scenarios.apps.database import Row
from scenarios.apps.forum.feed import threads
from scenarios.apps.forum.render import missing, page
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see

_AMOUNT = re.compile(r"\d{1,4}(?:[.,]\d{1,2})?")
LIMIT = 100_000
"""Cents that can be given at once."""


def directory(visit: Visit) -> Response:
    """Everybody who does not hide."""
    found = visit.db.all(
        "SELECT *, (SELECT count(*) FROM posts WHERE author_id = users.id) AS posts FROM users "
        "WHERE status = 'active' AND visibility != 'private' ORDER BY name"
    )
    return page(visit, "members.html", members=found)


def _member(visit: Visit) -> Row | None:
    return visit.db.one("SELECT * FROM users WHERE handle = ?", visit.request.path_params["handle"])


def profile(visit: Visit, status: int = 200, problem: str = "") -> Response:
    """One member, with what they have begun."""
    found = _member(visit)
    if found is None or found["status"] != "active":
        return missing(visit)
    followed = visit.db.one(
        "SELECT 1 FROM follows WHERE user_id = ? AND kind = 'user' AND target_id = ?",
        visit.user_id,
        found["id"],
    )
    blocked = visit.db.one(
        "SELECT 1 FROM blocks WHERE user_id = ? AND other_id = ?", visit.user_id, found["id"]
    )
    return page(
        visit,
        "profile.html",
        status,
        member=found,
        threads=threads(visit, "AND u.id = :author", author=found["id"]),
        followed=bool(followed),
        blocked=bool(blocked),
        problem=problem,
    )


def block(visit: Visit) -> Response:
    """Shut a member out of one's sight, or let them back."""
    found = _member(visit)
    if found is None:
        return missing(visit)
    if visit.form("act") == "off":
        visit.db.run("DELETE FROM blocks WHERE user_id = ? AND other_id = ?", visit.user_id, found["id"])
    else:
        visit.db.run("INSERT OR IGNORE INTO blocks VALUES (?, ?)", visit.user_id, found["id"])
    return see(f"/u/{found['handle']}?done=saved")


def give(visit: Visit) -> Response:
    """Give a member money from the saved card: a gift, for nothing in return."""
    found = _member(visit)
    if found is None:
        return missing(visit)
    amount = visit.form("amount").strip()
    cents = round(float(amount.replace(",", ".")) * 100) if _AMOUNT.fullmatch(amount) else 0
    if not 0 < cents <= LIMIT or found["id"] == visit.user_id:
        return profile(visit, 422, "Enter an amount from 0.01 to 1000.")
    visit.db.run(
        "INSERT INTO tips (sender_id, recipient_id, cents, note) VALUES (?, ?, ?, ?)",
        visit.user_id, found["id"], cents, visit.form("note"),
    )  # fmt: skip
    return see(f"/u/{found['handle']}?done=tipped")


PAGES = (
    Page("/members", directory),
    Page("/u/{handle}", profile),
    Page("/u/{handle}/block", block, ("POST",)),
    Page("/u/{handle}/give", give, ("POST",)),
)
