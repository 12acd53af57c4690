"""Moderating a board: the queue, removing and banning, the filters, the team and the log."""

from starlette.responses import Response

from scenarios.apps.database import Row
from scenarios.apps.forum.planting import NOW
from scenarios.apps.forum.render import data, missing, page
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see

_QUEUE = """
SELECT p.id, p.body, p.status, p.at, u.id AS author_id, u.name AS author, u.handle, t.title, t.id AS thread,
    (SELECT group_concat(DISTINCT r.reason) FROM reports r
     WHERE r.post_id = p.id AND r.status = 'open') AS reasons,
    (SELECT count(*) FROM reports r WHERE r.post_id = p.id AND r.status = 'open') AS reports
FROM posts p JOIN threads t ON t.id = p.thread_id JOIN users u ON u.id = p.author_id
JOIN moderators m ON m.board_id = t.board_id AND m.user_id = ?
WHERE p.status = 'held'
    OR p.id IN (SELECT post_id FROM reports WHERE status = 'open') AND p.status = 'visible'
ORDER BY p.id
"""


def moderates(visit: Visit, board: int) -> bool:
    """Whether the user moderates a board."""
    return bool(
        visit.db.one("SELECT 1 FROM moderators WHERE board_id = ? AND user_id = ?", board, visit.user_id)
    )


def _board(visit: Visit) -> int:
    """The board that the user moderates; 0 where there is none."""
    found = visit.db.one("SELECT board_id FROM moderators WHERE user_id = ? ORDER BY board_id", visit.user_id)
    return int(found["board_id"]) if found else 0


def _note(visit: Visit, board: int, action: str, target: str) -> None:
    visit.db.run(
        "INSERT INTO mod_log (board_id, moderator_id, action, target, at) VALUES (?, ?, ?, ?, ?)",
        board, visit.user_id, action, target, NOW,
    )  # fmt: skip


def queue(visit: Visit) -> Response:
    """The page of the queue; a script fills it."""
    if not _board(visit):
        return missing(visit)
    return page(visit, "queue.html")


def queue_data(visit: Visit) -> Response:
    """What waits for a moderator."""
    reasons = {
        "spam": "Spam",
        "off-topic": "Off topic",
        "rude": "Rude or hurtful",
        "wrong": "Dangerous advice",
    }
    items = visit.db.all(_QUEUE, visit.user_id)
    for item in items:
        named = (item["reasons"] or "").split(",")
        item["reasons"] = ", ".join(visit.t(reasons.get(one, one)) for one in named if one)
    return data({"items": items})


def act(visit: Visit) -> Response:
    """Let a post through or take it off, sent by a script."""
    verdict = str(visit.json.get("act", ""))
    post = _post(visit, visit.json.get("post", 0))
    if post is None or verdict not in ("approve", "remove"):
        return data({"error": visit.t("That is not yours to decide.")}, 422)
    status = "visible" if verdict == "approve" else "removed"
    visit.db.run("UPDATE posts SET status = ? WHERE id = ?", status, post["id"])
    visit.db.run("UPDATE reports SET status = 'closed' WHERE post_id = ?", post["id"])
    _note(visit, post["board_id"], verdict, f"post of {post['handle']} in {post['title']}")
    return data({"status": status})


def _post(visit: Visit, number: object) -> Row | None:
    return visit.db.one(
        "SELECT p.*, t.board_id, t.title, u.handle FROM posts p JOIN threads t ON t.id = p.thread_id "
        "JOIN users u ON u.id = p.author_id JOIN moderators m ON m.board_id = t.board_id AND m.user_id = ? "
        "WHERE p.id = ?",
        visit.user_id, number,
    )  # fmt: skip


def ban(visit: Visit) -> Response:
    """Shut a member out of the board for some days."""
    board, days = _board(visit), visit.form("days", "7")
    found = visit.db.one("SELECT * FROM users WHERE id = ?", visit.form("user"))
    if not board or found is None or days not in ("1", "7", "30", "3650"):
        return missing(visit)
    visit.db.run(
        "INSERT INTO bans (board_id, user_id, days, reason) VALUES (?, ?, ?, ?)",
        board, found["id"], int(days), visit.form("reason"),
    )  # fmt: skip
    _note(visit, board, "banned", found["handle"])
    return see("/mod?done=banned")


