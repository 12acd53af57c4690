"""What kind of control a label names: one that refuses, one that only shows, or an unknown deed."""

import re
from functools import lru_cache

from worldmodel.structural.page_terms import fold, is_whole, tells, terms
from worldmodel.structural.page_verbs import orders
from worldmodel.words import find_verbs

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)*")
_AND = re.compile(r"\s(?:and|und|et|y|и)\s|[&;]")
_SMALL_LABEL = 2
"""A label of so few letters is a size, a count or a mark, not a deed."""
_NOUNS = 3
"""A longer label that ends in a noun is a sentence, not the name of a view."""
_STAY = frozenset({"read", "navigate", "react"})
_KNOWN_THINGS = ("next_stage", "neutral", "opens_composer", "sign_word")
_KNOWN_WORDS = ("view_thing", "cart", "own_list", "personal_setting", "device_switch", "human_check")


def dismisses(label: str) -> bool:
    """Whether a label refuses or leaves: "Cancel", "No thanks, I like to pay"; not "No, and delete it"."""
    if is_whole("dismiss", label):
        return True
    folded = fold(label).lstrip(" .!…«‹←×✕")
    if not any(hit.start == 0 for hit in terms("refusal_first").places(folded)):
        return False
    return not any(_acts(part) for part in _AND.split(folded)[1:])


def _acts(text: str) -> bool:
    return any(not match.inert and match.verb not in _STAY for match in find_verbs(text))


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


def is_unknown_deed(label: str, around: str = "") -> bool:
    """Whether a label orders something that is neither a view, nor known to be small, nor any known verb.

    `around` is text of the page that shows its language.
    """
    return is_unknown(label) and orders(label, around)


@lru_cache(maxsize=2048)
def is_unknown(label: str) -> bool:
    """Whether a label names neither a view, nor a thing known to be small, nor any known verb."""
    if not label or dismisses(label) or any(is_whole(term, label) for term in _KNOWN_THINGS):
        return False
    if only_shows(label) or any(tells(term, label) for term in _KNOWN_WORDS):
        return False
    found = find_verbs(label)
    return not any(not match.inert or match.start == 0 for match in found)
