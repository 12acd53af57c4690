"""Folding: one comparable form of a text, with the way back to the original's indices.

Unicode NFKC, then case folding, then two repairs: the Turkish dotless i is an i, and marks that only
help pronunciation (Arabic vowel signs, the dot that case folding leaves over an i) are dropped.
"""

import re
import unicodedata
from typing import NamedTuple

_DROPPED = {0x0307, 0x0640, *range(0x064B, 0x0653), 0x0670, 0x200B, 0x200C, 0x200D, 0x00AD, 0xFEFF}
_REPAIRS: dict[int, str | None] = {0x0131: "i", 0x2019: "'", 0x2018: "'", 0x02BC: "'"}
_TABLE: dict[int, str | None] = {**dict.fromkeys(_DROPPED), **_REPAIRS}

_PLAIN = re.compile(r"[\x00-\x7f]+(?![\u0300-\u036f])")
"""ASCII that no accent following it may change."""


class Folded(NamedTuple):
    """A folded text. `back[i]` is where its i-th character starts in the original; None: at i itself."""

    text: str
    back: tuple[int, ...] | None

    def start(self, index: int) -> int:
        """Return the original index at which the folded character `index` starts."""
        return index if self.back is None else self.back[index]

    def end(self, index: int) -> int:
        """Return the original index just after the folded text that ends at `index`."""
        if self.back is None or index == 0:
            return index
        inside = self.back[index - 1]
        while self.back[index] == inside:  # one original character gave several: take it whole
            index += 1
        return self.back[index]


def fold(text: str) -> Folded:
    """Return the comparable form of `text`; equal letters in any case or width give equal forms."""
    if text.isascii():
        return Folded(text.lower(), None)
    if unicodedata.is_normalized("NFKC", text):
        folded = text.casefold().translate(_TABLE)
        if len(folded) == len(text.casefold()) == len(text):
            return Folded(folded, None)
    return _fold_slowly(text)


def _fold_slowly(text: str) -> Folded:
    pieces: list[str] = []
    back: list[int] = []
    start = 0
    while start < len(text):
        if plain := _PLAIN.match(text, start):
            pieces.append(plain.group().lower())
            back.extend(range(start, plain.end()))
            start = plain.end()
            continue
        end = start + 1
        while end < len(text) and _joins(text[end]):
            end += 1
        piece = unicodedata.normalize("NFKC", text[start:end]).casefold().translate(_TABLE)
        pieces.append(piece)
        back.extend([start] * len(piece))
        start = end
    return Folded("".join(pieces), (*back, len(text)))


def _joins(character: str) -> bool:
    """Whether NFKC may compose the character with the one before it."""
    if character < "\u0300":
        return False
    if "\u1160" <= character <= "\u11ff" or character in "\uff9e\uff9f":
        return True  # the vowels and finals of Hangul, the voice marks of half-width katakana
    return unicodedata.combining(character) > 0
