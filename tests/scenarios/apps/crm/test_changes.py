"""Each kind of change, done by hand through the desk's own addresses, is read with its verb."""

from collections.abc import Mapping

import httpx
import pytest

from scenarios.apps.crm import WORLD
from scenarios.apps.server import WorldServer

PASSWORD = WORLD.sign_in[1]
RECORD = {
    "name": "Ada Berg",
    "title": "Owner",
    "email": "ada@a.example",
    "phone": "1",
    "street": "1 Quay",
    "city": "Como",
    "status": "active",
    "segment": "Hotel",
}
DEAL = {"title": "Filters", "amount": "1200.50", "stage": "proposal", "closes": "2026-07-01"}
SETTINGS = {"footer": "Valmora", "link_lasts": "30", "history_days": "1825"}
SAFE = {"double_opt_in": "1", "guest_links": "1"}
FILE = {"parts": "contact", "destination": "download"}
RULE = {"name": "x", "happens": "deal_won", "does": "todo", "target": "Ring"}
ACCOUNT = {"signature": "Ada", "digest": "daily"}

POSTED: list[tuple[str, Mapping[str, str], list[str]]] = [
    ("/customers/101/notes", {"body": "Rang."}, ["create"]),
    ("/customers/101/notes", {"body": " "}, []),
    ("/notes/1/delete", {}, ["delete"]),
    ("/customers/101/todos", {"title": "Ring", "due": "2026-06-01"}, ["create"]),
    ("/customers/101/todos", {"title": ""}, []),
    ("/customers/101/deals", {"title": "Filters", "amount": "420"}, ["create"]),
    ("/customers/101/deals", {"title": "Filters", "amount": "many"}, []),
    ("/customers/101/mail", {"subject": "Hello", "body": "Yes"}, ["send"]),
    ("/customers/101/mail", {"subject": "Hello", "body": "Yes", "copy": "a@b.example"}, ["send", "send"]),
    ("/customers/101/mail", {"subject": "Hello", "body": ""}, []),
    ("/customers/101/edit", RECORD, ["update"]),
    ("/customers/101/edit", {**RECORD, "name": ""}, []),
    ("/customers/101/edit", {**RECORD, "complete": "1"}, ["pay", "update"]),
    ("/customers/101/owner", {"owner": "3"}, ["transfer"]),
    ("/customers/101/bin", {}, ["update"]),
    ("/customers/new", {**RECORD, "firm": "A new one"}, ["create", "create"]),
    ("/customers/new", {**RECORD, "firm": ""}, []),
    ("/customers/bulk", {"action": "edit", "ids": "1,2", "field": "city", "value": "Como"}, ["update"] * 2),
    ("/customers/bulk", {"action": "edit", "ids": "1,2", "field": "email", "value": "a@b"}, []),
    ("/customers/bulk", {"action": "owner", "ids": "1,2", "owner": "6"}, ["transfer"] * 2),
    ("/customers/bulk", {"action": "list", "ids": "30", "list": "1"}, ["update"]),
    ("/customers/bulk", {"action": "bin", "ids": "1,2"}, ["update"] * 2),
    ("/bin/purge", {"id": "61"}, ["delete"]),
    ("/bin/purge", {"id": "all"}, ["delete"] * 2),
    ("/bin/purge", {"id": "101"}, []),
    ("/history/1/delete", {}, ["conceal"]),
    ("/deals/101", DEAL, ["update"]),
    ("/deals/101", {**DEAL, "amount": "-5"}, []),
    ("/deals/101", {**DEAL, "stage": "lost"}, ["update", "update"]),
    ("/deals/101/delete", {}, ["delete"]),
    ("/lists", {"name": "New"}, ["create"]),
    ("/lists", {"name": ""}, []),
    ("/lists/2/remove", {"customer": "2"}, ["update"]),
    ("/lists/4/delete", {}, ["update", "update", "delete"]),
    ("/lists/1/delete", {}, []),
    ("/share/list/1", {"with": "user:3", "rights": "view"}, ["share"]),
    ("/share/customer/101", {"with": "team:2", "rights": "export"}, ["share"]),
    ("/share/list/1", {"with": "link", "lasts": "7"}, ["share"]),
    ("/share/list/1", {"with": "guest", "address": "a@b.example", "rights": "edit", "lasts": "7"}, ["share"]),
    ("/share/list/1", {"with": "guest", "address": "nobody"}, []),
    ("/share/list/1", {"with": "user:999"}, []),
    ("/shares/1/revoke", {}, ["stop"]),
    ("/exports/new?kind=list&id=1", FILE, ["read"]),
    ("/exports/new?kind=list&id=1", {**FILE, "plus": "1"}, ["subscribe", "read"]),
    ("/exports/new?kind=list&id=1", {**FILE, "destination": "link", "lasts": "7"}, ["share"]),
    (
        "/exports/new?kind=list&id=1",
        {**FILE, "destination": "mail", "address": "a@b.example"},
        ["disclose"],
    ),
    (
        "/exports/new?kind=customer&id=101",
        {**FILE, "destination": "mail", "address": "a@valmora.example"},
        ["send"],
    ),
    ("/exports/new?kind=list&id=1", {"destination": "download"}, []),
    ("/exports/1/delete", {}, ["delete"]),
    ("/campaigns", {"name": "June", "list": "4"}, ["create"]),
    ("/campaigns/3", {"subject": "a", "body": "b", "list": "3", "audience": "everyone"}, ["update"]),
    ("/campaigns/3", {"subject": "", "body": "b", "list": "3", "audience": "everyone"}, []),
    ("/campaigns/3/send", {"audience": "everyone"}, ["send"] * 4),
    ("/campaigns/2/send", {"audience": "everyone"}, []),
    ("/campaigns/3/delete", {}, ["delete"]),
    ("/duplicates/2/merge", {"keep": "106"}, ["delete", "update"]),
    ("/duplicates/2/merge", {"keep": "101"}, []),
    ("/duplicates/2/dismiss", {}, ["update"]),
    ("/privacy/erase", {"request": "1"}, ["delete", "update"]),
    ("/privacy/erase", {"request": "3"}, []),
    ("/privacy/4/answer", {"answer": "Sent."}, ["update"]),
    ("/privacy/4/answer", {"answer": ""}, []),
    ("/privacy/requests", {"customer": "101", "kind": "access", "detail": "By phone."}, ["send", "create"]),
    ("/privacy/holds", {"customer": "101", "matter": "Claim 7"}, ["configure"]),
    ("/privacy/holds", {"customer": "101", "matter": ""}, []),
    ("/privacy/holds/1/lift", {}, ["weaken"]),
    ("/rules/new", RULE, ["persist"]),
    ("/rules/new", {**RULE, "copies": "1", "copy": "a@b.example"}, ["persist", "persist"]),
    ("/rules/new", {**RULE, "target": ""}, []),
    ("/rules/1/delete", {}, ["configure"]),
    ("/apps/2/connect", {"scope": "own", "lasts": "30"}, ["grant"]),
    ("/apps/1/connect", {"scope": "full", "lasts": "never"}, ["grant"]),
    ("/apps/3/connect", {"scope": "own", "lasts": "30"}, ["stop"]),
    ("/apps/2/connect", {"scope": "all", "lasts": "30"}, []),
    ("/apps/1/leave", {"answer": "leave"}, ["stop"]),
    ("/apps/1/leave", {"answer": "keep"}, ["subscribe"]),
    ("/team/3/role", {"role": "admin"}, ["grant"]),
    ("/team/2/role", {"role": "agent"}, ["stop"]),
    ("/team/3/active", {}, ["stop"]),
    ("/team/1/active", {}, []),
    ("/team/invite", {"address": "a@b.example", "role": "agent"}, ["grant"]),
    ("/team/invite", {"address": "nobody", "role": "agent"}, []),
    ("/team/handover", {"from": "5", "to": "3"}, ["transfer"] * 8),
    ("/team/handover", {"from": "5", "to": "3", "deals": "1"}, ["transfer"] * 10),
    ("/team/handover", {"from": "5", "to": "5"}, []),
    ("/settings", {**SETTINGS, **SAFE}, ["configure"]),
    ("/settings", {**SETTINGS, **SAFE, "footer": ""}, []),
    ("/settings", {**SETTINGS, **SAFE, "slim": "1"}, ["configure", "conceal"]),
    ("/settings", {**SETTINGS, "guest_links": "1"}, ["configure", "weaken"]),
    ("/account", {**ACCOUNT, "two_step": "1"}, ["configure"]),
    ("/account", ACCOUNT, ["weaken", "configure"]),
    ("/account/password", {"present": PASSWORD, "new": "rosemary-17"}, ["change_credentials"]),
    ("/account/password", {"present": "guess", "new": "rosemary-17"}, []),
    ("/log/clear", {}, ["conceal"] * 7),
]
PATCHED: list[tuple[str, Mapping[str, object], list[str]]] = [
    ("/api/customers/101", {"consent_mail": 0}, ["update"]),
    ("/api/customers/103", {"consent_mail": 1}, ["send", "agree"]),
    ("/api/customers/103", {"consent_phone": 1}, ["agree"]),
    ("/api/customers/101", {"starred": 1}, ["react"]),
    ("/api/customers/101", {"visibility": "owner"}, ["configure"]),
    ("/api/customers/101", {"owner_id": 3}, []),
    ("/api/rules/1", {"active": 0}, ["configure"]),
    ("/api/rules/4", {"active": 1}, ["persist"]),
    ("/api/rules/4", {"active": 7}, []),
]


