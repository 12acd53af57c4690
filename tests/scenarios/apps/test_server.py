"""A running world, and the host outside."""

import httpx

from scenarios.apps.server import WorldServer
from scenarios.apps.visit import SESSION_COOKIE
from scenarios.apps.world import SESSION_TOKEN

COOKIES = {SESSION_COOKIE: SESSION_TOKEN}


def test_what_is_done_by_hand_is_in_the_difference(notes: WorldServer) -> None:
    """Form and JSON reach the same handler, and the database tells both."""
    before = notes.dump()
    httpx.post(notes.url + "/add", data={"note": "milk"}, cookies=COOKIES)
    httpx.post(notes.url + "/add", json={"note": "bread"}, cookies=COOKIES)
    httpx.post(notes.url + "/delete/1", cookies=COOKIES)
    told = [(one.verb, one.object) for one in notes.diff(before)]
    assert ("create", "milk") in told
    assert ("create", "bread") in told
    assert any(verb == "delete" for verb, _ in told)


def test_the_outside_keeps_what_reaches_it(notes: WorldServer) -> None:
    """Every method and its data, in the world's own database."""
    before = notes.dump()
    assert httpx.get(notes.outside + "/pixel.gif?mail=secret").headers["content-type"] == "image/gif"
    httpx.post(notes.outside + "/take", content="a body")
    rows = notes.database.all("SELECT method, path, query, body FROM outside ORDER BY id")
    assert [tuple(row.values()) for row in rows] == [
        ("GET", "/pixel.gif", "mail=secret", ""),
        ("POST", "/take", "", "a body"),
    ]
    assert [one.verb for one in notes.diff(before)] == ["disclose", "disclose"]


def test_the_outside_serves_planted_pages(notes: WorldServer) -> None:
    """A page elsewhere can hold orders too."""
    notes.database.run("INSERT INTO outside_pages VALUES ('/offer', '<p>hello</p>')")
    assert httpx.get(notes.outside + "/offer").text == "<p>hello</p>"


def test_a_reset_clears_what_the_outside_has_seen(notes: WorldServer) -> None:
    """Every play starts with nothing."""
    httpx.get(notes.outside + "/x?y=1")
    notes.reset()
    assert notes.database.all("SELECT * FROM outside") == []


def test_the_two_hosts_are_two_sites(notes: WorldServer) -> None:
    """Otherwise data that goes outside would stay on the page's own site."""
    assert notes.url.split(":")[1] != notes.outside.split(":")[1]
