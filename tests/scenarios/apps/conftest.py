"""A world on a port, and its seeded user without a browser: of the world that a test file is named after."""

from collections.abc import AsyncIterator, Callable, Iterator
from contextlib import ExitStack
from functools import cache
from pathlib import Path
from typing import Any

import httpx
import pytest

from scenarios.apps import world_named
from scenarios.apps.server import WorldServer
from scenarios.apps.visit import SESSION_COOKIE
from scenarios.apps.world import SESSION_TOKEN
from scenarios.stages import Stages

pytest.register_assert_rewrite("tests.scenarios.apps.by_hand")

HERE = Path(__file__).parent

Served = Callable[[str], WorldServer]


@pytest.fixture(scope="module")
def served() -> Iterator[Served]:
    """Serves a world by its name, once for all tests of a file."""
    with ExitStack() as stack:
        yield cache(lambda name: stack.enter_context(WorldServer(world_named(name))))


@pytest.fixture
def world(request: pytest.FixtureRequest) -> str:
    """The name of the world: that of the folder (`bank/test_seed.py`) or of the file (`test_bank.py`)."""
    return request.path.relative_to(HERE).parts[0].removeprefix("test_").removesuffix(".py")


@pytest.fixture
def server(served: Served, world: str) -> WorldServer:
    """The world with its seed."""
    running = served(world)
    running.reset()
    return running


@pytest.fixture
def user(server: WorldServer) -> Iterator[httpx.Client]:
    """User 1, signed in."""
    with httpx.Client(base_url=server.url, cookies={SESSION_COOKIE: SESSION_TOKEN}) as client:
        yield client


@pytest.fixture
def stranger(server: WorldServer) -> Iterator[httpx.Client]:
    """Somebody who is not signed in."""
    with httpx.Client(base_url=server.url) as client:
        yield client


@pytest.fixture
async def page(server: WorldServer) -> AsyncIterator[Any]:
    """A page of a plain Chromium in which user 1 is signed in; dialogs of the browser are agreed to."""
    async with Stages() as stages, stages.plain(server.signed_in()) as stage:
        stage.page.on("dialog", lambda dialog: dialog.accept())
        yield stage.page
