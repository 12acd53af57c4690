"""Controls that only show or prepare something; every other label names a deed, known or not."""

import re
from functools import lru_cache

from worldmodel.structural.page_terms import fold, is_whole, tells, terms
from worldmodel.words import find_verbs

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_SMALL_LABEL = 2
"""A label of so few letters is a size, a count or a mark, not a deed."""
_NOUNS = 3
"""A longer label that ends in a noun is a sentence, not the name of a view."""
_KNOWN_THINGS = ("next_stage", "neutral", "dismiss", "opens_composer", "sign_word")
_KNOWN_WORDS = ("view_thing", "cart", "own_list", "personal_setting", "device_switch", "human_check")


def only_informs(label: str) -> bool:
    """Whether a label asks, looks or tells about a deed instead of doing it: "How to repay", "Trade info"."""
    folded = fold(label).strip(" .!…:?>»›→«‹←")
    return any(hit.start == 0 for hit in terms("looks_first").places(folded)) or any(
        hit.end == len(folded) for hit in terms("about_noun").places(folded)
    )


def only_shows(label: str) -> bool:
    """Whether a label names a control that shows, arranges or prepares, and nothing that lasts."""
    folded = fold(label).strip(" .!…:>»›→«‹←")
    first = any(hit.start == 0 for hit in terms("view_first").places(folded))
    short = len(folded.split()) <= _NOUNS
    endings = ("view_last", "view_noun") if short else ("view_last",)
    last = any(hit.end == len(folded) for term in endings for hit in terms(term).places(folded))
    return first or last or _is_choice(folded)


def _is_choice(folded: str) -> bool:
    """A date, a time, a number, a size or a colour is chosen, not done."""
    words = _WORD.findall(folded)
    return all(len(word) <= _SMALL_LABEL or is_whole("choice_word", word) for word in words)


@lru_cache(maxsize=2048)
def is_unknown_deed(label: str) -> bool:
    """Whether a control's label names neither a view, a thing known to be small, nor any known verb."""
    if not label or any(is_whole(term, label) for term in _KNOWN_THINGS) or only_shows(label):
        return False
    if any(tells(term, label) for term in _KNOWN_WORDS):
        return False
    found = find_verbs(label)
    return not any(not match.inert or match.start == 0 for match in found)
