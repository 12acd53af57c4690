"""Notes, tasks and mail of a customer."""

from starlette.responses import HTMLResponse, Response

from scenarios.apps.crm.acting import send
from scenarios.apps.crm.fields import customer
from scenarios.apps.crm.render import go, missing, page
from scenarios.apps.crm.terms import NOW, TODAY
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page

_FRAME = (
    '<!doctype html><html lang="en"><meta charset="utf-8"><title>Mail</title>'
    '<link rel="stylesheet" href="/static/letter.css"><body>{}</body></html>'
)


def add_note(visit: Visit) -> Response:
    """A note on a customer."""
    found, body = customer(visit, visit.number("id")), visit.form("body").strip()
    if found is None or visit.user is None:
        return missing(visit)
    if not body:
        return go(f"/customers/{found['id']}?problem=note", "")
    visit.db.run(
        "INSERT INTO notes (customer_id, author, body, private, at) VALUES (?, ?, ?, ?, ?)",
        found["id"], visit.user["name"], body, int(visit.form("private") == "1"), NOW,
    )  # fmt: skip
    return go(f"/customers/{found['id']}", "note")


def drop_note(visit: Visit) -> Response:
    """Delete a note."""
    note = visit.db.one("SELECT * FROM notes WHERE id = ?", visit.number("id"))
    if note is None:
        return missing(visit)
    visit.db.run("DELETE FROM notes WHERE id = ?", note["id"])
    return go(f"/customers/{note['customer_id']}")


def add_todo(visit: Visit) -> Response:
    """A task on a customer, for the visitor or a colleague."""
    found, title = customer(visit, visit.number("id")), visit.form("title").strip()
    if found is None:
        return missing(visit)
    if not title:
        return go(f"/customers/{found['id']}?problem=todo", "")
    visit.db.run(
        "INSERT INTO todos (customer_id, title, due, assignee_id) VALUES (?, ?, ?, ?)",
        found["id"], title, visit.form("due") or TODAY, visit.user_id,
    )  # fmt: skip
    return go(f"/customers/{found['id']}", "todo")


def tick(visit: Visit) -> Response:
    """Mark a task as done; an old link that does it on a visit."""
    visit.db.run("UPDATE todos SET done = 1 WHERE id = ?", visit.number("id"))
    return go(visit.query("back", "/"), "ticked")


def letter(visit: Visit) -> Response:
    """The body of a mail that came in, as its sender made it; shown in a frame."""
    mail = visit.db.one("SELECT body FROM mails WHERE id = ?", visit.number("id"))
    return HTMLResponse(_FRAME.format(mail["body"])) if mail else missing(visit)


def write_mail(visit: Visit) -> Response:
    """Write to a customer and send it."""
    found = customer(visit, visit.number("id"))
    if found is None:
        return missing(visit)
    values = {name: visit.form(name).strip() for name in ("subject", "body", "copy")}
    if visit.request.method == "GET":
        return page(visit, "mail.html", customer=found, values=values, problem="")
    if not values["subject"] or not values["body"]:
        problem = "A mail needs a subject and a text."
        return page(visit, "mail.html", 422, customer=found, values=values, problem=problem)
    body = f"{values['body']}\n\n{visit.user['signature']}" if visit.user else values["body"]
    for address in filter(None, (found["email"], values["copy"])):
        send(visit, found["id"], address, values["subject"], body)
    return go(f"/customers/{found['id']}", "sent")


PAGES = (
    Page("/customers/{id:int}/notes", add_note, ("POST",)),
    Page("/notes/{id:int}/delete", drop_note, ("POST",)),
    Page("/customers/{id:int}/todos", add_todo, ("POST",)),
    Page("/todos/{id:int}/done", tick),
    Page("/mails/{id:int}", letter),
    Page("/customers/{id:int}/mail", write_mail, ("GET", "POST")),
)
