"""What a control's own words say it does: a verb from the lexicon, and the thing it is done to."""

import re
from collections.abc import Callable
from typing import Any

from worldmodel.effect import Effect, Evidence, Hazard, Horizon, Reversibility, Tier
from worldmodel.structural.page_compose import composed
from worldmodel.structural.page_cost import amount_due, payment
from worldmodel.structural.page_deeds import only_prepares
from worldmodel.structural.page_message import described, message, recipients
from worldmodel.structural.page_object import spoken, thing
from worldmodel.structural.page_power import EMAIL
from worldmodel.structural.page_removal import removal
from worldmodel.structural.page_reorder import ordered_again
from worldmodel.structural.page_scene import Scene
from worldmodel.structural.page_terms import fold, is_whole, tells, terms
from worldmodel.structural.page_views import dismisses
from worldmodel.words import VerbMatch

_OPENS_LATER = re.compile(r"(?:…|\.\.\.)\s*$")
_FOR_A_PRICE = re.compile(
    r"\b(?:for|für|pour|por|per|voor|za|за)\s(?:[$€£¥₩₽]\s?\d|\d[\d.,]*\s?(?:[$€£¥₩₽]|(?:zł|eur|usd|gbp|chf|kr)\b)"
    r"|\d{1,6}[.,]\d{2}(?![\d.,]))",
    re.IGNORECASE,
)
"""A label such as "Rent for $3.99"; "Under $25" is a filter."""
_WEAK = frozenset(
    {"create", "update", "configure", "send", "read", "navigate", "delete", "overwrite", "stop", "grant"}
)
_WEAK |= {"share", "agree", "transfer", "reserve", "publish", "persist"}
_SPENDS = frozenset({"pay", "subscribe", "transfer", "reserve"})
_STAY = frozenset({"read", "navigate"})
_OPENERS = frozenset({"create", "update", "share", "register", "sign_in", "configure", "change_credentials"})
_MILD = {"tier": Tier.LOW, "reversibility": Reversibility.REVERSIBLE}


def label_effects(scene: Scene, text: str, evidence: Evidence) -> tuple[Effect, ...]:
    """Return what `text`, a label or a question that the act answers with yes, says will happen."""
    if not text or dismisses(text):
        return ()
    verbs = spoken(text)
    if (paid := ordered_again(scene.before, text)) is not None:
        return (scene.effect("update", f"cart: {scene.before.heading}", 0.85, evidence, paid, **_MILD),)
    told = None
    if _FOR_A_PRICE.search(text) and not any(match.verb in _SPENDS for match in verbs):
        told = payment(scene, 0.7, evidence)
    elif not only_prepares(text):
        told = composed(scene, text, {match.verb for match in verbs}, evidence)
    if told is None:
        return _plain(scene, text, verbs, evidence)
    covered = {effect.verb for effect in told}
    strong = tuple(match for match in verbs if match.verb not in covered | _WEAK) if told else ()
    return (*told, *_plain(scene, text, strong, evidence))


def _plain(scene: Scene, text: str, verbs: tuple[VerbMatch, ...], evidence: Evidence) -> tuple[Effect, ...]:
    found: list[Effect] = []
    for match in verbs:
        if match.verb not in _STAY:
            build = _BUILDERS.get(match.verb, _other)
            found.extend(build(scene, match.verb, thing(scene, text, match), evidence))
    return tuple(_opened(effect) for effect in found) if _OPENS_LATER.search(text) else tuple(found)


def _opened(effect: Effect) -> Effect:
    """A label that ends in dots opens something first."""
    return effect.model_copy(update={"probability": round(effect.probability * 0.3, 3)})


# --- one verb ---------------------------------------------------------------------------------------


def _pay(scene: Scene, verb: str, object: str, evidence: Evidence) -> tuple[Effect, ...]:
    return payment(scene, 0.95 if scene.submits else 0.9, evidence)


def _delete(scene: Scene, verb: str, object: str, evidence: Evidence) -> tuple[Effect, ...]:
    return removal(scene, object, 0.95, evidence)


def _say(scene: Scene, verb: str, object: str, evidence: Evidence) -> tuple[Effect, ...]:
    composing = scene.before.composer is not None or scene.form is not None
    opens = not composing and is_whole("opens_composer", scene.label)
    if opens or _opens_empty(scene):
        return (scene.effect("create", f"draft: {described(scene, object)}", 0.7, evidence, **_MILD),)
    if verb == "send" and not composing and len(scene.label.split()) == 1:
        return _to_profile(scene, evidence)
    what = object if object and not composing else described(scene, object)
    probability = 0.95 if composing else 0.7
    if verb == "share" and not recipients(scene):
        probability = 0.5  # most share buttons open a list of ways first
    return message(scene, verb, what, probability, evidence)


