"""What a tool's author declares."""

from typing import Any

import pytest

from agentguard.declared import declares, with_declared
from agentguard.testing import effect, tool_call
from worldmodel.catalogue import default_catalogue
from worldmodel.prediction import Prediction
from worldmodel.snapshot import Snapshot

ACTION = tool_call("touch")


def state(tool: Any) -> Snapshot:
    """A state with this said of the tool."""
    return Snapshot.model_validate({"surface": "tool", "facts": {"tool": tool}})


@pytest.mark.parametrize("tool", [{}, {"effects": []}, {"effects": ["read"]}, {"effects": "pay"}, "x", None])
def test_what_declares_nothing_adds_nothing(tool: Any) -> None:
    """A read is no effect worth adding, and another shape is no declaration."""
    prediction = Prediction(model="m")
    assert not declares(state(tool))
    assert with_declared(prediction, state(tool), ACTION, default_catalogue()) is prediction


def test_a_declared_effect_is_added_once() -> None:
    """What a model foresaw itself stays as the model said it."""
    foreseen = Prediction(model="m", effects=(effect("pay"),), abstained=True)
    told = with_declared(foreseen, state({"effects": ["pay", "send"]}), ACTION, default_catalogue())
    assert [(one.verb, one.model) for one in told.effects] == [("pay", "structural"), ("send", "declared")]
    assert told.abstained, "a declaration takes no doubt away"
    assert declares(state({"effects": ["send"]}))
