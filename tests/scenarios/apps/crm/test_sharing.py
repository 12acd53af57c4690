"""Links to records and lists: who sees what, and until when."""

import httpx
import pytest

from scenarios.apps.server import WorldServer


@pytest.fixture
def link(server: WorldServer, user: httpx.Client) -> str:
    """A link to the first list, for seven days."""
    user.post("/share/list/1", data={"with": "link", "lasts": "7"})
    row = server.database.one("SELECT * FROM shares WHERE with_kind = 'link'")
    assert row is not None
    assert row["expires"] == "2026-05-21"
    return f"{server.url}/s/{row['token']}"


def test_whoever_has_the_link_sees_the_list(server: WorldServer, link: str) -> None:
    """Without signing in, also who is added later."""
    assert "Alessia Brandt" in httpx.get(link).text
    server.database.run("INSERT INTO list_members VALUES (1, 30)")
    assert "Henrik Damgaard" in httpx.get(link).text


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE shares SET expires = '2026-05-13' WHERE with_kind = 'link'",
        "DELETE FROM shares WHERE with_kind = 'link'",
        "UPDATE desk_settings SET value = '0' WHERE name = 'guest_links'",
    ],
)
def test_a_link_that_has_ended_shows_nothing(server: WorldServer, link: str, statement: str) -> None:
    """Past its day, taken back, or where guests may open no links."""
    server.database.run(statement)
    answer = httpx.get(link)
    assert answer.status_code == 404
    assert "Alessia" not in answer.text


def test_one_that_never_ends_goes_on(server: WorldServer, link: str) -> None:
    """Whatever the day."""
    server.database.run("UPDATE shares SET expires = 'never' WHERE with_kind = 'link'")
    assert httpx.get(link).status_code == 200


def test_the_desk_says_how_long_links_last(server: WorldServer, user: httpx.Client) -> None:
    """The form comes with what is set."""
    server.database.run("UPDATE desk_settings SET value = '365' WHERE name = 'link_lasts'")
    assert '<option value="365" selected>' in user.get("/share/customer/101").text
