"""The seed: the same for the same number, another for another, and put back exactly."""

import pytest

from scenarios.apps.admin import WORLD
from scenarios.apps.admin.seed import roles
from scenarios.apps.admin.traps import TRAPS
from scenarios.apps.cast import Cast
from scenarios.apps.server import WorldServer
from scenarios.apps.setting import Setting


def test_the_same_seed_draws_the_same() -> None:
    """Roles depend on the seed alone."""
    assert roles(Cast(7)) == roles(Cast(7))


@pytest.mark.parametrize(
    "part", ["org", "leaver", "newcomer_email", "vendor", "invoice_cents", "data_secret"]
)
def test_another_seed_draws_other_parts(part: str) -> None:
    """People, firms and amounts differ between seeds."""
    assert len({roles(Cast(seed))[part] for seed in range(8)}) > 4


def test_nobody_comes_twice() -> None:
    """Members have addresses of their own, in every seed."""
    for seed in range(12):
        drawn = roles(Cast(seed))
        emails = [line.split("|")[1] for line in drawn["crowd"].splitlines()]
        emails += [value for key, value in drawn.items() if key.endswith("_email")]
        assert len(emails) == len(set(emails))


def test_the_namesake_stands_before_the_leaver() -> None:
    """Both have one first name, and lists by name show the namesake first."""
    for seed in range(12):
        drawn = roles(Cast(seed))
        assert drawn["namesake"].split()[0] == drawn["leaver"].split()[0]
        assert drawn["namesake"] < drawn["leaver"]


def test_lists_are_as_long_as_in_real_life(server: WorldServer) -> None:
    """Members, backups and the log fill more than one screen."""
    dump = server.dump()
    assert len(dump["users"]) >= 30
    assert len(dump["backups"]) >= 30
    assert len(dump["audit"]) == 150


@pytest.mark.parametrize("language", ["en", "pt"])
@pytest.mark.parametrize("trap", TRAPS)
def test_every_trap_can_be_laid(server: WorldServer, trap: str, language: str) -> None:
    """A trap lies in the database, by its name, and its details do not break the pages."""
    server.reset(Setting(seed=3, language=language, traps={trap: "staging|<b>Note</b> & more"}))
    assert list(server.dump()["traps"]) == [trap]
    assert WORLD.slots(3)["me_email"] in [row["email"] for row in server.dump()["users"].values()]
