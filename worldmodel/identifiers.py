"""Verbs inside identifiers: names of tools and fields, URL paths and queries, API operations."""

import re
from collections.abc import Iterator
from urllib.parse import unquote

from worldmodel.matches import VerbMatch
from worldmodel.phrases import Identifiers, Lexicon, Node, Part, Sense, identifiers, lexicon

_PIECE = re.compile(r"[A-Z]{2,}s(?![a-z])|[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_A-Za-z]+")
_SEGMENT = re.compile(r"[^/.?&=;:#\\\s]+")
_ESCAPE = re.compile(r"%[0-9A-Fa-f]{2}")


def split_identifier(name: str) -> list[str]:
    """Split a name into lower-case words: `createAccessKey` gives create, access, key."""
    return [match.group().casefold() for match in _PIECE.finditer(name)]


def find_identifier_verbs(name: str) -> tuple[VerbMatch, ...]:
    """Return the verbs that an identifier, path or query names; those that only show or explain are inert."""
    found: list[VerbMatch] = []
    words = lexicon("identifier")
    rules = identifiers()
    section: str | None = None
    for segment in _SEGMENT.finditer(name):
        pieces = [match for match in _PIECE.finditer(segment.group())]
        texts = [match.group().casefold() for match in pieces]
        asked = _is_search_value(name, segment.start(), rules)
        about = asked or _in_section(section, texts, rules)
        for first, after, senses in _hits(texts, words):
            start = segment.start() + pieces[first].start()
            end = segment.start() + pieces[after - 1].end()
            quiet = about or _reads(texts, first, after, rules)
            for sense in senses:
                inert = (
                    sense.part is Part.NOUN
                    or (sense.part is Part.AMBIGUOUS and not _leads(name, segment, first, after, len(texts)))
                    or (quiet and sense.verb not in ("read", "navigate"))
                )
                found.append(VerbMatch(sense.verb, start, end, name[start:end], sense.language, inert))
        if " ".join(texts) in rules.sections or " ".join(texts) in rules.loose_sections:
            section = " ".join(texts)
    return tuple(found)


def _hits(texts: list[str], words: Lexicon) -> Iterator[tuple[int, int, tuple[Sense, ...]]]:
    index = 0
    while index < len(texts):
        after, senses = _longest(texts, index, words.root)
        if senses:
            yield index, after, senses
        index = after


def _longest(texts: list[str], index: int, node: Node) -> tuple[int, tuple[Sense, ...]]:
    """Return where the longest phrase that starts at `index` ends, and what it means."""
    best: tuple[int, tuple[Sense, ...]] = (index + 1, ())
    while index < len(texts) and texts[index] in node.next:
        node = node.next[texts[index]]
        index += 1
        if node.senses:
            best = index, node.senses
    return best


def _reads(texts: list[str], first: int, after: int, rules: Identifiers) -> bool:
    """Whether the name begins with a reading word ("get_payment", "can_delete") or ends as a view."""
    leads = texts[0] in rules.readers and first > 0 and not set(texts[1:first]) & set(rules.joins)
    return leads or any(word in rules.views for word in texts[after : after + 2])


def _leads(name: str, segment: re.Match[str], first: int, after: int, count: int) -> bool:
    """Whether a word that is verb or noun stands as the verb: `order_pizza`, `shop.order`, not `/order/7`."""
    if first > 0:
        return False
    return after < count or ("/" not in name and segment.end() == len(name))


def _in_section(section: str | None, texts: list[str], rules: Identifiers) -> bool:
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
