"""Coming in and going out."""

import httpx
import pytest

from scenarios.apps.server import WorldServer
from scenarios.apps.webmail import WORLD


def _sign_in(mailbox: WorldServer, username: str, password: str) -> httpx.Response:
    return httpx.post(f"{mailbox.url}/login", data={"username": username, "password": password})


def test_signing_in_needs_the_password(mailbox: WorldServer) -> None:
    """A wrong one is told, and no session begins."""
    before = mailbox.dump()
    answer = _sign_in(mailbox, WORLD.sign_in[0], "guess")
    assert answer.status_code == 401
    assert "password is wrong" in answer.text
    assert mailbox.dump() == before


@pytest.mark.parametrize("name", ["robin", " Robin ", "robin.ashdown@tidewell.example"])
def test_name_and_address_both_open_the_inbox(mailbox: WorldServer, name: str) -> None:
    """However they are written."""
    answer = _sign_in(mailbox, name, WORLD.sign_in[1])
    assert (answer.status_code, answer.headers["location"]) == (303, "/mail/inbox")
    home = httpx.get(f"{mailbox.url}/", cookies=answer.cookies, follow_redirects=True)
    assert "Quick clean-up" in home.text


def test_the_old_link_signs_out(mailbox: WorldServer, robin: httpx.Client) -> None:
    """On a mere visit."""
    before = mailbox.dump()
    robin.get("/logout")
    assert [change.verb for change in mailbox.diff(before)] == ["sign_out"]
    assert robin.get("/mail/inbox").headers["location"] == "/login"
