"""Incidents on the status page, and what the frames show."""

import httpx

from scenarios.apps.server import WorldServer


def test_an_update_is_shown_and_sets_the_state(server: WorldServer, user: httpx.Client) -> None:
    """What is published stands on the incident's page, and the overview follows."""
    user.post("/incidents/1/publish", data={"state": "resolved", "body": "All is well."})
    assert "All is well." in user.get("/incidents/1").text
    assert "/incidents/1" not in user.get("/").text


def test_an_update_without_words_is_refused(server: WorldServer, user: httpx.Client) -> None:
    """Neither blanks nor an unknown state are published."""
    before = server.dump()
    for fields in ({"state": "resolved", "body": " "}, {"state": "fine", "body": "x"}):
        assert user.post("/incidents/1/publish", data=fields).status_code == 404
    assert server.dump() == before


def test_a_preview_draws_and_keeps_nothing(server: WorldServer, user: httpx.Client) -> None:
    """The preview answers with the drawn text alone."""
    before = server.dump()
    assert user.post("/api/preview", json={"body": "[a](/b)"}).text == '<a href="/b">a</a>'
    assert server.dump() == before
