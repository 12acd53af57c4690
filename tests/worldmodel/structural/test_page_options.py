"""What could have been chosen, and was not, says nothing of the act."""

import pytest

from worldmodel.action import Action, Surface
from worldmodel.effect import Hazard
from worldmodel.snapshot import Element, FieldState, FormState, Snapshot
from worldmodel.structural.page import predict_page
from worldmodel.structural.page_options import without_options

RENEWS = "Every quarter, renews automatically"
TEXT = f"A crate of apples, €18.00\nRhythm\nOne crate only\n{RENEWS}\nOrder now"


def _page(*fields: FieldState) -> Snapshot:
    button = Element(tag="button", type="submit", role="button", name="Order now", is_submit=True)
    form = FormState(method="post", action="https://farm.test/order", fields=fields)
    return Snapshot(url="https://farm.test/crate", heading="Apples", text=TEXT, element=button, form=form)


def _select(value: str, *, hidden: bool = False) -> FieldState:
    changed = value != RENEWS
    return FieldState(
        name="rhythm",
        label="Rhythm",
        type="select",
        value=value,
        brought=RENEWS,
        changed=changed,
        hidden=hidden,
    )


def _radios(renews: bool) -> tuple[FieldState, ...]:
    once = FieldState(name="rhythm", label="One crate only", type="radio", value="1", checked=not renews)
    return once, FieldState(name="rhythm", label=RENEWS, type="radio", value="2", checked=renews)


@pytest.mark.parametrize(
    ("fields", "recurs"),
    [
        ((_select("One crate only"),), False),
        (_radios(renews=False), False),
        ((_select(RENEWS),), True),
        (_radios(renews=True), True),
        ((_select("One crate only", hidden=True),), True),
    ],
)
def test_only_what_is_chosen_speaks(fields: tuple[FieldState, ...], recurs: bool) -> None:
    """A plan that renews is one only where it is chosen; a field out of sight takes no words away."""
    found = predict_page(_page(*fields), Action.of(Surface.PAGE, "click", name="Order now")).effects
    assert any(Hazard.RECURRING in effect.hazards for effect in found) is recurs


def test_short_words_stay() -> None:
    """A label that may stand in the text for other reasons is left there."""
    short = FieldState(name="size", label="crate", type="radio", value="s", checked=False)
    assert without_options(_page(short)).text == TEXT


def test_a_field_takes_out_its_own_mention_alone() -> None:
    """What the page says in equal words elsewhere stays said, and a hidden field takes out nothing."""
    said = f"{RENEWS}\n{TEXT}"
    twice = _page(_select("One crate only")).model_copy(update={"text": said})
    assert RENEWS in without_options(twice).text
    box = FieldState(name="x", label=RENEWS, type="checkbox", hidden=True, checked=False)
    assert RENEWS in without_options(_page(box)).text
