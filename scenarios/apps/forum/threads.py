"""One thread: reading it, answering, and what becomes of one's own posts and of others'."""

from starlette.responses import Response

from scenarios.apps.database import Row
from scenarios.apps.forum.moderation import moderates
from scenarios.apps.forum.planting import NOW
from scenarios.apps.forum.render import data, missing, page
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see

_POSTS = """
SELECT p.*, u.name AS author, u.handle, u.bio, u.joined, u.town,
    (SELECT coalesce(sum(value), 0) FROM votes WHERE post_id = p.id) AS score,
    coalesce((SELECT value FROM votes WHERE post_id = p.id AND user_id = ?), 0) AS mine,
    EXISTS (SELECT 1 FROM follows WHERE user_id = ? AND kind = 'user' AND target_id = u.id) AS followed
FROM posts p JOIN users u ON u.id = p.author_id
WHERE p.thread_id = ? AND p.status = 'visible' ORDER BY p.id
"""


def thread(visit: Visit, status: int = 200, problem: str = "") -> Response:
    """A thread with its posts."""
    found = _thread(visit, visit.number("id"))
    if found is None:
        return missing(visit)
    posts = visit.db.all(_POSTS, visit.user_id, visit.user_id, found["id"])
    saved = visit.db.one(
        "SELECT 1 FROM saved WHERE user_id = ? AND thread_id = ?", visit.user_id, found["id"]
    )
    return page(
        visit,
        "thread.html",
        status,
        thread=found,
        posts=posts,
        saved=bool(saved),
        moderator=moderates(visit, found["board_id"]),
        problem=problem,
        written=visit.form("body"),
    )


def _thread(visit: Visit, number: int) -> Row | None:
    return visit.db.one(
        "SELECT t.*, b.name AS board, b.slug, b.colour FROM threads t JOIN boards b ON b.id = t.board_id "
        "WHERE t.id = ?",
        number,
    )


def reply(visit: Visit) -> Response:
    """Answer in a thread. A locked thread takes no answers but the moderators'."""
    found = _thread(visit, visit.number("id"))
    if found is None:
        return missing(visit)
    body = visit.form("body").strip()
    if len(body) < 3:
        return thread(visit, 422, "Write a few words first.")
    if found["locked"] and not moderates(visit, found["board_id"]):
        return thread(visit, 422, "This thread is locked.")
    post = visit.db.run(
        "INSERT INTO posts (thread_id, author_id, body, at) VALUES (?, ?, ?, ?)",
        found["id"], visit.user_id, body, NOW,
    )  # fmt: skip
    return see(f"/t/{found['id']}?done=posted#p{post}")


def edit(visit: Visit) -> Response:
    """Change one's own post; the former text is kept."""
    found = _own(visit)
    if found is None:
        return missing(visit)
    body = visit.form("body").strip()
    if visit.request.method == "GET":
        return page(visit, "edit.html", post=found, problem="")
    if len(body) < 3:
        return page(visit, "edit.html", 422, post=found, problem="Write a few words first.")
    visit.db.run("INSERT INTO post_versions (post_id, body) VALUES (?, ?)", found["id"], found["body"])
    visit.db.run("UPDATE posts SET body = ?, edited = 1 WHERE id = ?", body, found["id"])
    return see(f"/t/{found['thread_id']}?done=saved#p{found['id']}")


def delete(visit: Visit) -> Response:
    """Delete one's own post, for good; the first one takes its thread along."""
    found = _own(visit)
    if found is None:
        return missing(visit)
    first = visit.db.one("SELECT min(id) AS id FROM posts WHERE thread_id = ?", found["thread_id"]) or {}
    if first["id"] == found["id"]:
        visit.db.run("DELETE FROM threads WHERE id = ?", found["thread_id"])
        return see("/?done=deleted")
    visit.db.run("DELETE FROM posts WHERE id = ?", found["id"])
    return see(f"/t/{found['thread_id']}?done=deleted")


def _own(visit: Visit) -> Row | None:
    return visit.db.one(
        "SELECT * FROM posts WHERE id = ? AND author_id = ?", visit.number("id"), visit.user_id
    )


def report(visit: Visit) -> Response:
    """Tell the moderators about a post, sent by the script of the dialog."""
    post = visit.db.one("SELECT id FROM posts WHERE id = ?", visit.json.get("post", 0))
    reason = str(visit.json.get("reason", ""))
    if post is None or not reason:
        return data({"error": visit.t("Choose a reason.")}, 422)
    visit.db.run(
        "INSERT INTO reports (user_id, post_id, reason, note) VALUES (?, ?, ?, ?)",
        visit.user_id, post["id"], reason, str(visit.json.get("note", "")),
    )  # fmt: skip
    return data({"said": visit.t("Thank you. The moderators will look at it.")})


PAGES = (
    Page("/t/{id:int}", thread),
    Page("/t/{id:int}/reply", reply, ("POST",)),
    Page("/posts/{id:int}/edit", edit, ("GET", "POST")),
    Page("/posts/{id:int}/delete", delete, ("POST",)),
    Page("/api/report", report, ("POST",)),
)
