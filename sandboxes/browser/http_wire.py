"""HTTP/1.1 on a stream, as far as a proxy needs it: heads, bodies, fields that end at each hop."""

import asyncio
from collections.abc import Sequence
from dataclasses import dataclass

PIECE = 65_536

_HOP_BY_HOP = frozenset(
    {
        "connection",
        "keep-alive",
        "proxy-authenticate",
        "proxy-authorization",
        "proxy-connection",
        "te",
        "trailer",
        "upgrade",
    }
)


class WireError(Exception):
    """The other side does not speak HTTP as we do; the connection ends."""


@dataclass(frozen=True, slots=True)
class Head:
    """A request's or response's first line and fields, in order, names in lower case."""

    first: tuple[str, str, str]
    fields: tuple[tuple[str, str], ...]

    def get(self, name: str) -> str | None:
        """Return the one value of a field, None where it is missing.

        Raises:
            WireError: it is there more than once with different values, which two readers may read
                differently (request smuggling).
        """
        values = {value for key, value in self.fields if key == name}
        if len(values) > 1:
            raise WireError(f"several values for {name}")
        return values.pop() if values else None

    @property
    def length(self) -> int | None:
        """The declared body length in bytes, None where none is declared."""
        text = self.get("content-length")
        if text is None:
            return None
        if not (text.isascii() and text.isdigit()):
            raise WireError("content-length is not a number")
        return int(text)

    @property
    def chunked(self) -> bool:
        """Whether the body comes in chunks."""
        return (self.get("transfer-encoding") or "").lower() == "chunked"

    def encode(self, *, first: Sequence[str] | None = None, connection: str) -> bytes:
        """Return the bytes to send on: hop-by-hop fields dropped, ours put in."""
        dropped = _HOP_BY_HOP | {
            name.strip().lower() for name in (self.get("connection") or "").split(",") if name.strip()
        }
        lines = [" ".join(first or self.first)]
        lines += [f"{name}: {value}" for name, value in self.fields if name not in dropped]
        lines += [f"connection: {connection}", "", ""]
        return "\r\n".join(lines).encode("latin-1")


async def read_head(reader: asyncio.StreamReader, *, begun: bytes = b"") -> Head | None:
    """Read a head; None when the other side closed before it began.

    Raises:
        WireError: it is malformed, too long or cut off.
    """
    try:
        data = begun + await reader.readuntil(b"\r\n\r\n")
    except asyncio.IncompleteReadError as error:
        if error.partial or begun:
            raise WireError("the head was cut off") from error
        return None
    except asyncio.LimitOverrunError as error:
        raise WireError("the head is too long") from error
    return parse_head(data)


def parse_head(data: bytes) -> Head:
    """Parse a head that ends in an empty line.

    Raises:
        WireError: it is malformed.
    """
    first, *rest = data[:-4].decode("latin-1").split("\r\n")
    words = first.split(" ", 2)
    if len(words) < 2 or any("\r" in line or "\n" in line or "\0" in line for line in (first, *rest)):
        raise WireError("not an HTTP head")
    fields = []
    for line in rest:
        name, colon, value = line.partition(":")
        if not colon or not name or name != name.strip():
            raise WireError("not an HTTP field")
        fields.append((name.lower(), value.strip()))
    return Head((words[0], words[1], words[2] if len(words) > 2 else ""), tuple(fields))


async def relay_body(head: Head, reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> bool:
    """Pass a response's body on as it comes; return whether its end was marked.

    Without length or chunks the body ends with the connection, so that one can't be used again.

    Raises:
        WireError: it was cut off.
    """
    if head.chunked:
        await _relay_chunks(reader, writer)
        return True
    length = head.length
    await _relay(reader, writer, length)
    return length is not None


async def _relay(reader: asyncio.StreamReader, writer: asyncio.StreamWriter, length: int | None) -> None:
    left = length
    while left is None or left > 0:
        piece = await reader.read(PIECE if left is None else min(PIECE, left))
        if not piece:
            if left is None:
                return
            raise WireError("the body was cut off")
        writer.write(piece)
        await writer.drain()
        if left is not None:
            left -= len(piece)


async def _relay_chunks(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    while True:
        line = await reader.readuntil(b"\r\n")
        writer.write(line)
        try:
            size = int(line.split(b";", 1)[0].strip(), 16)
        except ValueError as error:
            raise WireError("not a chunk") from error
        if size == 0:
            break
        await _relay(reader, writer, size + 2)
    while True:  # trailers, up to the empty line
        line = await reader.readuntil(b"\r\n")
        writer.write(line)
        if line == b"\r\n":
            await writer.drain()
            return


async def tunnel(
    one: tuple[asyncio.StreamReader, asyncio.StreamWriter],
    other: tuple[asyncio.StreamReader, asyncio.StreamWriter],
) -> None:
    """Pass bytes both ways until either side is done for good."""
    async with asyncio.TaskGroup() as group:
        group.create_task(_pump(one[0], other[1]))
        group.create_task(_pump(other[0], one[1]))


async def _pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
    try:
        while piece := await reader.read(PIECE):
            writer.write(piece)
            await writer.drain()
        if writer.can_write_eof():
            writer.write_eof()
    except OSError:
        writer.close()
