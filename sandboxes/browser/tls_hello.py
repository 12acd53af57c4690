"""The first message of TLS, read for two plain facts: the server's name and the protocols offered.

Nothing is decrypted. A browser offers `h2` on a connection for requests and `http/1.1` alone on one for
a secure WebSocket; anything else that speaks TLS (TURN, for one) offers neither. RFC 8446, 6066, 7301.
"""

from dataclasses import dataclass

_HANDSHAKE = 0x16
_CLIENT_HELLO = 1
_SERVER_NAME = 0
_ALPN = 16
RECORD_HEADER = 5


@dataclass(frozen=True, slots=True)
class Hello:
    """What a ClientHello says in the clear."""

    server_name: str | None
    protocols: tuple[str, ...]


class _Reader:
    def __init__(self, data: bytes) -> None:
        self._data = data
        self._at = 0

    def take(self, length: int) -> bytes:
        end = self._at + length
        if end > len(self._data):
            raise ValueError("the message is shorter than it says")
        part = self._data[self._at : end]
        self._at = end
        return part

    def number(self, width: int) -> int:
        return int.from_bytes(self.take(width), "big")

    def vector(self, width: int) -> bytes:
        return self.take(self.number(width))

    @property
    def left(self) -> bool:
        return self._at < len(self._data)


def record_length(header: bytes) -> int:
    """Return how many bytes follow the five of a record's header.

    Raises:
        ValueError: it is no handshake record of a sensible size.
    """
    length = int.from_bytes(header[3:5], "big")
    if len(header) != RECORD_HEADER or header[0] != _HANDSHAKE or header[1] != 3 or not 4 <= length <= 16_640:
        raise ValueError("not a TLS handshake")
    return length


def hello_length(record: bytes) -> int:
    """Return how many bytes of handshake the hello takes; it may span several records.

    Raises:
        ValueError: it is no ClientHello.
    """
    if record[0] != _CLIENT_HELLO:
        raise ValueError("not a ClientHello")
    return 4 + int.from_bytes(record[1:4], "big")


def parse_hello(handshake: bytes) -> Hello:
    """Parse a ClientHello, given without record headers.

    Raises:
        ValueError: it is malformed.
    """
    whole = _Reader(handshake)
    if whole.number(1) != _CLIENT_HELLO:
        raise ValueError("not a ClientHello")
    hello = _Reader(whole.vector(3))
    hello.take(2 + 32)  # version, random
    hello.vector(1)  # session id
    hello.vector(2)  # cipher suites
    hello.vector(1)  # compression
    extensions = _Reader(hello.vector(2) if hello.left else b"")
    name: str | None = None
    protocols: tuple[str, ...] = ()
    while extensions.left:
        kind = extensions.number(2)
        content = _Reader(extensions.vector(2))
        if kind == _SERVER_NAME:
            name = _server_name(content)
        elif kind == _ALPN:
            protocols = _protocols(content)
    return Hello(name, protocols)


def _server_name(content: _Reader) -> str | None:
    names = _Reader(content.vector(2))
    while names.left:
        kind = names.number(1)
        value = names.vector(2)
        if kind == 0:
            return value.decode("ascii").lower().rstrip(".")
    return None


def _protocols(content: _Reader) -> tuple[str, ...]:
    offered = _Reader(content.vector(2))
    found = []
    while offered.left:
        found.append(offered.vector(1).decode("latin-1"))
    return tuple(found)
