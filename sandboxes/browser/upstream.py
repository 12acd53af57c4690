"""The connection from the proxy to a server, one for each connection of the browser, kept while it fits."""

import asyncio
import contextlib
import socket
from collections.abc import Awaitable, Callable

from sandboxes.browser.http_wire import Head, WireError, read_head

CONNECT_TIMEOUT = 30.0

_REUSABLE = frozenset({"GET", "HEAD", "OPTIONS"})

Stream = tuple[asyncio.StreamReader, asyncio.StreamWriter]
Connector = Callable[[str, int], Awaitable[Stream]]


class Upstream:
    """Sends requests to servers, one at a time."""

    def __init__(self, connect: Connector) -> None:
        self._connect = connect
        self._place: tuple[str, int] | None = None
        self._stream: Stream | None = None

    async def exchange(
        self, place: tuple[str, int], method: str, message: bytes
    ) -> tuple[asyncio.StreamReader, Head]:
        """Send a message, and return the answer's head and where its body comes from.

        A kept connection may be dead without our knowing. What only reads is then sent again; whatever
        may change something takes a new connection from the start, so that it is never sent twice.

        Raises:
            OSError: the server can't be reached or went away.
        """
        if method in _REUSABLE and self._stream is not None and self._place == place:
            with contextlib.suppress(OSError, WireError):
                answer = await self._send(self._stream, message)
                if answer is not None:
                    return self._stream[0], answer
        self.drop()
        self._stream = stream = await asyncio.wait_for(self._connect(*place), CONNECT_TIMEOUT)
        self._place = place
        without_delay(stream[1])
        answer = await self._send(stream, message)
        if answer is None:
            raise ConnectionResetError("the server closed without an answer")
        return stream[0], answer

    async def _send(self, stream: Stream, message: bytes) -> Head | None:
        stream[1].write(message)
        await stream[1].drain()
        return await read_head(stream[0])

    def drop(self) -> None:
        """End the connection."""
        if self._stream is not None:
            self._stream[1].close()
        self._stream = self._place = None


def without_delay(writer: asyncio.StreamWriter) -> None:
    """Send small pieces at once: head and body are written apart, and waiting for an ACK costs 40 ms."""
    with contextlib.suppress(OSError):
        writer.get_extra_info("socket").setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
