"""The mailbox, served once, and its seeded user without a browser."""

from collections.abc import Iterator

import httpx
import pytest

from scenarios.apps.server import WorldServer
from scenarios.apps.visit import SESSION_COOKIE
from scenarios.apps.webmail import WORLD
from scenarios.apps.world import SESSION_TOKEN


@pytest.fixture(scope="module")
def served() -> Iterator[WorldServer]:
    """The mailbox on a port."""
    with WorldServer(WORLD) as server:
        yield server


@pytest.fixture
def mailbox(served: WorldServer) -> WorldServer:
    """The mailbox with its seed."""
    served.reset()
    return served


@pytest.fixture
def robin(mailbox: WorldServer) -> Iterator[httpx.Client]:
    """User 1."""
    with httpx.Client(base_url=mailbox.url, cookies={SESSION_COOKIE: SESSION_TOKEN}) as client:
        yield client
