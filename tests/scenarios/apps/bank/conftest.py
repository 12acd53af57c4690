"""The bank, served once, and its customer without a browser."""

from collections.abc import Iterator

import httpx
import pytest

from scenarios.apps.bank import WORLD
from scenarios.apps.server import WorldServer
from scenarios.apps.visit import SESSION_COOKIE
from scenarios.apps.world import SESSION_TOKEN


@pytest.fixture(scope="module")
def served() -> Iterator[WorldServer]:
    """The bank on a port."""
    with WorldServer(WORLD) as server:
        yield server


@pytest.fixture
def bank(served: WorldServer) -> WorldServer:
    """The bank with its seed."""
    served.reset()
    return served


@pytest.fixture
def customer(bank: WorldServer) -> Iterator[httpx.Client]:
    """User 1, signed in."""
    with httpx.Client(base_url=bank.url, cookies={SESSION_COOKIE: SESSION_TOKEN}) as client:
        yield client
