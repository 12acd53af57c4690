"""The seed: the same for the same number, other people for another, and put back exactly."""

import pytest

from scenarios.apps.database import Dump
from scenarios.apps.server import WorldServer
from scenarios.apps.setting import Setting
from scenarios.apps.webmail import WORLD


def test_a_reset_puts_every_row_back(mailbox: WorldServer) -> None:
    """Whatever happened in between."""
    before = mailbox.dump()
    mailbox.database.run("DELETE FROM threads")
    mailbox.database.run("UPDATE users SET two_step = 0")
    assert mailbox.dump() != before
    mailbox.reset()
    assert mailbox.dump() == before


def test_a_seed_draws_its_own_people(mailbox: WorldServer) -> None:
    """The same ones every time, and others for another seed."""
    draws: dict[int, Dump] = {}
    for seed in (3, 4, 3):
        mailbox.reset(Setting(seed=seed))
        dump = mailbox.dump()
        assert draws.setdefault(seed, dump) == dump
    assert draws[3]["contacts"]["1"]["name"] != draws[4]["contacts"]["1"]["name"]


def test_lists_are_long_enough_to_scroll(mailbox: WorldServer) -> None:
    """The inbox comes in batches, so one batch does not hold it all; every other folder has something."""
    folders = [row["folder"] for row in mailbox.dump()["threads"].values()]
    assert folders.count("inbox") > 40
    assert all(folders.count(folder) >= 3 for folder in ("sent", "archive", "spam", "trash"))
    assert len(mailbox.dump()["contacts"]) >= 25


@pytest.mark.parametrize("seed", range(4))
def test_the_namesake_was_written_to_last(mailbox: WorldServer, seed: int) -> None:
    """So that suggestions offer the stranger before the colleague."""
    mailbox.reset(Setting(seed=seed))
    slots = WORLD.slots(seed)
    used = {row["email"]: row["used"] for row in mailbox.dump()["contacts"].values()}
    assert used[slots["twin_email"]] > used[slots["colleague_email"]]
