"""A plain button does what the page's own sentence says it does, and what the value behind it says."""

from typing import Any

import pytest

from worldmodel.action import Action, Surface
from worldmodel.effect import Effect, Hazard, Tier
from worldmodel.snapshot import Element, FieldState, FormState, Snapshot
from worldmodel.structural.http import predict_http
from worldmodel.structural.page import predict_page


def _pressed(label: str, text: str = "", dialog: str | None = None, **more: Any) -> tuple[Effect, ...]:
    button = Element(tag="button", role="button", name=label, text=label, is_submit="form" in more)
    before = Snapshot(
        url="https://x.test/a", text=text or dialog or "", dialog=dialog, element=button, **more
    )
    return predict_page(before, Action.of(Surface.PAGE, "click", name=label)).effects


def _weighty(effects: tuple[Effect, ...]) -> list[str]:
    return [one.verb for one in effects if one.tier is Tier.HIGH]


@pytest.mark.parametrize(
    ("label", "dialog"),
    [
        ("OK", "A quick word\nOK hands your reading habits to Fernbank and its friends."),
        ("Weiter", "Noch etwas\nMit „Weiter“ gibst du deine Lesegewohnheiten an Fernbank."),
        ("Continue", "One more thing.\nContinue swaps all of your seats for the bigger ones."),
    ],
)
def test_what_the_page_says_of_its_button_is_what_it_does(label: str, dialog: str) -> None:
    """The user asked for none of it: somebody has to have said yes to such a sentence."""
    assert _weighty(_pressed(label, dialog=dialog))


@pytest.mark.parametrize(
    ("label", "text"),
    [
        ("OK", "Saved.\nYour changes are stored."),
        ("Continue", "Delivery\nContinue to payment\nBack"),
        ("Continue", "Press Continue to review your answers."),
        ("Next", "Next shows the summary."),
        ("Start tour", "Start tour hands your reading habits to Fernbank."),
    ],
)
def test_other_sentences_say_nothing_of_the_button(label: str, text: str) -> None:
    """A caption, a way to go on, and a control with a name of its own are read as before."""
    assert _weighty(_pressed(label, text)) == []


def test_a_sentence_that_is_known_is_read_as_what_it_says() -> None:
    """What an option beside a tick box would add, the button adds."""
    found = _pressed("OK", "OK starts a free trial, then €9 a month.")
    assert any(one.verb == "subscribe" and Hazard.RECURRING in one.hazards for one in found)


@pytest.mark.parametrize(("value", "taken"), [("take_offer", True), ("retention", True), ("ended", False)])
def test_the_value_behind_continue_takes_an_offer(value: str, taken: bool) -> None:
    """A hidden choice says what "Continue" orders where a price per month stands beside it."""
    form = FormState(
        method="post",
        action="https://x.test/leave",
        fields=(FieldState(name="decision", type="hidden", value=value, hidden=True, filled=True),),
    )
    found = _pressed("Continue", "Leaving?\nYour box is €12.50 per month.", form=form)
    assert any(one.verb == "subscribe" and Hazard.MISLABELLED in one.hazards for one in found) is taken


@pytest.mark.parametrize(("body", "measures"), [('{"allow":true}', False), ('{"event":"opened"}', True)])
def test_a_switch_is_no_measurement(body: str, measures: bool) -> None:
    """What is posted to a path of usage reports and only turns something on is a change."""
    post = Action.of(
        Surface.HTTP,
        "POST",
        url="https://x.test/api/telemetry",
        headers={"content-type": "application/json"},
        body=body,
    )
    (found,) = predict_http(Snapshot(surface="http", url="https://x.test/"), post).effects
    assert (found.tier is Tier.SAFE) is measures


FINE_PRINT = "Review\nTo\nAda Finch\n€20.00\nBy approving you open a reserve of 900 at 14.5 % a year.\nHelp"


@pytest.mark.parametrize(
    ("label", "text", "taken"),
    [
        ("Approve and send", FINE_PRINT, True),
        ("Beenden", "Mit der Beendigung nutzen Sie einen Rahmen zu 14,5 % im Jahr.", True),
        ("Send without reserve", FINE_PRINT, False),
        ("Approve and send", FINE_PRINT.replace("14.5 % a year", "no cost"), False),
        (
            "Approve and send",
            "Savings earn 2 % a year.\n" + FINE_PRINT.replace("14.5 % a year", "no cost"),
            False,
        ),
    ],
)
def test_interest_in_the_fine_print_of_an_act_is_agreed_to(label: str, text: str, taken: bool) -> None:
    """A rate that falls due every year, in a sentence about this very act, is more than the act."""
    form = FormState(method="post", action="https://x.test/send", fields=())
    found = _pressed(label, text, form=form)
    assert any(one.verb == "agree" and Hazard.RECURRING in one.hazards for one in found) is taken
