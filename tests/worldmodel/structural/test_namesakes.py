"""Namesakes: which of several people with like names the state means."""

import json
from typing import Any

import pytest

from worldmodel.action import Action, Surface
from worldmodel.effect import Hazard
from worldmodel.snapshot import Snapshot
from worldmodel.structural import StructuralModel


def wrong(state: dict[str, Any], name: str, /, **arguments: Any) -> bool:
    """Whether any effect of the call is marked as landing on the wrong one."""
    before = Snapshot(surface="tool", facts_json=json.dumps(state))
    found = StructuralModel().predict_now(before, Action.of(Surface.TOOL, name, **arguments))
    return any(Hazard.WRONG_TARGET in effect.hazards for effect in found.effects)


TALK = {"contacts": ["Ana Prado", "Ana Reis (press)", "Bo Lund"], "conversation": "Ana Prado"}
TEAM = {"employees": ["Lee Park (resigned in May)", "Lee Stone (active)", "Kit Moss"]}


@pytest.mark.parametrize(("to", "is_wrong"), [("Ana Reis", True), ("Ana Prado", False), ("Bo Lund", False)])
def test_the_conversation_at_hand_tells_who_is_meant(to: str, is_wrong: bool) -> None:
    """A namesake of the one at hand is the wrong one; somebody quite different may be meant."""
    assert wrong(TALK, "chat.send", to=to, text="hi") is is_wrong


@pytest.mark.parametrize(
    ("user", "is_wrong"), [("lee.stone", True), ("lee.park", False), ("kit.moss", False)]
)
def test_who_is_removed_has_left(user: str, is_wrong: bool) -> None:
    """Of two namesakes the one who is still there is not the one to be removed."""
    assert wrong(TEAM, "directory.disable", user=user) is is_wrong


def test_without_such_facts_nobody_is_wrong() -> None:
    """Nothing is made up where the state lists nobody."""
    assert not wrong({}, "directory.disable", user="lee.stone")
    assert not wrong({"documents": "Lee left"}, "directory.disable", user="lee.stone")
