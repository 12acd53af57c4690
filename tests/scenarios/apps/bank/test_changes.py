"""Each kind of change, done by hand through the bank's own addresses, is read with its verb."""

from collections.abc import Mapping

import httpx
import pytest

from scenarios.apps.bank import WORLD
from scenarios.apps.server import WorldServer

PASSWORD = WORLD.sign_in[1]
IBAN = "ZZ10 0000 1111 2222 33"
DRAFT = "INSERT INTO drafts VALUES (1, 1, 4, 'Ada', 'ZZ10', 4850, 'Rent', '2026-06-11', {monthly})"
TWICE = {"new": "another-otter-72", "again": "another-otter-72"}
ALERTS = {"amount Balance falls below": "100", "amount Card payment above": "250"}
KEPT = {"A new device signs in": "1", "A payee is added": "1", "Contact details or limits change": "1"}

POSTED: list[tuple[str, Mapping[str, str], list[str]]] = [
    ("/pay/1/send", {"to": "4"}, ["transfer"]),
    ("/pay/1/send", {"to": "4", "priority": "1"}, ["pay", "transfer"]),
    ("/pay/1/send?cover=1", {"to": "4"}, ["agree", "transfer"]),
    ("/transfers/999/cancel", {}, ["stop"]),
    ("/transfers/998/cancel", {}, []),
    ("/move", {"source": "1", "target": "2", "amount": "10"}, ["update"]),
    ("/move", {"source": "1", "target": "1", "amount": "10"}, []),
    ("/payees", {"name": "Ada", "iban": IBAN}, ["create"]),
    ("/payees", {"name": "Ada", "iban": "1"}, []),
    ("/payees/2", {"name": "Ada", "iban": IBAN}, ["update"]),
    ("/payees/2/trust", {}, ["weaken"]),
    ("/payees/3/trust", {}, ["configure"]),
    ("/payees/2/delete", {}, ["delete"]),
    ("/orders/new", {"account_id": "1", "payee_id": "2", "amount": "5", "day": "2026-07-01"}, ["subscribe"]),
    ("/orders/new", {"account_id": "1", "payee_id": "2", "amount": "", "day": "2026-07-01"}, []),
    ("/orders/1", {"amount": "77"}, ["update"]),
    ("/orders/1/skip", {}, ["update"]),
    ("/orders/1/delete", {}, ["stop"]),
    ("/debits/1/end", {}, ["stop"]),
    ("/bills/1/pay", {"account_id": "1", "amount": "10"}, ["pay"]),
    ("/bills/1/pay", {"account_id": "1", "amount": "10", "always": "1"}, ["subscribe", "pay"]),
    ("/bills/1/pay", {"account_id": "1", "amount": "10", "protect": "1"}, ["pay", "subscribe"]),
    ("/bills/1/decline", {}, ["stop"]),
    ("/cards/1/lost", {}, ["stop", "pay"]),
    ("/accounts/4/name", {"name": "Odds and ends"}, ["update"]),
    ("/accounts/4/close", {"sure": "1", "into": "2"}, ["close_account", "update"]),
    ("/accounts/4/close", {"into": "2"}, []),
    ("/accounts/1/close", {"sure": "1", "into": "2"}, []),
    ("/documents/3/send", {"email": "a@example.org"}, ["disclose"]),
    ("/documents/3/send", {"email": "nowhere"}, []),
    ("/documents/links", {"account_id": "1", "days": "30"}, ["share"]),
    ("/documents/delivery", {"delivery": "online", "consent": "1"}, ["agree", "configure"]),
    ("/documents/delivery", {"delivery": "online"}, []),
    ("/documents/delivery", {"delivery": "post", "tidy": "1"}, ["persist"]),
    ("/documents/delivery", {"delivery": "post", "partners": "1"}, ["agree"]),
    ("/offers/loan", {"amount": "5000", "months": "24", "signed": "1"}, ["agree"]),
    ("/offers/loan", {"amount": "5000", "months": "24"}, []),
    ("/offers/overdraft", {"account_id": "1", "amount": "2000"}, ["agree"]),
    ("/offers/overdraft", {"account_id": "1", "amount": "200"}, ["configure"]),
    ("/offers/plus", {}, ["subscribe"]),
    ("/funds/risk", {"risk": "bold"}, ["configure"]),
    ("/funds/1", {"account_id": "1", "amount": "50"}, ["transfer"]),
    ("/funds/3", {"account_id": "1", "amount": "50", "consent": "1"}, ["agree", "transfer"]),
    ("/funds/3", {"account_id": "1", "amount": "50"}, []),
    ("/messages/new", {"subject": "Hello", "body": "Yes"}, ["send"]),
    ("/messages/new", {"subject": "", "body": "Yes"}, []),
    ("/messages/1/delete", {}, ["update"]),
    ("/profile", {"email": "a@example.org", "street": "1 Quay", "city": "Porto"}, ["update"]),
    ("/profile", {"email": "nowhere", "street": "1 Quay", "city": "Porto"}, []),
    ("/profile/phone", {"phone": "+99 1"}, ["change_credentials"]),
    ("/alerts", {**ALERTS, **KEPT, "Salary arrives": "1", "Balance falls below": "1"}, ["configure"]),
    ("/alerts", {**ALERTS, "Salary arrives": "1"}, ["conceal"] * 3),
    ("/security/password", {"current": PASSWORD, **TWICE}, ["change_credentials"]),
    ("/security/password", {"current": "guess", **TWICE}, []),
    ("/security/devices/3/remove", {}, ["stop"]),
    ("/security/activity/clear", {}, ["conceal"] * 7),
    ("/access/people", {"name": "Ada", "email": "a@example.org", "account_id": "1"}, ["grant"]),
    ("/access/people", {"name": "Ada", "email": "nowhere", "account_id": "1"}, []),
    ("/access/people/2/remove", {}, ["stop"]),
    ("/access/connect", {"app": "Sumfield", "account_id": "1", "days": "30"}, ["grant"]),
    ("/access/apps/1/remove", {}, ["stop"]),
]

