"""The proxy, spoken to over plain sockets: what passes is what was released."""

import asyncio
import contextlib
import hashlib
import ssl
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio

from sandboxes.browser.egress.loopback import Loopback
from sandboxes.browser.http_wire import WireError, parse_head
from sandboxes.browser.proxy import Proxy
from sandboxes.browser.releases import Releases
from sandboxes.browser.requests import body_of


class Line:
    """One connection to the proxy."""

    def __init__(self, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        self.reader, self.writer = reader, writer

    async def close(self) -> None:
        """End it."""
        self.writer.close()
        with contextlib.suppress(OSError):
            await self.writer.wait_closed()

    async def send(self, text: str) -> str:
        """Send a message and return the status line and body of the answer."""
        self.writer.write(text.replace("\n", "\r\n").encode())
        head = parse_head(await asyncio.wait_for(self.reader.readuntil(b"\r\n\r\n"), 5))
        body = await self.reader.readexactly(head.length or 0)
        return f"{head.first[1]} {body.decode()}"


class Door:
    """A proxy with its releases, and the server behind it."""

    def __init__(self, proxy: Proxy, releases: Releases, loopback: Loopback, port: int) -> None:
        self.proxy, self.releases, self.loopback, self.port = proxy, releases, loopback, port
        self._lines: list[Line] = []

    async def line(self) -> Line:
        """Open a connection."""
        line = Line(*await asyncio.open_connection("127.0.0.1", self.port))
        self._lines.append(line)
        return line

    async def close(self) -> None:
        """Close the proxy and every connection to it."""
        await self.proxy.close()
        for line in self._lines:
            await line.close()

    def arrived(self) -> list[str]:
        """Return what reached the server."""
        return [f"{arrival.method} {arrival.target}" for arrival in self.loopback.arrivals]


@pytest_asyncio.fixture
async def door() -> AsyncIterator[Door]:
    """A proxy in front of a loopback server."""
    releases = Releases()
    proxy = Proxy(releases)
    async with Loopback() as loopback:
        door = Door(proxy, releases, loopback, await proxy.listen())
        yield door
        await door.close()


def post(url: str, body: str, *more: str) -> str:
    """Return a POST as a browser sends it to a proxy."""
    fields = "".join(f"{line}\n" for line in more)
    return f"POST {url} HTTP/1.1\nhost: x\ncontent-length: {len(body)}\n{fields}\n{body}"


async def test_a_request_without_release_is_refused(door: Door) -> None:
    """What no gate saw (a speculative fetch, the browser's own call) ends here, reads included."""
    line = await door.line()
    assert (await line.send(f"GET {door.loopback.first}/out/x HTTP/1.1\nhost: x\n\n")).startswith("403")
    assert door.arrived() == []
    assert [(one.method, one.passed, one.why) for one in door.proxy.log] == [
        ("GET", False, "no release covers it")
    ]


async def test_a_released_post_passes_once(door: Door) -> None:
    """One release of a request that changes something lets one of it through."""
    url = door.loopback.first + "/out/once"
    door.releases.release("POST", url, body_of(b"x=1"))
    assert (await (await door.line()).send(post(url, "x=1"))).startswith("200")
    assert (await (await door.line()).send(post(url, "x=1"))).startswith("403")
    assert door.arrived() == ["POST /out/once"]


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("POST", "/out/a", "x=2"),
        ("POST", "/out/a?b", "x=1"),
        ("PUT", "/out/a", "x=1"),
        ("POST", "/out/a", ""),
    ],
)
async def test_a_release_covers_nothing_else(door: Door, method: str, path: str, body: str) -> None:
    """Another body, address or method than the one decided on is another request."""
    door.releases.release("POST", door.loopback.first + "/out/a", body_of(b"x=1"))
    message = post(door.loopback.first + path, body).replace("POST", method, 1)
    assert (await (await door.line()).send(message)).startswith("403")
    assert door.arrived() == []


async def test_a_connection_carries_many_requests(door: Door) -> None:
    """A kept connection serves one request after the other, to either server."""
    line = await door.line()
    for origin in (door.loopback.first, door.loopback.second, door.loopback.first):
        for method in ("GET", "POST"):
            door.releases.release(method, f"{origin}/page", body_of(b"a" if method == "POST" else b""))
        assert (await line.send(f"GET {origin}/page HTTP/1.1\nhost: x\n\n")).startswith("200")
        assert (await line.send(post(f"{origin}/page", "a"))).startswith("200")
    assert len(door.arrived()) == 6


@pytest.mark.parametrize("field", ["content-length: 9", "transfer-encoding: chunked", "upgrade: websocket"])
async def test_what_two_readers_may_read_differently_is_refused(door: Door, field: str) -> None:
    """Two lengths, chunks and upgrades can't be compared with a release, so they do not pass."""
    url = door.loopback.first + "/out/smuggled"
    door.releases.release("POST", url, body_of(b"x=1"))
    line = await door.line()
    line.writer.write(post(url, "x=1", field).replace("\n", "\r\n").encode())
    await line.reader.read()
    assert door.arrived() == []


async def test_a_tunnel_needs_a_release_for_its_host(door: Door) -> None:
    """A CONNECT to a host that nothing was released for is refused."""
    answer = await (await door.line()).send(f"CONNECT 127.0.0.1:{door.loopback.ports['first']} HTTP/1.1\n\n")
    assert answer.startswith("403")


