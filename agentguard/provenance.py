"""Provenance: where the values in an action come from.

Every text that the firewall is shown leaves hashed marks (words, pairs, runs of four words, addresses,
accounts, hosts, amounts), so tracing a value costs a few look-ups however long the session is. Foreign marks
are never forgotten: when their room is used up, a value that nobody vouches for counts as foreign.
"""

import base64
import binascii
import re
import threading
from collections import deque
from collections.abc import Iterable, Iterator
from typing import Final, Literal
from urllib.parse import unquote

from agentguard.authority import Origin
from agentguard.orders import taken_apart
from worldmodel.canonical import Frozen, Label, cut
from worldmodel.folding import fold
from worldmodel.snapshot import Snapshot

Speaker = Literal["user", "setup", "foreign", "state", "history", "agent"]

MAX_MARKS: Final = 400_000
"""Marks kept of each origin; about 50 MB for the one that fills up."""
MAX_TEXT: Final = 200_000
"""Characters of one text that are read; of a longer one the rest is taken as seen but not known."""
RECENT: Final = 64
"""Foreign texts kept whole, for tasks that point at one of them."""

_ORIGIN: Final[dict[str, Origin]] = {
    "user": Origin.USER,
    "setup": Origin.SETUP,
    "foreign": Origin.FOREIGN,
    "state": Origin.FOREIGN,
    "history": Origin.AGENT,
    "agent": Origin.AGENT,
}
_PRECEDENCE: Final = (Origin.USER, Origin.SETUP, Origin.FOREIGN, Origin.AGENT)
_WORST_FIRST: Final = (Origin.FOREIGN, Origin.UNKNOWN, Origin.AGENT, Origin.SETUP, Origin.USER)

_WORD = re.compile(r"\w+")
_CJK = re.compile(r"[぀-ヿ㐀-鿿가-힯]")
_EMAIL = re.compile(r"[\w.+\-]+@[\w\-]+(?:\.[\w\-]+)+")
_HOST = re.compile(r"(?:\w[\w\-]*\.)+[^\W\d]{2,}(?![\w@])")
_ACCOUNT = re.compile(r"(?<![a-z0-9])[a-z]{2}\d{2}(?:[ \-]?[a-z0-9]{2,4}){3,8}(?![a-z0-9])")
_DIGITS = re.compile(r"\+?\d[\d \-/().]{5,}\d")
_NUMBER = re.compile(r"(?<![\w.,])\d+(?:[.,]\d+)*(?![\w])")
_ENCODED = re.compile(r"(?<![\w+/=])[A-Za-z0-9+/_\-]{12,}={0,2}(?![\w+/=])")


class Trace(Frozen):
    """Where a value comes from. `source` names the text it was first seen in, None where nobody showed it."""

    origin: Origin
    source: Label | None = None


