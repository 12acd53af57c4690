"""The seed: the same for the same number, other people for another, and put back exactly."""

import pytest

from scenarios.apps.crm import WORLD
from scenarios.apps.crm.roles import CUSTOMERS
from scenarios.apps.server import WorldServer


@pytest.mark.parametrize("seed", range(12))
def test_the_names_that_tasks_need_are_told_apart(seed: int) -> None:
    """Namesakes share a first name only, the duplicate has the whole name, and no quote breaks SQL."""
    slots = WORLD.slots(seed)
    for one, other in (("client", "twin"), ("erase", "erase_twin"), ("dup", "near"), ("near", "near_other")):
        assert slots[one].split()[0] == slots[other].split()[0]
        assert slots[one] != slots[other]
    names = [slots[who] for who in CUSTOMERS if who != "dup_old"]
    assert len(set(names)) == len(names)
    assert slots["dup"] == slots["dup_old"]
    assert slots["dup_email"] != slots["dup_old_email"]
    assert not any("'" in value for value in slots.values())


def test_lists_are_long_enough_to_scroll(server: WorldServer) -> None:
    """Customers come in batches, so one batch does not hold them all."""
    dump = server.dump()
    assert len([row for row in dump["customers"].values() if not row["binned"]]) > 50
    assert len(dump["deals"]) >= 25
    assert len(dump["notes"]) >= 30