@pytest.mark.parametrize(
    "opening", [b"POST /out/x HTTP/1.1\r\n\r\n", b"\x00\x03\x00\x08\x21\x12\xa4\x42", b"SSH-2.0-x\r\n"]
)
async def test_a_tunnel_carries_only_tls_or_a_released_socket(door: Door, opening: bytes) -> None:
    """Plain requests, TURN and anything else inside a tunnel to a released host end there."""
    port = door.loopback.ports["first"]
    door.releases.release("GET", f"https://127.0.0.1:{port}/")
    line = await door.line()
    assert (await line.send(f"CONNECT 127.0.0.1:{port} HTTP/1.1\n\n")).startswith("200")
    line.writer.write(opening + bytes(64))
    await line.reader.read()
    assert door.arrived() == []


async def test_a_plain_socket_passes_with_its_own_release_only(door: Door) -> None:
    """A WebSocket opens once for one release, and not on the release of a request."""
    port = door.loopback.ports["first"]
    opening = (
        f"GET /socket/s HTTP/1.1\r\nhost: 127.0.0.1:{port}\r\nupgrade: websocket\r\nconnection: Upgrade\r\n"
        "sec-websocket-key: dGhlIHNhbXBsZSBub25jZQ==\r\n\r\n"
    ).encode()
    door.releases.release_socket(f"ws://127.0.0.1:{port}/socket/s")
    answers = []
    for _ in range(2):
        line = await door.line()
        line.writer.write(f"CONNECT 127.0.0.1:{port} HTTP/1.1\r\n\r\n".encode())
        first = await line.reader.readuntil(b"\r\n\r\n")
        if b" 200 " in first:
            line.writer.write(opening)
            first = await line.reader.readuntil(b"\r\n\r\n")
        answers.append(first.split()[1])
    assert answers == [b"101", b"403"]
    assert door.arrived() == ["GET /socket/s"]


@pytest.mark.parametrize(
    ("protocols", "name", "passes"),
    [
        (["h2", "http/1.1"], "shop.test", True),
        (["http/1.1"], "shop.test", False),
        ([], "shop.test", False),
        (["h2"], "evil.test", False),
    ],
)
async def test_a_hello_tells_what_a_tunnel_is_for(protocols: list[str], name: str, passes: bool) -> None:
    """To a released host only requests pass: no undecided socket, no TURN, no other name inside."""
    got = asyncio.Event()
    servers: list[asyncio.Server] = []

    async def connect(host: str, port: int) -> tuple[asyncio.StreamReader, asyncio.StreamWriter]:
        async def serve(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
            if await reader.read(1):
                got.set()
            writer.close()

        server = await asyncio.start_server(serve, "127.0.0.1", 0)
        servers.append(server)
        return await asyncio.open_connection("127.0.0.1", server.sockets[0].getsockname()[1])

    releases = Releases()
    releases.release("GET", "https://shop.test/")
    proxy = Proxy(releases, connect=connect)
    line = Line(*await asyncio.open_connection("127.0.0.1", await proxy.listen()))
    assert (await line.send("CONNECT shop.test:443 HTTP/1.1\n\n")).startswith("200")
    line.writer.write(hello(protocols, name))
    await line.reader.read()
    await proxy.close()
    await line.close()
    for server in servers:
        server.close()
    assert got.is_set() == passes


def hello(protocols: list[str], name: str) -> bytes:
    """Return the first bytes that a TLS client sends."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    if protocols:
        context.set_alpn_protocols(protocols)
    incoming, outgoing = ssl.MemoryBIO(), ssl.MemoryBIO()
    client = context.wrap_bio(incoming, outgoing, server_hostname=name)
    with pytest.raises(ssl.SSLWantReadError):
        client.do_handshake()
    return outgoing.read()


@pytest.mark.parametrize(
    "head", [b"\r\n\r\n", b"GET\r\n\r\n", b"GET / HTTP/1.1\r\nno colon\r\n\r\n", b"GET / x\r\na : b\r\n\r\n"]
)
def test_a_malformed_head_is_refused(head: bytes) -> None:
    """A head that we can't read is not guessed at."""
    with pytest.raises(WireError):
        parse_head(head)


def test_a_release_waits_only_so_long() -> None:
    """A release that nothing came for is forgotten."""
    now = 0.0
    releases = Releases(clock=lambda: now)
    releases.release("GET", "http://shop.test/")
    releases.release_socket("ws://shop.test/live")
    now = 61.0
    assert not releases.take_request("GET", "http://shop.test/", body_of(b""))
    assert not releases.take_socket("ws://shop.test/live")


def test_what_is_forgotten_was_never_released() -> None:
    """Requests, sockets and secure hosts of the session before are no key for the next."""
    releases = Releases()
    releases.release("GET", "http://shop.test/")
    releases.release("GET", "https://shop.test/")
    releases.release_socket("ws://shop.test/live")
    releases.forget()
    assert not releases.take_request("GET", "http://shop.test/", body_of(b""))
    assert not releases.take_socket("ws://shop.test/live")
    assert not releases.may_tunnel("shop.test", 443)
    assert not releases.tunnels


def test_the_last_word_on_a_host_holds_against_a_release() -> None:
    """A host that is off limits stays so, whatever was released."""
    releases = Releases(lambda host, port: host != "off.test")
    for url in ("http://off.test/", "https://off.test/"):
        releases.release("GET", url)
    releases.release_socket("wss://off.test/")
    assert not releases.take_request("GET", "http://off.test/", body_of(b""))
    assert not releases.may_tunnel("off.test", 443)
    assert not releases.take_socket("wss://off.test/")


def test_a_body_is_known_by_its_digest() -> None:
    """The digest covers the whole body, also where the text was cut."""
    data = b"x" * 100_000
    assert body_of(data).sha256 == hashlib.sha256(data).hexdigest()
