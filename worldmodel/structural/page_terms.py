"""The phrases of pages: things and circumstances that a label, a question or a page's text tells of.

Matching is by whole words on folded text (case, width and Latin accents do not matter), except in scripts
without spaces. A substring search sorts out what is absent, so a long page costs microseconds a phrase.
"""

import unicodedata
from collections.abc import Iterator
from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

import yaml

TERMS_PATH = Path(__file__).with_name("page_terms.yaml")
MORE_PATHS = (("", "page_views.yaml"), ("saved.", "page_saved.yaml"))
"""Further files of phrases, with what their names are led by."""

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
        """Take the phrases as the file writes them; a closing `*` allows inflection."""
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
    stem = text.removesuffix("*")
    return Phrase(stem, text.endswith("*"), stem[-1] < _UNSPACED_FROM)


def _hits(phrase: Phrase, folded: str) -> Iterator[Found]:
    start = folded.find(phrase.stem)
    while start >= 0:
        end = start + len(phrase.stem)
        if not phrase.spaced:
            yield Found(start, end, phrase.stem)
        elif not (start and _is_word(folded[start - 1])):
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


@cache
def _all_terms() -> dict[str, Terms]:
    return {
        lead + name: parsed(lead + name, text)
        for lead, path in (
            ("", TERMS_PATH),
            *((lead, TERMS_PATH.with_name(file)) for lead, file in MORE_PATHS),
        )
        for name, text in read_yaml(path).items()
    }


def read_yaml(path: Path) -> dict[str, Any]:
    """Return a table of this package; its own files only."""
    raw = yaml.load(path.read_bytes(), Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))  # noqa: S506 - safe, in C where built
    return dict(raw)


def parsed(name: str, text: str) -> Terms:
    """Return a class of phrases from the way the files write it: apart by a bar."""
    return Terms(name, tuple(part.strip() for part in text.split("|") if part.strip()))


def terms(name: str) -> Terms:
    """Return one class of phrases.

    Raises:
        KeyError: the file has no such class.
    """
    return _all_terms()[name]


@lru_cache(maxsize=4096)
def tells(name: str, text: str) -> Found | None:
    """Return the longest phrase of class `name` in `text`, or None; remembered, since pages stay the same."""
    return terms(name).find(text) if text else None


@lru_cache(maxsize=4096)
def is_whole(name: str, text: str) -> bool:
    """Whether `text` as a whole is a phrase of class `name`."""
    return terms(name).is_whole(text)
