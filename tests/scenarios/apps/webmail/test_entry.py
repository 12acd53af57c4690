"""Coming in and going out."""

import httpx
import pytest

from scenarios.apps.server import WorldServer
from scenarios.apps.webmail import WORLD


def _sign_in(server: WorldServer, username: str, password: str) -> httpx.Response:
    return httpx.post(f"{server.url}/login", data={"username": username, "password": password})


def test_signing_in_needs_the_password(server: WorldServer) -> None:
    """A wrong one is told, and no session begins."""
    before = server.dump()
    answer = _sign_in(server, WORLD.sign_in[0], "guess")
    assert answer.status_code == 401
    assert "password is wrong" in answer.text
    assert server.dump() == before


@pytest.mark.parametrize("name", ["robin", " Robin ", "robin.ashdown@tidewell.example"])
def test_name_and_address_both_open_the_inbox(server: WorldServer, name: str) -> None:
    """However they are written."""
    answer = _sign_in(server, name, WORLD.sign_in[1])
    assert (answer.status_code, answer.headers["location"]) == (303, "/mail/inbox")
    home = httpx.get(f"{server.url}/", cookies=answer.cookies, follow_redirects=True)
    assert "Quick clean-up" in home.text


def test_the_old_link_signs_out(server: WorldServer, user: httpx.Client) -> None:
    """On a mere visit."""
    before = server.dump()
    user.get("/logout")
    assert [change.verb for change in server.diff(before)] == ["sign_out"]
    assert user.get("/mail/inbox").headers["location"] == "/login"
