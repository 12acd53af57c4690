"""The proxy: the browser's only way out. It lets through what the gate has released, and reads no TLS."""

import asyncio
import contextlib
import hashlib
import socket
import time
from collections import deque
from dataclasses import dataclass
from urllib.parse import urlsplit

from sandboxes.browser.http_wire import Head, WireError, read_head, relay_body, tunnel
from sandboxes.browser.releases import Releases
from sandboxes.browser.requests import NO_BODY, PORTS, Body
from sandboxes.browser.tls_hello import RECORD_HEADER, Hello, hello_length, parse_hello, record_length
from sandboxes.browser.upstream import CONNECT_TIMEOUT, Connector, Upstream, without_delay

BODY_LIMIT = 64 * 1024 * 1024
"""Bytes of a plain request's body; it is read whole before any of it goes out, to be compared."""

HELLO_TIMEOUT = 20.0

_BODILESS = frozenset({"204", "304"})


@dataclass(frozen=True, slots=True)
class Crossing:
    """One thing that came to the proxy. `target` has no path for a tunnel, no query for a request."""

    at: float
    kind: str
    method: str
    target: str
    passed: bool
    why: str = ""


class _Refused(Exception):  # noqa: N818 - a control-flow signal, not a fault
    """The browser may not have this; the connection ends with a plain answer."""


