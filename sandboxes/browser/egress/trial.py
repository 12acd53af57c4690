"""Trying the ways out in a browser, and counting what reached the server."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable, Iterable
from typing import TYPE_CHECKING

from sandboxes.browser.egress.loopback import Loopback
from sandboxes.browser.egress.vector import Vector

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page

LANES = 4
"""Pages that try at the same time, each in a context of its own and one way out after the other."""

SETTLE = 0.15
"""Seconds before a page ends, and between seeing a way out tried and looking at what arrived."""

PATIENCE = 1.5
"""Seconds to wait for a way out to be tried; those that nobody can see being tried take all of it."""

Seen = Callable[[str], bool]
"""Whether the way out of this name was seen being tried."""

_PREAMBLE = (
    "const A = '{first}', B = '{second}', OUT = A + '/out/{name}', FAR = B + '/out/{name}',"
    " WS = A.replace('http', 'ws') + '/socket/{name}', PORT = {port},"
    " asset = (type, body) => A + '/asset?' + new URLSearchParams({{type, body}});"
)


async def run_trial(
    new_context: Callable[[], Awaitable["BrowserContext"]],
    loopback: Loopback,
    vectors: Iterable[Vector],
    *,
    seen: Seen | None = None,
    patience: float = PATIENCE,
) -> dict[str, int]:
    """Try every way out; return by name how often it reached the server.

    `seen` tells when a way out was tried, what the server saw, when not given; `patience` is how many
    seconds to wait for that.
    """
    tried = seen or (lambda name: bool(loopback.reached(name)))
    vectors = tuple(vectors)
    waiting = list(vectors)

    async def lane() -> None:
        context = await new_context()
        page: Page | None = None
        while waiting:
            vector = waiting.pop(0)
            if page is None or vector.fresh:
                page = await context.new_page()
            await try_vector(page, loopback, vector, tried, patience)
            for other in context.pages:
                if other is not page:
                    await other.close()
            page = None if vector.finish == "close" else page
        await context.close()

    async with asyncio.TaskGroup() as group:
        for _ in range(LANES):
            group.create_task(lane())
    return {vector.name: len(loopback.reached(vector.name)) for vector in vectors}


async def try_vector(
    page: "Page", loopback: Loopback, vector: Vector, tried: Seen, patience: float = PATIENCE
) -> None:
    """Try one way out from a fresh document."""
    from playwright.async_api import Error

    port = await loopback.tap(vector.name) if vector.taps else 0
    preamble = _PREAMBLE.format(first=loopback.first, second=loopback.second, name=vector.name, port=port)
    out = f"{loopback.first}/out/{vector.name}"
    with contextlib.suppress(Error):  # a refused navigation, a script cut short by one: both expected
        await page.goto(loopback.first + vector.page_path(out), wait_until="commit")
        await page.wait_for_selector("#p", state="attached", timeout=5_000)
        await page.evaluate(f"() => {{ {preamble} {vector.script} }}")
    await asyncio.sleep(SETTLE)
    with contextlib.suppress(Error):
        await _finish(vector, page, loopback)
    await _wait(lambda: tried(vector.name), patience)
    await asyncio.sleep(SETTLE)


async def _finish(vector: Vector, page: "Page", loopback: Loopback) -> None:
    if vector.finish == "leave":
        await page.goto(loopback.first + "/page?left", wait_until="commit")
    elif vector.finish == "close":
        await page.close()


async def _wait(happened: Callable[[], bool], patience: float) -> None:
    with contextlib.suppress(TimeoutError):
        async with asyncio.timeout(patience):
            while not happened():
                await asyncio.sleep(0.03)
