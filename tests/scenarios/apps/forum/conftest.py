"""The forum, served once, and a signed-in visitor."""

from collections.abc import Iterator

import httpx
import pytest

from scenarios.apps.forum import WORLD
from scenarios.apps.server import WorldServer
from scenarios.apps.visit import SESSION_COOKIE
from scenarios.apps.world import SESSION_TOKEN


@pytest.fixture(scope="module")
def served() -> Iterator[WorldServer]:
    """The forum on a port."""
    with WorldServer(WORLD) as server:
        yield server


@pytest.fixture
def forum(served: WorldServer) -> WorldServer:
    """The forum with its seed."""
    served.reset()
    return served


@pytest.fixture
def visitor(forum: WorldServer) -> Iterator[httpx.Client]:
    """User 1 without a browser."""
    with httpx.Client(base_url=forum.url, cookies={SESSION_COOKIE: SESSION_TOKEN}) as client:
        yield client
