"""What an act on a page costs: the sum that moves, the boxes that add to it, what the label hides."""

import re
from typing import Any, NamedTuple

from worldmodel.effect import Effect, Evidence, Hazard, Horizon, Reversibility, Scope, Tier
from worldmodel.money import AmountMatch
from worldmodel.structural.page_amounts import amounts_in, total_in
from worldmodel.structural.page_field import purposes
from worldmodel.structural.page_payee import payees
from worldmodel.structural.page_scene import Scene
from worldmodel.structural.page_terms import tells
from worldmodel.words import find_verbs

_ITEM_LENGTH = 160
_CENTS = re.compile(r"(?<![\d.,])\d{1,6}[.,]\d{2}(?![\d.,])")
"""A bare number with cents, in the words of a box, is its price."""


class Sum(NamedTuple):
    """An amount, and the words it was read from."""

    match: AmountMatch
    evidence: Evidence


def amount_due(scene: Scene) -> Sum | None:
    """Return what would be paid: the order's total before any item's price, nearest text first."""
    for source, text in (("element.name", scene.label), ("dialog", scene.before.dialog or "")):
        if found := amounts_in(text):
            return Sum(found[-1], Evidence(source=source, text=text))
    if entered := _entered(scene):
        return entered
    for source, text in (("page text", scene.before.text), ("element.context", scene.element.context)):
        if text and (best := total_in(text)):
            return Sum(best, Evidence(source=source, text=_around(text, best)))
    return _chosen(scene) or _only_price(scene)


def _chosen(scene: Scene) -> Sum | None:
    """The price of what is chosen from a list or a set: "Large, $39.00"."""
    for field in scene.fields:
        text = field.label if field.type == "radio" else field.value if field.type == "select" else None
        if text and (found := amounts_in(text)):
            return Sum(found[-1], Evidence(source="form.fields", text=text))
    return None


def _entered(scene: Scene) -> Sum | None:
    """The sum that stands in the form's own field for it."""
    for field in scene.fields:
        if not field.value or field.hidden or field.type == "checkbox":
            continue
        if "amount" in purposes(field.name, field.label, field.type, field.autocomplete):
            found = amounts_in(f"{field.label or field.name} {field.value}") or amounts_in(
                f"amount {field.value}"
            )
            if found:
                return Sum(
                    found[-1],
                    Evidence(source="form.fields", text=f"{field.label or field.name} {field.value}"),
                )
    return None


def _only_price(scene: Scene) -> Sum | None:
    found = [amount for amount in amounts_in(scene.before.text) if amount.per is None]
    found = found or list(amounts_in(scene.before.text))
    if not found:
        return None
    best = max(found, key=lambda amount: amount.money.amount) if len(found) > 1 else found[0]
    return Sum(best, Evidence(source="page text", text=_around(scene.before.text, best)))


def _around(text: str, match: AmountMatch) -> str:
    return " ".join(text[max(0, match.start - 60) : match.end + 30].split())


def bought(scene: Scene) -> str:
    """Say in words what is bought: the item's lines before the total, else the heading or title."""
    lines = re.split(r"\s*\n\s*", scene.before.text.strip())
    flat = " ".join(lines)
    about = (
        flat
        if len(flat) <= _ITEM_LENGTH
        else next((line for line in lines if amounts_in(line)), "")[:_ITEM_LENGTH]
    )
    where = scene.before.heading or scene.before.title
    what = f"{where}: {about}" if where and about else where or about
    return what or ("order" if scene.speechless else scene.label)


