"""Which verbs a label really names, and what they are done to."""

import re
from functools import lru_cache

from worldmodel.phrases import WORD, Part, lexicon
from worldmodel.structural.page_scene import Scene
from worldmodel.structural.page_terms import fold, is_whole, terms
from worldmodel.structural.page_views import only_shows
from worldmodel.words import VerbMatch, find_verbs

_MARK = 2
"""So few letters are a mark ("Answer B"), not a thing."""
_STATE_AHEAD = re.compile("[待已未]$")
_STATE_BEHIND = re.compile("(?:済|待ち|中$|履歴|状況|记录|状态|내역|대기|완료|중$)")
_LEFTOVER = re.compile(
    r"^(?:\W|\b(?:the|a|an|this|these|my|your|now|selected|das|die|der|den|diese|le|la|les|el|los|las|o|os|as|il|de|"
    r"het|ces?|cette|este|esta|to|all)\b)+|\W+$",
    re.IGNORECASE,
)


@lru_cache(maxsize=2048)
def spoken(text: str) -> tuple[VerbMatch, ...]:
    """Return the verbs that a label really names, the first place of each.

    A word that may be noun or verb is the verb where it stands first and a thing follows: "Share album",
    not "Share price". A verb that needs an object has it on a control without one ("Block") in what is
    selected, so it counts as well, except where it leaves ("Cancel").
    """
    seen: dict[str, VerbMatch] = {}
    for match in find_verbs(text):
        if not _is_state(match, text) and (not match.inert or _ordered(match, text)):
            seen.setdefault(match.verb, match)
    return tuple(seen.values())


def bare(text: str) -> str:
    """Return a label without articles, pronouns and "all", so that "Mark all as paid" marks as paid."""
    known = lexicon("label").determiners
    return " ".join(word for word in text.split() if fold(word) not in known)


def _is_state(match: VerbMatch, text: str) -> bool:
    """Whether a mark beside the word makes it a state: awaiting payment, already sent."""
    return bool(_STATE_AHEAD.search(text[: match.start]) or _STATE_BEHIND.match(text[match.end :]))


def _ordered(match: VerbMatch, text: str) -> bool:
    if match.start or match.language != "en" or only_shows(text) or is_whole("dismiss", text):
        return False
    node = lexicon("label").root.next.get(fold(match.text))
    parts = {sense.part for sense in node.senses if sense.verb == match.verb} if node else set()
    if Part.TRANSITIVE in parts:
        return match.end == len(text.rstrip())
    return Part.AMBIGUOUS in parts and _has_thing(text[match.end :])


def _has_thing(rest: str) -> bool:
    """Whether a thing follows, and not the second half of a noun ("price", "number", "office")."""
    folded = fold(rest).strip(" .!…:>»›→")
    words = WORD.findall(folded)
    if not any(len(word) > _MARK or word.isdigit() for word in words) or folded[0] in "-:/&":
        return False
    if words[0] in lexicon("label").breaks:
        return False
    return not any(hit.start == 0 for hit in terms("compound_noun").places(folded))


def thing(scene: Scene, text: str, match: VerbMatch | None) -> str:
    """Say what the act is on: the rest of the label, the selection, the row, the question, the heading."""
    rest = text[: match.start] + text[match.end :] if match else text
    if match and not any(c.isalnum() for c in rest) and " " in match.text:
        rest = text  # "Delete branch" is one phrase of the lexicon, and still names its object
    rest = _LEFTOVER.sub("", rest.strip())
    before = scene.before
    card = scene.element.subject or scene.element.context
    around = (before.selection, card, before.dialog, before.heading, before.title)
    near = next((part.strip() for part in around if part and part.strip()), "")
    if rest and any(c.isalnum() for c in rest):
        return f"{rest} ({near[:120]})" if near and near.lower() not in rest.lower() else rest
    return near[:200] or scene.label or "unnamed"