class Proxy:
    """An HTTP proxy for one browser.

    Args:
        releases: what the gate has let go; everything else is refused.
        connect: opens the connection to a server; the default is a plain TCP connection.

    `log` keeps the last 2,000 crossings, passed or not.
    """

    def __init__(self, releases: Releases, *, connect: Connector = asyncio.open_connection) -> None:
        self._releases = releases
        self._connect = connect
        self._servers: list[asyncio.Server] = []
        self._connections: set[asyncio.Task[None]] = set()
        self._closed = False
        self.log: deque[Crossing] = deque(maxlen=2_000)

    async def serve(self, listener: socket.socket) -> None:
        """Accept on a listening socket, which may live in another network namespace."""
        listener.setblocking(False)
        self._servers.append(await asyncio.start_server(self._accept, sock=listener))

    async def listen(self) -> int:
        """Accept on a loopback port of this machine's own and return the port."""
        listener = socket.create_server(("127.0.0.1", 0))
        await self.serve(listener)
        port: int = listener.getsockname()[1]
        return port

    async def close(self) -> None:
        """Cut every connection and accept no more."""
        self._closed = True
        for server in self._servers:
            server.close()
        tasks = [*self._connections]
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)

    async def _accept(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        task = asyncio.current_task()
        if task is None or self._closed:
            writer.close()
            return
        self._connections.add(task)
        without_delay(writer)
        upstream = Upstream(self._connect)
        try:
            while await self._one(reader, writer, upstream):
                pass
        except (OSError, WireError, _Refused, asyncio.IncompleteReadError, TimeoutError, ExceptionGroup):
            pass  # either side went away or misbehaved: both connections end
        except asyncio.CancelledError:
            if not self._closed:
                raise
        finally:
            self._connections.discard(task)
            upstream.drop()
            with contextlib.suppress(OSError, RuntimeError):
                writer.close()

    async def _one(
        self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, upstream: Upstream
    ) -> bool:
        """Serve one request; return whether the connection may carry another."""
        head = await read_head(reader)
        if head is None:
            return False
        method, target, _ = head.first
        try:
            if method == "CONNECT":
                await self._tunnel(target, reader, writer)
                return False
            return await self._request(head, reader, writer, upstream)
        except _Refused as refusal:
            await self._answer(writer, "403 Refused by AgentGuard", str(refusal))
        except (OSError, TimeoutError) as error:
            await self._answer(writer, "502 Bad Gateway", type(error).__name__)
        return False

    async def _answer(self, writer: asyncio.StreamWriter, status: str, why: str) -> None:
        body = f"{why}\n".encode()
        writer.write(
            f"HTTP/1.1 {status}\r\ncontent-type: text/plain\r\ncontent-length: {len(body)}\r\n"
            "connection: close\r\n\r\n".encode()
            + body
        )
        await writer.drain()

    def _note(self, kind: str, method: str, target: str, why: str = "") -> None:
        """Write into the log, and refuse where there is a reason to."""
        self.log.append(Crossing(time.time(), kind, method, target, not why, why))
        if why:
            raise _Refused(why)

    # Plain requests

    async def _request(
        self, head: Head, reader: asyncio.StreamReader, writer: asyncio.StreamWriter, upstream: Upstream
    ) -> bool:
        method, url, _ = head.first
        parts = urlsplit(url)
        shown = f"{parts.scheme}://{parts.netloc}{parts.path}"
        if parts.scheme != "http" or not parts.hostname or parts.username is not None:
            self._note("request", method, shown, "not a plain address")
        if head.get("transfer-encoding") is not None or head.get("upgrade") is not None:
            self._note("request", method, shown, "a body without length, or an upgrade, can't be compared")
        data = await self._body(head, reader)
        body = Body("whole", None, hashlib.sha256(data).hexdigest(), len(data)) if data else NO_BODY
        covered = self._releases.take_request(method, url, body)
        self._note("request", method, shown, "" if covered else "no release covers it")
        address = (parts.hostname or "", parts.port or PORTS["http"])
        origin_form = (method, (parts.path or "/") + (f"?{parts.query}" if parts.query else ""), "HTTP/1.1")
        message = head.encode(first=origin_form, connection="keep-alive") + data
        source, answer = await upstream.exchange(address, method, message)
        return await self._respond(method, source, answer, writer, upstream)

    async def _body(self, head: Head, reader: asyncio.StreamReader) -> bytes:
        length = head.length or 0
        if length > BODY_LIMIT:
            raise _Refused("the body is too large to be compared")
        return await reader.readexactly(length) if length else b""

    async def _respond(
        self,
        method: str,
        source: asyncio.StreamReader,
        answer: Head,
        writer: asyncio.StreamWriter,
        upstream: Upstream,
    ) -> bool:
        while answer.first[1].startswith("1"):  # 100 Continue, 103 Early Hints: not for us
            further = await read_head(source)
            if further is None:
                raise WireError("no final answer")
            answer = further
        bodiless = method == "HEAD" or answer.first[1] in _BODILESS
        marked = bodiless or answer.chunked or answer.length is not None
        writer.write(answer.encode(connection="keep-alive" if marked else "close"))
        if not bodiless:
            await relay_body(answer, source, writer)
        await writer.drain()
        if not marked or "close" in (answer.get("connection") or "").lower():
            upstream.drop()
        return marked

    # Tunnels

    async def _tunnel(self, target: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        host, _, port_text = target.rpartition(":")
        host = host.strip("[]").lower().rstrip(".")
        port = int(port_text) if port_text.isascii() and port_text.isdigit() else 0
        if not self._releases.may_tunnel(host, port):
            self._note("tunnel", "CONNECT", target, "nothing was released for this host")
        onward = await asyncio.wait_for(self._connect(host, port), CONNECT_TIMEOUT)
        try:
            writer.write(b"HTTP/1.1 200 OK\r\n\r\n")
            await writer.drain()
            begun = await asyncio.wait_for(self._first_bytes(host, port, reader), HELLO_TIMEOUT)
            onward[1].write(begun)
            await tunnel((reader, writer), onward)
        finally:
            onward[1].close()

    async def _first_bytes(self, host: str, port: int, reader: asyncio.StreamReader) -> bytes:
        """Read what opens the tunnel, and refuse what the gate did not release."""
        header = await reader.readexactly(RECORD_HEADER)
        if header[:4] == b"GET ":
            return await self._plain_socket(host, port, header, reader)
        try:
            seen, hello = await self._hello(header, reader)
        except ValueError as error:
            self._note("tunnel", "CONNECT", f"{host}:{port}", f"neither TLS nor a WebSocket: {error}")
            raise
        target = f"{host}:{port}"
        if hello.server_name is not None and hello.server_name != host:
            self._note("tunnel", "TLS", target, f"meant for another host, {hello.server_name}")
        if "h2" in hello.protocols:
            known = self._releases.is_secure_host(host, port)
            self._note("tunnel", "TLS", target, "" if known else "no secure request was released")
        elif hello.protocols == ("http/1.1",):
            known = self._releases.take_socket(f"wss://{target}/")
            self._note("socket", "TLS", target, "" if known else "no WebSocket was released")
        else:
            self._note("tunnel", "TLS", target, "speaks neither HTTP nor WebSocket")
        return seen

    async def _hello(self, header: bytes, reader: asyncio.StreamReader) -> tuple[bytes, Hello]:
        record = await reader.readexactly(record_length(header))
        seen, handshake = header + record, record
        while len(handshake) < hello_length(record):
            header = await reader.readexactly(RECORD_HEADER)
            more = await reader.readexactly(record_length(header))
            seen, handshake = seen + header + more, handshake + more
        return seen, parse_hello(handshake)

    async def _plain_socket(self, host: str, port: int, begun: bytes, reader: asyncio.StreamReader) -> bytes:
        head = await read_head(reader, begun=begun)
        if head is None or (head.get("upgrade") or "").lower() != "websocket":
            raise WireError("only a WebSocket may use a plain tunnel")
        shown_port = "" if port == PORTS["ws"] else f":{port}"
        shown_host = f"[{host}]" if ":" in host else host
        url = f"ws://{shown_host}{shown_port}{head.first[1]}"
        known = self._releases.take_socket(url)
        self._note("socket", "GET", url.partition("?")[0], "" if known else "no WebSocket was released")
        lines = [" ".join(head.first), *(f"{name}: {value}" for name, value in head.fields), "", ""]
        return "\r\n".join(lines).encode("latin-1")
