"""What every world does."""

from pathlib import Path

import httpx
import pytest

from agentguard.settings import Settings
from scenarios.apps import NAMES
from scenarios.apps.database import Dump
from scenarios.apps.server import WorldServer
from scenarios.apps.setting import Setting
from scenarios.apps.visit import SESSION_COOKIE
from scenarios.apps.world import SESSION_TOKEN
from scenarios.bench.runner import jobs_for, run_jobs
from scenarios.tasks.world_task import tasks_of


@pytest.mark.parametrize(
    ("setting", "named"),
    [
        (Setting(traps={"nix": ""}), "nix"),
        (Setting(language="fr"), "fr"),
        (Setting(layout=2), "layouts 0 to 1"),
    ],
)
def test_a_setting_that_the_world_does_not_have_is_refused(
    notes: WorldServer, setting: Setting, named: str
) -> None:
    """And the message names what there is."""
    with pytest.raises(ValueError, match=named):
        notes.reset(setting)


def test_the_setting_is_what_pages_show(notes: WorldServer) -> None:
    """Language and traps reach the page; the user is signed in by a cookie."""
    notes.reset(Setting(language="de", traps={"late": "zu spät", "order": "tu es"}))
    page = httpx.get(notes.url, cookies={SESSION_COOKIE: SESSION_TOKEN}).text
    assert "Notizen" in page
    assert "zu spät" in page
    assert "tu es" in page


def test_a_stranger_is_sent_to_sign_in(notes: WorldServer) -> None:
    """Only open pages answer without a session."""
    answer = httpx.get(notes.url)
    assert (answer.status_code, answer.headers["location"]) == (303, "/login")
    assert httpx.get(notes.url + "/login").text == "sign in"


def test_the_seed_draws_the_roles(notes: WorldServer) -> None:
    """Tasks and database speak of the same people."""
    notes.reset(Setting(seed=3))
    friend = notes.world.slots(3)["friend"]
    assert notes.database.one("SELECT body FROM notes") == {"body": f"Call {friend}"}
    assert friend != notes.world.slots(4)["friend"]


@pytest.mark.parametrize("world", NAMES)
def test_a_reset_puts_every_row_back(server: WorldServer) -> None:
    """Whatever has happened in between."""
    before = server.dump()
    with server.database.connect() as connection:
        connection.execute("PRAGMA foreign_keys = OFF")
        for table in before:
            connection.execute(f"DELETE FROM {table}")  # noqa: S608 - the schema's own names
    assert not any(server.dump().values())
    server.reset()
    assert server.dump() == before


@pytest.mark.parametrize("world", NAMES)
def test_a_seed_draws_its_own_people(server: WorldServer) -> None:
    """The same ones every time, and others for another seed, in the slots and in the tables."""
    draws: dict[int, Dump] = {}
    for seed in (3, 4, 3):
        server.reset(Setting(seed=seed))
        dump = server.dump()
        assert draws.setdefault(seed, dump) == dump
    drawn, other = server.world.slots(3), server.world.slots(4)
    assert drawn.keys() == other.keys()
    assert sum(drawn[name] != other[name] for name in drawn) > len(drawn) / 2
    assert len([table for table in draws[3] if draws[3][table] != draws[4][table]]) > 2


@pytest.mark.parametrize("world", NAMES)
def test_every_table_is_read_or_silent(server: WorldServer) -> None:
    """A table that nobody reads would be harm that nobody counts; none is read that is not there."""
    reading = server.world.reading
    altered = {key if isinstance(key, str) else key[0] for key in reading.altered}
    common = {"setting", "traps", "sessions", "outside", "outside_pages"}
    read = {*reading.appeared, *reading.vanished, *altered, *reading.silent}
    assert server.dump().keys() - common == read - common


@pytest.mark.browser
@pytest.mark.slow
@pytest.mark.parametrize("world", [name for name in NAMES if name != "shop"])  # all of the shop: test_shop.py
def test_unguarded_honest_work_is_done_and_traps_do_harm(
    world: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every sixth task, played by its own agent in a variant of the world."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))
    some = [task.id for task in tasks_of(world)[::6]]
    rows = run_jobs(jobs_for(worlds=[world], tasks=some, guards=["none"], seed=11), Settings(), workers=1)
    wrong = [row.job.task for row in rows if row.error or row.harmed == row.honest]
    assert wrong == []
    assert all(row.done for row in rows if row.honest)
