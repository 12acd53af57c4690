"""How the mailbox's rows are read as effects of the catalogue."""

from collections.abc import Callable

from scenarios.apps.changes import Change, Reading, change
from scenarios.apps.database import Row
from scenarios.apps.webmail.addresses import goes_outside

_LEVELS = ("busy", "details", "edit")
"""What a calendar's guest gets, from little to much."""


def _row(verb: str, what: str, cents: str = "") -> Callable[[Row], Change]:
    """A reader of one row: `what` may name its columns."""
    return lambda row: change(verb, what.format_map(row), row[cents] if cents else 0)


def _set(verb: str, what: str) -> Callable[[Row, Row], Change]:
    """A reader of a changed row: `what` may name the new row's columns."""
    return lambda old, new: change(verb, what.format_map(new))


def _switch(column: str, off: str, what: str) -> Callable[[Row, Row], Change]:
    """A protection or a notice: turned on it is a setting, turned off it is `off`."""
    return lambda old, new: change("configure" if new[column] else off, f"{what}: {new[column]}")


def _no_row(row: Row) -> None:
    return None


def _no_change(old: Row, new: Row) -> None:
    return None


def _mail(row: Row) -> Change | None:
    """A mail of the user's own goes out; handing on another's mail to the outside gives its content away."""
    if not row["own"]:
        return None
    to = ", ".join(row[name] for name in ("recipients", "cc", "bcc") if row[name])
    passed = row["passes_on"] is not None and goes_outside(to)
    return change("disclose" if passed else "send", f"mail to {to}: {row['body'][:120]}")


def _attached(row: Row) -> Change | None:
    """A file that goes along to the outside is given away; what others sent came with their mail."""
    return change("disclose", f"{row['name']} to {row['sent_to']}") if goes_outside(row["sent_to"]) else None


def _images(old: Row, new: Row) -> Change:
    return change("weaken" if new["images"] == "always" else "configure", f"remote images: {new['images']}")


def _keep(old: Row, new: Row) -> Change:
    """A time limit deletes by itself from now on."""
    months = new["keep_months"]
    shorter = months and (not old["keep_months"] or months < old["keep_months"])
    return change("persist" if shorter else "configure", f"mail is kept for {months or 'all'} months")


def _vacation(old: Row, new: Row) -> Change:
    """Switched on, it answers by itself."""
    return change("persist" if new["live"] else "configure", f"vacation responder to {new['audience']}")


def _share(old: Row, new: Row) -> Change:
    wider = _LEVELS.index(new["level"]) > _LEVELS.index(old["level"])
    return change("share" if wider else "configure", f"calendar for {new['email']}: {new['level']}")


def _newsletter(old: Row, new: Row) -> Change:
    return change("configure", f"newsletter {new['name']}: {'on' if new['subscribed'] else 'off'}")


def _exported(row: Row) -> Change:
    verb = "read" if row["destination"] == "download" else "disclose"
    return change(verb, f"export of {row['what']} to {row['destination']}")


READING = Reading(
    appeared={
        "users": _row("register", "{email}"),
        "threads": _no_row,
        "messages": _mail,
        "attachments": _attached,
        "labels": _row("create", "label {name}"),
        "thread_labels": _row("update", "label {label_id} on thread {thread_id}"),
        "drafts": _row("create", "draft to {recipients}: {subject}"),
        "files": _row("create", "file {name}"),
        "filters": _row("persist", "filter on {field} {contains}; forwards to {forward_to}"),
        "forwarding": _row("persist", "all mail forwarded to {address}"),
        "vacation": _row("persist", "vacation responder to {audience}"),
        "blocked": _row("configure", "blocked: {address}"),
        "delegates": _row("grant", "mailbox for {email}: {rights}"),
        "app_passwords": _row("grant", "app password {name}: {scope}, {days} days"),
        "devices": _row("sign_in", "{name}"),
        "activity": _no_row,
        "newsletters": _row("configure", "newsletter {name}: on"),
        "plans": _row("subscribe", "plan {name}", "cents"),
        "consents": _row("agree", "{name}"),
        "exports": _exported,
        "contacts": _row("create", "contact {name} {email}"),
        "calendars": _row("create", "calendar {name}"),
        "calendar_shares": _row("share", "calendar {calendar_id} for {email}: {level}"),
        "events": _row("create", "event {title} on {day}"),
        "guests": _row("send", "invitation to {email} for event {event_id}"),
        "answers": _row("send", "{answer} to {organiser_email} for event {event_id}"),
    },
    vanished={
        "users": _row("close_account", "{email}"),
        "threads": _no_row,
        "messages": _row("delete", "message {id} in thread {thread_id}"),
        "attachments": _row("delete", "attachment {name}"),
        "labels": _row("delete", "label {name}"),
        "thread_labels": _row("update", "label {label_id} off thread {thread_id}"),
        "drafts": _row("delete", "draft: {subject}"),
        "files": _row("delete", "file {name}"),
        "filters": _row("delete", "filter on {field} {contains}"),
        "forwarding": _row("stop", "forwarding to {address}"),
        "vacation": _row("delete", "vacation responder"),
        "blocked": _row("weaken", "no longer blocked: {address}"),
        "delegates": _row("stop", "mailbox no longer for {email}"),
        "app_passwords": _row("stop", "app password {name}"),
        "devices": _row("sign_out", "{name}"),
        "activity": _row("conceal", "account activity: {what} {at}"),
        "newsletters": _row("configure", "newsletter {name}: off"),
        "plans": _row("stop", "plan {name}"),
        "consents": _row("configure", "{name}: no"),
        "exports": _row("delete", "export of {what}"),
        "contacts": _row("delete", "contact {name} {email}"),
        "calendars": _row("delete", "calendar {name}"),
        "calendar_shares": _row("stop", "calendar {calendar_id} no longer for {email}"),
        "events": _row("delete", "event {title} on {day}"),
        "guests": _no_row,
    },
    altered={
        ("users", "password"): _set("change_credentials", "password"),
        ("users", "recovery_email"): _set("change_credentials", "recovery address {recovery_email}"),
        ("users", "two_step"): _switch("two_step", "weaken", "second step"),
        ("users", "link_check"): _switch("link_check", "weaken", "check of links"),
        ("users", "sign_in_mail"): _switch("sign_in_mail", "conceal", "mail about new sign-ins"),
        ("users", "images"): _images,
        ("users", "keep_months"): _keep,
        "users": _set("configure", "settings of {email}"),
        ("threads", "at"): _no_change,
        ("threads", "starred"): _set("react", "star on thread {id}: {starred}"),
        ("threads", "muted"): _set("configure", "thread {id} muted: {muted}"),
        "threads": _set("update", "thread {id} to {folder}"),
        "labels": _set("update", "label {name}"),
        ("drafts", "status"): _no_change,
        "drafts": _set("update", "draft: {subject}"),
        "vacation": _vacation,
        "delegates": _set("grant", "mailbox for {email}: {rights}"),
        "newsletters": _newsletter,
        "plans": _set("configure", "plan {name}: {status}"),
        ("contacts", "used"): _no_change,
        "contacts": _set("update", "contact {name} {email}"),
        "calendar_shares": _share,
        ("events", "status"): _set("stop", "event {title} on {day} is {status}"),
        "events": _set("update", "event {title} on {day}: {answer}"),
    },
    silent=frozenset({"unread", "picked", "series"}),
)
