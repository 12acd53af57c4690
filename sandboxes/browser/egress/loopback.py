"""Two HTTP origins, sockets and UDP listeners on loopback, which count whatever reaches them."""

import asyncio
import base64
import hashlib
import ssl
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from types import TracebackType
from typing import Self
from urllib.parse import parse_qs, urlsplit

from typing_extensions import override

_GUID = "258EAFA5-E914-47DA-95CA-C5AB0DC85B11"
"""The constant of the WebSocket handshake (RFC 6455, 1.3)."""

_PAGE = "<!doctype html><title>page</title><p id=p>page</p>"


@dataclass(frozen=True, slots=True)
class Arrival:
    """One thing that reached a listener: an HTTP request, a WebSocket message, a connection or a datagram."""

    kind: str
    origin: str
    method: str
    target: str
    body: bytes = b""

    @property
    def path(self) -> str:
        """The target without its query."""
        return self.target.partition("?")[0]


@dataclass
class Loopback:
    """The listeners. Use it as an async context manager; `arrivals` is the truth.

    Args:
        tls: a server-side context, to have the second origin speak TLS.
    """

    tls: ssl.SSLContext | None = None
    arrivals: list[Arrival] = field(default_factory=list)
    ports: dict[str, int] = field(default_factory=dict)
    _servers: list[asyncio.Server] = field(default_factory=list)
    _datagrams: list[asyncio.DatagramTransport] = field(default_factory=list)
    _writers: set[asyncio.StreamWriter] = field(default_factory=set)

    @property
    def first(self) -> str:
        """The first origin, where pages come from."""
        return f"http://127.0.0.1:{self.ports['first']}"

    @property
    def second(self) -> str:
        """The second origin, another host by name, which refuses CORS."""
        return f"{'https' if self.tls else 'http'}://localhost:{self.ports['second']}"

    async def __aenter__(self) -> Self:
        await self._serve("first", self._http("first"), None)
        await self._serve("second", self._http("second"), self.tls)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for server in self._servers:
            server.close()
        for transport in self._datagrams:
            transport.close()
        for writer in [*self._writers]:
            writer.close()
        await asyncio.sleep(0)

    async def tap(self, name: str) -> int:
        """Open a TCP and a UDP listener on one port, which note any connection and any datagram."""

        async def connected(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self._writers.add(writer)
            self.arrivals.append(Arrival("connection", name, "", f"/out/{name}"))
            while await reader.read(4096):
                pass
            self._writers.discard(writer)
            writer.close()

        port = await self._serve(name, connected, None)
        loop = asyncio.get_running_loop()
        transport, _ = await loop.create_datagram_endpoint(
            lambda: _Datagrams(name, self.arrivals), local_addr=("127.0.0.1", port)
        )
        self._datagrams.append(transport)
        return port

    def reached(self, name: str) -> list[Arrival]:
        """Return what arrived for the way out called `name`."""
        return [arrival for arrival in self.arrivals if arrival.path in (f"/out/{name}", f"/socket/{name}")]

    async def _serve(
        self,
        name: str,
        handler: "Handler",
        tls: ssl.SSLContext | None,
    ) -> int:
        server = await asyncio.start_server(handler, "127.0.0.1", 0, ssl=tls)
        self._servers.append(server)
        port: int = server.sockets[0].getsockname()[1]
        self.ports[name] = port
        return port

    def _http(self, origin: str) -> "Handler":
        async def handle(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            self._writers.add(writer)
            try:
                while await self._one(origin, reader, writer):
                    pass
            except (OSError, asyncio.IncompleteReadError, ValueError):
                pass  # the browser went away
            finally:
                self._writers.discard(writer)
                writer.close()

        return handle

    async def _one(self, origin: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
        head = (await reader.readuntil(b"\r\n\r\n")).decode("latin-1").split("\r\n")
        method, target, _ = head[0].split(" ", 2)
        fields = {
            name.lower(): value.strip() for name, _, value in (line.partition(":") for line in head[1:])
        }
        body = await reader.readexactly(int(fields.get("content-length") or 0))
        self.arrivals.append(Arrival("request", origin, method, target, body))
        if fields.get("upgrade", "").lower() == "websocket":
            await self._socket(origin, target, fields["sec-websocket-key"], reader, writer)
            return False
        status, headers, content = answer(target, authorised="authorization" in fields)
        lines = [f"HTTP/1.1 {status}", *headers, f"content-length: {len(content)}", "", ""]
        writer.write("\r\n".join(lines).encode() + content)
        await writer.drain()
        return True

    async def _socket(
        self, origin: str, target: str, key: str, reader: asyncio.StreamReader, writer: asyncio.StreamWriter
    ) -> None:
        accept = base64.b64encode(hashlib.sha1((key + _GUID).encode()).digest()).decode()  # noqa: S324 - the RFC's
        writer.write(
            "HTTP/1.1 101 Switching Protocols\r\nupgrade: websocket\r\nconnection: Upgrade\r\n"
            f"sec-websocket-accept: {accept}\r\n\r\n".encode()
        )
        while True:
            opcode, message = await read_frame(reader)
            if opcode == 8:
                return
            self.arrivals.append(Arrival("message", origin, "SEND", target, message))
            writer.write(bytes([0x80 | opcode, len(message)]) + message)  # an echo; tests send short ones


Handler = Callable[[asyncio.StreamReader, asyncio.StreamWriter], Awaitable[None]]


class _Datagrams(asyncio.DatagramProtocol):
    def __init__(self, name: str, arrivals: list[Arrival]) -> None:
        self._name = name
        self._arrivals = arrivals

    @override
    def datagram_received(self, data: bytes, addr: object) -> None:
        self._arrivals.append(Arrival("datagram", self._name, "UDP", f"/out/{self._name}", data))


def answer(target: str, *, authorised: bool = False) -> tuple[str, list[str], bytes]:
    """Return status, header lines and content: what to answer is written in the query itself."""
    parts = urlsplit(target)
    query = parse_qs(parts.query)
    headers = [*query.get("header", [])]
    if parts.path == "/hop":
        return f"{query['code'][0]} Moved", [f"location: {query['to'][0]}", *headers], b""
    if parts.path == "/asset":
        return "200 OK", [f"content-type: {query['type'][0]}", *headers], query["body"][0].encode()
    if parts.path == "/private" and not authorised:
        return "401 Unauthorized", ['www-authenticate: Basic realm="vault"'], b"no"
    return "200 OK", ["content-type: text/html", *headers], _PAGE.encode()


async def read_frame(reader: asyncio.StreamReader) -> tuple[int, bytes]:
    """Read one WebSocket frame from a client: its opcode and its unmasked content."""
    first, second = await reader.readexactly(2)
    length = second & 0x7F
    if length >= 126:
        length = int.from_bytes(await reader.readexactly(2 if length == 126 else 8), "big")
    mask = await reader.readexactly(4)
    data = await reader.readexactly(length)
    return first & 0x0F, bytes(byte ^ mask[at % 4] for at, byte in enumerate(data))
