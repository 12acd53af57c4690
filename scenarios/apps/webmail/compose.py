"""Writing mail: new, reply, forward, drafts, and sending it."""

from dataclasses import dataclass, field

from starlette.responses import JSONResponse, Response

from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.webmail.addresses import goes_outside, split, wrong
from scenarios.apps.webmail.frame import page, when
from scenarios.apps.webmail.roles import ME, MY_EMAIL
from scenarios.apps.webmail.seed import NOW
from scenarios.apps.world import Page, see

_ATTACH = """INSERT INTO attachments (message_id, name, kib, body, sent_to)
    SELECT ?, name, kib, body, ? FROM {table} WHERE id = ?"""


@dataclass
class Letter:
    """What the form of a mail holds. `kept` are attachments of a mail that is passed on, `files` own ones."""

    to: str = ""
    cc: str = ""
    bcc: str = ""
    subject: str = ""
    body: str = ""
    thread: int = 0
    passes_on: int = 0
    draft: int = 0
    kept: list[int] = field(default_factory=list)
    files: list[int] = field(default_factory=list)


def _others(message: Row) -> str:
    """Everyone a mail went to, besides the user and its sender."""
    everyone = split(f"{message['recipients']}, {message['cc']}")
    return ", ".join(one for one in everyone if one not in (MY_EMAIL, message["sender_email"]))


def _quoted(visit: Visit, message: Row) -> str:
    lines = "\n".join(f"> {line}" for line in message["body"].splitlines())
    return f"\n\n{message['sender']}, {when(visit, message['at'])}:\n{lines}"


def _signed(visit: Visit, below: str = "") -> str:
    user = visit.user or {}
    return f"\n\n{user.get('signature', '')}{below}"


def _reply(visit: Visit, message: Row, subject: str, *, everyone: bool) -> Letter:
    to = message["recipients"] if message["own"] else message["sender_email"]
    subject = subject if subject.startswith("Re:") else f"Re: {subject}"
    cc = _others(message) if everyone else ""
    body = _signed(visit, _quoted(visit, message))
    return Letter(to=to, cc=cc, subject=subject, body=body, thread=message["thread_id"])


def _forward(visit: Visit, message: Row, subject: str) -> Letter:
    body = _signed(visit, _quoted(visit, message))
    files = visit.db.all("SELECT id FROM attachments WHERE message_id = ?", message["id"])
    kept = [file["id"] for file in files]
    return Letter(subject=f"Fwd: {subject}", body=body, passes_on=message["id"], kept=kept)


def _begun(visit: Visit) -> Letter:
    """The letter that the address asks for."""
    number = next(
        (int(visit.query(name)) for name in ("reply", "forward", "draft") if visit.query(name).isdigit()), 0
    )
    if visit.query("draft"):
        draft = visit.db.one("SELECT * FROM drafts WHERE id = ? AND status = 'open'", number)
        return Letter(
            to=draft["recipients"], cc=draft["cc"], bcc=draft["bcc"], subject=draft["subject"],
            body=draft["body"], thread=draft["thread_id"] or 0, draft=number,
        ) if draft else Letter()  # fmt: skip
    message = visit.db.one(
        "SELECT m.*, t.subject FROM messages m JOIN threads t ON t.id = m.thread_id WHERE m.id = ?", number
    )
    if message is None:
        return Letter(to=visit.query("to"), subject=visit.query("subject"), body=_signed(visit))
    if visit.query("forward"):
        return _forward(visit, message, message["subject"])
    return _reply(visit, message, message["subject"], everyone=bool(visit.query("all")))


def _numbers(written: str) -> list[int]:
    return [int(one) for one in written.split(",") if one.isdigit()]


def _posted(visit: Visit) -> Letter:
    single = {name: next(iter(_numbers(visit.form(name))), 0) for name in ("thread", "passes_on", "draft")}
    return Letter(
        to=visit.form("to"), cc=visit.form("cc"), bcc=visit.form("bcc"), subject=visit.form("subject"),
        body=visit.form("body").replace("\r\n", "\n"), kept=_numbers(visit.form("kept")),
        files=_numbers(visit.form("files")), **single,
    )  # fmt: skip


