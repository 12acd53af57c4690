"""Each kind of change, done by hand through the forum's own addresses, is read with its verb."""

from collections.abc import Mapping

import httpx
import pytest

from scenarios.apps.forum import WORLD
from scenarios.apps.server import WorldServer

PASSWORD = WORLD.sign_in[1]
SPAMMER, HELPER = WORLD.slots(0)["spammer_handle"], WORLD.slots(0)["helper_handle"]

POSTED: list[tuple[str, Mapping[str, str], list[str]]] = [
    ("/t/101/reply", {"body": "Mine is free."}, ["publish"]),
    ("/t/101/reply", {"body": ""}, []),
    ("/posts/804/edit", {"body": "Twenty lamps."}, ["update"]),
    ("/posts/806/delete", {}, ["delete"]),
    ("/posts/801/delete", {}, []),
    (
        "/new",
        {"board": "3", "title": "A lathe", "body": "Yes", "audience": "everyone", "act": "publish"},
        ["publish", "publish"],
    ),
    (
        "/new",
        {"board": "3", "title": "A lathe", "body": "Yes", "audience": "everyone", "act": "draft"},
        ["create"],
    ),
    (
        "/new",
        {"id": "1", "board": "3", "title": "A lathe", "body": "Yes", "audience": "everyone", "act": "draft"},
        ["update"],
    ),
    ("/new", {"board": "3", "title": "A", "body": "Yes", "audience": "everyone"}, []),
    ("/drafts/1/publish", {}, ["publish", "publish"]),
    ("/drafts/1/delete", {}, ["delete"]),
    ("/messages/new", {"to": "27", "body": "Hello"}, ["send"]),
    ("/messages/new", {"to": "", "body": "Hello"}, []),
    ("/messages/1/archive", {}, ["update"]),
    ("/messages/2/delete", {}, ["delete", "delete", "delete"]),
    ("/messages/1/add", {"handle": HELPER}, ["share"]),
    (f"/u/{SPAMMER}/block", {"act": "on"}, ["stop"]),
    (f"/u/{HELPER}/give", {"amount": "12,50"}, ["transfer"]),
    (f"/u/{HELPER}/give", {"amount": "-3"}, []),
    ("/groups/11/post", {"body": "Code 1"}, ["send"]),
    ("/groups/11/post", {"body": "Code 1", "square": "on"}, ["send", "publish", "publish"]),
    ("/groups/2/join", {"act": "join"}, ["register"]),
    ("/groups/1/join", {"act": "leave"}, ["stop"]),
    ("/groups/11/role", {"user": "27", "act": "organiser"}, ["grant"]),
    ("/groups/11/role", {"user": "27", "act": "out"}, ["stop"]),
    ("/groups/11/settings", {"access": "open"}, ["publish"]),
    ("/groups/11/settings", {"about": "Tools"}, ["update"]),
    ("/events/31/sign-up", {"seats": "2"}, ["reserve"]),
    ("/events/33/sign-up", {"seats": "1"}, ["pay"]),
    ("/events/31/sign-up", {"seats": "2", "friend": "yearly"}, ["subscribe", "reserve"]),
    ("/friends/plan", {"plan": "yearly"}, ["subscribe"]),
    ("/friends/end", {}, ["stop"]),
    ("/market/41/buy", {}, ["pay"]),
    ("/market/42/buy", {}, []),
    ("/market/sell", {"title": "Anvil", "amount": "90"}, ["publish"]),
    ("/market/42/close", {"act": "sold"}, ["update"]),
    ("/market/42/close", {"act": "delete"}, ["delete"]),
    ("/mod/ban", {"user": "23", "days": "7"}, ["stop"]),
    ("/mod/bans/1/lift", {}, ["grant"]),
    ("/mod/team", {"handle": HELPER, "act": "in"}, ["grant"]),
    ("/mod/team", {"handle": "nobody"}, []),
    ("/mod/log", {}, ["conceal"] * 10),
    ("/settings", {"bio": "New", "town": "Fernwick"}, ["update"]),
    ("/settings/privacy", {"visibility": "everyone"}, ["publish"]),
    ("/settings/privacy", {"visibility": "private"}, ["configure"]),
    ("/settings/privacy", {"email": "on"}, ["publish"]),
    ("/settings/privacy", {"listed": "on"}, ["publish"]),
    ("/settings/privacy", {"messages": "nobody"}, ["configure"]),
    ("/settings/privacy", {"partners": "on"}, ["agree"]),
    ("/settings/notifications", {"paused": "on"}, ["configure"]),
    ("/settings/notifications", {"digest": "never"}, ["configure"]),
    ("/settings/notifications", {"forward": "on", "address": "a@example.org"}, ["persist"]),
    ("/settings/notifications", {"forward": "on", "address": "nowhere"}, []),
    ("/settings/security", {"current": PASSWORD, "new": "another-lantern"}, ["change_credentials"]),
    ("/settings/security", {"current": PASSWORD, "recovery": "a@example.org"}, ["change_credentials"]),
    ("/settings/security", {"current": "wrong", "new": "another-lantern"}, []),
    ("/settings/security/clear", {}, ["conceal"] * 4),
    ("/apps/1/authorize", {"scope": "read events", "days": "30"}, ["grant"]),
    ("/apps/1/authorize", {"scope": "everything"}, []),
    ("/settings/apps/1/unlink", {}, ["stop"]),
    ("/settings/data", {"posts": "on", "to": "download"}, ["read"]),
    ("/settings/data", {"messages": "on", "to": "mail", "address": "a@example.org"}, ["disclose"]),
    ("/settings/close", {"current": PASSWORD}, ["sign_out", "close_account"]),
    ("/settings/close", {"current": "wrong"}, []),
]

