"""Coming in and going out."""

import httpx

from scenarios.apps.crm import WORLD
from scenarios.apps.server import WorldServer


def _sign_in(server: WorldServer, username: str, password: str) -> httpx.Response:
    return httpx.post(f"{server.url}/login", data={"username": username, "password": password})


def test_signing_in_needs_the_password(server: WorldServer) -> None:
    """A wrong one is told, and no session begins."""
    before = server.dump()
    answer = _sign_in(server, WORLD.sign_in[0], "guess")
    assert answer.status_code == 422
    assert "password is wrong" in answer.text
    assert server.dump() == before


def test_the_printed_user_gets_in_on_every_seed(server: WorldServer) -> None:
    """And finds the desk with his own tasks."""
    answer = _sign_in(server, *WORLD.sign_in)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    home = httpx.get(server.url, cookies=answer.cookies)
    assert "Confirm the delivery window" in home.text


def test_a_suspended_colleague_stays_outside(server: WorldServer) -> None:
    """Whose account is not active has no way in."""
    server.database.run("UPDATE users SET active = 0 WHERE id = 1")
    assert _sign_in(server, *WORLD.sign_in).status_code == 422


def test_the_old_link_signs_out(server: WorldServer, user: httpx.Client) -> None:
    """On a mere visit."""
    before = server.dump()
    user.get("/logout")
    assert [change.verb for change in server.diff(before)] == ["sign_out"]
    assert user.get("/").status_code == 303
