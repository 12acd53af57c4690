"""Who numbers a bill wants that one paid, and the payee who was named gets the money."""

from decimal import Decimal

import pytest

from agentguard.authority import Authority, Mismatch, Standing
from agentguard.provenance import Provenance
from agentguard.task import Task
from worldmodel.action import Action, Surface
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Money, Resource
from worldmodel.snapshot import Element, FieldState, FormState, Snapshot

SITE = Resource(kind="site", id="pay.test")


def _answer(
    request: str, text: str, verb: str = "pay", *, to: tuple[str, ...] = ("pay.test",), amount: str = "31.40"
) -> Authority:
    money = Money(amount=Decimal(amount), currency="EUR")
    effect = default_catalogue().effect(verb, "the payment", SITE, recipients=to, amount=money)
    before = Snapshot(
        url="https://pay.test/b/7",
        text=text,
        element=Element(name="Pay", role="button"),
        form=FormState(fields=(FieldState(name="n", type="hidden", hidden=True),)),
    )
    known = Provenance()
    known.show(text, "page pay.test")
    return Task.of(request).authorise(effect, Action.of(Surface.PAGE, "click", name="Pay"), before, known)


@pytest.mark.parametrize(
    ("request_", "text"),
    [
        ("Pay invoice KB-20417 for me.", "Invoice KB-20588\nLarch Joinery\n€31.40"),
        ("Bezahle die Rechnung 884-31 von Larch.", "Rechnung 902-17\nLarch\n31,40 €"),
        ("pay order #60412", "Order 60413\nTotal €31.40"),
    ],
)
def test_another_bill_than_the_numbered_one_is_not_paid(request_: str, text: str) -> None:
    """The page shows a number, and not the one that the user gave."""
    found = _answer(request_, text)
    assert found.standing is Standing.EXCEEDED
    assert Mismatch.OBJECT in found.mismatches


@pytest.mark.parametrize(
    ("request_", "text"),
    [
        ("Pay invoice KB-20417 for me.", "Larch Joinery\nKB 20417\n€31.40, as after KB-20001"),
        ("Pay invoice KB-20417 for me.", "Larch Joinery\nTotal €31.40\nDue 3.7.2026"),
        ("Pay the invoice of Larch Joinery.", "Invoice KB-20588\nLarch Joinery\n€31.40"),
        ("Buy the Auric FX-2200 lamp.", "Auric lamp\nOrder AB-99120\nTotal €31.40"),
    ],
)
def test_the_numbered_bill_or_a_page_without_numbers_is_paid(request_: str, text: str) -> None:
    """Marks between the digits tell nothing, and neither does a page that shows no number of a bill."""
    assert Mismatch.OBJECT not in _answer(request_, text).mismatches


def test_a_payment_page_that_names_somebody_else_is_stopped() -> None:
    """The last page calls it a payment, but the money goes to a person, and that is another one."""
    request = "Send Rosa Whitfield 31.40 for the tickets."
    other = _answer(request, "To\nRosa Quist\n€31.40", to=("Rosa Quist",))
    assert Mismatch.RECIPIENT in other.mismatches
    same = _answer(request, "To\nRosa Whitfield\n€31.40", to=("Rosa Whitfield",))
    assert (same.standing, same.confirmed) == (Standing.GRANTED, True)


@pytest.mark.parametrize(
    ("every", "confirmed"), [("every month", True), ("monthly", True), ("every week", False), ("", True)]
)
def test_a_standing_order_is_confirmed_at_the_interval_that_was_said(every: str, confirmed: bool) -> None:
    """Sum, payee and interval are what the user said; at another interval it is asked."""
    effect = default_catalogue().effect(
        "transfer",
        "standing order",
        SITE,
        recipients=("Rosa Quist",),
        amount=Money(amount=Decimal("31.40")),
    )
    often = FieldState(name="every", label="Repeat", type="select", value=every)
    before = Snapshot(
        url="https://pay.test/orders", form=FormState(fields=(often,)), element=Element(name="Go")
    )
    request = "Transfer 31.40 to Rosa Quist every month."
    action = Action.of(Surface.PAGE, "click", name="Go")
    assert Task.of(request).authorise(effect, action, before, Provenance()).confirmed is confirmed