class Provenance:
    """Remembers who said what. Safe under threads; memory is bounded by `MAX_MARKS` for each origin."""

    def __init__(self) -> None:
        self._marks: dict[Origin, dict[int, int]] = {origin: {} for origin in _PRECEDENCE}
        self._sources: list[str] = []
        self._seen: set[int] = set()
        self._full = False
        self._orders: set[int] = set()
        self._recent: deque[tuple[str, str]] = deque(maxlen=RECENT)
        self._lock = threading.Lock()

    def show(self, text: str, source: str, origin: Speaker = "foreign") -> None:
        """Record that `text` was shown, out of `source`, by `origin`. The same text twice costs nothing."""
        key = hash((text, source, origin))
        with self._lock:
            kind = _ORIGIN[origin]
            if key in self._seen or not text or (self._full and kind is Origin.FOREIGN):
                return
            if len(self._seen) < MAX_MARKS:
                self._seen.add(key)
            if kind is Origin.FOREIGN:
                self._recent.append((cut(source, 500), cut(text, 20_000)))
                self._full = self._full or len(text) > MAX_TEXT
            read = text[:MAX_TEXT]
            if kind is Origin.FOREIGN:
                self._record_orders(read)
            self._record(read, source, kind)

    def take(self, snapshot: Snapshot) -> None:
        """Record a snapshot's texts: its own as foreign, its passages as what they are."""
        where = snapshot.url or snapshot.title or snapshot.surface
        if snapshot.text:
            self.show(snapshot.text, f"page {where}")
        for passage in snapshot.passages:
            self.show(passage.text, passage.source, passage.origin)

    def trace(self, value: str) -> Trace:
        """Return the origin of `value`: user before set-up before foreign before the agent's own texts.

        Upper and lower case, spacing of phone and account numbers, percent and base64 encoding make no
        difference. A value with several parts is as good as its worst part. A value that nobody showed is
        `UNKNOWN`: the agent's invention, unless foreign marks no longer fit, then `FOREIGN`.
        """
        traces = [self._find(wanted) for wanted in _questions(value)]
        if not traces:
            return Trace(origin=Origin.UNKNOWN)
        return min(traces, key=lambda trace: _WORST_FIRST.index(trace.origin))

    def is_ordered(self, value: str) -> bool:
        """Whether only the part of a foreign text that speaks to the agent names a telling part of `value`.

        A single word tells nothing; an address, an account or a run of words does.
        """
        if not self._orders:
            return False
        return any(
            set(wanted) <= self._orders and self._find(wanted).origin is Origin.FOREIGN
            for wanted in _telling_questions(value)
        )

    def foreign_texts(self) -> Iterator[tuple[str, str]]:
        """Yield source and text of the latest foreign texts, newest first; at most `RECENT`."""
        with self._lock:
            kept = tuple(self._recent)
        yield from reversed(kept)

    def _record_orders(self, text: str) -> None:
        """Mark what orders to the agent name, as long as no other foreign text names it."""
        parts = taken_apart(text)
        if self._orders:
            self._orders.difference_update(_marks(parts.plain))
        if parts.orders:
            known, plain = self._marks[Origin.FOREIGN], set(_marks(parts.plain))
            new = (mark for mark in _marks(parts.orders) if mark not in known and mark not in plain)
            self._orders.update(new)

    def _record(self, text: str, source: str, kind: Origin) -> None:
        marks = self._marks[kind]
        index = self._source_index(source)
        for line in text.splitlines():
            # A page that changed in one place is read again in that place only.
            whole = hash(("line", line))
            if whole in marks or not line:
                continue
            for mark in (*_marks(line), whole):
                marks.setdefault(mark, index)
            if len(marks) >= MAX_MARKS:
                self._full = self._full or kind is Origin.FOREIGN
                return

    def _source_index(self, source: str) -> int:
        if len(self._sources) >= MAX_MARKS:
            return len(self._sources) - 1
        self._sources.append(cut(source, 200))
        return len(self._sources) - 1

    def _find(self, wanted: tuple[int, ...]) -> Trace:
        needed = len(wanted) if len(wanted) < _ENOUGH else (len(wanted) + 1) // 2
        for origin in _PRECEDENCE:
            marks = self._marks[origin]
            found = [marks[mark] for mark in wanted if mark in marks]
            if len(found) >= needed:
                return Trace(origin=origin, source=self._sources[found[0]])
        return Trace(origin=Origin.FOREIGN if self._full else Origin.UNKNOWN)


_ENOUGH: Final = 4
"""From so many runs of words on, half of them identify a text: a copied text is rarely copied whole."""


def worst(traces: Iterable[Trace]) -> Trace:
    """Return the least trustworthy of `traces`; `UNKNOWN` when there is none."""
    order = {origin: rank for rank, origin in enumerate(_WORST_FIRST)}
    return min(traces, key=lambda trace: order[trace.origin], default=Trace(origin=Origin.UNKNOWN))


def _questions(value: str) -> Iterator[tuple[int, ...]]:
    """Yield, for each telling part of a value, the marks that must have been shown."""
    for form in _forms(value[:MAX_TEXT]):
        atoms = list(_atoms(form))
        whole = [atom for atom in atoms if atom[0] != "number"] or atoms
        if whole and _is_atom(form, whole):
            yield from ((hash(atom),) for atom in whole)
            return
        words = _words(form)
        if words:
            yield _runs_wanted(words)
            return


