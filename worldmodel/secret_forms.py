"""The forms in which a known secret turns up again: as typed, escaped, encoded.

Base64 is found at all three alignments and inside longer blobs; percent, JSON, backslash and HTML escapes
in any mixture up to three layers deep; hex in either case. Not found: a secret that was cut in pieces,
reversed, compressed, encrypted, hashed, or written in an encoding that is not named here.
"""

import base64
import html
import json
import re
from collections.abc import Iterator
from functools import cached_property
from typing import NamedTuple
from urllib.parse import unquote

from worldmodel.secret_names import SecretKind

MIN_LENGTH = 3
"""Shorter secrets can't be told from ordinary text and are masked only under a telling name."""
_SUBSTRING_LENGTH = 6
"""From this length on a secret is found inside longer words too; shorter ones only as whole words."""
_CASELESS_LENGTH = 8
_MAX_LAYERS = 3


class KnownSecret(NamedTuple):
    """A secret somebody typed or the detector saw once."""

    text: str
    kind: SecretKind

    def forms(self) -> "Forms":
        """Return its forms, computed once by whoever keeps them."""
        return Forms(self)


class Forms:
    """The literal forms of one secret, ready to be searched for."""

    def __init__(self, secret: KnownSecret) -> None:
        self.secret = secret
        text = secret.text
        plain = (text, *(layer.text for layer in layers(text) if len(layer.text) >= MIN_LENGTH))
        self.plain = tuple(dict.fromkeys(form for one in plain for form in _plain_forms(one, secret.kind)))
        self.whole = _whole_word(text) if len(text) < _SUBSTRING_LENGTH else None

    @cached_property
    def hexes(self) -> tuple[str, ...]:
        """Hex forms; none for secrets so short that they would meet ordinary numbers."""
        raw = self.secret.text.encode()
        return (raw.hex(), raw.hex().upper()) if len(raw) >= 4 else ()

    @cached_property
    def base64s(self) -> tuple[str, ...]:
        """The part of the base64 text that stays the same whatever surrounds the secret."""
        raw = self.secret.text.encode()
        if len(raw) < 4:
            return ()
        utf16 = self.secret.text.encode("utf-16-le")
        cores = [core for data in (raw, utf16) for core in _base64_cores(data)]
        return tuple(dict.fromkeys(c for core in cores for c in (core, core.translate(_URL_SAFE))))

    def spans(self, text: str) -> Iterator[tuple[int, int]]:
        """Yield where the secret stands in `text`, unescaped forms apart (see `layers`)."""
        if self.whole is not None:
            yield from (match.span() for match in self.whole.finditer(text))
        else:
            for form in self.plain:
                yield from _occurrences(text, form)
        for form in self.hexes:
            yield from _occurrences(text, form)
        for form in self.base64s:
            for start, end in _occurrences(text, form):
                yield _widen(text, start, end)


_URL_SAFE = str.maketrans("+/", "-_")


def _plain_forms(text: str, kind: SecretKind) -> Iterator[str]:
    yield text
    if " " in text:
        yield text.replace(" ", "+")
    if len(text) >= _CASELESS_LENGTH:
        yield text.lower()
        yield text.upper()
    if kind is SecretKind.CARD:
        digits = re.sub(r"\D", "", text)
        groups = [digits[i : i + 4] for i in range(0, len(digits), 4)]
        yield from (digits, " ".join(groups), "-".join(groups)) if len(digits) >= 12 else ()


def _whole_word(text: str) -> re.Pattern[str]:
    """Short secrets: a whole word; short numbers (a card code) only as the whole value of something."""
    quoted = re.escape(text)
    if text.isdigit() and len(text) <= 4:
        return re.compile(rf"(?:(?<=[=\"'>])|^){quoted}(?=[&\"';<]|$)")
    return re.compile(rf"(?<![^\W_]){quoted}(?![^\W_])")


def _base64_cores(raw: bytes) -> Iterator[str]:
    for shift in range(3):
        encoded = base64.b64encode(b"\0" * shift + raw).decode().rstrip("=")
        head = (0, 2, 3)[shift]
        bits = (shift + len(raw)) * 8
        yield encoded[head : bits // 6]


def _occurrences(text: str, form: str) -> Iterator[tuple[int, int]]:
    position = text.find(form) if form else -1
    while position >= 0:
        yield position, position + len(form)
        position = text.find(form, position + len(form))


_B64_CHARS = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/-_=")


def _widen(text: str, start: int, end: int) -> tuple[int, int]:
    """Take in the whole encoded run: its edge characters hold bits of the secret."""
    while start and text[start - 1] in _B64_CHARS:
        start -= 1
    while end < len(text) and text[end] in _B64_CHARS:
        end += 1
    return start, end


_ESCAPE = re.compile(
    r"(?P<percent>(?:%[0-9A-Fa-f]{2})+)|(?P<unicode>(?:\\u[0-9A-Fa-f]{4})+)|(?P<byte>\\x[0-9A-Fa-f]{2})"
    r"|(?P<simple>\\[\"'\\/bfnrt])|(?P<entity>&(?:#\d{1,7}|#[xX][0-9A-Fa-f]{1,6}|[A-Za-z]{2,8});)"
)


class Layer(NamedTuple):
    """A text with one layer of escapes taken off; `origin[i]` is where character `i` began in the source."""

    text: str
    origin: list[int]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The span of the source text that `[start:end]` was read from."""
        return self.origin[start], self.origin[end]


def layers(text: str) -> Iterator[Layer]:
    """Yield `text` with one, two and three layers of escapes taken off, as long as there are any."""
    origin = list(range(len(text) + 1)) if _ESCAPE.search(text) else []
    for _ in range(_MAX_LAYERS):
        if not _ESCAPE.search(text):
            return
        text, origin = _unescape(text, origin)
        yield Layer(text, origin)


def _unescape(text: str, origin: list[int]) -> tuple[str, list[int]]:
    parts: list[str] = []
    positions: list[int] = []
    last = 0
    for match in _ESCAPE.finditer(text):
        decoded = _decode(match)
        parts += (text[last : match.start()], decoded)
        positions += origin[last : match.start()]
        # Every character of a decoded run maps to an escape of its own where the lengths agree.
        step = (match.end() - match.start()) // len(decoded) if decoded else 0
        exact = decoded and step * len(decoded) == match.end() - match.start()
        positions += [origin[match.start() + (i * step if exact else 0)] for i in range(len(decoded))]
        last = match.end()
    parts.append(text[last:])
    positions += origin[last:]
    return "".join(parts), positions


def _decode(match: re.Match[str]) -> str:
    value = match[0]
    match match.lastgroup:
        case "percent":
            return unquote(value, errors="replace")
        case "unicode":
            return str(json.loads(f'"{value}"'))
        case "byte":
            return chr(int(value[2:], 16))
        case "simple":
            return {"b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t"}.get(value[1], value[1])
        case _:
            return html.unescape(value)
