"""Meanings: what a page says, in a sentence, that its plain button does: "OK lets partners see reports".

A button that says only "OK" or "Continue" orders what the page says it orders. The sentence is one in which
the button's own words are the subject, or stand in quotes.
"""

import re
from collections.abc import Iterator
from typing import Final

from worldmodel.effect import Effect, Evidence, Hazard, Horizon, Tier
from worldmodel.money import find_amounts
from worldmodel.structural.page_cost import taken_on
from worldmodel.structural.page_label import label_effects
from worldmodel.structural.page_object import spoken
from worldmodel.structural.page_scene import Scene
from worldmodel.structural.page_terms import fold, tells
from worldmodel.structural.page_views import dismisses

_SENTENCE: Final = re.compile(r"(?:[^.!?。！？\n]|[.](?=\d))+[.!。！]")
_LOOKED_AT: Final = 3000
_WORDS: Final = 3
"""Words of a sentence behind the button's own that say something of it."""
_PERSON: Final = re.compile(r"^([a-z]+?)s\b")
"""An English verb as it stands behind a subject: the lexicon knows it as it stands on a label."""
_RATE: Final = re.compile(r"\d\s?%")
_STEM: Final = 5
_ENDING: Final = 3
_STAYS: Final = frozenset({"read", "navigate"})


def meant(scene: Scene, found: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return what the page says of a button whose label says nothing; none where it is weighty anyway."""
    if not scene.speechless or any(effect.tier is Tier.HIGH for effect in found):
        return ()
    return tuple(dict.fromkeys(effect for told in _told_of(scene) for effect in _read(scene, told)))


def lent(scene: Scene, found: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return the agreement to interest that a sentence about the act brings: "Confirming raises your credit".

    The sentence shares a word with the label, or says what comes by doing this, and names a rate for a time.
    A label that leaves something out takes on nothing.
    """
    declines = dismisses(scene.label) or tells("without_extra", scene.label) or scene.element.role == "link"
    if declines or any(effect.verb in {"agree", "subscribe"} for effect in found):
        return ()
    said = next((one for one in _lines_of(scene) if _has_rate(one) and _is_about(scene.label, one)), None)
    if said is None:
        return ()
    more = {"tier": Tier.HIGH, "hazards": (Hazard.RECURRING,), "horizon": Horizon.LONG}
    return (scene.effect("agree", said, 0.85, Evidence(source="page text", text=said[:300]), **more),)


def _lines_of(scene: Scene) -> list[str]:
    return _SENTENCE.findall(f"{scene.before.dialog or ''}\n{scene.before.text[:_LOOKED_AT]}")


def _has_rate(sentence: str) -> bool:
    """Whether a share in percent falls due in every year or month."""
    rate = _RATE.search(sentence)
    return rate is not None and any(one.per for one in find_amounts(f"1.00 {sentence[rate.end() :]}")[:1])


def _is_about(label: str, sentence: str) -> bool:
    """Whether a sentence holds a form of one of the label's words, or tells what comes by doing this."""
    words = [word for word in fold(label).split() if len(word) >= _STEM]
    stems = tuple(word[: max(_STEM, len(word) - _ENDING)] for word in words)
    named = bool(stems) and any(word.startswith(stems) for word in fold(sentence).split())
    return named or tells("by_doing", sentence) is not None


def _told_of(scene: Scene) -> Iterator[str]:
    """What each sentence about the button says of it, nearest text first."""
    label = re.escape(scene.label)
    if not any(letter.isalpha() for letter in scene.label):
        return
    about = re.compile(rf"\W*(?i:{label})\s+([^\W\dA-Z].*)|.*[“„\"«'‘「](?i:{label})[”“\"»'’」],?\s*(.+)")
    for text in (scene.before.dialog or "", scene.element.context, scene.before.text[:_LOOKED_AT]):
        for sentence in _SENTENCE.findall(text):
            told = about.fullmatch(sentence.strip())
            if told:
                yield (told[1] or told[2]).rstrip(".!。！")


def _read(scene: Scene, told: str) -> tuple[Effect, ...]:
    """The effects of what is said; what can't be read is an agreement to it, unless it only leads on."""
    why = Evidence(source="page text", text=f"{scene.label} {told}"[:300])
    ways = dict.fromkeys((told, _PERSON.sub(r"\1", told)))
    named = (effect for text in ways for effect in label_effects(scene, text, why))
    known = (*taken_on(scene, told, beforehand=False), *named)
    verbs = {match.verb for text in ways for match in spoken(text)}
    if known or (verbs and verbs <= _STAYS) or len(told.split()) < _WORDS:
        return known
    return (scene.effect("agree", f"{scene.label} {told}", 0.8, why, tier=Tier.HIGH),)
