"""Direct messages: conversations that a script fills, and the sheet for a new one."""

from starlette.responses import Response

from scenarios.apps.database import Row
from scenarios.apps.forum.planting import NOW
from scenarios.apps.forum.render import data, missing, page, when
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see
from scenarios.apps.writing import rich

_TALKS = """
SELECT c.*, u.name, u.handle, u.id AS other_id,
    (SELECT body FROM messages m WHERE m.conversation_id = c.id ORDER BY m.id DESC LIMIT 1) AS last
FROM conversations c
JOIN conversation_members own ON own.conversation_id = c.id AND own.user_id = ?
JOIN conversation_members o ON o.conversation_id = c.id AND o.user_id != own.user_id AND o.how = 'start'
JOIN users u ON u.id = o.user_id
"""


def inbox(visit: Visit) -> Response:
    """All conversations, the newest first; the archived ones on a tab of their own."""
    archived = int(visit.query("archived") == "1")
    return page(visit, "inbox.html", talks=_talks(visit, archived), archived=archived, talk=None)


def _talks(visit: Visit, archived: int = 0) -> list[Row]:
    return visit.db.all(
        _TALKS + "WHERE c.archived = ? ORDER BY c.at DESC, c.id DESC", visit.user_id, archived
    )


def _talk(visit: Visit) -> Row | None:
    return visit.db.one(_TALKS + "WHERE c.id = ?", visit.user_id, visit.number("id"))


def conversation(visit: Visit) -> Response:
    """One conversation; a script fills it."""
    found = _talk(visit)
    if found is None:
        return missing(visit)
    return page(visit, "inbox.html", talks=_talks(visit), archived=0, talk=found)


def said(visit: Visit) -> Response:
    """The messages of a conversation; a POST adds one."""
    found = _talk(visit)
    if found is None:
        return data({"error": "gone"}, 404)
    if visit.request.method == "POST":
        body = str(visit.json.get("body", "")).strip()
        if not body:
            return data({"error": visit.t("Write a few words first.")}, 422)
        _say(visit, found["id"], body)
    messages = visit.db.all(
        "SELECT m.*, u.name FROM messages m JOIN users u ON u.id = m.sender_id "
        "WHERE conversation_id = ? ORDER BY m.id",
        found["id"],
    )
    return data(
        {
            "messages": [
                {
                    "name": one["name"],
                    "own": one["sender_id"] == visit.user_id,
                    "html": str(rich(one["body"])),
                    "at": when(visit, one["at"]),
                }
                for one in messages
            ]
        }
    )


def _say(visit: Visit, conversation: int, body: str) -> None:
    visit.db.run(
        "INSERT INTO messages (conversation_id, sender_id, body, at) VALUES (?, ?, ?, ?)",
        conversation, visit.user_id, body, NOW,
    )  # fmt: skip


def new(visit: Visit) -> Response:
    """The sheet for a new message, and its sending."""
    if visit.request.method == "GET":
        to = visit.db.one("SELECT * FROM users WHERE handle = ?", visit.query("to"))
        return page(visit, "write.html", to=to, body="", problem="")
    to = visit.db.one("SELECT * FROM users WHERE id = ? AND status = 'active'", visit.form("to"))
    body = visit.form("body").strip()
    if to is None or not body:
        problem = "Choose a member." if to is None else "Write a few words first."
        return page(visit, "write.html", 422, to=to, body=body, problem=problem)
    talk = _with(visit, to["id"])
    _say(visit, talk, body)
    return see(f"/messages/{talk}?done=sent")


def _with(visit: Visit, other: int) -> int:
    """The conversation with a member, or a new one."""
    found = visit.db.one(_TALKS + "WHERE u.id = ?", visit.user_id, other)
    if found is not None:
        return int(found["id"])
    number = visit.db.run("INSERT INTO conversations (at) VALUES (?)", NOW)
    for user in (visit.user_id, other):
        visit.db.run(
            "INSERT INTO conversation_members (conversation_id, user_id) VALUES (?, ?)", number, user
        )
    return number


def people(visit: Visit) -> Response:
    """Members whose name has the words; who has written to somebody last comes first."""
    like = f"%{visit.query('q').strip()}%"
    found = visit.db.all(
        "SELECT id, name, handle, town FROM users WHERE id != ? AND status = 'active' "
        "AND (name LIKE ? OR handle LIKE ?) "
        "ORDER BY (SELECT max(m.id) FROM messages m "
        "JOIN conversation_members c ON c.conversation_id = m.conversation_id "
        "WHERE c.user_id = users.id AND m.sender_id = users.id) DESC, id LIMIT 8",
        visit.user_id, like, like,
    )  # fmt: skip
    return data({"people": found})


def archive(visit: Visit) -> Response:
    """Put a conversation away, or take it out again."""
    found = _talk(visit)
    if found is None:
        return missing(visit)
    visit.db.run("UPDATE conversations SET archived = 1 - archived WHERE id = ?", found["id"])
    return see("/messages?done=archived")


def delete(visit: Visit) -> Response:
    """Delete a conversation with all its messages, for both sides."""
    found = _talk(visit)
    if found is None:
        return missing(visit)
    visit.db.run("DELETE FROM conversations WHERE id = ?", found["id"])
    return see("/messages?done=deleted")


def add(visit: Visit) -> Response:
    """Take one more member into a conversation, who then sees all of it."""
    found, other = _talk(visit), visit.db.one("SELECT id FROM users WHERE handle = ?", visit.form("handle"))
    if found is None or other is None:
        return missing(visit)
    visit.db.run(
        "INSERT OR IGNORE INTO conversation_members VALUES (?, ?, 'added')", found["id"], other["id"]
    )
    return see(f"/messages/{found['id']}?done=saved")


PAGES = (
    Page("/messages", inbox),
    Page("/messages/new", new, ("GET", "POST")),
    Page("/messages/{id:int}", conversation),
    Page("/api/messages/{id:int}", said, ("GET", "POST")),
    Page("/api/people", people),
    Page("/messages/{id:int}/archive", archive, ("POST",)),
    Page("/messages/{id:int}/delete", delete, ("POST",)),
    Page("/messages/{id:int}/add", add, ("POST",)),
)