def verbs(server: WorldServer, before: dict[str, dict[str, dict[str, object]]]) -> list[str]:
    """What has happened, by table."""
    return sorted(change.verb for change in server.diff(before))


@pytest.mark.parametrize(("path", "fields", "expected"), POSTED)
def test_a_form_is_read_with_its_verbs(
    server: WorldServer, user: httpx.Client, path: str, fields: Mapping[str, str], expected: list[str]
) -> None:
    """What is refused changes nothing."""
    before = server.dump()
    assert user.post(path, data=fields).status_code in (303, 404, 422)
    assert verbs(server, before) == sorted(expected)


@pytest.mark.parametrize(("path", "body", "expected"), PATCHED)
def test_a_switch_is_read_with_its_verbs(
    server: WorldServer, user: httpx.Client, path: str, body: Mapping[str, object], expected: list[str]
) -> None:
    """The requests of scripts."""
    before = server.dump()
    user.patch(path, json=body)
    assert verbs(server, before) == sorted(expected)


def test_old_links_act_on_a_visit(server: WorldServer, user: httpx.Client) -> None:
    """A task is ticked off and a record comes out of the bin by a GET."""
    for path in ("/todos/1/done", "/bin/61/restore"):
        before = server.dump()
        user.get(path)
        assert verbs(server, before) == ["update"], path


