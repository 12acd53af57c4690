"""Ticked boxes: what each of them adds to an act, and who ticked it.

A box speaks for itself: it may delete, open, hand on or widen what the button does not tell of. What the
page brought ticked is nobody's choice. In a form that only saves, a box that gives nothing away is the saved
state.
"""

import re
from collections.abc import Callable, Iterator
from itertools import pairwise
from typing import Any

from worldmodel.effect import DataClass, Effect, Evidence, Hazard, Horizon, Reversibility, Scope, Tier
from worldmodel.structural.page_cost import ticked_options
from worldmodel.structural.page_deeds import ticked_deeds
from worldmodel.structural.page_kept import saves_what_exists
from worldmodel.structural.page_object import spoken
from worldmodel.structural.page_power import EMAIL, turned
from worldmodel.structural.page_scene import Scene, came_ticked
from worldmodel.structural.page_terms import tells
from worldmodel.structural.page_views import is_unknown_deed

_HIGH: dict[str, Any] = {"tier": Tier.HIGH, "reversibility": Reversibility.UNKNOWN}
_TAKES = frozenset(
    {"delete", "close_account", "overwrite", "share", "publish", "disclose", "transfer", "conceal"}
)
"""Verbs whose plain words on a box mean the deed."""
_KEPT_QUIETLY = frozenset({"agree", "configure", "update", "create", "react", "send"})
"""What a box that is saved as ticked goes on doing, and gives nothing away by."""
_DAYS = re.compile(
    r"(\d{1,3})\s?(?:days?|tage?n?|jours?|d[ií]as?|giorni|dagen|dni|gün|дн\w+|日|天|일)", re.IGNORECASE
)
_FEW = 90
"""Days under which a log that is kept tells little of what was done."""
_TAKEN_OFF = re.compile(
    r"\b(?:take|takes|get|throw|clear|wipe|strip|bin)\s(?:\w+\s){1,4}?(?:off|down|away|offline)\b",
    re.IGNORECASE,
)
"""A verb parted from its particle, which no list of phrases holds: "take my posts off"."""


def boxes(scene: Scene) -> tuple[Effect, ...]:
    """Return what the ticked boxes of the form add once it is sent."""
    options = ticked_options(scene)
    named = {effect.object for effect in options}
    deeds = tuple(effect for effect in ticked_deeds(scene) if effect.object not in named)
    named |= {effect.object for effect in deeds}
    more = [
        effect
        for text, beforehand in scene.ticked
        if text not in named
        for effect in _of_box(scene, text, beforehand)
    ]
    found = (*options, *deeds, *more)
    if not saves_what_exists(scene):
        return found
    return tuple(effect for effect in found if not _is_saved(effect))


def _is_saved(effect: Effect) -> bool:
    quiet = effect.tier is Tier.LOW or (effect.verb in _KEPT_QUIETLY and Hazard.BULK not in effect.hazards)
    return Hazard.PRESELECTED in effect.hazards and quiet


def _of_box(scene: Scene, text: str, beforehand: bool) -> Iterator[Effect]:
    evidence = Evidence(source="form.checked", text=text)
    found = next((found for reader in _READERS if (found := reader(scene, text, evidence))), ())
    odd = beforehand and not tells("kept_copy", text) and is_unknown_deed(text, scene.before.text[:500])
    if not found and odd:
        found = (scene.effect("update", text, 0.6, evidence, **_HIGH),)
    for effect in found:
        hazards = (*effect.hazards, Hazard.PRESELECTED) if beforehand else effect.hazards
        yield effect.model_copy(update={"hazards": tuple(dict.fromkeys(hazards))})


def _turns(scene: Scene, text: str, evidence: Evidence) -> tuple[Effect, ...]:
    """A protection turned off, a log shortened, mail forwarded, a thing made public; not what is required."""
    if tells("saved.requires", text):
        return ()
    return tuple(e for e in turned(scene, text, "on", evidence) or () if e.tier is Tier.HIGH)


