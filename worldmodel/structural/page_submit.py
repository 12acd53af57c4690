"""What sending a form causes, by what the form is for, and what hidden fields add to it."""

import re
from typing import Any

from worldmodel.effect import Effect, Evidence, Hazard, Horizon, Reversibility, Scope, Tier
from worldmodel.phrases import UNSPACED
from worldmodel.structural.page_amounts import amounts_in
from worldmodel.structural.page_cost import amount_due, payment, says_cost
from worldmodel.structural.page_field import purposes
from worldmodel.structural.page_form import Reading, page_pays
from worldmodel.structural.page_label import subscription
from worldmodel.structural.page_link import deeds
from worldmodel.structural.page_message import described, message
from worldmodel.structural.page_object import spoken, thing
from worldmodel.structural.page_payee import payees
from worldmodel.structural.page_power import EMAIL
from worldmodel.structural.page_removal import removal
from worldmodel.structural.page_scene import Scene
from worldmodel.structural.page_terms import is_whole, tells
from worldmodel.structural.page_views import dismisses
from worldmodel.words import split_identifier

_SHORT_SPAN = re.compile(
    r"(?:\D{0,12}\s)?\d{1,3}\s?(?:hours?|days?|weeks?|months?|stunden?|tage?n?|wochen?|monate?n?|heures?|jours?|semaines?"
    r"|mois|horas?|d[ií]as?|semanas?|mes(?:es)?|ore|giorn[oi]|settiman[ae]|mes[ei]|uur|dag(?:en)?|we[ek]k?en?|maand(?:en)?"
    r"|godzin\w*|dni|tygodni\w*|miesi\w+|saat|gün|hafta|ay|час\w*|дн\w+|недел\w*|месяц\w*|時間|日間?|週間|か月|小时|天|周|个月|시간|일|주|개월)"
    r"(?:\s.{0,60})?",
    re.IGNORECASE,
)
"""A span under a year, as a choice tells it: "30 days"."""


def form_effects(scene: Scene, reading: Reading) -> tuple[Effect, ...]:
    """Return the effects of sending the scene's form, as `reading` understands it."""
    sure, why = reading.probability, reading.evidence
    where = scene.before.heading or scene.before.title or scene.resource.id
    match reading.kind:
        case "search":
            return ()
        case "payment":
            return _paid(scene, sure, why)
        case "booking":
            return _booked(scene, reading, where) + _paid_at_once(scene, sure)
        case "delete":
            return removal(scene, thing(scene, "", None), sure, *why)
        case "offer" | "newsletter":
            plan = where if reading.kind == "offer" else f"newsletter ({where})"
            return subscription(scene, plan, sure, *why)
        case "publish" | "send":
            what = "post" if reading.kind == "publish" else "message"
            return message(scene, reading.kind, described(scene, what), sure, *why)
        case _:
            return _form_of_one_verb(scene, reading, where)


def _booked(scene: Scene, reading: Reading, where: str) -> tuple[Effect, ...]:
    """A booking; one that exists already is changed where the label says so."""
    verbs = {match.verb for match in spoken(scene.label)}
    changed = "update" in verbs and "reserve" not in verbs
    # scripts without spaces name the booking inside the act ("予約変更"): there it stays one
    if changed and not UNSPACED.search(scene.label):
        more = {"tier": Tier.HIGH, "scope": Scope.OTHERS, "reversibility": Reversibility.EFFORTFUL}
        return (scene.effect("update", f"booking ({where})", reading.probability, *reading.evidence, **more),)
    return _form_of_one_verb(scene, reading, where)


def _paid_at_once(scene: Scene, sure: float) -> tuple[Effect, ...]:
    signs = page_pays(scene)
    return payment(scene, sure, *signs, outright=says_cost(scene.label)) if signs else ()


def _paid(scene: Scene, sure: float, why: tuple[Evidence, ...]) -> tuple[Effect, ...]:
    """A payment form that opens a plan subscribes as well; a trial takes nothing on its first day."""
    trial = scene.told("trial", scene.near, scene.before.text)
    renews = trial or scene.told("renews", scene.before.text)
    due = amount_due(scene)
    plan = scene.before.heading or scene.before.title or "plan"
    begun = subscription(scene, plan, 0.9, *why, renews) if renews else ()
    if trial and (due is None or due.match.per):
        return begun
    return payment(scene, sure, *why, outright=says_cost(scene.label)) + begun


