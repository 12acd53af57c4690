"""Ordering again: on the page of an order that is paid, "Buy again" fills the cart and pays nothing.

The sum in view was paid long ago. An address below that order looks like the making of a new one, so the
request of that very form is read with the page in view.
"""

import re
from urllib.parse import urljoin

from worldmodel.effect import Effect, Evidence, Reversibility, Tier
from worldmodel.folding import fold
from worldmodel.snapshot import Snapshot
from worldmodel.structural.making import marked
from worldmodel.structural.page_amounts import amounts_in
from worldmodel.structural.page_terms import tells
from worldmodel.structural.request import Request
from worldmodel.words import find_verbs

_PAYMENT = re.compile(
    r"(?:pay|charge|donat|transfer|tip|zahl|spend|payer|paye|regler|verse|donn|paga|don[ae]|doar|betaal|doneer"
    r"|zaplac|wplac|оплат|плат|支払|付款|支付|결제|납부)\w*"
)
"""Words and parts of addresses that move money themselves, whatever was paid before."""
_GUESSED = 0.8
"""A payment that is told by the method and an ancestor of the path alone is less sure than this."""


def ordered_again(before: Snapshot, label: str) -> Evidence | None:
    """Return the sign that `label` orders anew what is paid already; None where it may be a payment to come.

    Not where the label names a price or a payment itself, where something is left to enter or to answer, or
    on a checkout.
    """
    pays = any(match.verb == "pay" for match in find_verbs(label))  # "order" may be read as a noun
    itself = _PAYMENT.search(fold(label).text) or _PAYMENT.search(before.form.action if before.form else "")
    if not (pays and tells("again", label)) or itself or amounts_in(label) or before.dialog:
        return None
    fields = before.form.fields if before.form is not None else ()
    asks = any(not field.hidden and field.type != "hidden" for field in fields)
    if asks or tells("checkout", f"{before.title}\n{before.heading}") or "card_saved" in before.facts_json:
        return None
    card = before.element.context if before.element is not None else ""
    past = tells("over_and_paid", card) or tells("over_and_paid", before.text[:3000])
    return None if past is None else Evidence(source="page text", text=past.text)


def filled_again(before: Snapshot, request: Request, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return `effects` of the form's own request; the payment that only its path suggests is an update."""
    element, form = before.element, before.form
    if element is None or form is None or not any(effect.verb == "pay" for effect in effects):
        return effects
    own = urljoin(before.url or "", form.action) == request.url
    paid = ordered_again(before, element.name or element.text) if own and element.is_submit else None
    if paid is None:
        return effects
    return tuple(_as_update(effect, paid) if _is_guess(effect) else effect for effect in effects)


def _is_guess(effect: Effect) -> bool:
    return effect.verb == "pay" and effect.amount is None and effect.probability < _GUESSED


def _as_update(effect: Effect, paid: Evidence) -> Effect:
    mild = {"tier": Tier.LOW, "reversibility": Reversibility.REVERSIBLE}
    return marked(effect, verb="update", why=f"{paid.text}: paid already", source="page text", **mild)
