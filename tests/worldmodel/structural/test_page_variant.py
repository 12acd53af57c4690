"""A value that only one of the buttons sends costs what the page says that it costs."""

from typing import Any

import pytest

from worldmodel.action import Action, Surface
from worldmodel.effect import Effect, Hazard
from worldmodel.snapshot import Element, FieldState, FormState, Snapshot
from worldmodel.structural.page import predict_page

PRICED = "Colour of the boat. Saving also polishes the hull. Polishing is 12.50 a boat."


def press(label: str, name: str, value: str, text: str = PRICED, **more: Any) -> dict[str, Effect]:
    """Press one of the buttons of a boat's form."""
    told = {"name": label, "text": label, "input_name": name, "value": value}
    button = Element(tag="button", type="submit", role="button", is_submit=True, **told)
    colour = FieldState(name="colour", label="Colour", value="Red", changed=True)
    before = Snapshot(
        url="https://harbour.example/boats/3/edit", heading="Boat 3", text=text, element=button,
        form=FormState(method="post", action="/boats/3", fields=(colour,)), **more,
    )  # fmt: skip
    effects = predict_page(before, Action.of(Surface.PAGE, "click", name=label, role="button")).effects
    return {effect.verb: effect for effect in effects}


@pytest.mark.parametrize(("name", "value"), [("polish", "1"), ("then", "polish"), ("with_polishing", "yes")])
def test_the_buttons_own_word_joins_it_to_the_price(name: str, value: str) -> None:
    """The label speaks of going on; what is sent beside it is sold in a sentence further down."""
    paid = press("Save and go on", name, value)["pay"]
    assert paid.amount is not None
    assert str(paid.amount.amount) == "12.50"
    assert Hazard.HIDDEN_COST in paid.hazards


@pytest.mark.parametrize(
    ("label", "name", "value", "text"),
    [
        ("Save", "", "", PRICED),
        ("Save", "commit", "save", PRICED),
        ("Save", "polish", "1", "Colour of the boat. Polishing is done in May."),
        ("Save", "polish", "1", "Colour of the boat. Berths are 12.50 a night."),
    ],
)
def test_another_button_costs_nothing(label: str, name: str, value: str, text: str) -> None:
    """No value, one that says what the label says, or a sentence without a price or about another thing."""
    assert "pay" not in press(label, name, value, text)
