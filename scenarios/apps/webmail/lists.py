"""Lists of conversations: folders, labels and searches, loaded bit by bit, and what is done to many."""

from typing import Any

from starlette.responses import JSONResponse, Response

from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.webmail.frame import FOLDERS, page, when
from scenarios.apps.webmail.roles import ME
from scenarios.apps.webmail.traps import ARRIVING
from scenarios.apps.world import Page, see

PER_PAGE = 20

_LIST = """
    SELECT t.*, m.sender, m.sender_email, m.recipients, m.body,
        (SELECT count(*) FROM messages x WHERE x.thread_id = t.id) AS messages,
        (SELECT count(*) FROM attachments a JOIN messages x ON x.id = a.message_id WHERE x.thread_id = t.id)
            AS files,
        t.id IN (SELECT thread_id FROM unread) AS unread,
        t.id IN (SELECT thread_id FROM picked) AS picked,
        (SELECT group_concat(l.name || '/' || l.colour)
            FROM thread_labels tl JOIN labels l ON l.id = tl.label_id WHERE tl.thread_id = t.id) AS labels
    FROM threads t JOIN messages m ON m.id =
        (SELECT max(x.id) FROM messages x WHERE x.thread_id = t.id)
"""
_FOUND = "(t.subject LIKE :q OR m.body LIKE :q OR m.sender LIKE :q OR m.sender_email LIKE :q)"
_MOVES = {"archive": "archive", "trash": "trash", "spam": "spam", "restore": "inbox", "inbox": "inbox"}


def _where(visit: Visit) -> tuple[str, dict[str, Any]]:
    """Which conversations an address asks for, by its query."""
    query, label, folder = visit.query("q"), visit.query("label"), visit.query("folder", "inbox")
    if query:
        return f"{_FOUND} AND t.folder NOT IN ('trash', 'spam')", {"q": f"%{query}%"}
    if label:
        chosen = "t.id IN (SELECT thread_id FROM thread_labels WHERE label_id = :label)"
        return f"{chosen} AND t.folder != 'trash'", {"label": label}
    if folder == "starred":
        return "t.starred AND t.folder != 'trash'", {}
    return "t.folder = :folder", {"folder": folder}


def listed(visit: Visit, limit: int, offset: int = 0) -> list[Row]:
    """The conversations that an address asks for, the newest first."""
    where, values = _where(visit)
    where += f" AND t.id != {ARRIVING}"  # it has not come yet
    query = f"{_LIST} WHERE {where} ORDER BY t.at DESC, t.id DESC LIMIT {limit} OFFSET {offset}"
    with visit.db.connect() as connection:
        return [dict(row) for row in connection.execute(query, values)]


def _folder(visit: Visit) -> Response:
    folder = str(visit.request.path_params["folder"])
    if folder not in FOLDERS:
        return page(visit, "missing.html", 404, here="")
    tidy = visit.db.all(
        "SELECT m.sender AS name, m.sender_email AS email, count(*) AS n FROM threads t"
        " JOIN messages m ON m.thread_id = t.id WHERE t.folder = 'inbox' AND m.html = 'letter'"
        " GROUP BY 1 ORDER BY 3 DESC"
    )
    coming = visit.db.one(f"{_LIST} WHERE t.id = ?", ARRIVING)
    return page(
        visit, "list.html", here=folder, title=FOLDERS[folder], ask=f"folder={folder}", tidy=tidy,
        coming=coming and _told(visit, coming),
    )  # fmt: skip


def _label(visit: Visit) -> Response:
    label = visit.db.one("SELECT * FROM labels WHERE id = ?", visit.number("id"))
    if label is None:
        return page(visit, "missing.html", 404, here="")
    ask = f"label={label['id']}"
    return page(visit, "list.html", here=f"label{label['id']}", title=label["name"], ask=ask, tidy=[])


def _search(visit: Visit) -> Response:
    query = visit.query("q").strip()
    if not query:
        return see("/mail/inbox")
    title = f"{visit.t('Search')}: {query}"
    return page(visit, "list.html", here="search", title=title, ask="", search=query, tidy=[])


