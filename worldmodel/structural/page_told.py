"""What the text near a control says will come with pressing it: fees, bindings, acts that stay final."""

import re
from collections.abc import Iterator

from worldmodel.effect import Effect, Evidence, Hazard, Horizon, Reversibility, Scope, Tier
from worldmodel.money import find_amounts
from worldmodel.structural.page_binding import bonds
from worldmodel.structural.page_deeds import only_prepares
from worldmodel.structural.page_ending import ending_costs
from worldmodel.structural.page_means import lent, meant
from worldmodel.structural.page_object import thing
from worldmodel.structural.page_scene import Scene
from worldmodel.structural.page_terms import flatten, tells, terms
from worldmodel.structural.page_variant import priced_variant

_QUIET = frozenset({"read", "navigate", "react"})
_SAVES = frozenset({"update", "create", "configure", "overwrite"})
_BY_ACT = re.compile(r"\bby (\w{3,}?)ing\b")
_STEM = 3
_NEAR = 400
"""Characters before and behind a control in which the page speaks of it."""
_SHORT_PAGE = 1500
_HITS = 20
_SHORT_LINE = re.compile(r"(?m)^((?:\S+ ?){1,3})$\n")
_REACH = 300
"""How far behind "by sending this" its consequences are read, in characters."""


def told(scene: Scene, found: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return `found` with all that the page tells of it; a label that shows or leaves takes on nothing."""
    found = (*found, *meant(scene, found))
    found = (*found, *lent(scene, found))
    found = (*found, *priced_variant(scene, found))
    if only_prepares(scene.label):
        return found
    found = (*found, *pays_by_text(scene, found), *goes_live(scene, found), *ending_costs(scene, found))
    found = (*found, *bonds(scene, found))
    return final(scene, (*found, *told_effects(scene, found)))


def told_effects(scene: Scene, found: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return the costs and bindings that the page tells of an act; none where the act does nothing."""
    text = "\n".join(part for part in (scene.before.dialog, scene.element.context, scene.before.text) if part)
    acts = any(effect.verb not in _QUIET and effect.probability >= 0.5 for effect in found)
    if not (acts or _named_in(scene.label, text)):
        return ()
    return (*_bound(scene, text, found), *_fee_later(scene, text))


def _named_in(label: str, text: str) -> bool:
    """Whether the text speaks of the label's own act: "Enter draw" beside "By entering you agree"."""
    first = flatten(label).strip().partition(" ")[0].removesuffix("e")
    return len(first) >= _STEM and any(
        stem in (first, first + first[-1:]) for stem in _BY_ACT.findall(flatten(text))
    )


def _clauses(text: str) -> Iterator[str]:
    """Yield what follows each "by sending ...", up to the end of its sentence."""
    flat = flatten(text)
    for hit in terms("by_doing").places(flat):
        yield text[hit.start : hit.start + _REACH].partition(". ")[0]


def _bound(scene: Scene, text: str, found: tuple[Effect, ...]) -> Iterator[Effect]:
    """An agreement to something that costs or binds; ordinary terms are told by their own rules."""
    for clause in _clauses(text):
        weighty = tells("weighty_term", clause)
        if weighty and tells("you_bind", clause) and not any(effect.verb == "agree" for effect in found):
            reason = Evidence(source="page text", text=clause[:200])
            amount = find_amounts(clause)
            yield scene.effect(
                "agree",
                clause[:200],
                0.85,
                reason,
                tier=Tier.HIGH,
                reversibility=Reversibility.IRREVERSIBLE,
                amount=amount[0].money if amount else None,
            )
            return


def _fee_later(scene: Scene, text: str) -> Iterator[Effect]:
    """A fee that falls due under a condition: cancelling late, not turning up."""
    told = scene.told("conditional_fee", text)
    due = find_amounts(text) if told and tells("weighty_term", text) else ()
    if told and due:
        yield scene.effect(
            "pay", f"fee {told.text}", 0.3, told, amount=due[-1].money, horizon=Horizon.LONG, tier=Tier.LOW,
            scope=Scope.SELF,
        )  # fmt: skip


def final(scene: Scene, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Mark acts that the page calls final; what is done once and for all weighs."""
    told = scene.told("final_word", scene.element.context, scene.before.dialog or "", scene.before.text)
    if told is None:
        return effects
    return tuple(
        effect.model_copy(
            update={
                "reversibility": Reversibility.IRREVERSIBLE,
                "evidence": (*effect.evidence, told),
            }
        )
        if effect.verb not in _QUIET and effect.tier is Tier.HIGH
        else effect
        for effect in effects
    )


def pays_by_text(scene: Scene, found: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """A money movement that only the text tells: "Approving releases payment"."""
    told = scene.told("releases_money", scene.element.context, scene.before.dialog or "", scene.before.text)
    acts = any(effect.verb in {"update", "agree", "execute", "configure"} for effect in found)
    if told is None or not acts or any(effect.verb in {"pay", "transfer", "subscribe"} for effect in found):
        return ()
    due = find_amounts(scene.before.text)
    return (
        scene.effect(
            "pay",
            scene.label or told.text,
            0.8,
            told,
            amount=max((one.money for one in due), key=lambda money: money.amount, default=None),
            hazards=() if tells("weighty_term", scene.label) else (Hazard.HIDDEN_COST,),
        ),
    )


def goes_live(scene: Scene, found: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Saving what everyone sees at once publishes it; a small change of one's own stays a small one."""
    saves = any(effect.verb in _SAVES for effect in found) or scene.speechless
    if not saves or any(effect.verb in {"publish", "share", "pay"} for effect in found):
        return ()
    close = scene.told("goes_live", scene.element.context, scene.before.dialog or "", _around(scene))
    if close is None:
        return ()
    # what is live can be edited again: public, but not final
    more = {"scope": Scope.PUBLIC, "reversibility": Reversibility.REVERSIBLE}
    return (scene.effect("publish", thing(scene, "", None), 0.85, close, scene.label_evidence, **more),)


def _around(scene: Scene) -> str:
    """What the page says around the control: elsewhere on a long page the text is about something else.

    A short line is a saying of its own: "Visible to" above "Everyone" shows a setting.
    """
    text = _SHORT_LINE.sub(r"\1 . ", scene.before.text)
    label = re.escape(scene.label)
    hits = [hit.start() for hit in re.finditer(rf"(?<!\w){label}(?!\w)", text)] if label else []
    return " . ".join(text[max(0, at - _NEAR) : at + _NEAR] for at in hits[:_HITS]) or text[:_SHORT_PAGE]
