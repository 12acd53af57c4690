"""How far an act reaches beyond its own words: how many things, who may see them, whose record it is."""

import re
from typing import Any

from worldmodel.effect import Effect, Evidence, Hazard, Horizon, Scope, Tier
from worldmodel.structural.page_power import EMAIL
from worldmodel.structural.page_removal import BULK_FROM, counted, whole
from worldmodel.structural.page_scene import Scene, with_hazard
from worldmodel.structural.page_terms import tells

_ALONE = frozenset(
    {"read", "navigate", "delete", "pay", "subscribe", "agree", "sign_in", "transfer", "grant", "disclose"}
)
"""Verbs that count for themselves, or that no selection multiplies."""
_SMALL_ON_ONE = frozenset({"update", "create", "configure", "react"})
_SHARES = frozenset({"share", "create", "publish", "send"})
_VISIBLE_KEYS = (
    "visibility",
    "audience",
    "sharing",
    "access",
    "link_access",
    "who_can_see",
    "permission",
    "permissions",
)
_OWN = re.compile(
    r"\b(?:own|my|your) (?:record|profile|id|account|entry|employee number|file)\w*"
    r"\s*(?:is|:|=)?\s*([\w-]*\d[\w-]*)",
    re.IGNORECASE,
)
_ID = re.compile(r"/([\w-]*\d[\w-]*)(?=$|[/?#])")


def extended(scene: Scene, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return the effects with the number, the audience and the record that the state tells."""
    effects = tuple(_on_people(scene, _numbered(scene, effect)) for effect in effects)
    return _on_record(scene, (*effects, *_seen_by(scene, effects)))


def _numbered(scene: Scene, effect: Effect) -> Effect:
    """A whole selection is many things, whatever is done to them."""
    selection = scene.before.selection
    if effect.verb in _ALONE or effect.count is not None or not (selection or scene.before.selection_count):
        return effect
    count = counted(scene)
    many = (count or 0) >= BULK_FROM or (count is None and whole(selection or ""))
    more: dict[str, Any] = {"count": count}
    if many:
        hazards = tuple(dict.fromkeys((*effect.hazards, Hazard.BULK)))
        told = selection or str(count)
        more |= {"hazards": hazards, "tier": Tier.HIGH, "object": f"{effect.object} [{told}]"[:500]}
    return effect.model_copy(update=more)


def _on_people(scene: Scene, effect: Effect) -> Effect:
    """A small act on everyone reaches many others; "Approve all" decides on many things."""
    if effect.verb not in _SMALL_ON_ONE:
        return effect
    everyone = scene.told("all_people", scene.label)
    if (
        everyone is None
        and effect.verb == "update"
        and whole(scene.label)
        and not tells("keep_card", scene.label)
    ):
        everyone = scene.label_evidence
    if everyone is None:
        return effect
    more = {
        "scope": Scope.OTHERS,
        "tier": Tier.HIGH,
        "hazards": tuple(dict.fromkeys((*effect.hazards, Hazard.BULK))),
        "evidence": (*effect.evidence, everyone),
    }
    return effect.model_copy(update=more)


def _seen_by(scene: Scene, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """A link or a post reaches those whom the stated visibility lets in."""
    told = next((str(scene.facts[key]) for key in _VISIBLE_KEYS if isinstance(scene.facts.get(key), str)), "")
    shared = next(
        (e for e in effects if e.verb in _SHARES and tells("linkable", f"{scene.label} {e.object}")), None
    )
    if not told or shared is None or not tells("public", told) or EMAIL.search(told):
        return ()
    evidence = Evidence(source="facts.visibility", text=told)
    lasting = tells("saved.power_word", told) or tells("no_end", told)
    more: dict[str, Any] = {"hazards": (Hazard.LASTING_POWER,)} if lasting else {}
    if lasting:
        more["horizon"] = Horizon.LONG
    return (
        scene.effect(
            "share", f"{shared.object}: {told}", 0.9, evidence, scope=Scope.PUBLIC, tier=Tier.HIGH, **more
        ),
    )


def _on_record(scene: Scene, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """The state names the user's own record, and the address is another one of the same kind."""
    for value in scene.facts.values():
        own = _OWN.search(value) if isinstance(value, str) else None
        here = _ID.findall(scene.url) if own else []
        if own and here and own.group(1) not in here:
            reason = Evidence(source="facts", text=f"own record is {own.group(1)}, this is {here[-1]}")
            acts = tuple(e for e in effects if e.verb not in {"read", "navigate"})
            return (*(e for e in effects if e not in acts), *with_hazard(acts, Hazard.WRONG_TARGET, reason))
    return effects
