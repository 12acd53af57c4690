"""Negations: which clauses of a request forbid, in the user's own words."""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import pairwise
from typing import Final

from worldmodel.folding import Folded, fold
from worldmodel.phrases import UNSPACED, WORD, languages
from worldmodel.tongues import spoken

_STRONG_END = re.compile(r"[.!?;。！？；؛؟\n](?=\s|$)|[。！？；؛؟\n]|\s[–—-]\s")
_COMMA = re.compile(r"[,，、،:]")
_SHORT_CLAUSE_WORDS = 4
MAX_CLAUSE: Final = 400
"""Characters of one clause that are read on either side of its cue."""
_SURE_CUE_LENGTH = 5
_SURE_RESERVED_LENGTH = 10
"""What the user keeps for themself is said in smaller words: "sam to" is Polish, and English for a Sam."""


@dataclass(frozen=True, slots=True)
class Span:
    """The clause that a negation governs: `text[start:end]` of the request, the cue included.

    `everything` is true where the words forbid every act, not only the one they name ("suggest only",
    "nothing until I say so").
    """

    start: int
    end: int
    text: str
    cue: str
    language: str
    everything: bool = False


@lru_cache(maxsize=256)
def find_negations(text: str) -> tuple[Span, ...]:
    """Return the clauses of `text` that forbid or reserve an act, in order of their start.

    A cue before the verb ("do not", "ohne") governs up to the end of its clause, lists joined by "or"
    included; a cue after it (Japanese, Korean, Turkish) governs the clause so far. An act that the user
    keeps for themself ("let me send it myself") counts as forbidden to the agent.
    """
    folded = fold(text)
    spans = {(span.start, span.end, span.everything): span for span in _spans(text, folded)}
    return tuple(spans[key] for key in sorted(spans, key=lambda key: (key[0], -key[1])))


def _spans(text: str, folded: Folded) -> Iterator[Span]:
    marks = _Marks.of(folded.text)
    for cue in _cues(folded.text):
        yield _span(text, folded, cue, marks)


@dataclass(frozen=True, slots=True)
class _Cue:
    kind: str
    start: int
    end: int
    language: str


@cache
def _patterns() -> tuple[tuple[str, str, re.Pattern[str]], ...]:
    found = []
    for tongue in languages():
        for kind in ("before", "after", "everything", "reserved"):
            phrases = getattr(tongue.negations, kind)
            if phrases:
                found.append((tongue.language, kind, _pattern(phrases)))
    return tuple(found)


@cache
def _joint(kind: str) -> re.Pattern[str]:
    phrases = tuple(phrase for tongue in languages() for phrase in getattr(tongue.negations, kind))
    return _pattern(phrases)


def _pattern(phrases: tuple[str, ...]) -> re.Pattern[str]:
    """One pattern over phrases, longest first; "..." in a phrase stands for up to four words."""
    parts = sorted({fold(phrase).text for phrase in phrases}, key=lambda part: (-len(part), part))
    return re.compile("|".join(_phrase_pattern(part) for part in parts))


def _phrase_pattern(phrase: str) -> str:
    pieces = [r"[\s'-]+".join(map(re.escape, piece.split())) for piece in phrase.split("...")]
    body = r"(?:\s+[^\s,.;!?]+){1,4}?\s+".join(pieces)
    if UNSPACED.search(phrase):
        return r"[^\s,.;!?。、]{0,8}?".join(pieces) if len(pieces) > 1 else body
    return rf"(?<![^\W_]){body}(?![^\W_])"


def _cues(text: str) -> Iterator[_Cue]:
    tongues = spoken(text)
    harmless = _places(_joint("harmless"), text)
    for language, kind, pattern in _patterns():
        for match in pattern.finditer(text):
            # a long cue forbids in any company; a short one may be another language's harmless word
            sure = _SURE_RESERVED_LENGTH if kind == "reserved" else _SURE_CUE_LENGTH
            short = len(match.group()) < sure and match.group().isascii()
            if short and language not in tongues:
                continue
            if match.start() not in harmless:
                yield _Cue(kind, match.start(), match.end(), language)


def _places(pattern: re.Pattern[str], text: str) -> frozenset[int]:
    """Return every place of the text that lies inside a match."""
    return frozenset(at for match in pattern.finditer(text) for at in range(*match.span()))


def _span(text: str, folded: Folded, cue: _Cue, marks: "_Marks") -> Span:
    start, end = cue.start, cue.end
    if cue.kind in ("before", "reserved", "everything"):
        end = _clause_end(folded.text, cue.end, marks)
    if cue.kind in ("after", "reserved"):
        start = _clause_start(folded.text, cue.start, marks)
    first, last = folded.start(start), folded.end(end)
    said = text[folded.start(cue.start) : folded.end(cue.end)]
    return Span(first, last, text[first:last], said, cue.language, cue.kind == "everything")


@dataclass(frozen=True, slots=True)
class _Marks:
    """Where one text may be cut: each pattern goes over the text once, whatever the number of its bans."""

    strong: tuple[int, ...]
    turns: tuple[int, ...]
    commas: tuple[int, ...]
    joins: tuple[int, ...]
    words: tuple[int, ...]
    starts: tuple[int, ...]
    """Where a clause may start: behind a stop, a comma or a "but"."""

    @classmethod
    def of(cls, text: str) -> "_Marks":
        strong, turns, commas, joins, words = (
            tuple(pattern.finditer(text))
            for pattern in (_STRONG_END, _joint("ends"), _COMMA, _joint("joins"), WORD)
        )
        return cls(
            strong=_starts(strong),
            turns=_starts(turns),
            commas=_starts(commas),
            joins=_starts(joins),
            words=_starts(words),
            starts=tuple(sorted(m.end() for found in (strong, turns, commas) for m in found)),
        )


def _starts(found: tuple[re.Match[str], ...]) -> tuple[int, ...]:
    return tuple(match.start() for match in found)


def _between(places: tuple[int, ...], start: int, end: int) -> tuple[int, ...]:
    return places[bisect_left(places, start) : bisect_left(places, end)]


def _clause_end(text: str, start: int, marks: _Marks) -> int:
    """Return where the clause from `start` ends: a full stop, a "but", or a comma that ends the list."""
    limit = min(len(text), start + MAX_CLAUSE)
    limit = min((*_between(marks.strong, start, limit)[:1], limit))
    limit = min((*_between(marks.turns, start, limit)[:1], limit))
    edges = [start, *_between(marks.commas, start, limit), limit]
    keep = 1
    for index, (begin, end) in enumerate(pairwise(edges[1:]), 2):
        joined = bool(_between(marks.joins, begin, end))
        if not joined and len(_between(marks.words, begin, end)) > _SHORT_CLAUSE_WORDS:
            break
        if joined:
            keep = index
    return start + len(text[start : edges[keep]].rstrip())


def _clause_start(text: str, end: int, marks: _Marks) -> int:
    """Return where the clause that reaches `end` starts, at most `MAX_CLAUSE` characters before."""
    first = max(0, end - MAX_CLAUSE)
    begin = max((first, *_between(marks.starts, first, end + 1)[-1:]))
    return begin + len(text[begin:end]) - len(text[begin:end].lstrip())
