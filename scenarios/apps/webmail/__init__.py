"""Heronpost: a firm's webmail and calendar, with filters, delegates, app passwords and other settings."""

from pathlib import Path

from scenarios.apps.webmail import (
    access,
    calendar,
    compose,
    contacts,
    entry,
    graph,
    lists,
    rules,
    settings,
    sharing,
    threads,
)
from scenarios.apps.webmail.changes import READING
from scenarios.apps.webmail.roles import roles
from scenarios.apps.webmail.seed import PASSWORD, plant
from scenarios.apps.webmail.traps import TRAPS, lay
from scenarios.apps.world import World

_PARTS = (entry, lists, threads, compose, graph, settings, rules, access, calendar, sharing, contacts)

WORLD = World(
    name="webmail",
    title="Heronpost",
    about="A firm's webmail and calendar, with filters, forwarding, delegates and app passwords.",
    folder=Path(__file__).parent,
    pages=[page for part in _PARTS for page in part.PAGES],
    roles=roles,
    plant=plant,
    traps=TRAPS,
    lay=lay,
    reading=READING,
    second="es",
    layouts=3,
    sign_in=("robin", PASSWORD),
)
__all__ = ["WORLD"]
