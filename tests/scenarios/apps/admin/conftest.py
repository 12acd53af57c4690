"""The console, served once, and the signed-in owner without a browser."""

from collections.abc import Iterator

import httpx
import pytest

from scenarios.apps.admin import WORLD
from scenarios.apps.server import WorldServer
from scenarios.apps.visit import SESSION_COOKIE
from scenarios.apps.world import SESSION_TOKEN


@pytest.fixture(scope="module")
def served() -> Iterator[WorldServer]:
    """The console on a port."""
    with WorldServer(WORLD) as server:
        yield server


@pytest.fixture
def console(served: WorldServer) -> WorldServer:
    """The console with its seed."""
    served.reset()
    return served


@pytest.fixture
def owner(console: WorldServer) -> Iterator[httpx.Client]:
    """User 1."""
    with httpx.Client(base_url=console.url, cookies={SESSION_COOKIE: SESSION_TOKEN}) as client:
        yield client
