"""Turning: the verbs that an ask grants, and what its object adds to them: "delete my *account*"."""

import re
from typing import Final

from agentguard.task.phrases import Ask, Turn, phrase_book
from worldmodel.folding import fold

_AMOUNT: Final = re.compile(r"(?<![\w.,/:-])\d[\d.,]*(?![\w:/-])")
_PLACE: Final = re.compile(
    r"\b(?:from|of|over|to|in|on|for|with|aus|von|vom|für|über|auf|im|zu|zum|de|du|des|sur|pour|del|dal?|dalla|della"
    r"|per|su|sul|para|sobre|do|da|na|no|van|uit|voor|op)\s+(?:[^\W\d_]+\s+){0,2}$"
)
"""What leads up to a place: "from my everyday ...", "für mein ..."."""


def verbs_of(asks: tuple[Ask, ...], topic: str) -> tuple[tuple[str, ...], tuple[str, ...], tuple[str, ...]]:
    """Return the verbs of all asks, and what the object adds ("delete my *account*")."""
    verbs = [verb for ask in asks for verb in ask.verbs]
    also = [verb for ask in asks for verb in ask.also]
    steps = [verb for ask in asks for verb in ask.steps]
    folded = fold(topic).text
    for turn in phrase_book().turns:
        if any(ask.name in turn.asks for ask in asks) and _turned(turn, folded):
            verbs.append(turn.verb)
            implied = phrase_book().implied(turn.verb)
            also += implied.also
            steps += implied.steps
    unique = tuple(dict.fromkeys(verbs))
    more = tuple(verb for verb in dict.fromkeys(also) if verb not in unique)
    return (
        unique,
        more,
        tuple(verb for verb in dict.fromkeys(steps) if verb not in unique and verb not in more),
    )


def _turned(turn: Turn, topic: str) -> bool:
    """Whether the object's words add the verb: "move 0.05 coin" does, "move the coin page" does not."""
    found = turn.pattern.search(topic)
    if found is not None and turn.verb == "close_account" and _PLACE.search(topic, 0, found.start()):
        return False  # "the card of my account" is no account
    return found is not None and (not turn.needs_amount or _AMOUNT.search(topic) is not None)
