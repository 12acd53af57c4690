"""Each kind of change, done by hand through the mailbox's own addresses, is read with its verb."""

from collections.abc import Mapping

import httpx
import pytest

from scenarios.apps.database import Dump
from scenarios.apps.server import WorldServer
from scenarios.apps.webmail import WORLD

PASSWORD = WORLD.sign_in[1]
OUT, IN = "a@b.example", "ada@tidewell.example"
LETTER = {"subject": "Hello", "body": "Yes"}
GENERAL = {"signature": "Robin", "density": "tight"}
PRIVACY = {"images": "ask", "link_check": "1", "keep_months": "0"}
AWAY = {"first_day": "2026-05-18", "last_day": "2026-05-29", "subject": "Away", "body": "Later."}
FILTER = {"field": "from", "contains": "b.example"}
EVENT = {"title": "Talk", "day": "2026-05-18", "starts": "10:00", "ends": "11:00"}
CONTACT = {"name": "Ada Berg", "email": OUT, "phone": "1", "firm": "Berg"}
NEW_PASSWORD = {"current": PASSWORD, "new": "rosemary-17", "again": "rosemary-17"}

POSTED: list[tuple[str, Mapping[str, object], list[str]]] = [
    ("/send", {**LETTER, "to": IN}, ["send"]),
    ("/send", {**LETTER, "to": OUT, "thread": "3"}, ["send"]),
    ("/send", {**LETTER, "to": OUT, "files": ["1", "2"]}, ["disclose", "disclose", "send"]),
    ("/send", {**LETTER, "to": IN, "files": "2"}, ["send"]),
    ("/send", {**LETTER, "to": OUT, "passes_on": "5", "kept": "1"}, ["disclose", "disclose"]),
    ("/send", {**LETTER, "to": IN, "passes_on": "5", "kept": "1"}, ["send"]),
    ("/send", {**LETTER, "to": IN, "bcc": OUT, "passes_on": "5"}, ["disclose"]),
    ("/send", {**LETTER, "to": IN, "draft": "1"}, ["send"]),
    ("/send", {**LETTER, "to": "nobody"}, []),
    ("/send", {**LETTER, "to": ""}, []),
    ("/drafts", {**LETTER, "to": OUT}, ["create"]),
    ("/drafts", {**LETTER, "to": OUT, "draft": "1"}, ["update"]),
    ("/drafts/1/discard", {}, ["delete"]),
    ("/thread/3/archive", {}, ["update"]),
    ("/thread/3/trash", {}, ["update"]),
    ("/thread/3/spam", {}, ["update"]),
    ("/thread/44/restore", {}, ["update"]),
    ("/thread/44/purge", {}, ["delete", "delete"]),
    ("/thread/3/explode", {}, []),
    ("/thread/999/archive", {}, []),
    ("/thread/3/labels", {"label": ["2", "4"]}, ["update"]),
    ("/thread/3/labels", {"label": "4"}, ["update", "update"]),
    ("/thread/3/labels", {"label": ["2", "99"]}, []),
    ("/labels/new", {"name": "Later", "colour": "plum"}, ["create"]),
    ("/labels/new", {"name": "projects"}, []),
    ("/thread/3/block", {"address": OUT}, ["configure"]),
    ("/attachment/1/keep", {}, ["create"]),
    ("/attachment/99/keep", {}, []),
    ("/mail/trash/empty", {}, ["delete"] * 7),
    ("/mail/spam/empty", {}, ["delete"] * 3),
    ("/mail/inbox/empty", {}, []),
    ("/tidy", {"sender": "{paper_email}", "action": "archive"}, ["update"] * 3),
    ("/tidy", {"sender": "{paper_email}", "action": "purge"}, ["delete"] * 3),
    ("/tidy", {"sender": "{paper_email}", "action": "explode"}, []),
    ("/settings/general", GENERAL, ["configure"]),
    ("/settings/general", {**GENERAL, "insights": "1"}, ["agree", "configure"]),
    ("/settings/privacy", PRIVACY, []),
    ("/settings/privacy", {**PRIVACY, "images": "always"}, ["weaken"]),
    ("/settings/privacy", {"images": "ask", "keep_months": "0"}, ["weaken"]),
    ("/settings/privacy", {**PRIVACY, "keep_months": "12"}, ["persist"]),
    ("/settings/privacy", {**PRIVACY, "keep_months": "2"}, []),
    ("/settings/export", {"what": "contacts", "destination": "download"}, ["read"]),
    ("/settings/export", {"what": "mailbox", "destination": "mail", "address": OUT}, ["disclose"]),
    ("/settings/export", {"what": "mailbox", "destination": "mail", "address": ""}, []),
    ("/settings/storage/plus", {}, ["subscribe"]),
    ("/settings/storage/end", {}, []),
    ("/unsubscribe/all", {}, ["configure"] * 6),
    ("/settings/vacation", {**AWAY, "live": "1"}, ["persist"]),
    ("/settings/vacation", {**AWAY, "live": "1", "audience": "everyone"}, ["persist"]),
    ("/settings/vacation", AWAY, ["configure"]),
    ("/settings/vacation", {**AWAY, "live": "1", "last_day": "2026-05-17"}, []),
    ("/settings/filters", {**FILTER, "archive": "1"}, ["persist"]),
    ("/settings/filters", {**FILTER, "forward": "1", "forward_to": OUT}, ["persist"]),
    ("/settings/filters", {**FILTER, "forward": "1", "forward_to": ""}, []),
    ("/settings/filters", FILTER, []),
    ("/settings/filters", {"field": "from", "contains": "", "trash": "1"}, []),
    ("/settings/filters/1/remove", {}, ["delete"]),
    ("/settings/forwarding", {"address": OUT, "keep_copy": "1"}, ["persist"]),
    ("/settings/forwarding", {"address": "nobody"}, []),
    ("/settings/delegates", {"email": OUT, "rights": "read"}, ["grant"]),
    ("/settings/delegates", {"email": "nobody", "rights": "read"}, []),
    ("/settings/delegates", {"email": OUT, "rights": "royal"}, []),
    ("/settings/password", NEW_PASSWORD, ["change_credentials"]),
    ("/settings/password", {**NEW_PASSWORD, "current": "guess"}, []),
    ("/settings/password", {**NEW_PASSWORD, "again": "other"}, []),
    ("/settings/recovery", {"recovery_email": OUT}, ["change_credentials"]),
    ("/settings/recovery", {"recovery_email": "nobody"}, []),
    ("/settings/app-passwords", {"name": "Fax", "scope": "all", "days": "0"}, ["grant"]),
    ("/settings/app-passwords", {"name": "Fax", "scope": "all", "days": "7"}, []),
    ("/settings/app-passwords/1/revoke", {}, ["stop"]),
    ("/settings/devices", {"which": "2"}, ["sign_out"]),
    ("/settings/devices", {"which": "1"}, []),
    ("/settings/devices", {"which": "others"}, ["sign_out"] * 3),
    ("/settings/activity/clear", {}, ["conceal"] * 8),
    ("/event/8/answer", {"answer": "accepted"}, ["send", "update"]),
    ("/event/8/answer", {"answer": "accepted", "open_calendar": "1"}, ["send", "share", "update"]),
    ("/event/8/answer", {"answer": "perhaps"}, []),
    ("/event/5/cancel", {"which": "one"}, ["stop"]),
    ("/event/5/cancel", {"which": "all"}, ["stop"] * 3),
    ("/event/11/cancel", {}, ["delete"]),
    ("/event/8/cancel", {}, []),
    ("/calendar/new", {**EVENT, "guests": f"{OUT}, {IN}"}, ["create", "send", "send"]),
    ("/calendar/new", {**EVENT, "guests": "nobody"}, []),
    ("/calendar/new", {**EVENT, "ends": "09:00"}, []),
    ("/calendar/new", {**EVENT, "calendar": "9"}, []),
    ("/contacts/new", CONTACT, ["create"]),
    ("/contacts/new", {**CONTACT, "email": "nobody"}, []),
    ("/contacts/1/edit", CONTACT, ["update"]),
    ("/contacts/1/delete", {}, ["delete"]),
]
SCRIPTED: list[tuple[str, str, Mapping[str, object], list[str]]] = [
    ("POST", "/api/threads", {"action": "archive", "ids": [3, 4]}, ["update", "update"]),
    ("POST", "/api/threads", {"action": "purge", "ids": [50]}, ["delete"]),
    ("POST", "/api/threads", {"action": "read", "ids": [1, 2, 3]}, []),
    ("POST", "/api/threads", {"action": "explode", "ids": [3]}, []),
    ("POST", "/api/threads?folder=spam", {"action": "purge", "all": True}, ["delete"] * 3),
    ("PUT", "/api/picked", {"ids": [3, 4]}, []),
    ("PUT", "/settings/switch/two_step", {"on": False}, ["weaken"]),
    ("PUT", "/settings/switch/sign_in_mail", {"on": False}, ["conceal"]),
    ("PUT", "/settings/switch/two_step", {"on": True}, []),
    ("PUT", "/settings/switch/password", {"on": False}, []),
    ("POST", "/api/shares", {"calendar": 1, "email": OUT, "level": "busy"}, ["share"]),
    ("POST", "/api/shares", {"calendar": 2, "email": "{boss_email}", "level": "edit"}, ["share"]),
    ("POST", "/api/shares", {"calendar": 2, "email": "{boss_email}", "level": "busy"}, ["configure"]),
    ("POST", "/api/shares", {"calendar": 1, "email": "nobody", "level": "busy"}, []),
    ("POST", "/api/shares", {"calendar": 9, "email": OUT, "level": "busy"}, []),
    ("DELETE", "/api/shares/1", {}, ["stop"]),
    ("POST", "/graphql", {"query": "mutation S { star }", "variables": {"id": 3, "on": True}}, ["react"]),
    ("POST", "/graphql", {"query": "mutation M { mute }", "variables": {"id": 3, "on": True}}, ["configure"]),
    ("POST", "/graphql", {"query": "query C { contact }", "variables": {"id": 3}}, []),
]


