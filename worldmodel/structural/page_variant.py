"""Variants: one button of several sends a value of its own, and the page tells in a sentence what that costs.

"Save and go on" beside "Save" sends `complete=1`; further down stands "Completing costs 4.80 a record". The
value's own word joins the two, whatever the button says.
"""

import re
from collections.abc import Iterator
from typing import Final

from worldmodel.effect import Effect, Hazard
from worldmodel.structural.page_cost import says_cost, taken_on
from worldmodel.structural.page_scene import Scene, with_hazard
from worldmodel.structural.page_terms import fold
from worldmodel.words import split_identifier

_SENTENCE: Final = re.compile(r"(?<=[.!?。！？])\s+|\n")
_WORD: Final = re.compile(r"[^\W\d_]+")
_LOOKED_AT: Final = 3000
_STEM: Final = 6
"""Letters by which two forms of a word are one: "complete" and "completing"."""
_COSTS: Final = frozenset({"pay", "subscribe"})


def priced_variant(scene: Scene, found: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return what the value that only this button sends costs; none where the act is known to cost anyway."""
    known = says_cost(scene.label) or any(effect.verb in _COSTS for effect in found)
    stems = frozenset() if known or not scene.submits else frozenset(_stems(scene))
    for sentence in _SENTENCE.split(scene.before.text[:_LOOKED_AT]) if stems else ():
        if stems & {word[:_STEM] for word in _WORD.findall(fold(sentence))}:
            costs = [one for one in taken_on(scene, sentence, beforehand=False) if one.amount is not None]
            if costs:
                return with_hazard(costs, Hazard.HIDDEN_COST, costs[0].evidence[0])
    return ()


def _stems(scene: Scene) -> Iterator[str]:
    """The words of the button's own name and value that its label does not say."""
    sent = (scene.element.input_name, scene.element.value or "") if scene.element.input_name else ()
    said = {word[:_STEM] for word in _WORD.findall(fold(scene.label))}
    for word in (word for text in sent for word in split_identifier(text)):
        if len(word) >= _STEM and word.isalpha() and fold(word)[:_STEM] not in said:
            yield fold(word)[:_STEM]
