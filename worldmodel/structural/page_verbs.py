"""Whether unknown words are an order to do something, or the name of a thing that is shown or chosen."""

import re
from functools import lru_cache
from itertools import pairwise

from worldmodel.folding import fold as plain
from worldmodel.phrases import UNSPACED, WORD, lexicon
from worldmodel.structural.page_terms import fold, is_whole
from worldmodel.tongues import spoken as tongues_of

_ENGLISH = re.compile(r"^\w{3,}(?:ize|yze|ify|igate|inate|ulate)$")
_FIRST = {
    "fr": re.compile(r"^\w{2,}(?:er|ir|re|oir)$"),
    "es": re.compile(r"^\w{2,}(?:ar|er|ir)(?:se)?$"),
    "pt": re.compile(r"^\w{2,}(?:ar|er|ir)(?:-se)?$"),
    "it": re.compile(r"^\w{2,}(?:are|ere|ire)$"),
    "pl": re.compile(r"^\w{2,}(?:uj|aj|ij|yj)$"),
    "ru": re.compile(r"^\w{2,}(?:ть|ти|ться)$"),
}
"""Endings of the act's form, which stands first."""
_LAST = {"de": re.compile(r"^\w{2,}(?:en|ern|eln)$"), "nl": re.compile(r"^\w{3,}en$")}
"""Endings of the act's form, which stands last."""
_GERMAN_ACT = re.compile(
    r"(?:ier|schlie(?:ss|ß)|schalt|stell|setz|geb|nehm|lass|mach|leg|fuhr|los|zieh|send|meld|trag|halt|werf|brech|raum"
    r"|stimm|bring|schreib|teil|weis|kauf|zahl|buch|forder|ordn|wechsel|ander|sicher|sperr|leer|losch|start|stopp)e?r?l?n$"
)
"""Stems of German acts that no word of another language ends in."""
_JAPANESE = re.compile(r"(?:する|せる|す|る|う|く|ぐ|つ|む|ぶ|ぬ)$")
_KOREAN = re.compile(r"(?:하기|하다|기)$")
_CHINESE_PHRASE = 4
"""From so many characters on a Chinese label has room for an act and its thing."""
_CERTAIN = 3
"""With more languages possible than this the text shows none."""


@lru_cache(maxsize=2048)
def orders(label: str, around: str = "") -> bool:
    """Whether `label` has the form of an order; `around` is text that shows the page's language.

    An act's own ending, a known act in front, or an article behind the first word ("Ground the planes")
    make an order. A bare name ("Umbrella", "2 bedrooms", "Trail jacket") makes none.
    """
    if UNSPACED.search(label):
        return _unspaced_order(label.strip(" 。.!！"))
    words = WORD.findall(plain(label).text)
    if not words:
        return False
    if is_whole("english_verb", words[0]) or _ENGLISH.match(words[0]) or _has_object(words):
        return True
    return _by_ending(words, label.split()[-1][:1].islower(), tongues_of(plain(f"{around} {label}").text))


def _has_object(words: list[str]) -> bool:
    """Whether an article or a pronoun stands behind the first word, and no preposition before it."""
    known = lexicon("label")
    if words[0] in known.determiners or is_whole("not_first", words[0]):
        return False
    return any(
        word in known.determiners and not is_whole("not_first", before) and before not in known.breaks
        for before, word in pairwise(words)
        if not word.isdigit()
    )


def _by_ending(words: list[str], low: bool, tongues: frozenset[str]) -> bool:
    """`low` is whether the last word begins with a small letter, which no German noun does."""
    if len(tongues) > _CERTAIN:
        return low and len(words) > 1 and _GERMAN_ACT.search(words[-1]) is not None
    if "en" in tongues:
        return False
    first = any(tongue in _FIRST and _FIRST[tongue].match(words[0]) for tongue in tongues)
    after = low and len(words) > 1
    return first or any(after and tongue in _LAST and _LAST[tongue].match(words[-1]) for tongue in tongues)


def _unspaced_order(label: str) -> bool:
    if re.search("[\u3040-\u30ff]", label):
        return bool(_JAPANESE.search(label))
    if re.search("[\uac00-\ud7a3]", label):
        return bool(_KOREAN.search(label))
    return len(fold(label)) >= _CHINESE_PHRASE
