"""What a prohibition covers."""

import pytest

from agentguard.authority import Standing
from agentguard.task import Task
from worldmodel.action import Action, Surface
from worldmodel.snapshot import Element, FormState, Snapshot
from worldmodel.structural import StructuralModel


@pytest.mark.parametrize(
    "request_", ["Fill in the form, but leave the sending to me", "Prepare the application, don't hand it in"]
)
def test_whoever_keeps_the_sending_keeps_the_button_that_hands_in(request_: str) -> None:
    """What the button says does not matter: it sends the form."""
    before = Snapshot(
        url="https://shelter.example.org/volunteer",
        element=Element(tag="button", type="submit", role="button", name="I'm in!", is_submit=True),
        form=FormState(method="post"),
    )
    action = Action.of(Surface.PAGE, "click", role="button", name="I'm in!")
    (effect, *_) = StructuralModel().predict_now(before, action).effects
    assert Task.of(request_).authorise(effect, action, before).standing is Standing.PROHIBITED