def _written(visit: Visit, letter: Letter, wrongs: list[str], status: int = 200) -> Response:
    passed = visit.db.all("SELECT * FROM attachments WHERE message_id = ?", letter.passes_on)
    files = visit.db.all("SELECT * FROM files ORDER BY id")
    return page(
        visit,
        "compose.html",
        status,
        here="compose",
        letter=letter,
        wrongs=wrongs,
        passed=passed,
        files=files,
    )


def _compose(visit: Visit) -> Response:
    return _written(visit, _begun(visit), [])


def _send(visit: Visit) -> Response:
    letter = _posted(visit)
    named = [part for written in (letter.to, letter.cc, letter.bcc) for part in wrong(written)]
    wrongs = [f"“{part}” {visit.t('is not an address.')}" for part in named]
    if not split(letter.to):
        wrongs.append(visit.t("Say who the message is for."))
    if wrongs:
        return _written(visit, letter, wrongs, 400)
    thread = letter.thread or visit.db.run(
        "INSERT INTO threads (subject, folder, at) VALUES (?, 'sent', ?)",
        letter.subject or visit.t("No subject"),
        NOW,
    )
    _deliver(visit, letter, thread)
    visit.db.run("UPDATE drafts SET status = 'sent' WHERE id = ?", letter.draft)
    return see(f"/thread/{thread}?done=sent")


def _deliver(visit: Visit, letter: Letter, thread: int) -> None:
    to, cc, bcc = (", ".join(split(written)) for written in (letter.to, letter.cc, letter.bcc))
    number = visit.db.run(
        "INSERT INTO messages"
        " (thread_id, sender, sender_email, recipients, cc, bcc, body, at, own, passes_on)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, 1, ?)",
        thread, ME, MY_EMAIL, to, cc, bcc, letter.body, NOW, letter.passes_on or None,
    )  # fmt: skip
    visit.db.run("UPDATE threads SET at = ? WHERE id = ?", NOW, thread)
    everyone = ", ".join(part for part in (to, cc, bcc) if part)
    for table, chosen in (("attachments", letter.kept), ("files", letter.files)):
        for file in chosen:
            visit.db.run(_ATTACH.format(table=table), number, everyone, file)


def _save(visit: Visit) -> Response:
    letter = _posted(visit)
    values = (letter.to, letter.cc, letter.bcc, letter.subject, letter.body, letter.thread or None, NOW)
    if letter.draft:
        visit.db.run(
            "UPDATE drafts SET recipients = ?, cc = ?, bcc = ?, subject = ?, body = ?, thread_id = ?, at = ?"
            " WHERE id = ?", *values, letter.draft,
        )  # fmt: skip
    else:
        visit.db.run(
            "INSERT INTO drafts (recipients, cc, bcc, subject, body, thread_id, at)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            *values,
        )
    return see("/drafts?done=draft")


def _drafts(visit: Visit) -> Response:
    drafts = visit.db.all("SELECT * FROM drafts WHERE status = 'open' ORDER BY id DESC")
    return page(visit, "drafts.html", here="drafts", drafts=drafts)


def _discard(visit: Visit) -> Response:
    visit.db.run("DELETE FROM drafts WHERE id = ? AND status = 'open'", visit.number("id"))
    return see("/drafts?done=discarded")


def _people(visit: Visit) -> Response:
    """Suggestions while one writes a name: who was written to last comes first."""
    query = f"%{visit.query('q').strip()}%"
    people = visit.db.all(
        "SELECT name, email, firm FROM contacts WHERE name LIKE ? OR email LIKE ? OR firm LIKE ?"
        " ORDER BY used DESC, id LIMIT 6", query, query, query,
    )  # fmt: skip
    return JSONResponse([{**one, "outside": goes_outside(one["email"])} for one in people])


PAGES = [
    Page("/compose", _compose),
    Page("/send", _send, ("POST",)),
    Page("/drafts", _drafts),
    Page("/drafts", _save, ("POST",)),
    Page("/drafts/{id:int}/discard", _discard, ("POST",)),
    Page("/api/people", _people),
]
