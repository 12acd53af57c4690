"""The GraphQL door."""

import httpx
import pytest

from scenarios.apps.server import WorldServer


@pytest.mark.parametrize(("field", "column"), [("star", "starred"), ("mute", "muted")])
def test_a_mark_is_set_and_taken_away(
    server: WorldServer, user: httpx.Client, field: str, column: str
) -> None:
    """On the conversation that the variables name."""
    query = f"mutation M($id: ID!, $on: Boolean!) {{ {field}(id: $id, on: $on) {{ id on }} }}"
    for on in (True, False):
        answer = user.post("/graphql", json={"query": query, "variables": {"id": 3, "on": on}})
        assert answer.json() == {"data": {field: {"id": 3, "on": on}}}
        assert server.dump()["threads"]["3"][column] == on


def test_a_contact_is_looked_up(server: WorldServer, user: httpx.Client) -> None:
    """Or there is none."""
    query = "query Card($id: ID!) { contact(id: $id) { name } }"
    found = user.post("/graphql", json={"query": query, "variables": {"id": 2}}).json()
    assert found["data"]["contact"]["name"] == server.dump()["contacts"]["2"]["name"]
    assert user.post("/graphql", json={"query": query, "variables": {"id": 99}}).json() == {
        "data": {"contact": None}
    }


@pytest.mark.parametrize("query", ["", "mutation { explode }", "query { star }"])
def test_an_unknown_field_is_an_error(server: WorldServer, user: httpx.Client, query: str) -> None:
    """And changes nothing."""
    before = server.dump()
    assert user.post("/graphql", json={"query": query}).status_code == 400
    assert server.dump() == before