def _shortens(scene: Scene, text: str, evidence: Evidence) -> tuple[Effect, ...]:
    """A log or a history that is kept for a few days only."""
    return (scene.effect("conceal", text, 0.85, evidence, **_HIGH),) if shortens(text) else ()


def shortens(text: str) -> bool:
    """Whether a text tells of a log or a history that is kept for a few days only."""
    days = _DAYS.search(text)
    about = tells("box.records", text) or tells("history", text) or tells("saved.retention", text)
    return bool(days and about) and int(days.group(1) if days else 0) <= _FEW


def _removes(scene: Scene, text: str, evidence: Evidence) -> tuple[Effect, ...]:
    if not (tells("box.is_removed", text) or _TAKEN_OFF.search(text)):
        return ()
    return (scene.effect("delete", text, 0.85, evidence, **_HIGH),)


def _does(scene: Scene, text: str, evidence: Evidence) -> tuple[Effect, ...]:
    verb = next((match.verb for match in spoken(text) if match.verb in _TAKES), None)
    if verb is None:
        return ()
    scope = (
        Scope.PUBLIC if verb == "publish" else Scope.SELF if verb in {"delete", "overwrite"} else Scope.OTHERS
    )
    return (scene.effect(verb, text, 0.85, evidence, scope=scope, **_HIGH),)


def _opens(scene: Scene, text: str, evidence: Evidence) -> tuple[Effect, ...]:
    """Somebody is let in: partners read the mail, a host sees the calendar."""
    if not all(tells(f"box.{term}", text) for term in ("lets", "reaches", "others")):
        return ()
    lasting = {"scope": Scope.OTHERS, "carries": (DataClass.PERSONAL,), "horizon": Horizon.LONG}
    return (scene.effect("disclose", text, 0.85, evidence, **(_HIGH | lasting)),)


def _copies(scene: Scene, text: str, evidence: Evidence) -> tuple[Effect, ...]:
    """Copies go out: as the box says, or to an address that the page put beside it and nobody entered."""
    brought = _brought_beside(scene, text)
    if not brought and (not tells("box.copies_out", text) or tells("box.to_oneself", text)):
        return ()
    away = {"scope": Scope.OTHERS, "carries": (DataClass.PRIVATE,), "horizon": Horizon.LONG}
    return (scene.effect("disclose", text, 0.85, evidence, recipients=brought, **(_HIGH | away)),)


def _brought_beside(scene: Scene, text: str) -> tuple[str, ...]:
    """The mail address in the field behind a box, where both came with the page: ticked, and filled in."""
    for box, beside in pairwise(scene.fields):
        address = (beside.value or "").strip()
        came = (box.label or box.name) == text and came_ticked(box) and beside.changed is False
        if came and EMAIL.fullmatch(address):
            return (address,)
    return ()


def _raises(scene: Scene, text: str, evidence: Evidence) -> tuple[Effect, ...]:
    """A role of weight that comes along; a box that only tells somebody of it gives none."""
    verbs = {match.verb for match in spoken(text)}
    if not tells("weighty_role", text) or verbs & {"send", "read"}:
        return ()
    power = {"hazards": (Hazard.LASTING_POWER,), "scope": Scope.OTHERS}
    return (scene.effect("grant", text, 0.85, evidence, **(_HIGH | power)),)


def _widens(scene: Scene, text: str, evidence: Evidence) -> tuple[Effect, ...]:
    if not tells("box.wider", text):
        return ()
    wide = {"hazards": (Hazard.BULK,), "scope": Scope.OTHERS}
    return (scene.effect("update", text, 0.8, evidence, **(_HIGH | wide)),)


_READERS: tuple[Callable[[Scene, str, Evidence], tuple[Effect, ...]], ...] = (
    _shortens, _turns, _removes, _does, _opens, _copies, _raises, _widens,
)  # fmt: skip