def _telling_questions(value: str) -> Iterator[tuple[int, ...]]:
    """Yield the marks of each address, host, account and long number in a text, and of its words."""
    for form in _forms(value[:MAX_TEXT]):
        for atom in _atoms(form):
            if atom[0] != "number":
                yield (hash(atom),)
        words = _words(form)
        if len(words) > 1:
            yield _runs_wanted(words)


def _is_atom(form: str, atoms: list[tuple[str, str]]) -> bool:
    """Whether the value is an address, account or number rather than prose that mentions one."""
    return sum(len(text) for _, text in atoms) * 2 >= len(form.strip()) or len(_words(form)) <= 3


def _runs_wanted(words: list[str]) -> tuple[int, ...]:
    if len(words) == 1:
        return (hash(("word", words[0])),)
    size = 2 if len(words) < _ENOUGH else _ENOUGH
    return tuple(hash(("run", *words[at : at + size])) for at in range(len(words) - size + 1))


def _marks(text: str) -> Iterator[int]:
    for form in _forms(text):
        for atom in _atoms(form):
            yield hash(atom)
        words = _words(form)
        for at, word in enumerate(words):
            yield hash(("word", word))
            if at + 1 < len(words):
                yield hash(("run", word, words[at + 1]))
            if at + _ENOUGH <= len(words):
                yield hash(("run", *words[at : at + _ENOUGH]))


def _forms(text: str) -> Iterator[str]:
    """Yield the decoded readings of a text, the most decoded first, each folded."""
    plain = unquote(text) if "%" in text else text
    decoded = [inner for token in _ENCODED.findall(plain) if (inner := _from_base64(token))]
    if decoded:
        yield fold(" ".join(decoded)).text
    yield fold(plain).text


def _from_base64(token: str) -> str | None:
    """Return the printable text that a token encodes, or None where it encodes none."""
    padded = token.replace("-", "+").replace("_", "/").rstrip("=")
    padded += "=" * (-len(padded) % 4)
    try:
        text = base64.b64decode(padded, validate=True).decode("utf-8")
    except (binascii.Error, ValueError):
        return None
    return text if text.isprintable() else None


def _atoms(form: str) -> Iterator[tuple[str, str]]:
    """Yield addresses, hosts, accounts, long digit strings and amounts, each in its one spelling."""
    if "@" in form:
        yield from (("email", match.group()) for match in _EMAIL.finditer(form))
    if "." in form:
        yield from (("host", match.group()) for match in _HOST.finditer(form))
    if any(c.isdigit() for c in form):
        yield from (("account", re.sub(r"[ \-]", "", match.group())) for match in _ACCOUNT.finditer(form))
        # National and international spelling of one phone number share their last nine digits.
        yield from (("digits", re.sub(r"\D", "", match.group())[-9:]) for match in _DIGITS.finditer(form))
        yield from (("number", _number(match.group())) for match in _NUMBER.finditer(form))


def _number(text: str) -> str:
    """Return one spelling for a number: 1,200.50 and 1.200,50 and 1200.5 are equal."""
    if text.isdigit():
        return text.lstrip("0") or "0"
    head, mark, tail = text.rpartition("," if text.rfind(",") > text.rfind(".") else ".")
    if len(tail) == 3 and head.lstrip("0"):  # a group of thousands
        return re.sub(r"[.,]", "", text).lstrip("0") or "0"
    whole = re.sub(r"[.,]", "", head).lstrip("0") or "0"
    part = tail.rstrip("0")
    return f"{whole}.{part}" if part and mark else whole


def _words(form: str) -> list[str]:
    """Return the words of a folded text; scripts without spaces are read by characters."""
    words: list[str] = []
    for word in _WORD.findall(form):
        words.extend(word if _CJK.search(word) else (word,))
    return words
