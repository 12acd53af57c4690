"""Who a payment goes to is read from what the page shows beside the site's own code for a payee."""

from typing import Any

import pytest

from worldmodel.action import Action, Surface
from worldmodel.effect import Hazard
from worldmodel.snapshot import Element, FieldState, FormState, Snapshot
from worldmodel.structural.page import predict_page
from worldmodel.structural.page_payee import payees
from worldmodel.structural.page_scene import Scene

BUTTON = Element(tag="button", type="submit", role="button", name="Check", text="Check", is_submit=True)
CODE = FieldState(name="receiver_id", type="hidden", value="81", hidden=True, filled=True)
SUM = FieldState(name="amount", label="Amount", value="18.20", filled=True)
CLICK = Action.of(Surface.PAGE, "click", name="Check")


def _page(text: str = "", *fields: FieldState, **more: Any) -> Snapshot:
    form = FormState(method="post", action="https://bank.test/send", fields=fields)
    return Snapshot(url="https://bank.test/send", text=text, element=BUTTON, form=form, **more)


def _paid_to(before: Snapshot) -> tuple[str, ...]:
    return payees(Scene(before, CLICK))


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("New transfer\nTo\nMarlow Heating Ltd\nXX11 0000 2222 3333 44\nAmount\nCheck", "Marlow Heating Ltd"),
        ("Last look\nPayee: Ines Duarte (XX11 0000 2222)\n18.20\nCheck", "Ines Duarte"),
        ("Last look\nTo Ines Duarte XX11 0000 2222 3333 44\nAmount 18.20\nCheck", "Ines Duarte"),
        ("Prüfen\nZahlungsempfänger\nInes Duarte\nBetrag\n18,20 €\nCheck", "Ines Duarte"),
        ("Vérifier\nBénéficiaire\nInes Duarte\nMontant\n18,20 €\nCheck", "Ines Duarte"),
    ],
)
def test_a_code_for_the_payee_stands_beside_the_name(text: str, name: str) -> None:
    """The line under or behind the label of a payee names the one whom the form has only a code for."""
    assert _paid_to(_page(text, CODE, SUM)) == (name,)


def test_the_closest_label_above_the_control_counts() -> None:
    """A name further up, or below the control, is another one; several under one label are a batch."""
    text = "Payee\nOld Standing\nTo\nAda Finch\nTo\nBo Reed\nCheck\nTo\nSomebody Below"
    assert _paid_to(_page(text, CODE, SUM)) == ("Ada Finch", "Bo Reed")


def test_small_words_and_labels_of_fields_name_nobody() -> None:
    """An English article is no foreign "to", and the label of the next field is no payee."""
    assert _paid_to(_page("An Easy Way\nA Great Offer\nCheck", CODE, SUM, lang="en")) == ()
    assert _paid_to(_page("To\nAmount\nCheck", CODE, SUM)) == ()


def test_what_is_chosen_or_entered_goes_before_what_is_shown() -> None:
    """The option that is chosen names the payee, unless it stands for somebody else; else the field does."""
    chosen = FieldState(name="payee_id", label="Payee", type="select", value="Ines Duarte", sent="81")
    other = chosen.model_copy(update={"value": "Somebody else", "sent": "0"})
    entered = FieldState(name="name", label="Recipient", value="Bo Reed", filled=True)
    assert _paid_to(_page("To\nAda Finch\nCheck", chosen, SUM)) == ("Ines Duarte",)
    assert _paid_to(_page("To\nAda Finch\nCheck", other, entered, SUM)) == ("Bo Reed",)


def test_a_transfer_names_who_gets_it() -> None:
    """The effect of sending the form carries the name, not the code."""
    (sent,) = (
        effect
        for effect in predict_page(_page("New transfer\nTo\nAda Finch\nCheck", CODE, SUM), CLICK).effects
        if effect.verb in {"transfer", "pay"}
    )
    assert sent.recipients == ("Ada Finch",)


@pytest.mark.parametrize(
    ("box", "recurs"),
    [
        ("Settle invoices of this supplier automatically, at most €250.00", True),
        ("Künftige Rechnungen immer bezahlen", True),
        ("Always pay with this card", False),
        ("Always show me the details", False),
    ],
)
def test_a_box_that_pays_from_now_on_is_a_standing_power(box: str, recurs: bool) -> None:
    """Who ticks that whatever comes is paid subscribes to it; a preferred card or view is no such thing."""
    ticked = FieldState(name="b", label=box, type="checkbox", checked=True, changed=True)
    found = predict_page(_page("Total €12.00\nCredit card\nCheck", ticked), CLICK).effects
    assert any(Hazard.RECURRING in one.hazards and one.verb == "subscribe" for one in found) is recurs
