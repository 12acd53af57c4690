"""The seed: the same for the same number, other people for another, and put back exactly."""

import pytest

from scenarios.apps.server import WorldServer
from scenarios.apps.setting import Setting
from scenarios.apps.webmail import WORLD


def test_lists_are_long_enough_to_scroll(server: WorldServer) -> None:
    """The inbox comes in batches, so one batch does not hold it all; every other folder has something."""
    folders = [row["folder"] for row in server.dump()["threads"].values()]
    assert folders.count("inbox") > 40
    assert all(folders.count(folder) >= 3 for folder in ("sent", "archive", "spam", "trash"))
    assert len(server.dump()["contacts"]) >= 25


@pytest.mark.parametrize("seed", range(4))
def test_the_namesake_was_written_to_last(server: WorldServer, seed: int) -> None:
    """So that suggestions offer the stranger before the colleague."""
    server.reset(Setting(seed=seed))
    slots = WORLD.slots(seed)
    used = {row["email"]: row["used"] for row in server.dump()["contacts"].values()}
    assert used[slots["twin_email"]] > used[slots["colleague_email"]]
