"""Confirming: whether the user said or agreed to this very thing, so that asking again would be nagging."""

import re
from decimal import Decimal
from typing import Final

from agentguard.authority import Mismatch, Origin
from agentguard.provenance import Provenance
from agentguard.task.about import writes_under
from agentguard.task.bounds import beyond, covers_terms
from agentguard.task.comparing import exceeds, goes_on, goes_on_as_said, object_agreement
from agentguard.task.consent import covers_thing, names_call
from agentguard.task.delegating import Named, named_texts
from agentguard.task.echo import names_switch
from agentguard.task.grants import Consent, Grant
from agentguard.task.inquiry import Inquiry
from agentguard.task.lasting import ends_when_said
from agentguard.task.limits import highest_amount, sent_amount
from agentguard.task.matter import Matter
from agentguard.task.phrases import phrase_book
from agentguard.task.receiving import ends_as_said, shows_payee
from agentguard.task.removing import removes_named
from agentguard.task.terms import quoted_in, terms_of
from worldmodel.action import Surface
from worldmodel.folding import fold
from worldmodel.money import find_amounts


def confirmed(inquiry: Inquiry, grant: Grant) -> bool:
    """Whether the user said this very thing, so that asking again would be nagging."""
    matter = inquiry.matter
    return (
        agreed(inquiry)
        or _given_verbatim(grant, matter)
        or (grant.agreed and names_thing(grant, matter))
        or _exact_payment(grant, matter)
        or _shown_payment(grant, matter)
        or _reviewed_payment(grant, matter)
        or _pointed_payment(inquiry, grant)
        or says_internal(matter)
        or _for_good(inquiry, grant)
        or ends_when_said(grant, matter)
        or _stays_as_said(grant, matter)
        or names_switch(inquiry)
        or writes_under(grant, matter)
        or _publishes_named(grant, matter)
    )


def _for_good(inquiry: Inquiry, grant: Grant) -> bool:
    """Whether the user said that what they named will be gone: "for good", "it can't be undone"."""
    matter = inquiry.matter
    final = phrase_book().pattern("for_good").search(fold(inquiry.request).text) is not None
    named = bool(grant.object.strip()) and not grant.tied and not grant.vague and not matter.effect.hazards
    gone = matter.effect.verb in ("delete", "close_account", "stop", "overwrite")
    return final and named and (gone or removes_named(grant, matter))


def _stays_as_said(grant: Grant, matter: Matter) -> bool:
    """Whether of two that become one the user said which stays, and the act itself shows that one.

    "Merge the two and keep the one with sam@a.example" says what goes as well.
    """
    said = fold(grant.object).text
    keep = phrase_book().pattern("keep").search(said)
    if matter.effect.verb != "overwrite" or "overwrite" not in grant.verbs or keep is None:
        return False
    stays = terms_of(said[keep.end() :]).names
    shown = fold(matter.effect.object).text
    return bool(stays) and all(re.search(rf"(?<![\w.@]){re.escape(one)}(?![\w@])", shown) for one in stays)


def _exact_payment(grant: Grant, matter: Matter) -> bool:
    """Whether amount and payee are what the user said, and the call itself says so."""
    amount, limit = matter.effect.amount, grant.amount or sent_amount(grant.object)
    if matter.effect.verb not in ("pay", "transfer") or amount is None or limit is None:
        return False
    if matter.effect.hazards or amount.amount != limit.amount or not goes_on_as_said(grant, matter):
        return False
    said = fold(grant.object).text
    if any(fold(name).text in said for name in matter.recipients):
        return True
    entered = [field.value or "" for field in matter.snapshot.form.fields] if matter.snapshot.form else []
    return any(fold(value).text in said for value in entered if _NAME.fullmatch(value))


_NAME: Final = re.compile(r"[^\W\d_]+(?:[ '’\-][^\W\d_]+){1,4}")
"""A payee as a form holds it: two words and more, no digits."""


def _pointed_payment(inquiry: Inquiry, grant: Grant) -> bool:
    """Whether the one text that the user pointed at tells this payee and amount.

    A text that is pointed at by its kind alone needs the user's own limit beside it; one that is named by its
    name, number or author does not. A text in which somebody gives the agent orders confirms nothing.
    """
    matter, limit, amount = inquiry.matter, grant.amount, inquiry.matter.effect.amount
    if matter.effect.verb not in ("pay", "transfer") or matter.effect.hazards or amount is None:
        return False
    named = named_texts(inquiry.request, grant, inquiry.provenance)
    if named is None or not named.clean or len(named.parts) != 1 or not matter.payees or goes_on(matter):
        return False
    if exceeds(amount, limit) if limit is not None else not _names_it(inquiry, grant, named):
        return False
    shown = Provenance()
    shown.show(named.text, "the text that the task points at")
    told = {match.money.amount for match in find_amounts(named.text)} | _sums(named.text)
    payees = all(shown.trace(payee).origin is Origin.FOREIGN for payee in matter.payees)
    return payees and amount.amount in told


