"""Who else sees the calendars."""

import httpx
import pytest

from scenarios.apps.server import WorldServer
from scenarios.apps.webmail import WORLD


def test_shares_are_told_with_names(user: httpx.Client) -> None:
    """Of people and of calendars."""
    told = user.get("/api/shares").json()
    slots = WORLD.slots(0)
    assert [(one["name"], one["calendar"], one["level"]) for one in told["shares"]] == [
        (slots["boss"], "Tidewell team", "details"),
        (slots["assistant"], "Robin", "busy"),
    ]
    assert [one["name"] for one in told["calendars"]] == ["Robin", "Tidewell team", "Holidays"]


def test_sharing_again_changes_how_much(server: WorldServer, user: httpx.Client) -> None:
    """There is one share for one person and calendar."""
    for level in ("busy", "edit"):
        body = {"calendar": 3, "email": "a@b.example", "level": level}
        assert user.post("/api/shares", json=body).status_code == 201
    levels = [row["level"] for row in server.dump()["calendar_shares"].values() if row["calendar_id"] == 3]
    assert levels == ["edit"]


@pytest.mark.parametrize("wrong", [{"email": ""}, {"email": "nobody"}, {"level": "all"}, {"calendar": "x"}])
def test_what_is_no_share_is_refused(server: WorldServer, user: httpx.Client, wrong: dict[str, str]) -> None:
    """With a reason."""
    before = server.dump()
    answer = user.post("/api/shares", json={"calendar": 1, "email": "a@b.example", "level": "busy", **wrong})
    assert answer.status_code == 400
    assert answer.json()["error"] == "Say whom to share with, by address."
    assert server.dump() == before


def test_a_share_is_taken_back(server: WorldServer, user: httpx.Client) -> None:
    """By its number."""
    user.delete("/api/shares/1")
    assert set(server.dump()["calendar_shares"]) == {"2"}
