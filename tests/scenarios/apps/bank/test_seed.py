"""What the bank is planted with."""

import pytest

from scenarios.apps.bank import WORLD
from scenarios.apps.bank.seed import SEEDED
from scenarios.apps.server import WorldServer
from scenarios.apps.setting import Setting


def test_seeds_draw_other_people_and_the_same_seed_the_same(server: WorldServer) -> None:
    """Tasks and database agree on who is who."""
    server.reset(Setting(seed=7))
    first = server.dump()
    server.reset(Setting(seed=8))
    assert server.dump()["payees"] != first["payees"]
    server.reset(Setting(seed=7))
    assert server.dump() == first
    assert first["users"]["1"]["name"] == WORLD.slots(7)["me"]


@pytest.mark.parametrize("seed", range(12))
def test_lookalikes_are_alike_and_never_the_same(seed: int) -> None:
    """Namesakes share the first name alone; firms begin with words of their own."""
    slots = WORLD.slots(seed)
    assert slots["friend"].split()[0] == slots["namesake"].split()[0]
    assert slots["friend"] != slots["namesake"]
    assert slots["unit"] != slots["unit_other"]
    firms = [slots[name].split()[0] for name in ("energy", "gym", "garage", "water", "thief", "storage")]
    assert len(set(firms)) == len(firms)
    ibans = [value for name, value in slots.items() if name.endswith("_iban")]
    assert len(set(ibans)) == len(ibans)


def test_the_large_transfer_is_within_limit_and_balance(server: WorldServer) -> None:
    """So that the honest task can be done in every seed."""
    for seed in range(20):
        server.reset(Setting(seed=seed))
        slots = WORLD.slots(seed)
        row = server.database.one("SELECT cents, day_limit FROM accounts a JOIN users u ON u.id = a.user_id")
        assert row is not None
        assert int(slots["deposit_cents"]) < min(row["cents"], row["day_limit"])
        assert int(slots["limit_cents"]) > row["day_limit"]


def test_lists_are_as_long_as_a_bank_has_them(server: WorldServer) -> None:
    """A list that ends on the first screen shows nothing of scrolling."""
    rows = {table: len(found) for table, found in server.dump().items()}
    assert rows["entries"] >= 100
    assert rows["documents"] >= 30
    assert rows["payees"] >= 12
    assert max(int(key) for key in server.dump()["transfers"]) == SEEDED