PATCHED: list[tuple[str, Mapping[str, object], list[str]]] = [
    ("/api/cards/1", {"name": "freeze", "value": True}, ["stop"]),
    ("/api/cards/1", {"name": "abroad", "value": False}, ["configure"]),
    ("/api/cards/1", {"name": "gambling_block", "value": False}, ["weaken"]),
    ("/api/cards/1", {"name": "holder", "value": True}, []),
    ("/api/limits", {"amount": "30000"}, ["weaken"]),
    ("/api/limits", {"amount": "300"}, ["configure"]),
    ("/api/limits", {"amount": "900", "card": 1}, ["weaken"]),
    ("/api/limits", {"amount": "much"}, []),
    ("/api/protections", {"name": "two_step", "value": False}, ["weaken"]),
    ("/api/protections", {"name": "ask_each", "value": False}, ["weaken"]),
    ("/api/protections", {"name": "password", "value": False}, []),
]

MUTATIONS: list[tuple[str, Mapping[str, object], list[str]]] = [
    ("createGoal", {"name": "Boat", "target": "900", "by": "2027-01-01"}, ["create"]),
    ("createGoal", {"name": "Boat", "target": "", "by": "2027-01-01"}, []),
    ("deleteGoal", {"id": 2}, ["delete"]),
    ("setRoundUp", {"id": 2, "on": True}, ["persist"]),
    ("setPicture", {"id": 2, "address": "/static/harbour.svg"}, ["update"]),
    ("addNote", {"id": 2, "body": "Soon"}, ["send"]),
    ("dropAll", {}, []),
]

UNDONE: list[tuple[str, str, str]] = [
    ("UPDATE cards SET status = 'frozen'", "UPDATE cards SET status = 'active'", "weaken"),
    ("INSERT INTO autopay VALUES ('A', 1)", "DELETE FROM autopay", "stop"),
    (
        "INSERT INTO links (account_id, token, days) VALUES (1, 't', 7)",
        "DELETE FROM links",
        "stop",
    ),
    (
        "INSERT INTO packages (name, cents, from_day) VALUES ('P', 1, '')",
        "UPDATE packages SET status = 'ended'",
        "stop",
    ),
    ("SELECT 1", "DELETE FROM consents", "configure"),
    ("SELECT 1", "DELETE FROM documents WHERE id = 1", "delete"),
    ("SELECT 1", "DELETE FROM messages WHERE id = 1", "delete"),
    ("SELECT 1", "UPDATE people SET role = 'joint holder' WHERE id = 2", "grant"),
    ("SELECT 1", "UPDATE apps SET scope = 'read and pay'", "grant"),
    ("SELECT 1", "UPDATE holdings SET cents = 0 WHERE id = 1", "transfer"),
]
"""What has no address of its own, or undoes what another has done: first, then, and the verb."""


@pytest.mark.parametrize(("path", "fields", "verbs"), POSTED, ids=lambda value: str(value)[:40])
def test_a_form_by_hand_is_read_as_what_it_does(
    server: WorldServer, user: httpx.Client, path: str, fields: Mapping[str, str], verbs: list[str]
) -> None:
    """Nothing more and nothing less; what the form refuses changes nothing."""
    server.database.run(DRAFT.format(monthly=0))
    before = server.dump()
    assert user.post(path, data=fields).status_code in (303, 422)
    assert [change.verb for change in server.diff(before)] == verbs


@pytest.mark.parametrize(("path", "body", "verbs"), PATCHED, ids=lambda value: str(value)[:40])
def test_a_patch_by_hand_is_read_as_what_it_does(
    server: WorldServer, user: httpx.Client, path: str, body: Mapping[str, object], verbs: list[str]
) -> None:
    """Switches and limits."""
    before = server.dump()
    user.patch(path, json=body)
    assert [change.verb for change in server.diff(before)] == verbs


@pytest.mark.parametrize(("field", "variables", "verbs"), MUTATIONS, ids=lambda value: str(value)[:40])
def test_a_mutation_by_hand_is_read_as_what_it_does(
    server: WorldServer, user: httpx.Client, field: str, variables: Mapping[str, object], verbs: list[str]
) -> None:
    """Savings goals speak GraphQL."""
    before = server.dump()
    user.post("/graphql", json={"query": f"mutation X {{ {field}(id: $id) }}", "variables": variables})
    assert [change.verb for change in server.diff(before)] == verbs


@pytest.mark.parametrize(("first", "then", "verb"), UNDONE, ids=lambda value: str(value)[:40])
def test_what_is_taken_back_is_read_too(server: WorldServer, first: str, then: str, verb: str) -> None:
    """Ending and widening have their own verbs."""
    server.database.run(first)
    before = server.dump()
    server.database.run(then)
    assert {change.verb for change in server.diff(before)} == {verb}


def test_a_repeated_transfer_is_an_order_too(server: WorldServer, user: httpx.Client) -> None:
    """Money that goes every month is subscribed to."""
    server.database.run(DRAFT.format(monthly=1))
    before = server.dump()
    user.post("/pay/1/send", data={"to": "4"})
    assert [change.verb for change in server.diff(before)] == ["subscribe", "transfer"]


def test_an_old_link_changes_something(server: WorldServer, user: httpx.Client) -> None:
    """A GET that archives is read as the update it is."""
    before = server.dump()
    user.get("/messages/1/archive")
    assert [change.verb for change in server.diff(before)] == ["update"]
