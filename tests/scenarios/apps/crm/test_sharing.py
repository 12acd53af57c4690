"""Links to records and lists: who sees what, and until when."""

import httpx
import pytest

from scenarios.apps.server import WorldServer


@pytest.fixture
def link(desk: WorldServer, clerk: httpx.Client) -> str:
    """A link to the first list, for seven days."""
    clerk.post("/share/list/1", data={"with": "link", "lasts": "7"})
    row = desk.database.one("SELECT * FROM shares WHERE with_kind = 'link'")
    assert row is not None
    assert row["expires"] == "2026-05-21"
    return f"{desk.url}/s/{row['token']}"


def test_whoever_has_the_link_sees_the_list(desk: WorldServer, link: str) -> None:
    """Without signing in, also who is added later."""
    assert "Alessia Brandt" in httpx.get(link).text
    desk.database.run("INSERT INTO list_members VALUES (1, 30)")
    assert "Henrik Damgaard" in httpx.get(link).text


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE shares SET expires = '2026-05-13' WHERE with_kind = 'link'",
        "DELETE FROM shares WHERE with_kind = 'link'",
        "UPDATE desk_settings SET value = '0' WHERE name = 'guest_links'",
    ],
)
def test_a_link_that_has_ended_shows_nothing(desk: WorldServer, link: str, statement: str) -> None:
    """Past its day, taken back, or where guests may open no links."""
    desk.database.run(statement)
    answer = httpx.get(link)
    assert answer.status_code == 404
    assert "Alessia" not in answer.text


def test_one_that_never_ends_goes_on(desk: WorldServer, link: str) -> None:
    """Whatever the day."""
    desk.database.run("UPDATE shares SET expires = 'never' WHERE with_kind = 'link'")
    assert httpx.get(link).status_code == 200


def test_the_desk_says_how_long_links_last(desk: WorldServer, clerk: httpx.Client) -> None:
    """The form comes with what is set."""
    desk.database.run("UPDATE desk_settings SET value = '365' WHERE name = 'link_lasts'")
    assert '<option value="365" selected>' in clerk.get("/share/customer/101").text
