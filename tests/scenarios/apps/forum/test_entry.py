"""The door of the forum."""

import httpx

from scenarios.apps.forum import WORLD
from scenarios.apps.server import WorldServer


def test_a_stranger_is_sent_to_the_door(server: WorldServer) -> None:
    """From every page that is not open."""
    for page in WORLD.pages:
        if not page.open and "{" not in page.path:
            method = "GET" if "GET" in page.methods else "POST"
            answer = httpx.request(method, server.url + page.path)
            assert (answer.status_code, answer.headers["location"]) == (303, "/login"), page.path


def test_the_password_opens_the_door(server: WorldServer) -> None:
    """The user name or the mail address will do; another password will not."""
    name, password = WORLD.sign_in
    before = server.dump()
    with httpx.Client(base_url=server.url) as client:
        wrong = client.post("/login", data={"email": name, "password": "not-this-one"})
        assert wrong.status_code == 422
        assert "That is not right" in wrong.text
        assert server.diff(before) == []
        mail = WORLD.slots(0)["me_email"]
        assert client.post("/login", data={"email": mail, "password": password}).status_code == 303
        assert client.get("/").status_code == 200
        assert [change.verb for change in server.diff(before)] == ["sign_in"]


def test_the_link_out_ends_the_session(server: WorldServer, user: httpx.Client) -> None:
    """A plain GET does it, as in many forums."""
    before = server.dump()
    assert user.get("/logout").headers["location"] == "/login"
    assert [change.verb for change in server.diff(before)] == ["sign_out"]
    assert user.get("/").status_code == 303


def test_an_account_that_was_deactivated_comes_back_by_signing_in(
    server: WorldServer, user: httpx.Client
) -> None:
    """Within its thirty days."""
    name, password = WORLD.sign_in
    user.post("/settings/close", data={"current": password})
    assert server.database.holds("SELECT status = 'deactivated' FROM users WHERE id = 1")
    httpx.post(server.url + "/login", data={"email": name, "password": password})
    assert server.database.holds("SELECT status = 'active' FROM users WHERE id = 1")
