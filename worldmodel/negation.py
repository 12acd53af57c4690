"""Negations: which clauses of a request forbid, in the user's own words."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

from worldmodel.folding import Folded, fold
from worldmodel.phrases import UNSPACED, WORD, languages
from worldmodel.tongues import spoken

_STRONG_END = re.compile(r"[.!?;。！？；؛؟\n](?=\s|$)|[。！？；؛؟\n]|\s[–—-]\s")
_COMMA = re.compile(r"[,，、،:]")
_SHORT_CLAUSE_WORDS = 4
_SURE_CUE_LENGTH = 5


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
    for cue in _cues(folded.text):
        yield _span(text, folded, cue)


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
    harmless = [match.span() for match in _joint("harmless").finditer(text)]
    for language, kind, pattern in _patterns():
        for match in pattern.finditer(text):
            # a long cue forbids in any company; a short one may be another language's harmless word
            short = len(match.group()) < _SURE_CUE_LENGTH and match.group().isascii()
            if short and language not in tongues:
                continue
            if not any(start <= match.start() < end for start, end in harmless):
                yield _Cue(kind, match.start(), match.end(), language)


def _span(text: str, folded: Folded, cue: _Cue) -> Span:
    start, end = cue.start, cue.end
    if cue.kind in ("before", "reserved", "everything"):
        end = _clause_end(folded.text, cue.end)
    if cue.kind in ("after", "reserved"):
        start = _clause_start(folded.text, cue.start)
    first, last = folded.start(start), folded.end(end)
    said = text[folded.start(cue.start) : folded.end(cue.end)]
    return Span(first, last, text[first:last], said, cue.language, cue.kind == "everything")


def _clause_end(text: str, start: int) -> int:
    """Return where the clause from `start` ends: a full stop, a "but", or a comma that ends the list."""
    strong = _STRONG_END.search(text, start)
    limit = strong.start() if strong else len(text)
    turn = _joint("ends").search(text, start, limit)
    limit = turn.start() if turn else limit
    commas = [match.start() for match in _COMMA.finditer(text, start, limit)]
    edges = [start, *commas, limit]
    keep = 1
    for index in range(1, len(edges) - 1):
        piece = text[edges[index] : edges[index + 1]]
        if len(WORD.findall(piece)) > _SHORT_CLAUSE_WORDS and not _joint("joins").search(piece):
            break
        if _joint("joins").search(piece):
            keep = index + 1
    return len(text[: edges[keep]].rstrip())


def _clause_start(text: str, end: int) -> int:
    """Return where the clause that reaches `end` starts."""
    starts = [0]
    starts += [match.end() for match in _STRONG_END.finditer(text, 0, end)]
    starts += [match.end() for match in _COMMA.finditer(text, 0, end)]
    starts += [match.end() for match in _joint("ends").finditer(text, 0, end)]
    begin = max(starts)
    return begin + len(text[begin:end]) - len(text[begin:end].lstrip())