def _form_of_one_verb(scene: Scene, reading: Reading, where: str) -> tuple[Effect, ...]:
    sure, why = reading.probability, reading.evidence
    to = tuple(dict.fromkeys(email for field in scene.fields for email in EMAIL.findall(field.value or "")))
    verb, more = {
        "sign_in": ("sign_in", {}),
        "register": ("register", {}),
        "change_credentials": ("change_credentials", {}),
        "recovery": ("change_credentials", {"recipients": to}),
        "transfer": ("transfer", {"recipients": payees(scene) or to, **_amount_in_fields(scene)}),
        "grant": ("grant", {"hazards": () if _ends(scene) else (Hazard.LASTING_POWER,)}),
        "booking": ("reserve", {}),
        "upload": ("create", {"tier": Tier.LOW}),
    }.get(
        reading.kind,
        ("update", {"tier": Tier.LOW, "scope": Scope.SELF, "reversibility": Reversibility.UNKNOWN}),
    )
    if verb == "grant":
        where = ", ".join((where, *(text for text, _ in scene.ticked)))
    if verb in {"reserve", "register"}:
        where = _taken_part_in(scene) or where
    addressed = deeds(scene, scene.target_url, "form.action") if verb == "update" and scene.target_url else ()
    return addressed or (
        scene.effect(verb, f"{reading.kind.replace('_', ' ')} ({where})", sure, *why, **more),
    )


def _ends(scene: Scene) -> bool:
    """Whether a field says when the power ends: "for 30 days", and not "never"."""
    chosen = (
        f"{field.label} {field.value}" if field.type == "radio" else field.value for field in scene.fields
    )
    return any(_SHORT_SPAN.fullmatch(value.strip()) for value in chosen if value)


def _taken_part_in(scene: Scene) -> str:
    """The name of the event, course or group: headings and card, without the words for taking part."""
    parts = (*scene.before.heading.split(" › "), scene.element.subject, scene.element.context[:120])
    named = [
        part for part in parts if part and not any(is_whole(term, part) for term in ("joins", "booking"))
    ]
    return " › ".join(dict.fromkeys(named[:2]))


def _amount_in_fields(scene: Scene) -> dict[str, Any]:
    for field in scene.fields:
        if field.value and "amount" in purposes(field.name, field.label, field.type, field.autocomplete):
            found = amounts_in(f"amount {field.value}")
            return {"amount": found[0].money} if found else {}
    return {}


def smuggled(scene: Scene, found: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Hidden fields, or the value of the button itself, that order what the label does not tell of."""
    if says_cost(scene.label) or any(effect.verb in {"pay", "subscribe"} for effect in found):
        return ()
    return _plan_taken(scene) or _hidden_price(scene)


def _plan_taken(scene: Scene) -> tuple[Effect, ...]:
    """A plan that runs and costs, named by a value that goes along: `plan=yearly`, `keep=monthly`."""
    sent = [(field.name, field.value) for field in scene.fields if field.hidden or field.type == "hidden"]
    for name, value in (*sent, (scene.element.input_name, scene.element.value)):
        if not (value and _takes(scene, value)) or dismisses(scene.label):
            continue
        beside = "\n".join(
            (scene.label, scene.element.subject, scene.element.context, scene.before.dialog or "")
        )
        priced = amounts_in(beside) or amounts_in(scene.before.text)
        if not priced:
            continue
        told = tells("costly_plan", f"{scene.label} {scene.element.subject}")
        hazards = () if told else (Hazard.HIDDEN_COST, Hazard.MISLABELLED)
        evidence = Evidence(source="form.fields", text=f"{name}={value}")
        more = {"hazards": (*hazards, Hazard.RECURRING), "amount": priced[-1].money, "tier": Tier.HIGH}
        return (scene.effect("subscribe", f"{name} {value}", 0.85, evidence, **more),)
    return ()


def _takes(scene: Scene, value: str) -> bool:
    """Whether a value names a plan, or says that an offer is taken where the button says only "Continue"."""
    said = " ".join(split_identifier(value))
    return is_whole("costly_plan", value) or (scene.speechless and is_whole("offer_taken", said))


def _hidden_price(scene: Scene) -> tuple[Effect, ...]:
    telling = (("plan", "subscribe"), ("price", "pay"))
    for field in scene.fields:
        if not (field.hidden or field.type == "hidden") or (field.value or "").lower() in {
            "",
            "0",
            "false",
            "none",
            "free",
        }:
            continue
        kinds = purposes(field.name, "", "hidden", "")
        verb = next((verb for kind, verb in telling if kind in kinds), None)
        if verb and not scene.told("paying_means", scene.before.text):
            evidence = Evidence(source="form.fields", text=f"hidden {field.name}={field.value}")
            hazards = (Hazard.HIDDEN_COST, Hazard.MISLABELLED)
            horizon = Horizon.LONG if verb == "subscribe" else Horizon.SHORT
            return (scene.effect(verb, field.name, 0.6, evidence, hazards=hazards, horizon=horizon),)
    return ()