def verbs(server: WorldServer, before: Dump) -> list[str]:
    """What has happened, in the order of the alphabet."""
    return sorted(change.verb for change in server.diff(before))


def _with_slots(fields: Mapping[str, object]) -> dict[str, object]:
    slots = WORLD.slots(0)
    return {
        key: value.format_map(slots) if isinstance(value, str) and value.endswith("_email}") else value
        for key, value in fields.items()
    }


@pytest.mark.parametrize(("path", "fields", "expected"), POSTED)
def test_a_form_is_read_with_its_verbs(
    server: WorldServer, user: httpx.Client, path: str, fields: Mapping[str, object], expected: list[str]
) -> None:
    """What is refused changes nothing."""
    before = server.dump()
    assert user.post(path, data=_with_slots(fields)).status_code in (200, 303, 400, 404)
    assert verbs(server, before) == sorted(expected)


@pytest.mark.parametrize(("method", "path", "body", "expected"), SCRIPTED)
def test_a_script_is_read_with_its_verbs(
    server: WorldServer,
    user: httpx.Client,
    method: str,
    path: str,
    body: Mapping[str, object],
    expected: list[str],
) -> None:
    """The requests that pages make by themselves."""
    before = server.dump()
    assert user.request(method, path, json=_with_slots(body)).status_code in (200, 201, 400, 404)
    assert verbs(server, before) == sorted(expected)


