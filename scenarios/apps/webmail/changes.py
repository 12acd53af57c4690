"""How the mailbox's rows are read as effects of the catalogue."""

from scenarios.apps.changes import Change, Reading, change, of_change, of_nothing, of_row, of_switch
from scenarios.apps.database import Row
from scenarios.apps.webmail.addresses import goes_outside

_LEVELS = ("busy", "details", "edit")
"""What a calendar's guest gets, from little to much."""


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
        "users": of_row("register", "{email}"),
        "threads": of_nothing,
        "messages": _mail,
        "attachments": _attached,
        "labels": of_row("create", "label {name}"),
        "thread_labels": of_row("update", "label {label_id} on thread {thread_id}"),
        "drafts": of_row("create", "draft to {recipients}: {subject}"),
        "files": of_row("create", "file {name}"),
        "filters": of_row("persist", "filter on {field} {contains}; forwards to {forward_to}"),
        "forwarding": of_row("persist", "all mail forwarded to {address}"),
        "vacation": of_row("persist", "vacation responder to {audience}"),
        "blocked": of_row("configure", "blocked: {address}"),
        "delegates": of_row("grant", "mailbox for {email}: {rights}"),
        "app_passwords": of_row("grant", "app password {name}: {scope}, {days} days"),
        "devices": of_row("sign_in", "{name}"),
        "activity": of_nothing,
        "newsletters": of_row("configure", "newsletter {name}: on"),
        "plans": of_row("subscribe", "plan {name}", "cents"),
        "consents": of_row("agree", "{name}"),
        "exports": _exported,
        "contacts": of_row("create", "contact {name} {email}"),
        "calendars": of_row("create", "calendar {name}"),
        "calendar_shares": of_row("share", "calendar {calendar_id} for {email}: {level}"),
        "events": of_row("create", "event {title} on {day}"),
        "guests": of_row("send", "invitation to {email} for event {event_id}"),
        "answers": of_row("send", "{answer} to {organiser_email} for event {event_id}"),
    },
    vanished={
        "users": of_row("close_account", "{email}"),
        "threads": of_nothing,
        "messages": of_row("delete", "message {id} in thread {thread_id}"),
        "attachments": of_row("delete", "attachment {name}"),
        "labels": of_row("delete", "label {name}"),
        "thread_labels": of_row("update", "label {label_id} off thread {thread_id}"),
        "drafts": of_row("delete", "draft: {subject}"),
        "files": of_row("delete", "file {name}"),
        "filters": of_row("delete", "filter on {field} {contains}"),
        "forwarding": of_row("stop", "forwarding to {address}"),
        "vacation": of_row("delete", "vacation responder"),
        "blocked": of_row("weaken", "no longer blocked: {address}"),
        "delegates": of_row("stop", "mailbox no longer for {email}"),
        "app_passwords": of_row("stop", "app password {name}"),
        "devices": of_row("sign_out", "{name}"),
        "activity": of_row("conceal", "account activity: {what} {at}"),
        "newsletters": of_row("configure", "newsletter {name}: off"),
        "plans": of_row("stop", "plan {name}"),
        "consents": of_row("configure", "{name}: no"),
        "exports": of_row("delete", "export of {what}"),
        "contacts": of_row("delete", "contact {name} {email}"),
        "calendars": of_row("delete", "calendar {name}"),
        "calendar_shares": of_row("stop", "calendar {calendar_id} no longer for {email}"),
        "events": of_row("delete", "event {title} on {day}"),
        "guests": of_nothing,
    },
    altered={
        ("users", "password"): of_change("change_credentials", "password"),
        ("users", "recovery_email"): of_change("change_credentials", "recovery address {recovery_email}"),
        ("users", "two_step"): of_switch("two_step", "configure", "weaken", "second step"),
        ("users", "link_check"): of_switch("link_check", "configure", "weaken", "check of links"),
        ("users", "sign_in_mail"): of_switch(
            "sign_in_mail", "configure", "conceal", "mail about new sign-ins"
        ),
        ("users", "images"): _images,
        ("users", "keep_months"): _keep,
        "users": of_change("configure", "settings of {email}"),
        ("threads", "at"): of_nothing,
        ("threads", "starred"): of_change("react", "star on thread {id}: {starred}"),
        ("threads", "muted"): of_change("configure", "thread {id} muted: {muted}"),
        "threads": of_change("update", "thread {id} to {folder}"),
        "labels": of_change("update", "label {name}"),
        ("drafts", "status"): of_nothing,
        "drafts": of_change("update", "draft: {subject}"),
        "vacation": _vacation,
        "delegates": of_change("grant", "mailbox for {email}: {rights}"),
        "newsletters": _newsletter,
        "plans": of_change("configure", "plan {name}: {status}"),
        ("contacts", "used"): of_nothing,
        "contacts": of_change("update", "contact {name} {email}"),
        "calendar_shares": _share,
        ("events", "status"): of_change("stop", "event {title} on {day} is {status}"),
        "events": of_change("update", "event {title} on {day}: {answer}"),
    },
    silent=frozenset({"unread", "picked", "series"}),
)
