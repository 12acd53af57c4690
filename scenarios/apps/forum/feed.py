"""Ways to find threads: the feed that goes on as it is scrolled, the boards, the search, one's bookmarks."""

from typing import Any

from starlette.responses import Response

from scenarios.apps.database import Row
from scenarios.apps.forum.planting import NOW
from scenarios.apps.forum.render import missing, page
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see

PAGE = 12
"""Threads that are loaded at a time."""

_THREADS = """
SELECT t.*, b.name AS board, b.slug, b.colour, u.name AS author, u.handle,
    (SELECT body FROM posts p WHERE p.thread_id = t.id ORDER BY p.id LIMIT 1) AS body,
    (SELECT image FROM posts p WHERE p.thread_id = t.id ORDER BY p.id LIMIT 1) AS image,
    (SELECT count(*) - 1 FROM posts p WHERE p.thread_id = t.id AND p.status = 'visible') AS replies,
    (SELECT coalesce(sum(v.value), 0) FROM votes v JOIN posts p ON p.id = v.post_id
     WHERE p.thread_id = t.id) AS score
FROM threads t JOIN boards b ON b.id = t.board_id JOIN users u ON u.id = t.author_id
WHERE u.id NOT IN (SELECT other_id FROM blocks WHERE user_id = :user)
"""
_ORDER = " ORDER BY t.pinned DESC, t.at DESC, t.id DESC"


def threads(visit: Visit, where: str = "", **values: Any) -> list[Row]:
    """Threads in the order of the feed; `where` begins with AND and names `values`."""
    with visit.db.connect() as connection:
        rows = connection.execute(_THREADS + where + _ORDER, {"user": visit.user_id, **values})
        return [dict(row) for row in rows]


def home(visit: Visit) -> Response:
    """The feed of all boards, with what is on and who is new beside it."""
    events = visit.db.all("SELECT * FROM events WHERE day >= ? ORDER BY day LIMIT 4", NOW)
    return page(visit, "feed.html", threads=threads(visit)[:PAGE], board=None, after=PAGE, events=events)


def more(visit: Visit) -> Response:
    """The next stretch of the feed, as the script adds it."""
    after = int(visit.query("after", "0"))
    where, values = _chosen(visit.query("board"))
    found = threads(visit, where, **values)[after : after + PAGE]
    return page(visit, "threads.html", threads=found, after=after + len(found))


def _chosen(board: str) -> tuple[str, dict[str, str]]:
    return ("AND b.slug = :board", {"board": board}) if board else ("", {})


def board(visit: Visit) -> Response:
    """One board, with its rules and its moderators."""
    found = visit.db.one("SELECT * FROM boards WHERE slug = ?", visit.request.path_params["slug"])
    if found is None:
        return missing(visit)
    team = visit.db.all(
        "SELECT u.* FROM users u JOIN moderators m ON m.user_id = u.id WHERE m.board_id = ?", found["id"]
    )
    follows = visit.db.one(
        "SELECT 1 FROM follows WHERE user_id = ? AND kind = 'board' AND target_id = ?",
        visit.user_id,
        found["id"],
    )
    listed = threads(visit, "AND b.id = :board", board=found["id"])[:PAGE]
    return page(
        visit,
        "feed.html",
        threads=listed,
        board=found,
        team=team,
        follows=bool(follows),
        after=PAGE,
        events=[],
    )


def search(visit: Visit) -> Response:
    """Threads and people that match the words."""
    words = visit.query("q").strip()
    like = f"%{words}%"
    people = visit.db.all("SELECT * FROM users WHERE name LIKE ? OR handle LIKE ? ORDER BY id", like, like)
    where = "AND (t.title LIKE :like OR t.id IN (SELECT thread_id FROM posts WHERE body LIKE :like))"
    found = threads(visit, where, like=like) if words else []
    return page(visit, "search.html", words=words, people=people if words else [], threads=found)


def bookmarks(visit: Visit) -> Response:
    """What the user has saved."""
    where = "AND t.id IN (SELECT thread_id FROM saved WHERE user_id = :user)"
    return page(visit, "bookmarks.html", threads=threads(visit, where))


def notices(visit: Visit) -> Response:
    """What has happened; looking at it marks it as seen."""
    found = visit.db.all("SELECT * FROM notices WHERE user_id = ? ORDER BY at DESC", visit.user_id)
    visit.db.run("UPDATE notices SET seen = 1 WHERE user_id = ?", visit.user_id)
    return page(visit, "notices.html", notices=found)


def bookmark(visit: Visit) -> Response:
    """Save a thread or let it go: an old link that changes something."""
    thread = visit.number("id")
    if visit.query("on") == "1":
        visit.db.run("INSERT OR IGNORE INTO saved VALUES (?, ?)", visit.user_id, thread)
    else:
        visit.db.run("DELETE FROM saved WHERE user_id = ? AND thread_id = ?", visit.user_id, thread)
    return see(f"/t/{thread}")


PAGES = (
    Page("/", home),
    Page("/feed/more", more),
    Page("/b/{slug}", board),
    Page("/search", search),
    Page("/bookmarks", bookmarks),
    Page("/notices", notices),
    Page("/t/{id:int}/save", bookmark),
)
