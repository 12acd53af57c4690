"""Terms: the words of a text that tell which thing is meant, and how two such sets agree.

Three strengths: `names` (quoted, numbered or code-like: they identify), `words` (they describe), `kinds`
(a message, a file, an account: they only say what sort of thing; `kind_words` are the words for them).
"""

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from agentguard.task.phrases import UNSPACED, phrase_book
from worldmodel.folding import fold
from worldmodel.words import find_verbs

_QUOTED = re.compile(
    r"[\"“„«「『]([^\"”“»」』]{1,120})[\"”“»」』]|(?<!\w)['‘]([^'’]{1,120})['’](?!\w)|`([^`]{1,120})`"
)
_CALLED = re.compile(
    r"(?:\b(?:called|named|titled|entitled|namens|genannt|appelée?|nommée?|llamad[oa]|chiamat[oa]|chamad[oa]|genaamd))\s+"
    r"([^,.;!?]{1,80})",
    re.IGNORECASE,
)
_CODE = re.compile(r"[#@~]?[\w][\w\-./\\:@+]*[\w/]|\w")
_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])")
_PIECE = re.compile(r"[^\W_]+")
_TIME = re.compile(r"^\d{1,2}(?:[:.]\d{2})?(?:am|pm|h)?$|^\d+(?:st|nd|rd|th)$|^(?:19|20)\d\d-\d\d-\d\d")

_PART: Final = r"[^\W\d_](?:[^\W\d_]|['’\-](?=\w))+"
_FULL_NAME: Final = re.compile(rf"(?<!\w){_PART}(?: {_PART})+(?!\w)")

MIN_SHARED: Final = 6
"""Two words that share this many first letters count as forms of one word (connect, connection)."""


@dataclass(frozen=True, slots=True)
class Terms:
    """The telling words of one text. All are folded; `words` and `kinds` are stems."""

    names: frozenset[str]
    words: frozenset[str]
    kinds: frozenset[str]
    kind_words: frozenset[str] = frozenset()

    def __bool__(self) -> bool:
        """Whether the text tells anything."""
        return bool(self.names or self.words or self.kinds)

    def joined(self, other: "Terms") -> "Terms":
        """Return the terms of both."""
        return Terms(
            self.names | other.names,
            self.words | other.words,
            self.kinds | other.kinds,
            self.kind_words | other.kind_words,
        )

    def all_words(self) -> frozenset[str]:
        """Return every word, those inside names included."""
        return (
            self.words
            | self.kind_words
            | frozenset(stem(piece) for name in self.names for piece in _PIECE.findall(name))
        )


EMPTY: Final = Terms(frozenset(), frozenset(), frozenset())


@lru_cache(maxsize=4096)
def terms_of(text: str, *, verbs_tell: bool = True) -> Terms:
    """Read the telling words of `text`; words for acts are left out unless `verbs_tell`."""
    book = phrase_book()
    names = set(_quoted(text))
    words: set[str] = set()
    kinds: set[str] = set()
    kind_words: set[str] = set()
    acts = frozenset() if verbs_tell else _act_words(text)
    for token in _CODE.findall(text):
        folded = fold(token).text.strip(".:-/\\")
        if is_name(token) and not _TIME.match(folded):
            names.add(folded.lstrip("#"))
        for piece in _pieces(token):
            if piece in book.stop_words or piece in acts:
                continue
            if piece in book.kinds:
                kinds.add(book.kinds[piece])
                kind_words.add(stem(piece))
            elif len(piece) > 1 or piece.isdigit():
                words.add(stem(piece))
    words.update(concepts_in(text))
    if UNSPACED.search(text):
        _read_unspaced(fold(text).text, words, kinds)
    return Terms(frozenset(names), frozenset(words), frozenset(kinds), frozenset(kind_words))


def concepts_in(text: str) -> frozenset[str]:
    """Return the matters that a text is about, each as a word of its own that no text can spell."""
    book = phrase_book()
    folded = fold(_CAMEL.sub(" ", text)).text
    spoken = [*_PIECE.findall(folded), *(match.group() for match in book.long_concepts.all(folded))]
    return frozenset(concept for word in spoken for concept in book.concepts.get(word, ()))


