"""Coming in and going out."""

import httpx

from scenarios.apps.crm import WORLD
from scenarios.apps.server import WorldServer


def _sign_in(desk: WorldServer, username: str, password: str) -> httpx.Response:
    return httpx.post(f"{desk.url}/login", data={"username": username, "password": password})


def test_signing_in_needs_the_password(desk: WorldServer) -> None:
    """A wrong one is told, and no session begins."""
    before = desk.dump()
    answer = _sign_in(desk, WORLD.sign_in[0], "guess")
    assert answer.status_code == 422
    assert "password is wrong" in answer.text
    assert desk.dump() == before


def test_the_printed_user_gets_in_on_every_seed(desk: WorldServer) -> None:
    """And finds the desk with his own tasks."""
    answer = _sign_in(desk, *WORLD.sign_in)
    assert (answer.status_code, answer.headers["location"]) == (303, "/")
    home = httpx.get(desk.url, cookies=answer.cookies)
    assert "Confirm the delivery window" in home.text


def test_a_suspended_colleague_stays_outside(desk: WorldServer) -> None:
    """Whose account is not active has no way in."""
    desk.database.run("UPDATE users SET active = 0 WHERE id = 1")
    assert _sign_in(desk, *WORLD.sign_in).status_code == 422


def test_the_old_link_signs_out(desk: WorldServer, clerk: httpx.Client) -> None:
    """On a mere visit."""
    before = desk.dump()
    clerk.get("/logout")
    assert [change.verb for change in desk.diff(before)] == ["sign_out"]
    assert clerk.get("/").status_code == 303