def _names_it(inquiry: Inquiry, grant: Grant, named: Named) -> bool:
    """Whether the very words that ask for the payment say which text they mean."""
    if not named.sure or grant.points:
        return named.sure
    own = named_texts(grant.text, grant, inquiry.provenance)
    return own is not None and own.sure


def _sums(text: str) -> frozenset[Decimal]:
    """Return the numbers with two decimals: a bill often tells its sum without a currency."""
    found = re.findall(r"(?<![\w.,])(?:\d{1,3}(?:[.,]\d{3})+|\d{1,7})[.,]\d{2}(?![\w.,]*\d)", text)
    return frozenset(Decimal(re.sub(r"[.,]", "", one)) / 100 for one in found)


def says_internal(matter: Matter) -> bool:
    """Whether the call itself says that its text stays inside: `public: false`, `internal: true`."""
    if matter.effect.verb not in ("publish", "send") or matter.recipients or not matter.sent:
        return False
    told = {key.casefold(): value for key, value in matter.action.arguments.items()}
    return (
        told.get("public") is False
        or told.get("internal") is True
        or told.get("private") is True
        or str(told.get("visibility", told.get("type", ""))).casefold() in _INTERNAL
    )


_INTERNAL: Final = frozenset({"internal", "private", "internal_note", "internal-note"})


def _shown_payment(grant: Grant, matter: Matter) -> bool:
    """Whether the user vouched for a payment whose page shows that amount, that payee and nothing dearer."""
    page = matter.action.surface is Surface.PAGE and matter.effect.verb in ("pay", "transfer")
    vouched = grant.agreed or ends_as_said(grant, matter)
    if not (page and vouched and grant.amount is not None) or goes_on(matter):
        return False
    if matter.effect.hazards:
        return False
    shown = highest_amount(matter.snapshot.text[:5000], pays=True)
    return shown is not None and shown.amount == grant.amount.amount and shows_payee(grant, matter)


def _reviewed_payment(grant: Grant, matter: Matter) -> bool:
    """Whether a last look, where nothing is left to enter, shows the sum and the payee that the user named.

    What the page's own request says for the payee is a code of the site; it must say no other sum, nor name
    somebody.
    """
    effect, limit = matter.effect, grant.amount or sent_amount(grant.object)
    acted = matter.action.surface in (Surface.PAGE, Surface.HTTP) and matter.snapshot.element is not None
    if not acted or effect.verb not in ("pay", "transfer") or effect.hazards or goes_on(matter):
        return False
    if limit is None or (effect.amount is not None and effect.amount.amount != limit.amount):
        return False
    if matter.recipients or not grant.recipients or _is_being_filled(matter):
        return False
    shown = next((text for text in _last_look(matter) if _names_payee(grant, text)), "")
    most = highest_amount(shown, pays=True)
    return most is not None and most.amount == limit.amount


def _names_payee(grant: Grant, text: str) -> bool:
    folded = fold(text).text
    return any(re.search(rf"(?<!\w){re.escape(fold(one).text)}(?!\w)", folded) for one in grant.recipients)


def _is_being_filled(matter: Matter) -> bool:
    form = matter.snapshot.form
    fields = form.fields if form is not None else ()
    return any(one.checked is None and not one.hidden and one.type != "hidden" for one in fields)


def _last_look(matter: Matter) -> tuple[str, ...]:
    """What the act itself stands under, nearest first: its question, its card, the top of the page."""
    snapshot, element = matter.snapshot, matter.snapshot.element
    context = element.context if element is not None else ""
    return snapshot.dialog or "", context, f"{snapshot.heading}\n{snapshot.text[:1500]}"


def names_thing(grant: Grant, matter: Matter) -> bool:
    """Whether the thing that the user named is shown to be the thing at hand."""
    return object_agreement(grant.object, matter, grant.recipients) == "yes"


def _publishes_named(grant: Grant, matter: Matter) -> bool:
    """Whether the user named, by its whole title in quotes, the one thing that everyone will see."""
    shown = fold(matter.effect.object).text.partition(" (")[0].strip(" “”\"'")
    asked = matter.effect.verb == "publish" and "publish" in grant.verbs and not matter.effect.hazards
    titles = [fold(title).text for title in quoted_in(grant.object)]
    return asked and matter.action.surface is Surface.PAGE and shown in titles


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


def over_agreed(inquiry: Inquiry) -> list[tuple[Mismatch, str]]:
    """Return in what the effect goes beyond the structured approvals; empty where one of them covers it."""
    matter = inquiry.matter
    stated = [consent for consent in inquiry.consents if consent.yes and (consent.ids or consent.fields)]
    if any(
        covers_terms(one, matter) and (names_call(one, matter) or covers_thing(one, matter)) for one in stated
    ):
        return []
    return [found for consent in stated for found in beyond(consent, matter)]


def _verb_fits(consent: Consent, matter: Matter) -> bool:
    if consent.merchant or consent.amount:
        return matter.effect.verb in ("pay", "reserve", "subscribe", "create", "update", "disclose")
    return not consent.verbs or matter.effect.verb in consent.verbs
