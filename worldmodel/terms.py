"""Classes of phrases, and where they stand in a text.

Matching is by whole words on folded text (case, width and Latin accents do not matter), except in scripts
without spaces. A substring search sorts out what is absent, so a long text costs microseconds a phrase.
"""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

_INFLECTION = 4
_UNSPACED_FROM = "\u3040"
_ODD = {
    "’": "'",
    "‘": "'",
    "ʼ": "'",
    "–": "-",
    "—": "-",
    "‐": "-",
    "‑": "-",
    "\u00a0": " ",
    "\u202f": " ",
    "ё": "е",
}
_ODD |= {"ł": "l", "ø": "o", "ı": "i", "đ": "d"}


class Found(NamedTuple):
    """A phrase that was found: where in the folded text, and which words."""

    start: int
    end: int
    text: str


class Phrase(NamedTuple):
    """One phrase as it is looked for."""

    stem: str
    inflected: bool
    spaced: bool
    compound: bool


def _accents() -> dict[int, str]:
    table = {ord(odd): plain for odd, plain in _ODD.items()}
    for code in range(0xC0, 0x250):
        base = unicodedata.normalize("NFD", chr(code))[0]
        if base != chr(code):
            table[code] = base
    return table


_TABLE = _accents()
_FLAT = {code: plain for code, plain in _TABLE.items() if len(plain) == 1} | {
    ord(gap): " " for gap in "\t\n\r"
}


@lru_cache(maxsize=512)
def fold(text: str) -> str:
    """Return the comparable form: lower case, no Latin accents, one kind of apostrophe, dash and space."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", text).casefold().translate(_TABLE)
    return " ".join(text.lower().split())


def flatten(text: str) -> str:
    """Fold as far as every index stays the same, so that places in it are places in `text`."""
    low = text.lower()
    if len(low) != len(text):
        low = "".join(one.lower() if len(one.lower()) == 1 else one for one in text)
    return low.translate(_FLAT)


class Terms:
    """One class of phrases, such as `bin` or `no_undo`."""

    def __init__(self, name: str, phrases: tuple[str, ...]) -> None:
        """Take the phrases as the file writes them; `*` at the end allows inflection, in front compounds."""
        self.name = name
        ready = {_phrase(fold(phrase)) for phrase in phrases}
        self.phrases = tuple(sorted(ready, key=lambda phrase: -len(phrase.stem)))
        self.exact = frozenset(phrase.stem for phrase in ready)

    def find(self, text: str) -> Found | None:
        """Return the longest phrase that stands in `text`, or None."""
        folded = fold(text)
        return next((hit for phrase in self.phrases for hit in _hits(phrase, folded)), None)

    def find_all(self, text: str) -> tuple[Found, ...]:
        """Return every place where a phrase stands, in order; overlapping ones merge into the longest."""
        return self.places(fold(text))

    def places(self, folded: str) -> tuple[Found, ...]:
        """Return every place in a text that is folded or flattened already."""
        kept: list[Found] = []
        for phrase in self.phrases:
            for hit in _hits(phrase, folded):
                if not any(hit.start < other.end and other.start < hit.end for other in kept):
                    kept.append(hit)
        return tuple(sorted(kept))

    def is_whole(self, text: str) -> bool:
        """Whether `text` is one of the phrases and nothing else, apart from marks around it."""
        return fold(text).strip(" .!…:>»›→«‹←") in self.exact


def _phrase(text: str) -> Phrase:
    stem = text.removesuffix("*").removeprefix("*")
    return Phrase(stem, text.endswith("*"), stem[-1] < _UNSPACED_FROM, text.startswith("*"))


def _hits(phrase: Phrase, folded: str) -> Iterator[Found]:
    start = folded.find(phrase.stem)
    while start >= 0:
        end = start + len(phrase.stem)
        if not phrase.spaced:
            yield Found(start, end, phrase.stem)
        elif phrase.compound or not (start and _is_word(folded[start - 1])):
            stop = _word_end(folded, end) if phrase.inflected else end
            if not (stop < len(folded) and _is_word(folded[stop])):
                yield Found(start, stop, folded[start:stop])
        start = folded.find(phrase.stem, end)


def _is_word(character: str) -> bool:
    return character < _UNSPACED_FROM and (character.isalnum() or character == "_")


def _word_end(text: str, end: int) -> int:
    limit = min(end + _INFLECTION, len(text))
    while end < limit and text[end].isalpha():
        end += 1
    return end


def read_yaml(path: Path) -> dict[str, Any]:
    """Return a table of this package; its own files only."""
    raw = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - safe, in C where built
    return dict(raw)


def parsed(name: str, text: str) -> Terms:
    """Return a class of phrases from the way the files write it: apart by a bar."""
    return Terms(name, tuple(part.strip() for part in text.split("|") if part.strip()))
