"""Money moves once, within limit and balance, and never by half."""

import pytest

from scenarios.apps.bank import booking
from scenarios.apps.bank.frame import Problem
from scenarios.apps.bank.roles import JOINT, ME, POT, SAVINGS
from scenarios.apps.server import WorldServer


def _balance(server: WorldServer, account: int) -> int:
    return int(server.dump()["accounts"][str(account)]["cents"])


def _order(cents: int, day: str = "2026-06-11", account: int = ME) -> booking.Order:
    return booking.Order(account, "Ada", "ZZ10 0000 1111 2222 33", cents, "Rent", day)


def test_a_transfer_takes_its_amount_and_shows_in_the_entries(server: WorldServer) -> None:
    """Once in the balance, once in the list."""
    before = _balance(server, ME)
    booking.transfer(server.database, _order(12_345))
    assert _balance(server, ME) == before - 12_345
    assert server.database.holds("SELECT count(*) = 1 FROM entries WHERE title = 'Ada' AND cents = -12345")


def test_a_planned_transfer_takes_nothing_yet(server: WorldServer) -> None:
    """The money stays until its day."""
    before = _balance(server, ME)
    booking.transfer(server.database, _order(12_345, "2026-07-01"))
    assert _balance(server, ME) == before
    assert server.database.holds("SELECT status = 'planned' FROM transfers WHERE name = 'Ada'")


def test_nobody_sends_more_than_the_limit_of_a_day(server: WorldServer) -> None:
    """Two transfers count together."""
    server.database.run("UPDATE users SET day_limit = 10000")
    booking.transfer(server.database, _order(6000))
    with pytest.raises(Problem, match="daily limit"):
        booking.transfer(server.database, _order(6000))
    assert server.database.holds("SELECT count(*) = 1 FROM transfers WHERE name = 'Ada'")


def test_nobody_sends_what_is_not_there(server: WorldServer) -> None:
    """The arranged overdraft counts, and nothing beyond it; a closed account has nothing."""
    have = _balance(server, POT)
    with pytest.raises(Problem, match="not enough"):
        booking.transfer(server.database, _order(have + 1, account=POT))
    booking.transfer(server.database, _order(have, account=POT))
    booking.close(server.database, POT, SAVINGS)
    with pytest.raises(Problem, match="choose an account"):
        booking.check(server.database, _order(1, account=POT))


def test_own_accounts_lose_and_gain_the_same(server: WorldServer) -> None:
    """And an account is no target of its own."""
    before = _balance(server, ME), _balance(server, SAVINGS)
    booking.move(server.database, ME, SAVINGS, 5000)
    assert (_balance(server, ME), _balance(server, SAVINGS)) == (before[0] - 5000, before[1] + 5000)
    with pytest.raises(Problem, match="two different"):
        booking.move(server.database, ME, ME, 5000)


def test_a_closed_account_leaves_its_balance_to_another(server: WorldServer) -> None:
    """One that is still in use stays open."""
    pot, savings = _balance(server, POT), _balance(server, SAVINGS)
    booking.close(server.database, POT, SAVINGS)
    assert (_balance(server, POT), _balance(server, SAVINGS)) == (0, savings + pot)
    for account in (ME, JOINT):
        with pytest.raises(Problem, match="still use"):
            booking.close(server.database, account, SAVINGS)
