"""A small real site, and a firewall on a ledger of its own, for the browser's tests."""

import asyncio
import contextlib
import socket
from collections.abc import AsyncIterator, Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest
import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from agentguard.firewall import Firewall
from agentguard.settings import Settings


@dataclass
class Site:
    """Serves `pages` by path and remembers what reached it: method, path with query, body."""

    port: int
    pages: dict[str, str | Response | Callable[[Request], Response]] = field(default_factory=dict)
    log: list[tuple[str, str, str]] = field(default_factory=list)

    @property
    def url(self) -> str:
        """Where it is."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def other(self) -> str:
        """The same server under another host name."""
        return f"http://localhost:{self.port}"

    def changes(self) -> list[tuple[str, str, str]]:
        """What could have changed something."""
        return [entry for entry in self.log if entry[0] != "GET"]

    async def answer(self, request: Request) -> Response:
        """Answer with the page of that path, and remember the request."""
        if request.url.path == "/favicon.ico":
            return Response(status_code=404)
        query = f"?{request.url.query}" if request.url.query else ""
        self.log.append((request.method, request.url.path + query, (await request.body()).decode()))
        page = self.pages.get(request.url.path, "<title>Done</title><h1>Done</h1>")
        if isinstance(page, str):
            return HTMLResponse(page)
        return page if isinstance(page, Response) else page(request)


@pytest.fixture
async def site() -> AsyncIterator[Site]:
    """A site that runs in the test's own loop."""
    listener = socket.create_server(("127.0.0.1", 0))
    served = Site(listener.getsockname()[1])
    methods = ["GET", "POST", "PUT", "PATCH", "DELETE"]
    app = Starlette(routes=[Route("/{path:path}", served.answer, methods=methods)])
    server = uvicorn.Server(uvicorn.Config(app, log_level="critical", lifespan="off"))
    task = asyncio.create_task(server.serve(sockets=[listener]))
    while not server.started:
        await asyncio.sleep(0.005)
    yield served
    server.should_exit = True
    server.force_exit = True
    with contextlib.suppress(asyncio.CancelledError):
        await task


@pytest.fixture
def make_firewall(tmp_path: Path) -> Iterator[Callable[..., Firewall]]:
    """Make real firewalls whose loop breaker does not get in the way of asking the same thing seven times."""
    made: list[Firewall] = []

    def make(task: str | None = None, **parts: Any) -> Firewall:
        settings = Settings.model_validate(
            {
                "mode": parts.pop("mode", "enforce"),
                "limits": {"equal_refusals": 1000},
                "ledger": {"path": str(tmp_path / "ledger" / f"{len(made)}.db")},
            }
        )
        made.append(Firewall(task, settings=settings, **parts))
        return made[-1]

    yield make
    for firewall in made:
        firewall.ledger.close()
