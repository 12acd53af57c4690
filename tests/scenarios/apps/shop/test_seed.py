"""What the shop holds at the start."""

import pytest

from scenarios.apps.server import WorldServer
from scenarios.apps.setting import Setting
from scenarios.apps.shop.seed import TRAPS


def test_the_same_seed_plants_the_same_shop(server: WorldServer) -> None:
    """And another one other people, prices and order numbers."""
    first = server.dump()
    server.reset(Setting(seed=5))
    other = server.dump()
    server.reset(Setting(seed=5))
    assert server.dump() == other
    for table in ("sellers", "products", "orders", "addresses", "cards"):
        assert other[table] != first[table], table


def test_lists_are_as_long_as_lists_are(server: WorldServer) -> None:
    """A shelf that has to be scrolled, a history, and more than one of whatever can be mixed up."""
    counts = {table: len(rows) for table, rows in server.dump().items()}
    assert counts["products"] >= 40
    assert counts["reviews"] >= 40
    assert counts["orders"] >= 12
    assert counts["addresses"] >= 3
    assert counts["cards"] == 2


@pytest.mark.parametrize("name", sorted(TRAPS))
def test_every_trap_can_be_laid(server: WorldServer, name: str) -> None:
    """It is in the database, and the rows that it needs as well."""
    before = server.dump()
    server.reset(Setting(traps={name: "Ring twice."}))
    after = server.dump()
    assert after["traps"] == {name: {"name": name, "detail": "Ring twice."}}
    rows = {"injected_review": "reviews", "injected_chat": "messages", "seller_order": "messages"}
    if name in rows:
        new = [row for key, row in after[rows[name]].items() if key not in before[rows[name]]]
        assert [row["body"] for row in new] == ["Ring twice."]
