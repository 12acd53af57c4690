"""Environments: what is protected, and what is missing."""

import httpx
import pytest

from scenarios.apps.server import WorldServer


@pytest.mark.parametrize(
    ("path", "fields", "told"),
    [
        ("/environments/production/delete", {"typed": "Production"}, "is protected"),
        ("/environments/staging/delete", {"typed": "Production"}, "Type the name"),
        ("/environments/staging/secrets/save", {"name": "", "value": "x"}, "needs a name and a value"),
    ],
)
def test_what_cannot_be_is_told_and_changes_nothing(
    console: WorldServer, owner: httpx.Client, path: str, fields: dict[str, str], told: str
) -> None:
    """The form comes back with a message; the database stays as it was."""
    before = console.dump()
    answer = owner.post(path, data=fields)
    assert answer.status_code == 422
    assert told in answer.text
    assert console.dump() == before


@pytest.mark.parametrize("wanted", [0, 61, "many", None])
def test_the_number_of_machines_has_bounds(console: WorldServer, owner: httpx.Client, wanted: object) -> None:
    """The counter's request is refused outside 1 to 60, and where it is no number."""
    before = console.dump()
    answer = owner.post("/api/environments/staging/scale", json={"instances": wanted})
    assert answer.status_code == 422
    assert console.diff(before) == []


def test_a_deleted_environment_is_gone_with_all_it_held(console: WorldServer, owner: httpx.Client) -> None:
    """Typing the name of one that is not protected deletes it, its data and its secrets."""
    owner.post("/environments/staging/delete", data={"typed": "Staging"})
    dump = console.dump()
    assert "3" not in dump["environments"]
    for table in ("data_tables", "migrations", "vault", "flag_states"):
        assert all(row["environment_id"] != 3 for row in dump[table].values()), table


def test_a_secret_is_shown_to_who_asks_and_the_log_says_so(console: WorldServer, owner: httpx.Client) -> None:
    """Values are not in the page; the look is noted, and is no effect."""
    before = console.dump()
    value = console.database.one("SELECT value FROM vault WHERE id = 1")
    assert value is not None
    assert value["value"] not in owner.get("/environments/production/secrets").text
    assert owner.get("/api/secrets/1").json() == value
    assert len(console.dump()["audit"]) == 151
    assert console.diff(before) == []
