"""WebSockets of pages and frames: opening one is decided, and so is what the page sends through it.

While one batch of messages is being decided, the ones that follow gather into the next: order is kept, and a
chatty page costs one decision a batch, not one a message. A refused batch closes the socket. What the server
sends is passed on unread. Sockets opened inside workers are not seen here; the proxy ends those.
"""

import asyncio
import re
from typing import TYPE_CHECKING

from sandboxes.browser.requests import Body, HeldRequest, body_of
from sandboxes.browser.seen import SeenRequest
from sandboxes.browser.wire import WireGate

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, WebSocketRoute

SOCKET = "WebSocket"
MESSAGE = "WebSocketMessage"
REFUSED = 1008
"""The close code for a policy that was violated (RFC 6455, 7.4.1)."""

BATCH_LIMIT = 256
"""Messages decided together at most."""


async def guard_sockets(context: "BrowserContext", gate: WireGate) -> None:
    """Decide the WebSockets of every page of a context. Call it before the context has a page."""

    async def route(socket: "WebSocketRoute") -> None:
        await _Guarded(socket, gate).open()

    await context.route_web_socket(re.compile(""), route)


class _Guarded:
    def __init__(self, socket: "WebSocketRoute", gate: WireGate) -> None:
        self._socket = socket
        self._gate = gate
        self._waiting: list[str | bytes] = []
        self._deciding: asyncio.Task[None] | None = None
        self._refused = False

    async def open(self) -> None:
        if not (await self._allowed("GET", SOCKET, Body())).released:
            await self._refuse()
            return
        self._gate.releases.release_socket(self._socket.url)
        self._server = self._socket.connect_to_server()
        self._socket.on_message(self._from_page)

    def _from_page(self, message: str | bytes) -> None:
        if self._refused:
            return
        self._waiting.append(message)
        if self._deciding is None or self._deciding.done():
            self._deciding = asyncio.get_running_loop().create_task(self._decide())

    async def _decide(self) -> None:
        while self._waiting and not self._refused:
            batch, self._waiting = self._waiting[:BATCH_LIMIT], self._waiting[BATCH_LIMIT:]
            whole = b"\n".join(part.encode() if isinstance(part, str) else part for part in batch)
            if not (await self._allowed("SEND", MESSAGE, body_of(whole))).released:
                await self._refuse()
                return
            for message in batch:
                self._server.send(message)

    async def _refuse(self) -> None:
        self._refused = True
        self._waiting.clear()
        await self._socket.close(code=REFUSED, reason="refused by AgentGuard")

    async def _allowed(self, method: str, kind: str, body: Body) -> SeenRequest:
        request = HeldRequest(id="", method=method, url=self._socket.url, resource_type=kind, body=body)
        return await self._gate.consider(request)
