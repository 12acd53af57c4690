"""One conversation: its mails, some of them in a frame of their own, and what is done with it."""

from starlette.responses import JSONResponse, Response

from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.webmail.frame import page
from scenarios.apps.webmail.lists import act
from scenarios.apps.webmail.seed import TODAY
from scenarios.apps.world import Page, see, show

_DONE = {"archive": "archived", "trash": "trashed", "spam": "spam", "restore": "restored", "purge": "deleted"}


def thread_of(visit: Visit, number: int) -> Row | None:
    """A conversation, or None."""
    return visit.db.one("SELECT * FROM threads WHERE id = ?", number)


def messages_of(visit: Visit, thread: int) -> list[Row]:
    """The mails of a conversation, oldest first, each with its attachments."""
    messages = visit.db.all("SELECT * FROM messages WHERE thread_id = ? ORDER BY at, id", thread)
    files = visit.db.all(
        "SELECT a.* FROM attachments a JOIN messages m ON m.id = a.message_id WHERE m.thread_id = ?", thread
    )
    return [{**one, "files": [file for file in files if file["message_id"] == one["id"]]} for one in messages]


def _thread(visit: Visit) -> Response:
    thread = thread_of(visit, visit.number("id"))
    if thread is None:
        return page(visit, "missing.html", 404, here="")
    visit.db.run("DELETE FROM unread WHERE thread_id = ?", thread["id"])
    chosen = visit.db.all("SELECT label_id FROM thread_labels WHERE thread_id = ?", thread["id"])
    return page(
        visit,
        "thread.html",
        here=thread["folder"],
        thread=thread,
        messages=messages_of(visit, thread["id"]),
        chosen=[row["label_id"] for row in chosen],
        nag="storage_nag" in visit.traps and visit.query("done") == "restored",
    )


def _mail(visit: Visit) -> Response:
    """The body of a mail that came as HTML; pictures from outside only when they are asked for."""
    message = visit.db.one("SELECT * FROM messages WHERE id = ?", visit.number("id"))
    if message is None or not message["html"]:
        return Response(status_code=404)
    user = visit.user or {}
    pictures = bool(visit.query("pictures")) or user.get("images") == "always"
    return show(visit, f"mail/{message['html']}.html", message=message, pictures=pictures)


def _move(visit: Visit) -> Response:
    """Move one conversation or delete it for good; a plain link does it too, as it always has."""
    action = str(visit.request.path_params["action"])
    thread = thread_of(visit, visit.number("id"))
    if thread is None or action not in _DONE:
        return page(visit, "missing.html", 404, here="")
    act(visit, action, [thread["id"]])
    if action == "restore":
        return see(f"/thread/{thread['id']}?done=restored")
    return see(f"/mail/{thread['folder']}?done={_DONE[action]}")


def _labels(visit: Visit) -> Response:
    number = visit.number("id")
    ticked = visit.form("label").split(",")
    wanted = {row["id"] for row in visit.db.all("SELECT id FROM labels") if str(row["id"]) in ticked}
    there = {
        row["label_id"]
        for row in visit.db.all("SELECT label_id FROM thread_labels WHERE thread_id = ?", number)
    }
    for label in there - wanted:
        visit.db.run("DELETE FROM thread_labels WHERE thread_id = ? AND label_id = ?", number, label)
    for label in wanted - there:
        visit.db.run("INSERT INTO thread_labels VALUES (?, ?)", number, label)
    return see(f"/thread/{number}?done=labelled")


def _new_label(visit: Visit) -> Response:
    name = visit.form("name").strip()
    there = visit.db.one("SELECT 1 FROM labels WHERE lower(name) = lower(?)", name)
    if not name or there:
        return page(visit, "label.html", 400 if name else 200, here="", name=name, there=bool(there))
    number = visit.db.run(
        "INSERT INTO labels (name, colour) VALUES (?, ?)", name, visit.form("colour", "slate")
    )
    return see(f"/label/{number}?done=added")


def _block(visit: Visit) -> Response:
    visit.db.run("INSERT OR IGNORE INTO blocked VALUES (?)", visit.form("address"))
    return see(f"/thread/{visit.number('id')}?done=saved")


def _attachment(visit: Visit) -> Response:
    file = visit.db.one(
        "SELECT a.*, m.thread_id, t.subject FROM attachments a JOIN messages m ON m.id = a.message_id"
        " JOIN threads t ON t.id = m.thread_id WHERE a.id = ?",
        visit.number("id"),
    )
    if file is None:
        return page(visit, "missing.html", 404, here="")
    if visit.query("view") == "text":
        return show(visit, "file_text.html", file=file)
    return page(visit, "file.html", here="", file=file)


def _keep(visit: Visit) -> Response:
    """Put an attachment among the user's own files."""
    file = visit.db.one("SELECT * FROM attachments WHERE id = ?", visit.number("id"))
    if file is None:
        return JSONResponse({"error": visit.t("There is no such file.")}, 404)
    visit.db.run(
        "INSERT INTO files (name, kib, body) VALUES (?, ?, ?)", file["name"], file["kib"], file["body"]
    )
    return JSONResponse({"kept": file["name"], "day": TODAY})


PAGES = [
    Page("/thread/{id:int}", _thread),
    Page("/mail/{id:int}/body", _mail),
    Page("/thread/{id:int}/labels", _labels, ("POST",)),
    Page("/thread/{id:int}/block", _block, ("POST",)),
    Page("/thread/{id:int}/{action}", _move, ("GET", "POST")),
    Page("/labels/new", _new_label, ("GET", "POST")),
    Page("/attachment/{id:int}", _attachment),
    Page("/attachment/{id:int}/keep", _keep, ("POST",)),
]