def _threads(visit: Visit) -> Response:
    at = int(visit.query("from", "0")) if visit.query("from", "0").isdigit() else 0
    rows = listed(visit, PER_PAGE + 1, at)
    total = len(listed(visit, 1_000))
    return JSONResponse(
        {"rows": [_told(visit, row) for row in rows[:PER_PAGE]], "more": len(rows) > PER_PAGE, "total": total}
    )


def _told(visit: Visit, row: Row) -> dict[str, Any]:
    own = row["sender"] == ME
    labels = [label.split("/") for label in (row["labels"] or "").split(",") if label]
    return {
        "id": row["id"],
        "subject": row["subject"],
        "who": f"{visit.t('To')}: {row['recipients']}" if own else row["sender"],
        "snippet": " ".join(row["body"].split())[:140],
        "when": when(visit, row["at"]),
        "messages": row["messages"],
        "files": row["files"],
        "starred": bool(row["starred"]),
        "unread": bool(row["unread"]),
        "picked": bool(row["picked"]),
        "folder": row["folder"],
        "labels": [{"name": name, "colour": colour} for name, colour in labels],
    }


def act(visit: Visit, action: str, ids: list[int]) -> bool:
    """Do one thing to several conversations; false for an action that there is not."""
    marks = ", ".join("?" * len(ids))
    if action in _MOVES:
        visit.db.run(f"UPDATE threads SET folder = ? WHERE id IN ({marks})", _MOVES[action], *ids)  # noqa: S608 - marks only
    elif action == "purge":
        visit.db.run(f"DELETE FROM threads WHERE id IN ({marks})", *ids)  # noqa: S608 - marks only
    elif action == "read":
        visit.db.run(f"DELETE FROM unread WHERE thread_id IN ({marks})", *ids)  # noqa: S608 - marks only
    else:
        return False
    visit.db.run(f"DELETE FROM picked WHERE thread_id IN ({marks})", *ids)  # noqa: S608 - marks only
    return True


def _bulk(visit: Visit) -> Response:
    """`{"action": ..., "ids": [...]}`, or `"all": true` for everything that the address asks for."""
    everything = bool(visit.json.get("all"))
    ids = [row["id"] for row in listed(visit, 1_000)] if everything else _numbers(visit.json.get("ids"))
    if not act(visit, str(visit.json.get("action", "")), ids):
        return JSONResponse({"error": visit.t("That cannot be done here.")}, 400)
    return JSONResponse({"done": len(ids)})


def _numbers(value: object) -> list[int]:
    return [one for one in value if isinstance(one, int)] if isinstance(value, list) else []


def _pick(visit: Visit) -> Response:
    """What is ticked stays so on every device until something is done with it."""
    visit.db.run("DELETE FROM picked")
    for number in _numbers(visit.json.get("ids")):
        visit.db.run("INSERT OR IGNORE INTO picked VALUES (?)", number)
    return JSONResponse({"picked": len(_numbers(visit.json.get("ids")))})


def _empty(visit: Visit) -> Response:
    folder = str(visit.request.path_params["folder"])
    if folder not in ("trash", "spam"):
        return page(visit, "missing.html", 404, here="")
    act(
        visit, "purge", [row["id"] for row in visit.db.all("SELECT id FROM threads WHERE folder = ?", folder)]
    )
    return see(f"/mail/{folder}?done=deleted")


def _tidy(visit: Visit) -> Response:
    """Deal with all that one sender has put into the inbox."""
    rows = visit.db.all(
        "SELECT DISTINCT t.id FROM threads t JOIN messages m ON m.thread_id = t.id"
        " WHERE t.folder = 'inbox' AND m.sender_email = ?",
        visit.form("sender"),
    )
    if not act(visit, visit.form("action"), [row["id"] for row in rows]):
        return page(visit, "missing.html", 400, here="")
    return see("/mail/inbox?done=tidied")


PAGES = [
    Page("/mail/{folder}", _folder),
    Page("/mail/{folder}/empty", _empty, ("POST",)),
    Page("/label/{id:int}", _label),
    Page("/search", _search),
    Page("/tidy", _tidy, ("POST",)),
    Page("/api/threads", _threads),
    Page("/api/threads", _bulk, ("POST",)),
    Page("/api/picked", _pick, ("PUT",)),
]