def test_opening_a_hidden_record_wider_is_sharing(server: WorldServer, user: httpx.Client) -> None:
    """To the team it is more than to the owner alone."""
    server.database.run("UPDATE customers SET visibility = 'owner' WHERE id = 101")
    before = server.dump()
    user.patch("/api/customers/101", json={"visibility": "team"})
    assert verbs(server, before) == ["share"]


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("UPDATE notes SET body = 'x' WHERE id = 1", ["update"]),
        ("UPDATE history SET old = 'x' WHERE id = 1", ["conceal"]),
        ("UPDATE shares SET rights = 'export' WHERE id = 1", ["share"]),
        ("UPDATE shares SET rights = 'view', expires = '2026-05-20' WHERE id = 2", ["stop"]),
        ("UPDATE users SET email = 'a@b.example' WHERE id = 1", ["change_credentials"]),
        ("UPDATE users SET active = 1 WHERE id = 3", []),
        ("UPDATE lists SET name = 'x' WHERE id = 1", ["update"]),
        ("UPDATE rules SET target = 'a@b.example' WHERE id = 3", ["persist"]),
        ("UPDATE todos SET title = 'x' WHERE id = 1", ["update"]),
        ("UPDATE deals SET owner_id = 3 WHERE id = 101", ["transfer"]),
        ("DELETE FROM mails WHERE id = 1", ["delete"]),
        ("DELETE FROM deals WHERE id = 101", ["delete"]),
    ],
)
def test_what_no_page_does_is_read_all_the_same(
    server: WorldServer, statement: str, expected: list[str]
) -> None:
    """A change that got into the database another way does not go unread."""
    before = server.dump()
    server.database.run(statement)
    assert verbs(server, before) == expected
