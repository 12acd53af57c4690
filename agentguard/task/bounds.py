"""Bounds: how many, how much and how long a consent covers, against the effect at hand."""

import re
from collections.abc import Iterator
from typing import Final

from agentguard.authority import Mismatch
from agentguard.task.consent import given_ids, same_shape
from agentguard.task.grants import Consent
from agentguard.task.matter import Matter
from agentguard.task.measure import shown_quantity
from agentguard.task.receiving import PAYS
from agentguard.task.terms import overlap, terms_of
from worldmodel.folding import fold


def covers_terms(consent: Consent, matter: Matter) -> bool:
    """Whether amount, quantity and recipients stay within what was agreed; an unknown amount does not."""
    if consent.amount is not None and matter.effect.verb in ("pay", "transfer", "subscribe", "reserve"):
        amount = matter.amount
        if amount is None or amount.amount > consent.amount.amount:
            return False
    count = touched(consent, matter)
    if ran_out(consent, matter):
        return False
    return not (consent.quantity is not None and count is not None and count > consent.quantity)


def ran_out(consent: Consent, matter: Matter) -> bool:
    """Whether the approval names its last day, and the facts tell of a later one."""
    last = next((value for key, value in consent.fields if key.casefold() in _LAST_KEYS), "")
    facts = matter.snapshot.facts
    places = (facts, *(value for value in facts.values() if isinstance(value, dict)))
    today = next((str(place[key]) for place in places for key in _TODAY_KEYS if place.get(key)), "")
    days = _DAY.match(last), _DAY.match(today)
    return all(days) and last[:10] < today[:10]


_LAST_KEYS: Final = ("expires", "expires_at", "valid_until", "until", "expiry")
_TODAY_KEYS: Final = ("today", "date", "now")
_DAY: Final = re.compile(r"\d{4}-\d{2}-\d{2}")


def touched(consent: Consent, matter: Matter) -> int | None:
    """Return how many things are touched: as the call says, or as the page of a payment shows."""
    shown = shown_quantity(consent.item, matter) if matter.effect.verb in PAYS else None
    return max((n for n in (matter.count, shown) if n is not None), default=None)


def beyond(consent: Consent, matter: Matter) -> Iterator[tuple[Mismatch, str]]:
    """Yield in what an effect goes beyond a structured consent about the same thing."""
    if not consent.yes or (not consent.fields and not consent.ids) or not _is_related(consent, matter):
        return
    if ran_out(consent, matter):
        yield Mismatch.UNAPPROVED, "the approval has run out"
    count, more = touched(consent, matter), given_ids(consent, matter) - {fold(i).text for i in consent.ids}
    if consent.ids and more:
        yield Mismatch.COUNT, f"{', '.join(sorted(more))} was not agreed to"
    elif consent.quantity is not None and count is not None and count > consent.quantity:
        yield Mismatch.COUNT, f"{consent.quantity} were agreed to, this touches {count}"
    amount = matter.amount if matter.effect.verb in PAYS else None
    if consent.amount is not None and amount is not None and amount.amount > consent.amount.amount:
        yield Mismatch.AMOUNT, f"{amount.amount} is more than the {consent.amount.amount} agreed to"


def _is_related(consent: Consent, matter: Matter) -> bool:
    """Whether a consent can only have been about this: by its ids, its item, or for a payment at all."""
    if consent.ids:
        given = given_ids(consent, matter)
        known = {fold(one).text for one in consent.ids}
        return bool(given & known) or any(same_shape(a, b) for a in given for b in known)
    if consent.item:
        have = matter.told.joined(terms_of(matter.snapshot.text[:5000], verbs_tell=False))
        return overlap(terms_of(consent.item).all_words(), have.all_words())
    return matter.effect.verb in PAYS and not consent.recipients
