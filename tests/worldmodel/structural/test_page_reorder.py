"""Ordering again what is paid fills the cart; a payment to come stays a payment."""

from typing import Any

import pytest

from worldmodel.action import Action, Surface
from worldmodel.snapshot import Element, FieldState, FormState, Snapshot
from worldmodel.structural.http import predict_http
from worldmodel.structural.page import predict_page

SITE = "https://shop.test/my/orders/771"
OVER = "Order 771\nDelivered 3 May\n2 x Oat flakes €4.20\nTotal paid €8.40\nDublin, 3 Mill Lane"


def _page(label: str = "Order again", text: str = OVER, **more: Any) -> Snapshot:
    button = Element(tag="button", type="submit", role="button", name=label, text=label, is_submit=True)
    form = FormState(method="post", action=more.pop("action", f"{SITE}/repeat-items"), **more)
    return Snapshot(url=SITE, title="Order 771", heading="Order 771", text=text, element=button, form=form)


def _verbs(before: Snapshot) -> dict[str, str]:
    action = Action.of(Surface.PAGE, "click", name=before.element.name if before.element else "")
    return {one.verb: one.tier.value for one in predict_page(before, action).effects}


@pytest.mark.parametrize("label", ["Order again", "Buy again", "Noch einmal kaufen", "Comprar otra vez"])
def test_what_is_paid_is_put_in_the_cart_again(label: str) -> None:
    """The sum of an order that has been delivered is nothing that would be paid now."""
    assert _verbs(_page(label)) == {"update": "LOW"}


@pytest.mark.parametrize(
    "before",
    [
        _page("Buy again for €8.40"),
        _page("Buy now"),
        _page(text=OVER.replace("Delivered 3 May\n", "").replace("Total paid", "Total")),
        _page().model_copy(update={"title": "Checkout"}),
        _page().model_copy(update={"facts_json": '{"card_saved":true}'}),
        _page(fields=(FieldState(name="cvc", label="Security code", autocomplete="cc-csc"),)),
        _page(action="https://shop.test/orders/771/buy"),
    ],
    ids=["price", "now", "unpaid", "checkout", "card", "asks", "path"],
)
def test_a_payment_to_come_stays_one(before: Snapshot) -> None:
    """A price on the button, a checkout, a saved card, a field to fill or a path that buys: money moves."""
    assert _verbs(before).get("pay") == "HIGH"


def test_the_forms_own_request_is_read_with_its_page() -> None:
    """The same request is a new order where no page of a paid order stands behind it."""
    url = f"{SITE}/again"
    post = Action.of(
        Surface.HTTP, "POST", url=url, headers={"content-type": "application/x-www-form-urlencoded"}, body=""
    )
    known = predict_http(_page(action=url).model_copy(update={"surface": "http"}), post).effects
    alone = predict_http(Snapshot(surface="http", url=SITE), post).effects
    other = predict_http(_page(action=f"{SITE}/x").model_copy(update={"surface": "http"}), post).effects
    assert {one.verb for one in known} == {"update"}
    assert all(any(one.verb == "pay" for one in found) for found in (alone, other))


@pytest.mark.parametrize("label", ["Pay again", "Donate again", "Noch einmal zahlen", "Pagar otra vez"])
def test_a_payment_that_is_made_again_is_a_payment(label: str) -> None:
    """That it was paid before makes it no cart."""
    assert _verbs(_page(label)).get("update") != "LOW" or "pay" in _verbs(_page(label))


def test_an_order_again_that_goes_to_a_payment_is_one() -> None:
    """The address of its form says what it does."""
    assert "pay" in _verbs(_page(action="https://shop.test/payments/771/repeat"))
