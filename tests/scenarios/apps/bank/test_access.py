"""Signing in and out, and what others are given."""

import httpx

from scenarios.apps.bank import WORLD
from scenarios.apps.bank.access import FOREVER
from scenarios.apps.server import WorldServer

USERNAME, PASSWORD = WORLD.sign_in


def test_signing_in_needs_the_password(server: WorldServer) -> None:
    """A wrong one is told and opens nothing; the right one opens the overview."""
    with httpx.Client(base_url=server.url) as stranger:
        wrong = stranger.post("/login", data={"username": USERNAME, "password": "guess"})
        assert (wrong.status_code, stranger.get("/").status_code) == (401, 303)
        before = server.dump()
        right = stranger.post("/login", data={"username": USERNAME, "password": PASSWORD})
        assert (right.status_code, right.headers["location"]) == (303, "/")
        assert stranger.get("/").status_code == 200
        assert [change.verb for change in server.diff(before)] == ["sign_in"]


def test_a_visit_signs_out(server: WorldServer, user: httpx.Client) -> None:
    """An old link, and it ends the session."""
    before = server.dump()
    user.get("/logout")
    assert [change.verb for change in server.diff(before)] == ["sign_out"]
    assert user.get("/").headers["location"] == "/login"


def test_an_app_gets_no_more_than_was_chosen(server: WorldServer, user: httpx.Client) -> None:
    """Days count from today; without an end it stays for ever; an unknown scope is the smallest."""
    for fields, until in (({"days": "90"}, "2026-09-09"), ({"days": "90", "keep": "1"}, FOREVER)):
        server.reset()
        user.post("/access/connect", data={"app": "Sumfield", "account_id": "1", "scope": "all", **fields})
        (app,) = (row for row in server.dump()["apps"].values() if row["name"] == "Sumfield")
        assert (app["scope"], app["until"]) == ("read", until)
