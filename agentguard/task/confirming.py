"""Confirming: whether the user said or agreed to this very thing, so that asking again would be nagging."""

from agentguard.task.comparing import goes_on, object_agreement
from agentguard.task.consent import covers_terms, covers_thing, names_call
from agentguard.task.grants import Consent, Grant
from agentguard.task.inquiry import Inquiry
from agentguard.task.limits import highest_amount
from agentguard.task.matter import Matter
from agentguard.task.receiving import shows_payee
from worldmodel.action import Surface
from worldmodel.folding import fold


def confirmed(inquiry: Inquiry, grant: Grant) -> bool:
    """Whether the user said this very thing, so that asking again would be nagging."""
    matter = inquiry.matter
    return (
        agreed(inquiry)
        or _given_verbatim(grant, matter)
        or (grant.agreed and names_thing(grant, matter))
        or _exact_payment(grant, matter)
        or _shown_payment(grant, matter)
    )


def _exact_payment(grant: Grant, matter: Matter) -> bool:
    """Whether amount and payee are what the user said, and the call itself says so."""
    amount = matter.effect.amount
    calls = matter.action.surface in (Surface.TOOL, Surface.HTTP)
    pays = calls and matter.effect.verb in ("pay", "transfer")
    if not pays or amount is None or grant.amount is None or matter.effect.hazards:
        return False
    said = fold(grant.object).text
    payees = [name for name in matter.recipients if fold(name).text in said]
    return bool(payees) and amount.amount == grant.amount.amount


def _shown_payment(grant: Grant, matter: Matter) -> bool:
    """Whether the user vouched for a payment whose page shows that amount, that payee and nothing dearer."""
    page = matter.action.surface is Surface.PAGE and matter.effect.verb in ("pay", "transfer")
    if not (page and grant.agreed and grant.amount is not None) or goes_on(matter):
        return False
    if matter.effect.hazards:
        return False
    shown = highest_amount(matter.snapshot.text[:5000], pays=True)
    return shown is not None and shown.amount == grant.amount.amount and shows_payee(grant, matter)


def names_thing(grant: Grant, matter: Matter) -> bool:
    """Whether the thing that the user named is shown to be the thing at hand."""
    return object_agreement(grant.object, matter, grant.recipients) == "yes"


def _given_verbatim(grant: Grant, matter: Matter) -> bool:
    """Whether the user gave the text, and the recipient where there is one, and both are what they are."""
    if not (grant.content and matter.sent):
        return False
    if matter.effect.verb == "publish":
        return True
    return bool(grant.recipients and matter.recipients and matter.effect.verb == "send")


def agreed(inquiry: Inquiry, *, named_only: bool = False) -> bool:
    """Whether the user agreed to this very thing, within its terms."""
    matter = inquiry.matter
    for consent in inquiry.consents:
        if not consent.yes or not covers_terms(consent, matter):
            continue
        if names_call(consent, matter) or (_verb_fits(consent, matter) and covers_thing(consent, matter)):
            return True
        if consent.this_very and not named_only:
            return True
    return False


def _verb_fits(consent: Consent, matter: Matter) -> bool:
    if consent.merchant or consent.amount:
        return matter.effect.verb in ("pay", "reserve", "subscribe", "create", "update", "disclose")
    return not consent.verbs or matter.effect.verb in consent.verbs
