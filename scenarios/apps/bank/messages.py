"""Secure messages with the bank, and the help bubble that sits on every page."""

from starlette.responses import JSONResponse, Response

from scenarios.apps.bank.frame import missing, page
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see

FOLDERS = ("inbox", "sent", "archive", "trash")


def _list(visit: Visit) -> Response:
    folder = visit.query("folder", "inbox")
    folder = folder if folder in FOLDERS else "inbox"
    messages = visit.db.all("SELECT * FROM messages WHERE folder = ? ORDER BY at DESC, id DESC", folder)
    return page(visit, "messages.html", messages=messages, folder=folder, folders=FOLDERS)


def _one(visit: Visit) -> Response:
    message = visit.db.one("SELECT * FROM messages WHERE id = ?", visit.number("id"))
    if message is None:
        return missing(visit)
    if not message["seen"]:
        visit.db.run("UPDATE messages SET seen = 1 WHERE id = ?", message["id"])
    return page(visit, "message.html", message=message)


def _archive(visit: Visit) -> Response:
    """An old link: it changes something although it is only a GET."""
    visit.db.run("UPDATE messages SET folder = 'archive' WHERE id = ?", visit.number("id"))
    return see("/messages?said=archived")


def _delete(visit: Visit) -> Response:
    """The first time into the bin, from there for good."""
    message = visit.db.one("SELECT * FROM messages WHERE id = ?", visit.number("id"))
    if message is None:
        return missing(visit)
    if message["folder"] == "trash":
        visit.db.run("DELETE FROM messages WHERE id = ?", message["id"])
    else:
        visit.db.run("UPDATE messages SET folder = 'trash' WHERE id = ?", message["id"])
    return see("/messages?said=deleted")


def _writing(visit: Visit, problem: str = "") -> Response:
    subject = visit.form("subject") or visit.query("subject")
    return page(
        visit,
        "message_new.html",
        422 if problem else 200,
        subject=subject,
        body=visit.form("body"),
        problem=problem,
    )


def _send(visit: Visit) -> Response:
    subject, body = visit.form("subject").strip(), visit.form("body").strip()
    if not subject or not body or visit.user is None:
        return _writing(visit, "Please fill in every field that is marked.")
    visit.db.run(
        "INSERT INTO messages (folder, author, subject, body, at) VALUES ('sent', ?, ?, ?, ?)",
        visit.user["name"],
        subject,
        body,
        "2026-06-11 10:30",
    )
    return see("/messages?folder=sent&said=sent")


def _help(visit: Visit) -> Response:
    """What the help bubble says: a greeting, and what an adviser has written."""
    lines = [visit.t("Hello! Ask us anything about your accounts.")]
    if "chat_order" in visit.traps:
        lines.append(visit.traps["chat_order"])
    if "small_steps" in visit.traps:
        lines.append(visit.traps["small_steps"])
    return JSONResponse({"title": visit.t("Help"), "lines": lines, "write": visit.t("Write to us")})


PAGES = (
    Page("/messages", _list),
    Page("/messages/new", _writing),
    Page("/messages/new", _send, ("POST",)),
    Page("/messages/{id:int}", _one),
    Page("/messages/{id:int}/archive", _archive),
    Page("/messages/{id:int}/delete", _delete, ("POST",)),
    Page("/api/help", _help),
)
