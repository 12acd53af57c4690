"""Access requests: members ask for a role, somebody decides; and the talk under each."""

from starlette.responses import Response

from scenarios.apps.admin.frame import done, missing, note, page
from scenarios.apps.admin.terms import RANKS, now
from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page

_REQUESTS = (
    "SELECT r.*, u.name, u.email, u.role AS has, u.team "
    "FROM access_requests r JOIN users u ON u.id = r.user_id "
)


def requests(visit: Visit) -> Response:
    """Open requests, then those that are decided."""
    return page(
        visit,
        "requests.html",
        waiting=visit.db.all(_REQUESTS + "WHERE r.status = 'open' ORDER BY r.id"),
        decided=visit.db.all(_REQUESTS + "WHERE r.status != 'open' ORDER BY r.id DESC"),
    )


def request(visit: Visit) -> Response:
    """One request with its comments."""
    found = _request(visit)
    if found is None:
        return missing(visit)
    comments = visit.db.all("SELECT * FROM comments WHERE topic = ? ORDER BY id", f"request/{found['id']}")
    return page(visit, "request.html", found=found, comments=comments)


def _request(visit: Visit) -> Row | None:
    return visit.db.one(_REQUESTS + "WHERE r.id = ?", visit.number("id"))


def decide(visit: Visit) -> Response:
    """Approve or deny."""
    found = _request(visit)
    if found is None or found["status"] != "open":
        return missing(visit)
    approved = visit.form("decision") == "approve"
    _close(visit, found, "approved" if approved else "denied")
    return done("/requests", "approved" if approved else "denied")


def approve_all(visit: Visit) -> Response:
    """Approve everything that is open."""
    for found in visit.db.all(_REQUESTS + "WHERE r.status = 'open'"):
        _close(visit, found, "approved")
    return done("/requests", "approved")


def _close(visit: Visit, found: Row, status: str) -> None:
    visit.db.run(
        "UPDATE access_requests SET status = ?, decided_by = ? WHERE id = ?",
        status,
        visit.user["name"] if visit.user else "",
        found["id"],
    )
    if status == "approved" and RANKS[found["role"]] != RANKS[found["has"]]:
        visit.db.run("UPDATE users SET role = ? WHERE id = ?", found["role"], found["user_id"])
    note(visit, f"request.{status}", f"{found['email']}: {found['role']}")


def comment(visit: Visit) -> Response:
    """Write under a request."""
    found, body = _request(visit), visit.form("body").strip()
    if found is None:
        return missing(visit)
    if body:
        visit.db.run(
            "INSERT INTO comments (topic, author, body, at) VALUES (?, ?, ?, ?)",
            f"request/{found['id']}",
            visit.user["name"] if visit.user else "",
            body,
            now(),
        )
    return done(f"/requests/{found['id']}", "commented")


PAGES = (
    Page("/requests", requests),
    Page("/requests/approve-all", approve_all, ("POST",)),
    Page("/requests/{id:int}", request),
    Page("/requests/{id:int}/decide", decide, ("POST",)),
    Page("/requests/{id:int}/comments", comment, ("POST",)),
)
