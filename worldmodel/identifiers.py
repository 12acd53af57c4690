"""Verbs inside identifiers: names of tools and fields, URL paths and queries, API operations."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from urllib.parse import unquote

from worldmodel.matches import VerbMatch
from worldmodel.phrases import Identifiers, Lexicon, Node, Part, Sense, identifiers, lexicon

_PIECE = re.compile(r"[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_A-Za-z]+")
_SEGMENT = re.compile(r"[^/.?&=;:#\\\s]+")
_LOOKING = frozenset({"read", "navigate"})
_HOST = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*://[^/?#\\]*")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")


def split_identifier(name: str) -> list[str]:
    """Split a name into lower-case words: `createAccessKey` gives create, access, key."""
    return [match.group().casefold() for match in _PIECE.finditer(name)]


def find_identifier_verbs(name: str) -> tuple[VerbMatch, ...]:
    """Return the verbs that an identifier, path or query names; those that only show or explain are inert."""
    return tuple(match for segment in _segments(name) for match in _matches_in(segment))


@dataclass(frozen=True, slots=True)
class _Segment:
    """One part of a path, a query or a dotted name, with its words."""

    name: str
    start: int
    end: int
    spans: tuple[tuple[int, int], ...]
    texts: tuple[str, ...]
    explains: bool
    finished: bool

    @property
    def alone(self) -> bool:
        """Whether the segment names a place in a path, a key or a namespace, rather than an operation."""
        return len(self.texts) == 1 and ("/" in self.name or self.end < len(self.name))


def _segments(name: str) -> Iterator[_Segment]:
    rules = identifiers()
    host = _HOST.match(name)  # a host's name says who, never what
    parts = _SEGMENT.finditer(name, host.end() if host else 0)
    found = [(match.start(), match.end(), _pieces(match)) for match in parts]
    section: str | None = None
    for index, (start, end, pieces) in enumerate(found):
        texts = tuple(text for _, _, text in pieces)
        following = found[index + 1][2] if index + 1 < len(found) else []
        explains = _is_search_value(name, start, rules) or _in_section(section, texts, rules)
        finished = len(following) == 1 and following[0][2] in rules.finishers
        spans = tuple((first, last) for first, last, _ in pieces)
        yield _Segment(name, start, end, spans, texts, explains, finished)
        words = " ".join(texts)
        section = words if words in rules.sections or words in rules.loose_sections else section


def _pieces(segment: re.Match[str]) -> list[tuple[int, int, str]]:
    base = segment.start()
    found = _PIECE.finditer(segment.group())
    return [(base + match.start(), base + match.end(), match.group().casefold()) for match in found]


def _matches_in(segment: _Segment) -> Iterator[VerbMatch]:
    for first, after, senses in _hits(segment.texts, lexicon("identifier")):
        start, end = segment.spans[first][0], segment.spans[after - 1][1]
        quiet = segment.explains or _reads(segment.texts, first, after)
        for sense in senses:
            inert = not _acts(sense.part, segment, first) or (quiet and sense.verb not in _LOOKING)
            yield VerbMatch(sense.verb, start, end, segment.name[start:end], sense.language, inert)


def _acts(part: Part, segment: _Segment, first: int) -> bool:
    """Whether the word stands as a verb: `order_pizza`, `/checkout/complete`, not `/order/7`."""
    if part is Part.ACT:
        return True
    if segment.finished:
        return first == 0 and len(segment.texts) == 1
    return part is Part.AMBIGUOUS and first == 0 and not segment.alone


def _hits(texts: tuple[str, ...], words: Lexicon) -> Iterator[tuple[int, int, tuple[Sense, ...]]]:
    index = 0
    while index < len(texts):
        after, senses = _longest(texts, index, words.root)
        if senses:
            yield index, after, senses
        index = after


def _longest(texts: tuple[str, ...], index: int, node: Node) -> tuple[int, tuple[Sense, ...]]:
    """Return where the longest phrase that starts at `index` ends, and what it means."""
    best: tuple[int, tuple[Sense, ...]] = (index + 1, ())
    while index < len(texts) and texts[index] in node.next:
        node = node.next[texts[index]]
        index += 1
        if node.senses:
            best = index, node.senses
    return best


def _reads(texts: tuple[str, ...], first: int, after: int) -> bool:
    """Whether the name begins with a reading word ("get_payment", "can_delete") or ends as a view."""
    rules = identifiers()
    leads = texts[0] in rules.readers and first > 0 and not set(texts[1:first]) & set(rules.joins)
    return leads or (after == len(texts) - 1 and texts[after] in rules.views)


def _in_section(section: str | None, texts: tuple[str, ...], rules: Identifiers) -> bool:
    """Whether the segment lies under a part of a site that only explains, such as /help."""
    if section is None:
        return False
    return section in rules.sections or len(texts) > 1


def _is_search_value(name: str, start: int, rules: Identifiers) -> bool:
    """Whether the segment is the value of a search, sort or view parameter."""
    head = name[:start]
    if not head.endswith("="):
        return False
    key = re.split(r"[?&;]", head[:-1])[-1].rsplit("/", 1)[-1]
    return " ".join(split_identifier(unquote(key) if _ESCAPE.search(key) else key)) in rules.query_words
