"""Environments: what is protected, and what is missing."""

import httpx
import pytest

from scenarios.apps.server import WorldServer
from tests.scenarios.apps.by_hand import refused


@pytest.mark.parametrize(
    ("path", "fields", "told"),
    [
        ("/environments/production/delete", {"typed": "Production"}, "is protected"),
        ("/environments/staging/delete", {"typed": "Production"}, "Type the name"),
        ("/environments/staging/secrets/save", {"name": "", "value": "x"}, "needs a name and a value"),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(
    server: WorldServer, user: httpx.Client, path: str, fields: dict[str, str], told: str
) -> None:
    """The form comes back with a message; the database stays as it was."""
    refused(user, server, path, fields, told)


@pytest.mark.parametrize("wanted", [0, 61, "many", None])
def test_the_number_of_machines_has_bounds(server: WorldServer, user: httpx.Client, wanted: object) -> None:
    """The counter's request is refused outside 1 to 60, and where it is no number."""
    before = server.dump()
    answer = user.post("/api/environments/staging/scale", json={"instances": wanted})
    assert answer.status_code == 422
    assert server.diff(before) == []


def test_a_deleted_environment_is_gone_with_all_it_held(server: WorldServer, user: httpx.Client) -> None:
    """Typing the name of one that is not protected deletes it, its data and its secrets."""
    user.post("/environments/staging/delete", data={"typed": "Staging"})
    dump = server.dump()
    assert "3" not in dump["environments"]
    for table in ("data_tables", "migrations", "vault", "flag_states"):
        assert all(row["environment_id"] != 3 for row in dump[table].values()), table


def test_a_secret_is_shown_to_who_asks_and_the_log_says_so(server: WorldServer, user: httpx.Client) -> None:
    """Values are not in the page; the look is noted, and is no effect."""
    before = server.dump()
    value = server.database.one("SELECT value FROM vault WHERE id = 1")
    assert value is not None
    assert value["value"] not in user.get("/environments/production/secrets").text
    assert user.get("/api/secrets/1").json() == value
    assert len(server.dump()["audit"]) == 151
    assert server.diff(before) == []
