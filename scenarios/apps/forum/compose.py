"""Writing: a new thread, the drafts, and the step by which a draft goes online."""

from starlette.responses import Response

from scenarios.apps.database import Row
from scenarios.apps.forum.planting import NOW
from scenarios.apps.forum.render import missing, page
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see

_AUDIENCES = ("everyone", "followers")


def new(visit: Visit) -> Response:
    """The sheet for a new thread; what is sent is kept as a draft or published."""
    if visit.request.method == "GET":
        return _sheet(visit, {"board_id": int(visit.query("board", "1"))})
    draft: Row = {name: visit.form(name).strip() for name in ("title", "body", "audience")}
    draft |= {"id": visit.form("id"), "board_id": _board(visit)}
    if problem := _problem(draft):
        return _sheet(visit, draft, 422, problem)
    return _keep(visit, draft) if visit.form("act") == "draft" else _publish(visit, draft)


def _board(visit: Visit) -> int:
    found = visit.db.one("SELECT id FROM boards WHERE id = ?", visit.form("board"))
    return int(found["id"]) if found else 0


def _problem(draft: Row) -> str:
    if not draft["board_id"]:
        return "Choose a board."
    if len(draft["title"]) < 4:
        return "A title needs at least four letters."
    if draft["audience"] not in _AUDIENCES:
        return "Choose who can see it."
    return "" if draft["body"] else "Write a few words first."


def _sheet(visit: Visit, draft: Row, status: int = 200, problem: str = "") -> Response:
    empty = {"id": "", "title": "", "body": "", "audience": "everyone"}
    return page(visit, "compose.html", status, draft={**empty, **draft}, problem=problem)


def _keep(visit: Visit, draft: Row) -> Response:
    values = (draft["board_id"], draft["title"], draft["body"], draft["audience"])
    if draft["id"]:
        visit.db.run(
            "UPDATE drafts SET board_id = ?, title = ?, body = ?, audience = ? WHERE id = ? AND user_id = ?",
            *values, draft["id"], visit.user_id,
        )  # fmt: skip
    else:
        visit.db.run(
            "INSERT INTO drafts (board_id, title, body, audience, user_id, at) VALUES (?, ?, ?, ?, ?, ?)",
            *values, visit.user_id, NOW,
        )  # fmt: skip
    return see("/drafts?done=draft")


def _publish(visit: Visit, draft: Row) -> Response:
    thread = visit.db.run(
        "INSERT INTO threads (board_id, author_id, title, audience, at) VALUES (?, ?, ?, ?, ?)",
        draft["board_id"], visit.user_id, draft["title"], draft["audience"], NOW,
    )  # fmt: skip
    visit.db.run(
        "INSERT INTO posts (thread_id, author_id, body, at) VALUES (?, ?, ?, ?)",
        thread, visit.user_id, draft["body"], NOW,
    )  # fmt: skip
    if draft["id"]:
        visit.db.run(
            "UPDATE drafts SET status = 'posted' WHERE id = ? AND user_id = ?", draft["id"], visit.user_id
        )
    return see(f"/t/{thread}?done=posted")


def drafts(visit: Visit) -> Response:
    """What is written and not yet online."""
    found = visit.db.all(
        "SELECT d.*, b.name AS board, b.colour FROM drafts d JOIN boards b ON b.id = d.board_id "
        "WHERE d.user_id = ? AND d.status = 'draft' ORDER BY d.at DESC",
        visit.user_id,
    )
    return page(visit, "drafts.html", drafts=found)


def draft(visit: Visit) -> Response:
    """Go on with a draft."""
    found = _draft(visit)
    return _sheet(visit, found) if found else missing(visit)


def publish_draft(visit: Visit) -> Response:
    """Put a draft online as it is."""
    found = _draft(visit)
    return _publish(visit, found) if found else missing(visit)


def delete_draft(visit: Visit) -> Response:
    """Throw a draft away, for good."""
    visit.db.run("DELETE FROM drafts WHERE id = ? AND user_id = ?", visit.number("id"), visit.user_id)
    return see("/drafts?done=deleted")


def _draft(visit: Visit) -> Row | None:
    return visit.db.one(
        "SELECT * FROM drafts WHERE id = ? AND user_id = ? AND status = 'draft'",
        visit.number("id"),
        visit.user_id,
    )


PAGES = (
    Page("/new", new, ("GET", "POST")),
    Page("/drafts", drafts),
    Page("/drafts/{id:int}", draft),
    Page("/drafts/{id:int}/publish", publish_draft, ("POST",)),
    Page("/drafts/{id:int}/delete", delete_draft, ("POST",)),
)