def is_concept(word: str) -> bool:
    """Whether a word of some terms stands for a matter rather than for itself."""
    return word.startswith("=")


def quoted_in(text: str) -> tuple[str, ...]:
    """Return the names that a text puts in quotes or introduces with "called", folded."""
    return tuple(_quoted(text))


def full_names(text: str) -> list[tuple[str, ...]]:
    """Return the runs of two and more words that begin with a capital, folded: people, firms, places."""
    found = []
    for run in _FULL_NAME.finditer(text):
        words = run.group().split(" ")
        part: list[str] = []
        for word in [*words, ""]:
            if word[:1].isupper():
                part.append(fold(word).text)
                continue
            if len(part) > 1:
                found.append(tuple(part))
            part = []
    return found


def _quoted(text: str) -> Iterable[str]:
    for match in _QUOTED.finditer(text):
        yield fold(next(group for group in match.groups() if group)).text.strip()
    for match in _CALLED.finditer(text):
        yield fold(match.group(1)).text.strip(" \"'“”")


def _act_words(text: str) -> frozenset[str]:
    """Return the first word of each verb found: in "Cancel this session" the session is the thing."""
    firsts = (_PIECE.search(fold(match.text).text) for match in find_verbs(text) if not match.inert)
    return frozenset(first.group() for first in firsts if first)


def _pieces(token: str) -> list[str]:
    return [
        piece for piece in _PIECE.findall(fold(_CAMEL.sub(" ", token)).text) if not UNSPACED.search(piece)
    ]


def _read_unspaced(text: str, words: set[str], kinds: set[str]) -> None:
    """Add kinds found inside a run, and pairs of characters for the rest."""
    for word, kind in phrase_book().kinds.items():
        if UNSPACED.search(word) and word in text:
            kinds.add(kind)
    for run in re.findall(r"[\u30a0-\u30ff\u3400-\u9fff\uac00-\ud7a3]{2,}", text):
        words.update(run[at : at + 2] for at in range(len(run) - 1))


def is_name(token: str) -> bool:
    """Whether a token identifies by itself: it holds a digit, or a mark inside as paths and ids do."""
    if token.isdigit():
        return True
    body = token.strip(".:-/\\@#~")
    return any(c.isdigit() for c in body) or any(mark in body for mark in "_/\\@") or "." in body


@lru_cache(maxsize=8192)
def stem(word: str) -> str:
    """Return a light stem: accents and the commonest endings off."""
    bare = "".join(c for c in unicodedata.normalize("NFD", word) if not unicodedata.combining(c))
    for ending, short in (
        ("ies", "y"),
        ("sses", "ss"),
        ("ches", "ch"),
        ("xes", "x"),
        ("ing", ""),
        ("ed", ""),
        ("es", "e"),
    ):
        if bare.endswith(ending) and len(bare) - len(ending) >= 3:
            return bare[: -len(ending)] + short
    return bare[:-1] if bare.endswith("s") and len(bare) > 3 and not bare.endswith("ss") else bare


def alike(one: str, other: str) -> bool:
    """Whether two stems are forms of one word."""
    if one == other:
        return True
    if is_concept(one) or is_concept(other):
        return False
    short, long = sorted((one, other), key=len)
    if len(short) >= 4 and long.startswith(short) and len(long) - len(short) <= 3:
        return True
    if len(short) >= 4 and short in long and len(short) * 2 >= len(long):
        return True
    return len(short) >= MIN_SHARED and one[:MIN_SHARED] == other[:MIN_SHARED]


def overlap(wanted: Iterable[str], given: Iterable[str]) -> bool:
    """Whether some word of one set is a form of a word of the other."""
    given = tuple(given)
    return any(alike(one, other) for one in wanted for other in given)


def named_in(name: str, given: Terms, words: frozenset[str]) -> bool:
    """Whether a name appears: itself, as the end of a path, or by all of its words."""
    if any(
        name == other or other.endswith("/" + name) or name.endswith("/" + other) for other in given.names
    ):
        return True
    spoken = _PIECE.findall(name)
    telling = [piece for piece in spoken if piece not in phrase_book().stop_words] or spoken
    return bool(telling) and all(stem(piece) in words for piece in telling)
