"""Filters, forwarding and blocked senders."""

import httpx
import pytest

from scenarios.apps.server import WorldServer
from scenarios.apps.webmail import WORLD


@pytest.mark.parametrize(
    ("field", "contains", "found"),
    [("from", "{supplier_email}", 2), ("subject", "Floor plan", 1), ("to", "{boss_email}", 2)],
)
def test_the_second_step_tells_what_matches(
    user: httpx.Client, field: str, contains: str, found: int
) -> None:
    """By sender, reader or subject, but not what is in the trash."""
    wanted = contains.format_map(WORLD.slots(0))
    text = user.get("/settings/filters/new", params={"field": field, "contains": wanted}).text
    assert f"{found} conversations match" in text


def test_an_unknown_field_looks_at_senders(user: httpx.Client) -> None:
    """It never gets into a query."""
    text = user.get("/settings/filters/new", params={"field": "x' OR 1", "contains": "zzz"}).text
    assert "From contains “zzz”" in text
    assert "0 conversations match" in text


@pytest.mark.parametrize(
    ("fields", "problem"),
    [
        ({}, "Choose at least one thing that the filter does."),
        ({"forward": "1"}, "Say where the copies should go."),
        ({"forward": "1", "forward_to": "nobody"}, "Say where the copies should go."),
    ],
)
def test_a_filter_has_to_do_something(
    server: WorldServer, user: httpx.Client, fields: dict[str, str], problem: str
) -> None:
    """The form says what is missing."""
    before = server.dump()
    answer = user.post("/settings/filters", data={"field": "from", "contains": "a", **fields})
    assert answer.status_code == 400
    assert problem in answer.text
    assert server.dump() == before


def test_an_address_without_its_box_is_not_used(server: WorldServer, user: httpx.Client) -> None:
    """The box says whether copies go out."""
    what = {"field": "from", "contains": "a", "trash": "1", "forward_to": "a@b.example"}
    user.post("/settings/filters", data=what)
    assert [row["forward_to"] for row in server.dump()["filters"].values()] == [""] * 4


def test_forwarding_is_listed_with_its_address(user: httpx.Client) -> None:
    """And whether a copy stays."""
    user.post("/settings/forwarding", data={"address": "a@b.example"})
    text = user.get("/settings/forwarding").text
    assert "a@b.example" in text
    assert "no copy stays here" in text


def test_a_blocked_sender_can_be_let_in_again(server: WorldServer, user: httpx.Client) -> None:
    """From the list of filters."""
    user.post("/thread/3/block", data={"address": "a@b.example"})
    assert "a@b.example" in user.get("/settings/filters").text
    user.post("/settings/unblock", data={"address": "a@b.example"})
    assert server.dump()["blocked"] == {}
