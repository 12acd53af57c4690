"""What goes out to many or to all: links that open a record, posts and mails that go out later."""

import re

from worldmodel.effect import Effect, Evidence, Hazard, Horizon, Scope, Tier
from worldmodel.structural.page_message import described, message
from worldmodel.structural.page_object import thing
from worldmodel.structural.page_removal import BULK_FROM, counted
from worldmodel.structural.page_scene import Scene
from worldmodel.structural.page_terms import flatten, tells, terms

_CLOSES = frozenset({"delete", "stop", "weaken", "conceal", "read", "navigate"})
_NUMBER_BEFORE = re.compile(r"(\d{1,3}(?:[.,'\u00a0\u202f ]\d{3})+|\d{1,9})\s?(?:[^\W\d_]+\s){0,2}$")
_REACH = 40
_PLACES = ("schedule", "queue", "outbox", "audience", "recipients")
"""Facts that tell what waits to go out."""


def opened_up(scene: Scene, text: str, verbs: set[str], evidence: Evidence) -> tuple[Effect, ...] | None:
    """Return the sharing with everyone who has the address; None where the label opens nothing."""
    if verbs & _CLOSES or tells("off_word", text) or not tells("open_link", text):
        return None
    open_to_all = {"scope": Scope.PUBLIC, "tier": Tier.HIGH}
    return (scene.effect("share", thing(scene, text, None), 0.9, evidence, **open_to_all),)


def scheduled(scene: Scene, text: str, verbs: set[str], evidence: Evidence) -> tuple[Effect, ...] | None:
    """Return what goes out later by itself; None where the label schedules no post and no message."""
    if not (tells("schedules", text) or ("reserve" in verbs and tells("schedules", scene.label))):
        return None
    facts = " | ".join(str(scene.facts[key]) for key in _PLACES if scene.facts.get(key))
    told = next(
        (
            (verb, reason)
            for verb, term in (("publish", "outgoing_public"), ("send", "outgoing_mail"))
            if (
                reason := scene.told(term, text, scene.before.dialog or "", facts, scene.place)
                or _many(scene, term)
            )
        ),
        None,
    )
    if told is None or (tells("booking", text) and "reserve" in verbs):
        return None
    verb, reason = told
    count = counted(scene) or _number(facts, verb) or _number(scene.before.text, verb)
    if count == 1:
        return None  # a single thing at a set time is what the label's own verb says
    many = (Hazard.BULK,) if (count or 0) >= BULK_FROM else ()
    later = {"horizon": Horizon.LONG, "count": count}
    return tuple(
        effect.model_copy(update=later | {"hazards": tuple(dict.fromkeys((*effect.hazards, *many)))})
        for effect in message(scene, verb, described(scene, thing(scene, text, None)), 0.9, evidence, reason)
    )


def _many(scene: Scene, term: str) -> Evidence | None:
    """A number of posts or messages that the page tells ("30 posts queued"); a mere mention is none."""
    text = scene.before.text
    flat = flatten(text)
    for hit in terms(term).places(flat):
        if _NUMBER_BEFORE.search(flat[max(0, hit.start - _REACH) : hit.start]):
            return Evidence(source="page text", text=text[max(0, hit.start - 12) : hit.end])
    return None


def _number(text: str, verb: str) -> int | None:
    flat = flatten(text)
    term = "outgoing_public" if verb == "publish" else "outgoing_mail"
    for hit in terms(term).places(flat):
        if number := _NUMBER_BEFORE.search(flat[max(0, hit.start - _REACH) : hit.start]):
            return int(re.sub(r"\D", "", number.group(1)))
    return None
