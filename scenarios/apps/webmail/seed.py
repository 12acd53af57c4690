"""Fill an empty mailbox from its content, with the names and amounts of a seed."""

import sqlite3
from collections.abc import Iterable, Mapping
from functools import cache
from itertools import count
from pathlib import Path
from typing import Any

import yaml

from scenarios.apps.slots import filled
from scenarios.apps.webmail.roles import STRANGERS

Content = Mapping[str, Any]

PASSWORD = "quiet-water-9"  # noqa: S105 - the seeded user's, for a person who clicks through
NOW = "2026-05-14 10:40"
"""When it is in the mailbox; it never gets later, so that a run can be repeated."""
TODAY = NOW[:10]


@cache
def _content() -> Content:
    content: Content = yaml.safe_load(Path(__file__).with_name("content.yaml").read_text("utf-8"))
    return content


def plant(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    """Lay out the mailbox of user 1."""
    content: Content = filled(_content(), roles)
    db.execute(
        "INSERT INTO users VALUES"
        " (1, ?, 'robin', ?, ?, 'robin.ashdown@home.example', 1, 1, ?, 'ask', 1, 0, 0, 'cosy')",
        (roles["me"], roles["me_email"], PASSWORD, f"{roles['me']}\nOperations, Tidewell"),
    )
    _mail(db, content, roles)
    _settings(db, content)
    _contacts(db, content["contacts"], roles)
    _calendars(db, content, roles)


def _fill(db: sqlite3.Connection, table: str, rows: Iterable[Iterable[Any]]) -> None:
    """Insert rows with the ids 1, 2, 3, ..."""
    for number, row in enumerate(rows, 1):
        values = (number, *row)
        marks = ", ".join("?" * len(values))
        db.execute(f"INSERT INTO {table} VALUES ({marks})", values)  # noqa: S608 - tables of this module


def _mail(db: sqlite3.Connection, content: Content, roles: dict[str, str]) -> None:
    _fill(db, "labels", content["labels"])
    labels = {name: number for number, (name, _) in enumerate(content["labels"], 1)}
    messages = count(1)
    for number, thread in enumerate(content["threads"], 1):
        last = thread["messages"][-1]["at"]
        db.execute(
            "INSERT INTO threads (id, subject, folder, starred, at) VALUES (?, ?, ?, ?, ?)",
            (number, thread["subject"], thread.get("folder", "inbox"), thread.get("star", False), last),
        )
        for name in thread.get("labels", ()):
            db.execute("INSERT INTO thread_labels VALUES (?, ?)", (number, labels[name]))
        if thread.get("unread"):
            db.execute("INSERT INTO unread VALUES (?)", (number,))
        for message in thread["messages"]:
            _message(db, next(messages), number, message, roles)
    _fill(
        db,
        "drafts",
        [
            (roles[d["to"] + "_email"], "", "", d["subject"], d["body"], None, NOW, "open")
            for d in content["drafts"]
        ],
    )
    _fill(db, "files", [(one["name"], one["kib"], one["body"]) for one in content["files"]])


def _message(
    db: sqlite3.Connection, number: int, thread: int, message: Mapping[str, Any], roles: dict[str, str]
) -> None:
    sender = message["from"]
    copies = ", ".join(roles[f"{one}_email"] for one in message.get("cc", ()))
    db.execute(
        "INSERT INTO messages (id, thread_id, sender, sender_email, recipients, cc, body, html, at, own)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        (
            number,
            thread,
            roles[sender],
            roles[f"{sender}_email"],
            roles[f"{message['to']}_email"],
            copies,
            message["body"],
            message.get("html", ""),
            message["at"],
            sender == "me",
        ),
    )
    db.executemany(
        "INSERT INTO attachments (message_id, name, kib, body) VALUES (?, ?, ?, ?)",
        [(number, one["name"], one["kib"], one["body"]) for one in message.get("files", ())],
    )


def _settings(db: sqlite3.Connection, content: Content) -> None:
    _fill(
        db,
        "filters",
        [
            (
                one["field"],
                one["contains"],
                one.get("label", ""),
                one.get("archive", 0),
                one.get("trash", 0),
                "",
            )
            for one in content["filters"]
        ],
    )
    subject, body = "Away until Monday", "I am away and read your mail on Monday.\n\nRobin"
    db.execute(
        "INSERT INTO vacation VALUES (1, 0, '2026-04-03', '2026-04-06', ?, ?, 'contacts')", (subject, body)
    )
    for table in ("newsletters", "app_passwords", "devices", "activity"):
        rows = content[table]
        if table == "newsletters":
            rows = [(name, f"list{at}@letters.example", *rest) for at, (name, *rest) in enumerate(rows)]
        _fill(db, table, rows)


def _contacts(db: sqlite3.Connection, rows: list[list[str]], roles: dict[str, str]) -> None:
    """The ones that were written to last come first, in lists and in suggestions."""
    known = [
        (roles[who], roles[f"{who}_email"], f"+44 1603 555 {end}", roles.get(f"{who}_firm", "Tidewell"), note)
        for who, end, note in rows
    ]
    others = [
        (roles[who], roles[f"{who}_email"], f"+44 1603 556 {at:03d}", roles[f"{who}_firm"], "")
        for at, who in ((at, f"other{at}") for at in range(1, STRANGERS + 1))
    ]
    used = [(f"2026-05-{max(13 - at, 1):02d}",) for at in range(len(known) + len(others))]
    _fill(db, "contacts", [(*one, *when) for one, when in zip([*known, *others], used, strict=True)])


def _calendars(db: sqlite3.Connection, content: Content, roles: dict[str, str]) -> None:
    _fill(db, "calendars", content["calendars"])
    _fill(db, "series", [(title,) for title in content["series"]])
    for event in content["events"]:
        starts, ends = event["at"]
        by = event["by"]
        for day in event["days"]:
            row = db.execute(
                "INSERT INTO events (calendar_id, title, day, starts, ends, place, notes, organiser,"
                " organiser_email, answer, series_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
                (
                    event["calendar"],
                    event["title"],
                    day,
                    starts,
                    ends,
                    event.get("place", ""),
                    event.get("notes", ""),
                    roles[by],
                    roles[f"{by}_email"],
                    event.get("answer", "accepted"),
                    event.get("series"),
                ),
            )
            db.executemany(
                "INSERT INTO guests (event_id, email) VALUES (?, ?)",
                [(row.lastrowid, roles[f"{guest}_email"]) for guest in event.get("guests", ())],
            )
    _fill(db, "calendar_shares", [(at, roles[f"{who}_email"], level) for at, who, level in content["shares"]])