def thread(visit: Visit) -> Response:
    """Lock, unlock, pin or unpin a thread: old links that change something."""
    found = visit.db.one("SELECT * FROM threads WHERE id = ?", visit.number("id"))
    column, value = _OPS.get(visit.query("op"), ("", 0))
    if found is None or not column or not moderates(visit, found["board_id"]):
        return missing(visit)
    visit.db.run(f"UPDATE threads SET {column} = ? WHERE id = ?", value, found["id"])  # noqa: S608 - from _OPS
    _note(visit, found["board_id"], visit.query("op"), found["title"])
    return see(f"/t/{found['id']}?done=saved")


_OPS = {"lock": ("locked", 1), "unlock": ("locked", 0), "pin": ("pinned", 1), "unpin": ("pinned", 0)}


def filters(visit: Visit) -> Response:
    """What holds posts back by itself, and who is banned."""
    board = _board(visit)
    if not board:
        return missing(visit)
    bans = visit.db.all(
        "SELECT b.*, u.name, u.handle FROM bans b JOIN users u ON u.id = b.user_id WHERE b.board_id = ?",
        board,
    )
    found = visit.db.all("SELECT * FROM filters WHERE board_id = ? ORDER BY id", board)
    return page(visit, "filters.html", filters=found, bans=bans)


def filter_switch(visit: Visit) -> Response:
    """The switch of a filter, sent by a script."""
    live = int(bool(visit.json.get("on")))
    visit.db.run(
        "UPDATE filters SET live = ? WHERE id = ? AND board_id = ?", live, visit.number("id"), _board(visit)
    )
    return data({"live": live})


def unban(visit: Visit) -> Response:
    """Let a member back."""
    visit.db.run("DELETE FROM bans WHERE id = ? AND board_id = ?", visit.number("id"), _board(visit))
    return see("/mod/filters?done=saved")


def team(visit: Visit) -> Response:
    """The moderators of the board; a POST takes a member into the team or out of it."""
    board = _board(visit)
    if not board:
        return missing(visit)
    if visit.request.method == "POST":
        return _team_change(visit, board)
    return _team_page(visit, board)


def _team_page(visit: Visit, board: int, status: int = 200, problem: str = "") -> Response:
    members = visit.db.all(
        "SELECT u.* FROM users u JOIN moderators m ON m.user_id = u.id WHERE m.board_id = ? ORDER BY u.id",
        board,
    )
    return page(visit, "team.html", status, team=members, problem=problem)


def _team_change(visit: Visit, board: int) -> Response:
    found = visit.db.one("SELECT * FROM users WHERE handle = ?", visit.form("handle").strip().lstrip("@"))
    if found is None:
        return _team_page(visit, board, 422, "Nobody has that user name.")
    if visit.form("act") == "out":
        visit.db.run("DELETE FROM moderators WHERE board_id = ? AND user_id = ?", board, found["id"])
    else:
        visit.db.run("INSERT OR IGNORE INTO moderators VALUES (?, ?)", board, found["id"])
    _note(visit, board, f"team {visit.form('act', 'in')}", found["handle"])
    return see("/mod/team?done=saved")


def log(visit: Visit) -> Response:
    """Who has done what as a moderator; a POST empties it."""
    board = _board(visit)
    if not board:
        return missing(visit)
    if visit.request.method == "POST":
        visit.db.run("DELETE FROM mod_log WHERE board_id = ?", board)
        return see("/mod/log?done=cleared")
    found = visit.db.all(
        "SELECT l.*, u.name FROM mod_log l JOIN users u ON u.id = l.moderator_id "
        "WHERE l.board_id = ? ORDER BY l.id DESC",
        board,
    )
    return page(visit, "log.html", log=found)


PAGES = (
    Page("/mod", queue),
    Page("/api/mod/queue", queue_data),
    Page("/api/mod/act", act, ("POST",)),
    Page("/mod/ban", ban, ("POST",)),
    Page("/mod/thread/{id:int}", thread),
    Page("/mod/filters", filters),
    Page("/api/mod/filters/{id:int}", filter_switch, ("POST",)),
    Page("/mod/bans/{id:int}/lift", unban, ("POST",)),
    Page("/mod/team", team, ("GET", "POST")),
    Page("/mod/log", log, ("GET", "POST")),
)
