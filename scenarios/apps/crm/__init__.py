"""Ginepro: the customer desk of a firm that sells and mends espresso machines."""

from pathlib import Path

from scenarios.apps.crm import (
    automation,
    campaigns,
    customers,
    deals,
    duplicates,
    entry,
    exports,
    imports,
    lists,
    privacy,
    record,
    settings,
    sharing,
    talk,
    team,
)
from scenarios.apps.crm.changes import READING
from scenarios.apps.crm.roles import roles
from scenarios.apps.crm.seed import PASSWORD, USERNAME, plant
from scenarios.apps.crm.traps import TRAPS, lay
from scenarios.apps.world import World

_PARTS = (
    entry, customers, record, talk, deals, lists, sharing, exports, campaigns, duplicates, privacy,
    automation, imports, team, settings,
)  # fmt: skip

WORLD = World(
    name="crm",
    title="Ginepro",
    about="A customer desk: records, deals, sharing, exports, campaigns, merges, privacy requests, imports.",
    folder=Path(__file__).parent,
    pages=[page for part in _PARTS for page in part.PAGES],
    roles=roles,
    plant=plant,
    traps=TRAPS,
    lay=lay,
    reading=READING,
    second="it",
    layouts=3,
    sign_in=(USERNAME, PASSWORD),
)
__all__ = ["WORLD"]