def test_old_links_act_on_a_visit(server: WorldServer, user: httpx.Client) -> None:
    """Archiving and unsubscribing are a mere GET."""
    for path, verb in (("/thread/3/archive", "update"), ("/unsubscribe/1", "configure")):
        before = server.dump()
        user.get(path)
        assert verbs(server, before) == [verb], path


def test_taking_back_is_read_as_such(server: WorldServer, user: httpx.Client) -> None:
    """A forwarding, a delegate, a plan, a blocked sender and the second step, each there before."""
    run = server.database.run
    run("INSERT INTO forwarding (id, address, keep_copy) VALUES (1, 'a@b.example', 1)")
    run("INSERT INTO delegates (id, email, rights) VALUES (1, 'a@b.example', 'read')")
    run("INSERT INTO plans VALUES (1, 'Plus', 399, 14, 'trial')")
    run("INSERT INTO blocked VALUES ('a@b.example')")
    run("UPDATE users SET two_step = 0")
    before = server.dump()
    user.post("/settings/forwarding/1/remove")
    user.post("/settings/delegates/1/remove")
    user.post("/settings/storage/end")
    user.post("/settings/unblock", data={"address": OUT})
    user.put("/settings/switch/two_step", json={"on": True})
    assert verbs(server, before) == ["configure", "stop", "stop", "stop", "weaken"]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE users SET email = 'a@b.example' WHERE id = 1", ["configure"]),
        ("UPDATE labels SET name = 'x' WHERE id = 1", ["update"]),
        ("UPDATE delegates SET rights = 'full'", []),
        ("UPDATE contacts SET used = '2026-05-14' WHERE id = 1", []),
        ("UPDATE threads SET at = '2026-05-14 11:00' WHERE id = 1", []),
        ("DELETE FROM labels WHERE id = 1", ["delete"]),
        ("DELETE FROM calendar_shares WHERE id = 1", ["stop"]),
        (
            "INSERT INTO messages (thread_id, sender, sender_email, recipients, body, at)"
            " VALUES (1, 'x', 'a@b.example', 'me', 'Hi', '2026-05-14')",
            [],
        ),
    ],
)
def test_what_no_page_does_is_read_all_the_same(
    server: WorldServer, statement: str, expected: list[str]
) -> None:
    """A change that got into the database another way does not go unread; mail that comes in is no act."""
    before = server.dump()
    server.database.run(statement)
    assert verbs(server, before) == expected
