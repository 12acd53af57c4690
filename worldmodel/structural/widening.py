"""What the switches among the arguments add to the effects of a call, and what they take off their weight."""

import re
from collections.abc import Callable, Iterator

from worldmodel.callname import CallName, singular
from worldmodel.effect import DataClass, Effect, Hazard, Horizon, Resource, Reversibility, Scope, Tier
from worldmodel.structural.arguments import Arguments
from worldmodel.structural.flags import (
    days_kept,
    goes_out,
    guard_off,
    keeps_copy,
    keeps_newest,
    names_resource,
    only_reads,
    only_to_self,
    opened,
    renews,
    replaces,
    skips_check,
    stays_draft,
    tells_others,
    turned,
)
from worldmodel.structural.making import because, make, marked
from worldmodel.structural.nouns import LOGGING, OPENING, OWN_SECURITY, PROTECTION
from worldmodel.wordset import words

_ALTERS = words("create update configure")
_LOOKS = words("read navigate")
_MONEY = words("pay transfer subscribe reserve")
_SOON = 30
"""Days under which an age limit soon deletes what is there today."""
_LOSES = words("delete overwrite update install close_account execute stop")
_OUTGOING = words("send publish share")

_SETS = words("change_credentials configure create update weaken")
_PROTECTIONS = (
    PROTECTION | OWN_SECURITY | words("lock encryption two_factor twofactor factor passkey autolock")
)
_CHECK_THINGS = words(
    "protection protections rule rules policy policies settings setting config configuration gate gates"
    " security"
)

Step = Callable[[Effect, Arguments], Effect]


def narrowed(effects: tuple[Effect, ...], given: Arguments) -> tuple[Effect, ...]:
    """Return `effects` with the weight that the arguments take off, or add, one switch after another."""
    for step in _STEPS:
        effects = tuple(effect if effect.verb in _LOOKS else step(effect, given) for effect in effects)
    return _without_short_secret(effects, given)


def widened(
    effects: tuple[Effect, ...], name: CallName, given: Arguments, resource: Resource
) -> Iterator[Effect]:
    """Yield the further effects that a switch turns on: others are told, a charge renews, it goes out."""
    verbs = {effect.verb for effect in effects}
    if not effects or verbs <= _LOOKS:
        return
    thing = effects[0].object
    if "send" not in verbs and (told := tells_others(given)) is not None:
        yield _told(thing, told, name.many or any(Hazard.BULK in e.hazards for e in effects), given, resource)
    if "subscribe" not in verbs and (switch := renews(given)) is not None:
        yield make(
            "subscribe", thing, resource, 0.85, horizon=Horizon.LONG, hazards=(Hazard.RECURRING,),
            amount=given.amount, evidence=because("arguments", f"charges again by itself: {switch}"),
        )  # fmt: skip
    yield from _lost(verbs, thing, name, given, resource)
    if verbs <= _ALTERS and (out := goes_out(given)) is not None and stays_draft(given) is None:
        yield make(out[0], thing, resource, 0.85, evidence=because("arguments", f"goes out: {out[1]}"))
    if _is_setting(effects[0]) and verbs <= _ALTERS and (switch := guard_off(given)) is not None:
        yield make("weaken", thing, resource, 0.8, evidence=because("arguments", f"a check is off: {switch}"))


def _lost(
    verbs: set[str], thing: str, name: CallName, given: Arguments, resource: Resource
) -> Iterator[Effect]:
    """What is replaced at once, and what will be deleted by age."""
    if verbs <= _ALTERS and (switch := replaces(given)) is not None:
        why = because("arguments", f"what stands there is replaced: {switch}")
        yield make("overwrite", thing, resource, 0.7, tier=Tier.LOW, evidence=why)
    nouns = frozenset(name.nouns)
    if verbs <= _ALTERS and (days := days_kept(given, nouns)) is not None and days < _SOON:
        yield make(
            "conceal" if nouns & LOGGING else "delete", thing, resource, 0.8, horizon=Horizon.LONG,
            tier=Tier.HIGH, reversibility=Reversibility.IRREVERSIBLE, hazards=(Hazard.BULK,),
            evidence=because("arguments", f"all older than {days} days will go"),
        )  # fmt: skip


def _told(thing: str, told: tuple[str, bool], bulk: bool, given: Arguments, resource: Resource) -> Effect:
    switch, many = told
    notice = make(
        "send", f"notice of {thing}", resource, 0.85, scope=Scope.OTHERS, recipients=given.recipients[:50],
        evidence=because("arguments", f"others are told: {switch}"),
    )  # fmt: skip
    if many or bulk:
        return marked(notice, Hazard.BULK, why="many at once", reversibility=Reversibility.IRREVERSIBLE)
    return marked(notice, tier=Tier.LOW, reversibility=Reversibility.EFFORTFUL)


def _unchecked(effect: Effect, given: Arguments) -> Effect:
    switch = skips_check(given)
    if (
        switch is None
        or effect.verb in _ALTERS - {"update"}
        or (effect.verb == "update" and _is_setting(effect))
    ):
        return effect
    return marked(effect, Hazard.CHECK_WEAKENED, why=f"passes a check over: {switch}", tier=Tier.HIGH)


def _is_setting(effect: Effect) -> bool:
    """Whether the thing that is altered is the check itself, which `widened` tells as its own effect."""
    return not _CHECK_THINGS.isdisjoint(effect.object.lower().split())


def _renewed(effect: Effect, given: Arguments) -> Effect:
    switch = renews(given)
    if switch is None or effect.verb not in _MONEY:
        return effect
    return marked(effect, Hazard.RECURRING, why=f"charges again by itself: {switch}", horizon=Horizon.LONG)


