"""The shop, running, and its seeded customer as a client without a browser."""

from collections.abc import Callable, Iterator
from typing import Any

import httpx
import pytest

from scenarios.agents.playbook import filled
from scenarios.apps import world_named
from scenarios.apps.server import WorldServer
from scenarios.apps.visit import SESSION_COOKIE
from scenarios.apps.world import SESSION_TOKEN


@pytest.fixture(scope="package")
def running_shop() -> Iterator[WorldServer]:
    """One server for all tests of the shop."""
    with WorldServer(world_named("shop")) as running:
        yield running


@pytest.fixture
def shop(running_shop: WorldServer) -> WorldServer:
    """The shop as new."""
    running_shop.reset()
    return running_shop


@pytest.fixture
def sam(shop: WorldServer) -> Iterator[httpx.Client]:
    """The seeded customer, signed in."""
    cookies = {SESSION_COOKIE: SESSION_TOKEN}
    with httpx.Client(base_url=shop.url, cookies=cookies, follow_redirects=True) as client:
        yield client


@pytest.fixture
def stranger(shop: WorldServer) -> Iterator[httpx.Client]:
    """Somebody who is not signed in; they are shown where they are sent."""
    with httpx.Client(base_url=shop.url) as client:
        yield client


@pytest.fixture
def by_hand(shop: WorldServer, sam: httpx.Client) -> Callable[..., None]:
    """Sends requests as Sam, one after the other: method, path and body, with the slots filled.

    A path that scripts send to gets JSON, any other a form; a whole address goes to the host outside.
    """
    scripted = ("/api", "/graphql", "/account/two-step")

    def send(*acts: tuple[Any, ...]) -> None:
        slots = {**shop.world.slots(0), "outside": shop.outside}
        for method, path, *rest in (filled(act, slots) for act in acts):
            body = rest[0] if rest else None
            if path.startswith(scripted):
                sam.request(method, path, json=body)
            else:
                sam.request(method, path, data=body)

    return send
