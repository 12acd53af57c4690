"""Siblings: the page shows the very thing that the user named, and the act lands on one that resembles it."""

import re
from collections.abc import Iterator
from typing import Final

from agentguard.task.grants import Grant
from agentguard.task.matter import Matter
from agentguard.task.phrases import phrase_book
from worldmodel.action import Surface
from worldmodel.folding import fold

_WORD: Final = re.compile(r"[^\W_]+")
_PIECE: Final = re.compile(r"(?<![\w@.-])[^\W_]+(?:[ -][^\W_]+)+(?![\w@])")
"""Words with nothing but spaces between them: an address is no run of words."""
_LONGEST: Final = 4
"""Words of a name that is looked for."""
_SHORTEST: Final = 3
"""Letters of a word that names."""


def sibling(grant: Grant, matter: Matter) -> str | None:
    """Return what the row at hand is about where another thing on the page bears the user's words, else None.

    "Remove the old flat" on the row "Old workshop", while "Old flat" stands elsewhere on the page. A row that
    holds another word or a number of the request is meant by that.
    """
    element = matter.snapshot.element
    if matter.action.surface is not Surface.PAGE or element is None or not element.subject:
        return None
    row = {*_words(element.subject), *_words(element.context)}
    said = _words(grant.object)
    if not row & set(said):
        return None
    page = " ".join(_words(matter.snapshot.text))
    for name in _names(grant.object):
        shared = row & set(name)
        elsewhere = shared and len(shared) < len(set(name)) and f" {' '.join(name)} " in f" {page} "
        if elsewhere and not row & _telling(said, name):
            return element.subject
    return None


def _words(text: str) -> list[str]:
    return _WORD.findall(fold(text).text)


def _names(text: str) -> Iterator[tuple[str, ...]]:
    """Yield the runs of two and more words that name, longest first; a capital makes any word a name's."""
    pieces = [_WORD.findall(piece) for piece in _PIECE.findall(text)]
    for length in range(_LONGEST, 1, -1):
        for words in pieces:
            for at in range(len(words) - length + 1):
                run = words[at : at + length]
                if all(_tells(fold(word).text) or (at and word[:1].isupper()) for word in run):
                    yield tuple(fold(word).text for word in run)


def _telling(said: list[str], name: tuple[str, ...]) -> set[str]:
    return {word for word in said if word not in name and (_tells(word) or word.isdigit())}


def _tells(word: str) -> bool:
    """Whether a word can be part of a name: no small word, and none for a kind of thing."""
    book = phrase_book()
    return len(word) >= _SHORTEST and word not in book.stop_words and word not in book.kinds
