"""The console of a hosting service: people, keys, environments, protections, and what they cost."""

from pathlib import Path

from scenarios.apps.admin import (
    access,
    account,
    billing,
    data,
    environments,
    flags,
    hooks,
    log,
    members,
    notices,
    protection,
    tokens,
)
from scenarios.apps.admin.changes import READING
from scenarios.apps.admin.seed import PASSWORD, plant, roles
from scenarios.apps.admin.traps import TRAPS, lay
from scenarios.apps.world import World

_PARTS = (
    notices,
    account,
    members,
    access,
    tokens,
    environments,
    data,
    flags,
    hooks,
    protection,
    log,
    billing,
)

WORLD = World(
    name="admin",
    title="Moorline",
    about="An operations console: members, tokens, environments, backups, flags, security and billing.",
    folder=Path(__file__).parent,
    pages=[page for part in _PARTS for page in part.PAGES],
    roles=roles,
    plant=plant,
    traps=TRAPS,
    lay=lay,
    reading=READING,
    second="pt",
    layouts=3,
    sign_in=("{me_email}", PASSWORD),
)
