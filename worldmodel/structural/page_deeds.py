"""Deeds that a label names by what is done and to what: repay a loan, disarm the alarm, start the test."""

from functools import cache, lru_cache
from pathlib import Path
from typing import Any, NamedTuple

from worldmodel.effect import DataClass, Effect, Evidence, Hazard, Horizon, Reversibility, Scope, Tier
from worldmodel.structural.page_cost import amount_due, payment
from worldmodel.structural.page_message import recipients
from worldmodel.structural.page_object import bare, spoken, thing
from worldmodel.structural.page_scene import Scene
from worldmodel.structural.page_terms import Terms, parsed, read_yaml
from worldmodel.structural.page_views import dismisses, only_informs, only_shows

DEEDS_PATH = Path(__file__).with_name("page_deeds.yaml")
_MONEY = frozenset({"pay", "transfer"})
_PREPARES = frozenset({"read", "navigate", "update", "create", "react"})
_GIVES_AWAY = frozenset({"disclose", "grant", "persist"})


class Deed(NamedTuple):
    """One row of the table: what a label must name, and what then happens."""

    name: str
    verb: str
    acts: Terms
    things: Terms | None
    near: bool
    more: dict[str, Any]

    def named_in(self, text: str, around: str) -> bool:
        """Whether `text` names this deed; what it is done to may stand `around` where the row allows it."""
        act = self.acts.find(text)
        if act is None or self.things is None:
            return act is not None
        # the thing is another word than the act: "Use" is no use of anything
        rest = f"{text} | {around}" if self.near else text
        return any(hit.text != act.text for hit in self.things.find_all(rest))


@cache
def _deeds() -> tuple[Deed, ...]:
    return tuple(_deed(name, row) for name, row in read_yaml(DEEDS_PATH).items())


def _deed(name: str, row: dict[str, Any]) -> Deed:
    more: dict[str, Any] = {"tier": Tier(row.get("tier", "HIGH"))}
    for key, kind in (("reversibility", Reversibility), ("scope", Scope), ("horizon", Horizon)):
        if key in row:
            more[key] = kind(row[key])
    if "hazard" in row:
        more["hazards"] = (Hazard(row["hazard"]),)
    if "carries" in row:
        more["carries"] = (DataClass(row["carries"]),)
    things = parsed(f"{name}.things", row["things"]) if "things" in row else None
    return Deed(name, row["verb"], parsed(f"{name}.acts", row["acts"]), things, row.get("near", False), more)


@lru_cache(maxsize=2048)
def deed_in(text: str, around: str = "") -> Deed | None:
    """Return the deed that a label names, the first of the table; None for a view and for the unknown."""
    if not text or only_informs(text):
        return None
    texts = dict.fromkeys((text, bare(text)))
    return next((deed for deed in _deeds() for one in texts if deed.named_in(one, around)), None)


def only_prepares(label: str) -> bool:
    """Whether a label leaves, shows, or opens what is changed later: no text around it makes it a deed."""
    if dismisses(label):
        return True
    return only_shows(label) and {match.verb for match in spoken(label)} <= _PREPARES and not deed_in(label)


def deed_effects(scene: Scene, text: str, evidence: Evidence) -> tuple[Effect, ...] | None:
    """Return what the deed named in `text` causes, or None where it names none of the table."""
    deed = deed_in(text, f"{scene.element.context} | {scene.before.heading} | {scene.before.title}")
    if deed is None:
        return None
    if deed.verb == "pay" and amount_due(scene):
        paid = payment(scene, 0.85, evidence)
        return tuple(
            effect.model_copy(update={"horizon": deed.more.get("horizon", effect.horizon)}) for effect in paid
        )
    more = dict(deed.more)
    if deed.verb in _MONEY and (due := amount_due(scene)):
        more["amount"] = due.match.money
    if deed.verb in {"transfer", "send", "grant"}:
        more["recipients"] = recipients(scene)
    return (scene.effect(deed.verb, thing(scene, text, None), 0.85, evidence, **more),)


def ticked_deeds(scene: Scene) -> tuple[Effect, ...]:
    """Return what ticked boxes add besides money and terms: a record given away, a rule that stays."""
    found = []
    for text, beforehand in scene.ticked:
        evidence = Evidence(source="form.checked", text=text)
        for effect in deed_effects(scene, text, evidence) or ():
            if effect.verb in _GIVES_AWAY:
                hazards = (*effect.hazards, Hazard.PRESELECTED) if beforehand else effect.hazards
                found.append(effect.model_copy(update={"object": text, "hazards": hazards}))
    return tuple(found)
