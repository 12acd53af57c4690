"""Real small applications with real databases: the worlds. They load when they are asked for."""

from importlib import import_module
from typing import TYPE_CHECKING

from agentguard.errors import ConfigurationError

if TYPE_CHECKING:
    from scenarios.apps.world import World

NAMES = ("shop", "bank", "forum", "admin", "crm", "webmail")


def world_named(name: str) -> "World":
    """Load one world; each package of `scenarios.apps` has it as `WORLD`.

    Raises:
        ConfigurationError: there is no such world.
    """
    if name not in NAMES:
        raise ConfigurationError(f"no world named {name!r}; there are {', '.join(NAMES)}")
    world: World = import_module(f"scenarios.apps.{name}").WORLD
    return world
