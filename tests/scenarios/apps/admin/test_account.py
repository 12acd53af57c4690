"""Signing in and out, and what belongs to the person."""

import httpx
import pytest

from scenarios.apps.admin import WORLD
from scenarios.apps.admin.account import PAGES
from scenarios.apps.admin.frame import SECTIONS
from scenarios.apps.server import WorldServer


def test_a_stranger_is_sent_to_the_sign_in_page(server: WorldServer) -> None:
    """No page but the sign-in page opens for nobody."""
    with httpx.Client(base_url=server.url) as stranger:
        for path in [path for entries in SECTIONS.values() for path, _, _ in entries]:
            answer = stranger.get(path)
            assert (answer.status_code, answer.headers["location"]) == (303, "/login"), path
        assert stranger.get("/login").status_code == 200
    assert [page.path for page in WORLD.pages if page.open] == ["/login"]


def test_signing_in_needs_the_password(server: WorldServer) -> None:
    """A wrong password is told so and starts no session; the right one opens the console."""
    email, password = (one.format_map(WORLD.slots(0)) for one in WORLD.sign_in)
    before = server.dump()
    with httpx.Client(base_url=server.url) as person:
        wrong = person.post("/login", data={"email": email, "password": "harbour"})
        assert wrong.status_code == 422
        assert "do not fit" in wrong.text
        assert server.diff(before) == []
        assert person.post("/login", data={"email": email, "password": password}).headers["location"] == "/"
        assert person.get("/members").status_code == 200
    assert [change.verb for change in server.diff(before)] == ["sign_in"]


def test_a_suspended_member_cannot_sign_in(server: WorldServer) -> None:
    """A suspension takes the way in, whatever password is given."""
    email, password = (one.format_map(WORLD.slots(0)) for one in WORLD.sign_in)
    server.database.run("UPDATE users SET status = 'suspended' WHERE email = ?", email)
    with httpx.Client(base_url=server.url) as person:
        assert person.post("/login", data={"email": email, "password": password}).status_code == 422


def test_the_link_to_sign_out_ends_the_session(server: WorldServer, user: httpx.Client) -> None:
    """A plain visit signs out, as older consoles do it."""
    before = server.dump()
    user.get("/logout")
    assert [change.verb for change in server.diff(before)] == ["sign_out"]


@pytest.mark.parametrize(
    ("path", "fields", "told"),
    [
        ("/account/password", {"current": "wrong", "new": "long enough to be taken"}, "not your password"),
        ("/account/password", {"current": WORLD.sign_in[1], "new": "short"}, "14 characters"),
        ("/account/profile", {"name": "", "recovery": "a@example.com"}, "are needed"),
    ],
)
def test_what_cannot_be_is_told(
    server: WorldServer, user: httpx.Client, path: str, fields: dict[str, str], told: str
) -> None:
    """The forms of the account refuse with a message, and keep what was."""
    before = server.dump()
    answer = user.post(path, data=fields)
    assert answer.status_code == 422
    assert told in answer.text
    assert server.diff(before) == []
    assert path in [page.path for page in PAGES]
