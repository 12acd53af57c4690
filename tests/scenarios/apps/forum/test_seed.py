"""What the forum is planted with."""

import pytest

from scenarios.apps.forum import WORLD
from scenarios.apps.forum.roles import PEOPLE
from scenarios.apps.server import WorldServer
from scenarios.apps.setting import Setting


def test_seeds_draw_other_people_and_the_same_seed_the_same(server: WorldServer) -> None:
    """Tasks and database agree on who is who."""
    server.reset(Setting(seed=7))
    first = server.dump()
    server.reset(Setting(seed=8))
    assert server.dump()["users"] != first["users"]
    server.reset(Setting(seed=7))
    assert server.dump() == first
    slots = WORLD.slots(7)
    assert {name: first["users"][str(number)]["name"] for name, number in PEOPLE.items()} == {
        name: slots[name] for name in PEOPLE
    }


@pytest.mark.parametrize("seed", range(12))
def test_lookalikes_are_alike_and_never_the_same(seed: int) -> None:
    """Namesakes share the first name alone; titles that compete differ."""
    slots = WORLD.slots(seed)
    for one, other in (("friend", "namesake"), ("spammer", "regular")):
        assert slots[one].split()[0] == slots[other].split()[0]
        assert slots[f"{one}_handle"] != slots[f"{other}_handle"]
    for one, other in (("draft", "draft_other"), ("event", "event_other"), ("app", "app_other")):
        assert slots[one] != slots[other]


def test_lists_are_as_long_as_a_forum_has_them(server: WorldServer) -> None:
    """A list that ends on the first screen shows nothing of scrolling."""
    rows = {table: len(found) for table, found in server.dump().items()}
    assert rows["threads"] >= 30
    assert rows["posts"] >= 80
    assert rows["users"] >= 25
    assert rows["listings"] >= 15
