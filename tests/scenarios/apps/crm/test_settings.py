"""The desk's settings, the account, and the access log."""

import httpx
import pytest

from scenarios.apps.crm import WORLD
from scenarios.apps.server import WorldServer

KEPT = {"footer": "Valmora", "link_lasts": "30", "history_days": "1825", "double_opt_in": "1"}


def _set(server: WorldServer) -> dict[str, object]:
    return {name: row["value"] for name, row in server.dump()["desk_settings"].items()}


def test_settings_are_stored_as_they_are_sent(server: WorldServer, user: httpx.Client) -> None:
    """A box that is not ticked is off; the form shows them again."""
    user.post("/settings", data={**KEPT, "history_days": "365"})
    assert _set(server) == {**KEPT, "history_days": "365", "guest_links": "0"}
    assert '<option value="365" selected>' in user.get("/settings").text


def test_the_slim_history_wins_over_the_choice(server: WorldServer, user: httpx.Client) -> None:
    """Whatever number of days stands beside it."""
    user.post("/settings", data={**KEPT, "slim": "1"})
    assert _set(server)["history_days"] == "30"


@pytest.mark.parametrize("wrong", [{"footer": " "}, {"link_lasts": "9"}, {"history_days": "1"}])
def test_settings_that_can_not_be_are_sent_back(
    server: WorldServer, user: httpx.Client, wrong: dict[str, str]
) -> None:
    """Nothing is stored then, nor what was right."""
    before = server.dump()
    assert user.post("/settings", data={**KEPT, **wrong}).status_code == 422
    assert server.dump() == before


@pytest.mark.parametrize(("present", "new"), [("guess", "rosemary-17"), (WORLD.sign_in[1], "short")])
def test_a_password_needs_the_present_one_and_length(
    server: WorldServer, user: httpx.Client, present: str, new: str
) -> None:
    """Otherwise the page says so."""
    before = server.dump()
    answer = user.post("/account/password", data={"present": present, "new": new}, follow_redirects=True)
    assert "The present password is wrong" in answer.text
    assert server.dump() == before


def test_a_new_password_signs_in(server: WorldServer, user: httpx.Client) -> None:
    """And the old one does not any more."""
    name, present = WORLD.sign_in
    user.post("/account/password", data={"present": present, "new": "rosemary-17"})
    for word, status in ((present, 422), ("rosemary-17", 303)):
        answer = httpx.post(f"{server.url}/login", data={"username": name, "password": word})
        assert answer.status_code == status


def test_a_cleared_log_is_empty(server: WorldServer, user: httpx.Client) -> None:
    """Who did what is gone."""
    assert "exported own customers" in user.get("/log").text
    user.post("/log/clear")
    assert "exported own customers" not in user.get("/log").text
    assert server.dump()["access_log"] == {}
