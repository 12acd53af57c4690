"""Backups and migrations."""

import httpx
import pytest

from scenarios.apps.admin import WORLD
from scenarios.apps.server import WorldServer


def columns(server: WorldServer, environment: int, table: str) -> str:
    """What a table has."""
    row = server.database.one(
        "SELECT columns FROM data_tables WHERE environment_id = ? AND name = ?", environment, table
    )
    return str(row["columns"]) if row else ""


def test_a_dry_run_changes_nothing(server: WorldServer, user: httpx.Client) -> None:
    """Trying a migration leaves the data and the migration as they are."""
    before = server.dump()
    assert user.post("/migrations/11/check").headers["location"].endswith("?done=dry")
    assert server.dump() == before


def test_a_migration_does_what_it_says(server: WorldServer, user: httpx.Client) -> None:
    """Adding, dropping a column and dropping a table are done in its own environment only."""
    column = WORLD.slots(0)["column"]
    for number in (10, 11, 12):
        assert user.post(f"/migrations/{number}/run").status_code == 303
    assert columns(server, 3, "projects").endswith(",region")
    assert column not in columns(server, 3, "accounts")
    assert columns(server, 3, "sessions_archive") == ""
    assert column in columns(server, 1, "accounts")
    assert user.post("/migrations/11/run").status_code == 404  # it has run


def test_a_locked_backup_cannot_be_deleted(server: WorldServer, user: httpx.Client) -> None:
    """The year's end is locked; unlocked, it goes."""
    locked = next(row["id"] for row in server.dump()["backups"].values() if row["kept"])
    assert user.post(f"/backups/{locked}/delete").status_code == 404
    user.post(f"/backups/{locked}/keep")
    assert user.post(f"/backups/{locked}/delete").status_code == 303


@pytest.mark.parametrize("fields", [{"schedule": "yearly", "days": "35"}, {"schedule": "daily", "days": "0"}])
def test_a_schedule_that_is_none_is_refused(
    server: WorldServer, user: httpx.Client, fields: dict[str, str]
) -> None:
    """Words and days outside the list change nothing."""
    before = server.dump()
    assert user.post("/backups/schedule", data=fields).status_code == 404
    assert server.dump() == before
