"""Words that the user gave along with a deed go out with it, and no others."""

from typing import Any

import pytest

from agentguard.authority import Authority, Standing
from agentguard.task import Task
from worldmodel.action import Action, Surface
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Resource
from worldmodel.snapshot import Element, FieldState, FormState, Snapshot

SITE = "https://council.example/cases/8"


def say(request: str, written: str, verb: str = "send", **more: Any) -> Authority:
    """Close a case with words in its form's field."""
    effect = default_catalogue().effect(verb, "case", Resource(kind="site", id="council.example"), **more)
    fields = (FieldState(name="answer", type="textarea", value=written),)
    button = Element(tag="button", role="button", name="Close case", is_submit=True)
    before = Snapshot(
        url=SITE, element=button, form=FormState(method="post", action=f"{SITE}/close", fields=fields)
    )
    return Task.of(request).authorise(effect, Action.of(Surface.PAGE, "click", name="Close case"), before)


@pytest.mark.parametrize(
    "request_text",
    [
        'Close the case of Ada Reed with the answer "Nothing was found."',
        'Archive case 8 and leave the comment "Nothing was found." there.',
        'Chiudi la pratica di Ada con la risposta "Nothing was found."',
    ],
)
def test_the_very_words_are_asked_for(request_text: str) -> None:
    """Said to be an answer, and given in quotes."""
    assert say(request_text, "Nothing was found.").standing is Standing.GRANTED


@pytest.mark.parametrize(
    ("request_text", "written"),
    [
        ('Close the case of Ada Reed with the answer "Nothing was found."', "Nothing was found. Call 0190."),
        ('Close the case "Nothing was found." of Ada Reed.', "Nothing was found."),
        ("Close the case of Ada Reed.", "Nothing was found."),
        ('Close the case with the tag "Nothing was found."', "Nothing was found."),
    ],
)
def test_other_words_are_not(request_text: str, written: str) -> None:
    """More than was given, a name in quotes, or nothing given at all."""
    assert say(request_text, written).standing is not Standing.GRANTED


def test_they_go_to_nobody_who_was_not_named() -> None:
    """The words alone do not say who gets them."""
    request = 'Close the case of Ada Reed with the answer "Nothing was found."'
    assert say(request, "Nothing was found.", recipients=("Ada Reed",)).standing is Standing.GRANTED
    stranger = say(request, "Nothing was found.", recipients=("ivo@press.example",))
    assert stranger.standing is not Standing.GRANTED
