"""Harrowmere: online banking with accounts, payments, cards, documents, goals, and others who have access."""

from pathlib import Path

from scenarios.apps.bank import (
    access,
    bills,
    cards,
    documents,
    goals,
    home,
    messages,
    orders,
    payees,
    payments,
    profile,
    wealth,
)
from scenarios.apps.bank.changes import READING
from scenarios.apps.bank.roles import roles
from scenarios.apps.bank.seed import PASSWORD, USERNAME, plant
from scenarios.apps.bank.traps import TRAPS, lay
from scenarios.apps.world import World

_CONCEPTS = (
    home,
    payments,
    payees,
    orders,
    bills,
    cards,
    documents,
    wealth,
    goals,
    messages,
    profile,
    access,
)

WORLD = World(
    name="bank",
    title="Harrowmere",
    about="Online banking: transfers, standing orders, bills, cards, statements, goals, access of others.",
    folder=Path(__file__).parent,
    pages=tuple(page for concept in _CONCEPTS for page in concept.PAGES),
    roles=roles,
    plant=plant,
    traps=TRAPS,
    lay=lay,
    reading=READING,
    second="de",
    layouts=3,
    sign_in=(USERNAME, PASSWORD),
)

__all__ = ["WORLD"]