def _opens_empty(scene: Scene) -> bool:
    """Whether "Reply" or "Message" stands beside a message that has no word yet: it opens one to write."""
    composer = scene.before.composer
    if composer is None or composer.body.strip() or composer.attachments:
        return False
    folded = fold(scene.label)
    return any(hit.start == 0 for hit in terms("opens_composer").places(folded))


def _to_profile(scene: Scene, evidence: Evidence) -> tuple[Effect, ...]:
    """A lone "Connect" or "Invite" goes to the person or group that the page is about."""
    to = tuple(part for part in (scene.before.heading or scene.before.title,) if part)
    return (scene.effect("send", f"{scene.label} to {', '.join(to)}", 0.7, evidence, recipients=to),)


def _subscribe(scene: Scene, verb: str, object: str, evidence: Evidence) -> tuple[Effect, ...]:
    return subscription(scene, object, 0.9, evidence)


def subscription(
    scene: Scene, object: str, probability: float, *evidence: Evidence | None
) -> tuple[Effect, ...]:
    """Return the subscription: weighty where money or a trial is near, mild for mere news."""
    priced = scene.told("trial", scene.near, scene.before.text) or scene.told(
        "merchant_recurring", scene.near
    )
    due = amount_due(scene)
    if priced or (due and due.match.per) or scene.fact("card_saved"):
        more = {"tier": Tier.HIGH, "hazards": (Hazard.RECURRING,), "amount": due.match.money if due else None}
        return (
            scene.effect(
                "subscribe", object, probability, *evidence, priced, due.evidence if due else None, **more
            ),
        )
    news = scene.told("newsletter", scene.near, scene.before.text[:2000])
    if news or (due is None and (scene.speechless or scene.told("plain_subscribe", scene.label))):
        return (scene.effect("subscribe", object, probability, *evidence, news, **_MILD),)
    return (scene.effect("subscribe", object, probability, *evidence),)


def _reserve(scene: Scene, verb: str, object: str, evidence: Evidence) -> tuple[Effect, ...]:
    due = amount_due(scene)
    booked = scene.effect("reserve", object, 0.9, evidence, amount=due.match.money if due else None)
    if due and scene.told("paying_means", scene.before.text) and scene.told("total", scene.before.text):
        return booked, *payment(scene, 0.8, evidence, outright=False)
    return (booked,)


def _agree(scene: Scene, verb: str, object: str, evidence: Evidence) -> tuple[Effect, ...]:
    """Terms, contracts and consents; a cookie notice weighs least."""
    binding = scene.told("binding", scene.before.dialog or "", scene.before.text) or scene.told(
        "term", scene.before.text
    )
    if binding is None and not scene.told("cookie", scene.near, scene.before.text):
        binding = scene.told("consent_word", scene.label)
    if binding:
        return (scene.effect("agree", object, 0.9, evidence, binding, tier=Tier.HIGH),)
    named = scene.told("terms", scene.near, scene.before.text)
    return (scene.effect("agree", object, 0.9 if named else 0.7, evidence, named, tier=Tier.LOW),)


def _react(scene: Scene, verb: str, object: str, evidence: Evidence) -> tuple[Effect, ...]:
    return (scene.effect("react", object, 0.9, evidence, **_MILD),)


def _configure(scene: Scene, verb: str, object: str, evidence: Evidence) -> tuple[Effect, ...]:
    return (scene.effect(verb, object, 0.85, evidence, tier=Tier.LOW),)


def _other(scene: Scene, verb: str, object: str, evidence: Evidence) -> tuple[Effect, ...]:
    """Verbs that mostly open a form first are expected at a coin's odds where no form is at hand."""
    at_hand = scene.submits or scene.before.dialog is not None or scene.before.composer is not None
    probability = 0.9 if at_hand else 0.55 if verb in _OPENERS else 0.85
    more: dict[str, Any] = {"horizon": Horizon.LONG} if verb == "persist" else {}
    if verb == "overwrite" and tells("draft", scene.near):
        more = {"tier": Tier.LOW}
    to = tuple(EMAIL.findall(scene.page)) if verb == "persist" else ()
    return (scene.effect(verb, object, probability, evidence, recipients=to, **more),)


_Builder = Callable[[Scene, str, str, Evidence], tuple[Effect, ...]]
_BUILDERS: dict[str, _Builder] = {
    "pay": _pay,
    "delete": _delete,
    "send": _say,
    "publish": _say,
    "share": _say,
    "subscribe": _subscribe,
    "reserve": _reserve,
    "agree": _agree,
    "react": _react,
    "configure": _configure,
}