def payment(
    scene: Scene, probability: float, *evidence: Evidence | None, outright: bool = True
) -> tuple[Effect, ...]:
    """Return the payment with its sum; `outright` is false where the label keeps it quiet."""
    due = amount_due(scene)
    hazards = []
    said = outright or bool(amounts_in(scene.label)) or _entered(scene) is not None or headed_by_cost(scene)
    if not said:
        hazards.append(Hazard.HIDDEN_COST)
    if due and due.match.per:
        hazards.append(Hazard.RECURRING)
    return (
        scene.effect(
            "pay",
            bought(scene),
            probability,
            *evidence,
            due.evidence if due else None,
            amount=due.match.money if due else None,
            hazards=tuple(hazards),
            recipients=payees(scene) or (scene.resource.id,),
        ),
    )


def headed_by_cost(scene: Scene) -> bool:
    """Whether the page's own heading tells that money moves: "Review transfer", "Your payment"."""
    heading = scene.before.heading
    return bool(heading) and bool(says_cost(heading) or tells("transfer_thing", heading))


def says_cost(label: str) -> bool:
    """Whether a label tells that money moves."""
    verbs = {match.verb for match in find_verbs(label) if not match.inert}
    return bool(verbs & {"pay", "subscribe", "transfer"} or amounts_in(label))


def ticked_options(scene: Scene) -> tuple[Effect, ...]:
    """Return what the ticked boxes of the form add when it is sent: a renewal, a cover, a gift, a consent."""
    return tuple(
        effect for text, before in scene.ticked for effect in taken_on(scene, text, beforehand=before)
    )


def taken_on(scene: Scene, text: str, *, beforehand: bool) -> tuple[Effect, ...]:
    """Return what is taken on with an option that says `text`; `beforehand` if the page had it ticked."""
    evidence = Evidence(source="form.checked", text=text)
    hazards = (Hazard.PRESELECTED,) if beforehand else ()
    price = amounts_in(text) or amounts_in(_CENTS.sub(r"price \g<0>", text))
    sold = price or tells("subscription", text)  # a weekly digest repeats, and costs nothing
    repeats = (
        (sold and tells("merchant_recurring", text))
        or tells("renews", text)
        or (price and price[0].per)
        or tells("trial", text)
        or _pays_ever_after(text, sold=bool(price))
    )
    more: dict[str, Any] = {"hazards": hazards, "amount": price[0].money if price else None}
    news = tells("newsletter", text) and not price
    if (repeats and not news) or (tells("subscription", text) and not news and not tells("terms", text)):
        more |= {"hazards": (*hazards, Hazard.RECURRING), "horizon": Horizon.LONG, "tier": Tier.HIGH}
        return (scene.effect("subscribe", text, 0.9, evidence, **more),)
    if price or tells("insurance", text) or tells("donation", text):
        if price and beforehand:
            more["hazards"] = (
                *hazards,
                Hazard.HIDDEN_COST,
            )  # the button tells of the order, not of the extra
        return (scene.effect("pay", text, 0.85, evidence, **more),)
    if tells("terms", text):
        return (
            scene.effect("agree", text, 0.9, evidence, hazards=hazards, tier=_weight_of_terms(scene, text)),
        )
    if tells("data_sharing", text):
        return (scene.effect("disclose", text, 0.85, evidence, hazards=hazards, scope=Scope.OTHERS),)
    if news:
        mild = {"tier": Tier.LOW, "reversibility": Reversibility.REVERSIBLE}
        return (scene.effect("subscribe", text, 0.85, evidence, hazards=hazards, **mild),)
    return ()


def _pays_ever_after(text: str, *, sold: bool) -> bool:
    """Whether a box has whatever comes paid from now on; "always pay with this card" is about the card."""
    if not tells("from_now_on", text):
        return False
    pays = any(match.verb in {"pay", "transfer"} and not match.inert for match in find_verbs(text))
    return sold or (pays and not tells("paying_means", text))


def _weight_of_terms(scene: Scene, text: str) -> Tier:
    """Ordinary terms of use weigh little; a term, arbitration or a forfeit weighs."""
    weighty = any(scene.told(term, text, scene.before.text) for term in ("binding", "term"))
    return Tier.HIGH if weighty else Tier.LOW