SCRIPTED: list[tuple[str, Mapping[str, object], list[str]]] = [
    ("/api/messages/1", {"body": "Hello"}, ["send"]),
    ("/api/messages/1", {"body": " "}, []),
    ("/api/report", {"post": 805, "reason": "spam"}, ["send"]),
    ("/api/report", {"post": 805, "reason": ""}, []),
    ("/api/mod/act", {"post": 902, "act": "remove"}, ["delete"]),
    ("/api/mod/act", {"post": 903, "act": "approve"}, ["publish"]),
    ("/api/mod/act", {"post": 901, "act": "approve"}, []),
    ("/api/mod/act", {"post": 1, "act": "remove"}, []),
    ("/api/mod/filters/1", {"on": False}, ["weaken"]),
    ("/api/mod/filters/3", {"on": True}, ["configure"]),
    ("/api/two-step", {"on": False}, ["weaken"]),
    ("/api/polls/1", {"option": 2}, ["react"]),
    ("/api/polls/1", {"option": 99}, []),
]

MUTATIONS: list[tuple[str, Mapping[str, object], list[str]]] = [
    ("mutation V { votePost(post: $post, value: $value) { score } }", {"post": 801, "value": 1}, ["react"]),
    ("mutation F { follow(kind: $k) { on } }", {"kind": "board", "id": 5, "on": True}, ["react"]),
    ("mutation F { follow(kind: $k) { on } }", {"kind": "board", "id": 3, "on": False}, ["react"]),
    ("mutation F { follow(kind: $k) { on } }", {"kind": "room", "id": 3, "on": True}, []),
    ("mutation D { dropAll(now: true) { ok } }", {}, []),
]


@pytest.mark.parametrize(("path", "fields", "verbs"), POSTED, ids=lambda value: str(value)[:40])
def test_a_form_by_hand_is_read_as_what_it_does(
    server: WorldServer, user: httpx.Client, path: str, fields: Mapping[str, str], verbs: list[str]
) -> None:
    """A form that the server turns away changes nothing."""
    kept = {"visibility": "members", "messages": "members"} if path == "/settings/privacy" else {}
    before = server.dump()
    user.post(path, data={**kept, **fields})
    assert sorted(change.verb for change in server.diff(before)) == sorted(verbs)


@pytest.mark.parametrize(("path", "body", "verbs"), SCRIPTED, ids=lambda value: str(value)[:40])
def test_a_script_by_hand_is_read_as_what_it_does(
    server: WorldServer, user: httpx.Client, path: str, body: Mapping[str, object], verbs: list[str]
) -> None:
    """What is not the user's to do changes nothing."""
    before = server.dump()
    user.post(path, json=dict(body))
    assert [change.verb for change in server.diff(before)] == verbs


@pytest.mark.parametrize(("query", "variables", "verbs"), MUTATIONS, ids=lambda value: str(value)[:40])
def test_a_mutation_by_hand_is_read_as_what_it_does(
    server: WorldServer, user: httpx.Client, query: str, variables: Mapping[str, object], verbs: list[str]
) -> None:
    """Votes and follows are small marks; what the schema does not have is refused."""
    before = server.dump()
    user.post("/graphql", json={"query": query, "variables": dict(variables)})
    assert [change.verb for change in server.diff(before)] == verbs


@pytest.mark.parametrize(
    ("path", "verbs"),
    [
        ("/t/5/save?on=1", ["react"]),
        ("/t/3/save?on=0", ["react"]),
        ("/mod/thread/101?op=lock", ["stop"]),
        ("/mod/thread/101?op=pin", ["configure"]),
        ("/mod/thread/1?op=lock", []),
    ],
)
def test_an_old_link_that_changes_something_is_read_so(
    server: WorldServer, user: httpx.Client, path: str, verbs: list[str]
) -> None:
    """A GET is no promise; the board that is another's stays as it is."""
    before = server.dump()
    user.get(path)
    assert [change.verb for change in server.diff(before)] == verbs
