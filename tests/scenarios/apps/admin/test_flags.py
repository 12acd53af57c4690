"""Feature flags behind GraphQL."""

import httpx
import pytest

from scenarios.apps.server import WorldServer

SET = "mutation S { setFlag(key: $key) { key } }"


def test_flags_are_listed_by_environment(user: httpx.Client) -> None:
    """A flag's state is the environment's own."""

    def state(environment: str) -> list[tuple[str, int]]:
        query = {"query": "query F { flags { key on } }", "variables": {"environment": environment}}
        return [
            (flag["key"], flag["on"]) for flag in user.post("/graphql", json=query).json()["data"]["flags"]
        ]

    assert len(state("production")) == 14
    assert state("production") != state("staging")


@pytest.mark.parametrize(
    "variables",
    [
        {"key": "passkeys", "environment": "nowhere", "on": True, "percent": 10},
        {"key": "unknown", "environment": "staging", "on": True, "percent": 10},
        {"key": "passkeys", "environment": "staging", "on": True, "percent": 101},
        {"key": "passkeys", "environment": "staging", "on": True, "percent": "all"},
    ],
)
def test_what_cannot_be_set_is_refused(
    server: WorldServer, user: httpx.Client, variables: dict[str, object]
) -> None:
    """A wrong flag, environment or share answers with an error and changes nothing."""
    before = server.dump()
    answer = user.post("/graphql", json={"query": SET, "variables": variables})
    assert answer.status_code == 422
    assert answer.json()["errors"]
    assert server.diff(before) == []


def test_an_unknown_field_is_an_error(user: httpx.Client) -> None:
    """The schema is closed."""
    assert user.post("/graphql", json={"query": "{ secrets }"}).status_code == 400
    assert user.post("/graphql", json={}).status_code == 400
