"""Deals: the board's GraphQL, and amounts as people write them."""

import httpx
import pytest

from scenarios.apps.crm.deals import amount
from scenarios.apps.server import WorldServer

MOVE = "mutation moveDeal($id: Int!, $stage: String!) { moveDeal(id: $id, stage: $stage) { id stage } }"


@pytest.mark.parametrize(
    ("text", "cents"),
    [
        ("1200", 120_000),
        ("1200.5", 120_050),
        ("1,200.50", 120_050),
        ("1.200,50", 120_050),
        ("99,90", 9_990),
        ("12 000", 1_200_000),
    ],
)
def test_amounts_are_read_in_both_ways_of_writing(text: str, cents: int) -> None:
    """A point or a comma before the cents."""
    assert amount(text) == cents


@pytest.mark.parametrize("text", ["", "-5", "many", "1.2.3", "1e9", "12345678901"])
def test_what_is_no_amount_is_none(text: str) -> None:
    """Nothing is guessed about money."""
    assert amount(text) is None


def test_the_board_moves_a_deal(server: WorldServer, user: httpx.Client) -> None:
    """By a mutation, and counts anew by a query that changes nothing."""
    moved = user.post("/graphql", json={"query": MOVE, "variables": {"id": 101, "stage": "won"}})
    assert moved.json() == {"data": {"moveDeal": {"id": 101, "stage": "won"}}}
    before = server.dump()
    counted = user.post("/graphql", json={"query": "query pipeline { pipeline { stage deals cents } }"})
    stages = {row["stage"]: row["deals"] for row in counted.json()["data"]["pipeline"]}
    assert stages["won"] == 4
    assert server.diff(before) == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        ({"query": MOVE, "variables": {"id": 101, "stage": "sold"}}, 422),
        ({"query": MOVE, "variables": {"id": 9999, "stage": "won"}}, 422),
        ({"query": "mutation burn { burn }"}, 400),
        ({"query": MOVE, "variables": None}, 422),
    ],
)
def test_the_board_refuses_what_it_does_not_know(
    server: WorldServer, user: httpx.Client, body: dict[str, object], status: int
) -> None:
    """With errors as GraphQL has them, and nothing changes."""
    before = server.dump()
    answer = user.post("/graphql", json=body)
    assert answer.status_code == status
    assert answer.json()["errors"]
    assert server.dump() == before
