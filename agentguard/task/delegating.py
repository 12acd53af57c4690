"""Delegating: the texts that a request names, and what in them the user can have meant.

Who asks to pay the bill in a file, or to do what a note says, hands values over to that text: to the very one
that was named, by its file name, its address, a number, or who wrote it. A mail by somebody else in the same
inbox, and whatever speaks to the agent itself, are no part of it.
"""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from agentguard.orders import taken_apart
from agentguard.provenance import Provenance
from agentguard.task.grants import Grant
from agentguard.task.phrases import phrase_book
from agentguard.task.terms import quoted_in
from worldmodel.folding import fold

_AUTHOR = re.compile(
    r"^[^\S\n]{0,8}[{\-*]{0,2}[^\S\n]{0,8}[\"']?(?:from|sender|author|by|von|absender|de|remitente|da|van)"
    r"[\"']?[^\S\n]{0,3}:[^\S\n]{0,3}[\"']?([^\n;,\"']{2,80})"
    r"|^[^\S\n]{0,8}[\-*]{0,2}[^\S\n]{0,8}([^\W\d_][\w'’]{1,30}(?: [^\W\d_]\w{1,30})?)"
    r"(?:\s\([^()\n]{3,60}\))?:(?=(?:[^\S\n]+\S+){4})",
    re.IGNORECASE | re.MULTILINE,
)
"""Who wrote a text: in a field of its own, or before what they say in a conversation."""
_ITEM = re.compile(r"^(?:- |\* |-{3,}\s*$)", re.MULTILINE)
_WORD = re.compile(r"[^\W_]{2,}")
_CAPITAL = re.compile(r"(?<=[\w,;:'\"“„(] )[\"'“„(]?([^\W\d_a-z][^\W\d_]+)")
_TELLING = re.compile(r"[\w./\-]*[\d./][\w./\-]*\w")
_REFERS = re.compile(
    r"\b(?:who(?:m|ever)?|those|them|they|each|everybody|everyone|people|persons?|names?|named|listed|lists?"
    r"|wer|wen|alle|jede[rnm]?|quienes?|todos|cada)\b"
)


@dataclass(frozen=True, slots=True)
class Named:
    """The texts that a request points at, as far as they speak to the user.

    `sure` is true where the request names them by more than their kind; `clean` where nothing in them speaks
    to the agent.
    """

    parts: tuple[str, ...]
    sure: bool
    clean: bool

    @property
    def text(self) -> str:
        """All parts in one."""
        return "\n".join(self.parts)


def named_texts(request: str, grant: Grant, provenance: Provenance) -> Named | None:
    """Return the foreign texts that were shown and that the request points at; None where there is none."""
    sure: list[str] = []
    kinds: list[str] = []
    for source, text in provenance.foreign_texts():
        by_name = _by_named_author(text, request)
        if by_name:
            sure += by_name
        elif is_source_named(source, request):
            sure.append(text)
        elif _is_of_kind(source, text, grant):
            kinds.append(text)
    found = sure or kinds
    if not found:
        return None
    parts = tuple(taken_apart(text).plain for text in found)
    return Named(parts, bool(sure), not any(taken_apart(text).orders for text in found))


def refers_to_people(grant: Grant) -> bool:
    """Whether a grant leaves it to a text who is meant: "invite who he names"."""
    return not grant.recipients and not grant.roles and _REFERS.search(fold(grant.object).text) is not None


@lru_cache(maxsize=1024)
def is_source_named(source: str, request: str) -> bool:
    """Whether the request says what a text was looked up by, or the name, number or address of its source."""
    asked = quoted_in(source)
    plain = fold(request).text
    names = [name for name in asked if not _is_general(name)]
    names += [name for name in _TELLING.findall(source) if any(map(str.isalpha, name))]
    return any(_stands_in(name, plain) for name in names)


def _stands_in(name: str, folded: str) -> bool:
    """Whether a name stands in a request, whole; a path is as good as the file that it leads to."""
    spelt = fold(name).text.strip(" /")
    forms = {spelt, spelt.rsplit("/", 1)[-1], re.sub(r"^https?://(?:www\.)?", "", spelt)}
    return any(len(form) > 1 and re.search(rf"(?<!\w){re.escape(form)}(?!\w)", folded) for form in forms)


def _is_general(name: str) -> bool:
    """Whether a word names a kind of text and no text: "invoice", "inbox", "me"."""
    if "." in name:
        return False
    words = re.findall(r"[^\W_]+", fold(name).text)
    book = phrase_book()
    return all(word in book.pointed or word in book.words("myself") or len(word) < 2 for word in words)


@lru_cache(maxsize=256)
def _records(text: str) -> tuple[str, ...]:
    """Take a list of mails or messages apart, where each says who wrote it; else the text is one."""
    try:
        value = json.loads(text) if text.lstrip().startswith("[") else None
    except (ValueError, RecursionError):
        value = None
    if isinstance(value, list) and len(value) > 1:
        return tuple(_as_lines(item) for item in value)
    for starts in (_ITEM, _AUTHOR):
        cuts = [match.start() for match in starts.finditer(text)]
        pieces = [text[a:b] for a, b in pairwise([*cuts, len(text)])]
        if len(pieces) > 1 and all(_AUTHOR.search(piece) for piece in pieces):
            return (*([text[: cuts[0]]] if text[: cuts[0]].strip() else []), *pieces)
    return (text,)


def _as_lines(item: object) -> str:
    pairs = item.items() if isinstance(item, dict) else ()
    return "\n".join(f"{key}: {value}" for key, value in pairs) or str(item)


@lru_cache(maxsize=512)
def _by_named_author(text: str, request: str) -> tuple[str, ...]:
    """Return the records of a text that somebody wrote whom the request names."""
    return tuple(record for record in _records(text) if _is_author_named(record, request))


def _is_author_named(record: str, request: str) -> bool:
    """Whether the request names who wrote a record, by name or address."""
    author = _AUTHOR.search(record)
    if author is None:
        return False
    shown = fold(author.group(1) or author.group(2)).text
    people = {fold(word).text for word in _CAPITAL.findall(request)}
    return any(len(word) > 1 and word in people for word in _WORD.findall(shown.partition("@")[0])) or any(
        address in fold(request).text for address in re.findall(r"\S+@\S+\w", shown)
    )


def _is_of_kind(source: str, text: str, grant: Grant) -> bool:
    """Whether a text is of a kind that the task points at, by what its source is called."""
    return bool(_kinds_of(source) & set(grant.points)) or (
        "invoice" in grant.points and bool(_kinds_of(text[:300]) & {"invoice"})
    )


@lru_cache(maxsize=1024)
def _kinds_of(source: str) -> frozenset[str]:
    return frozenset(_kinds_in(fold(source).text))


def _kinds_in(folded: str) -> Iterator[str]:
    words = "".join(c if c.isalnum() or c == "-" else " " for c in folded).replace("_", " ").split()
    pointed = phrase_book().pointed
    for word in words:
        yield from (pointed[form] for form in (word, word.removesuffix("s")) if form in pointed)