def _kept_newest(effect: Effect, given: Arguments) -> Effect:
    """Clearing away old ones while the newest stay is retention, not the end of a protection."""
    kept = keeps_newest(given)
    if kept is None or effect.verb not in {"weaken", "delete", "conceal"}:
        return effect
    plain = {"verb": "delete"} if effect.verb == "weaken" else {}
    if kept > 0 and not given.forced:
        return marked(
            effect,
            why=f"the newest {kept} stay",
            tier=Tier.LOW,
            reversibility=Reversibility.EFFORTFUL,
            **plain,
        )
    why = "none is kept" if kept == 0 else f"the newest {kept} stay"
    final = Reversibility.IRREVERSIBLE
    return marked(effect, Hazard.BULK, why=why, tier=Tier.HIGH, reversibility=final, **plain)


def _with_copy(effect: Effect, given: Arguments) -> Effect:
    kept = keeps_copy(given)
    if kept is None or effect.verb not in _LOSES:
        return effect
    if not kept:
        return marked(
            effect, why="no way back is kept", tier=Tier.HIGH, reversibility=Reversibility.IRREVERSIBLE
        )
    wide = Hazard.BULK in effect.hazards
    return marked(
        effect,
        why="a way back is kept",
        tier=effect.tier if wide else Tier.LOW,
        reversibility=Reversibility.REVERSIBLE,
    )


def _drafted(effect: Effect, given: Arguments) -> Effect:
    switch = stays_draft(given)
    if switch is None or effect.verb not in _OUTGOING:
        return effect
    return make(
        "create",
        effect.object,
        effect.resource,
        0.9,
        tier=Tier.LOW,
        evidence=because("arguments", f"stays a draft: {switch}"),
    )


def _to_self(effect: Effect, given: Arguments) -> Effect:
    """What goes to the user alone is one more thing in their own mailbox."""
    if effect.verb != "send" or not only_to_self(given):
        return effect
    return make(
        "create",
        f"{effect.object} to the user",
        effect.resource,
        0.9,
        tier=Tier.SAFE,
        evidence=because("arguments", "its one receiver is the user"),
    )


def _bounded(effect: Effect, given: Arguments) -> Effect:
    """Access that only reads, or opens once, and ends by itself gives no lasting power."""
    if effect.verb != "grant" or given.power is not None or not given.ends:
        return effect
    narrow = only_reads(given) or not any(True for _ in given.powers)
    if not narrow and not names_resource(given):
        return effect
    hazards = tuple(hazard for hazard in effect.hazards if hazard is not Hazard.LASTING_POWER)
    return marked(
        effect, why="narrow, and ends by itself", hazards=hazards, tier=Tier.LOW,
        horizon=Horizon.SHORT if narrow else Horizon.LONG,
        reversibility=Reversibility.REVERSIBLE,
    )  # fmt: skip


def _without_short_secret(effects: tuple[Effect, ...], given: Arguments) -> tuple[Effect, ...]:
    """A key that only reads and ends by itself is worth little to whoever sees it."""
    narrow = only_reads(given) or names_resource(given)
    if not (given.ends and narrow and any(effect.verb == "grant" for effect in effects)):
        return effects
    kept = (e for e in effects if not (e.verb == "disclose" and e.carries == (DataClass.CREDENTIAL,)))
    return tuple(kept)


_SECOND_STEP = re.compile(r"\b(two|second|multi|2)[ _-]?(step|factor)\b", re.IGNORECASE)


def _switched(effect: Effect, given: Arguments) -> Effect:
    """A protection that is turned on is a setting; one that is turned off is weakened, by whatever verb."""
    said = set(re.findall(r"[a-z]+", f"{effect.object} {effect.resource.id}".lower()))
    if effect.verb in _SETS and opened(given) and not OPENING.isdisjoint({*said, *map(singular, said)}):
        return make(
            "weaken", effect.object, effect.resource, 0.85, scope=Scope.OTHERS,
            evidence=(*effect.evidence, *because("arguments", "it is left open")),
        )  # fmt: skip
    on = turned(given)
    guards = not _PROTECTIONS.isdisjoint({*said, *map(singular, said)}) or _SECOND_STEP.search(effect.object)
    if on is None or effect.verb not in _SETS or not guards:
        return effect
    if not on:
        return make(
            "weaken", effect.object, effect.resource, 0.9,
            evidence=(*effect.evidence, *because("arguments", "it is turned off")),
        )  # fmt: skip
    return make(
        "configure", effect.object, effect.resource, 0.9, tier=Tier.LOW,
        reversibility=Reversibility.REVERSIBLE,
        evidence=(*effect.evidence, *because("arguments", "it is turned on")),
    )  # fmt: skip


def _rehearsal_place(effect: Effect, given: Arguments) -> Effect:
    """What is done in a place for trying things out reaches nobody."""
    place = given.rehearsal_place
    if place is None or effect.verb not in {"publish", "execute", "update", "install", "configure", "stop"}:
        return effect
    verb = "execute" if effect.verb == "publish" else effect.verb
    return marked(
        effect, why=f"only in {place}", verb=verb, tier=Tier.LOW, scope=Scope.SELF,
        reversibility=Reversibility.REVERSIBLE,
    )  # fmt: skip


_STEPS: tuple[Step, ...] = (
    _switched,
    _rehearsal_place,
    _unchecked,
    _renewed,
    _kept_newest,
    _with_copy,
    _drafted,
    _to_self,
    _bounded,
)
