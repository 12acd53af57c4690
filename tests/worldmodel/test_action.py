"""Actions: frozen in what they do."""

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from worldmodel.action import Action, Surface

SIMPLE = st.dictionaries(st.text("abc", min_size=1), st.integers() | st.text("xyz"), max_size=4)


@given(SIMPLE)
def test_an_action_survives_its_json(arguments: dict[str, object]) -> None:
    """Written and read back it is the same action with the same digest."""
    action = Action.of(Surface.TOOL, "do", **arguments)
    again = Action.model_validate_json(action.model_dump_json())
    assert again == action
    assert again.digest == action.digest
    assert again.arguments == arguments


def test_fault_08_arguments_can_not_be_changed_after_the_fact() -> None:
    """Fault 8: what is handed out is a copy, and the caller's own object is not kept."""
    mine: dict[str, list[str]] = {"paths": ["a"]}
    action = Action.of(Surface.TOOL, "delete", **mine)
    mine["paths"].append("everything")
    action.arguments["paths"].append("everything")
    assert action.arguments == {"paths": ["a"]}


@given(SIMPLE, SIMPLE)
def test_the_digest_tells_actions_apart(one: dict[str, object], other: dict[str, object]) -> None:
    """By what they do, and by nothing else."""
    first, second = Action.of(Surface.TOOL, "do", **one), Action.of(Surface.TOOL, "do", **other)
    assert (first.digest == second.digest) == (one == other)


def test_who_asks_and_why_is_no_part_of_what_is_done() -> None:
    """Name and surface are; agent, rationale, ids are not."""
    action = Action.of(Surface.TOOL, "do", x=1)
    same = action.model_copy(update={"agent": "b", "rationale": "safe", "call_id": "c", "id": "d"})
    assert same.digest == action.digest
    assert action.model_copy(update={"name": "undo"}).digest != action.digest
    assert action.model_copy(update={"surface": Surface.SQL}).digest != action.digest


def test_arguments_may_be_written_as_an_object() -> None:
    """In files that people write; both forms at once are a mistake."""
    written = Action.model_validate({"surface": "tool", "name": "do", "arguments": {"b": 1, "a": 2}})
    assert written.arguments_json == '{"a":2,"b":1}'
    with pytest.raises(ValidationError, match="not both"):
        Action.model_validate({"surface": "tool", "name": "do", "arguments": {}, "arguments_json": "{}"})
    with pytest.raises(ValidationError):
        Action.model_validate("no object")


def test_arguments_that_are_no_object_keep_a_place() -> None:
    """A bare list is one argument without a name."""
    assert Action(surface=Surface.TOOL, name="do", arguments_json="[1]").arguments == {"": [1]}


def test_the_first_named_argument_is_found() -> None:
    """None and absence are the same."""
    action = Action.of(Surface.TOOL, "do", a=None, b=0, c=1)
    assert action.argument("a", "b", "c") == 0
    assert action.argument("z") is None


def test_an_unknown_surface_is_no_action() -> None:
    """Fault 17: the surfaces are a closed set."""
    with pytest.raises(ValidationError):
        Action.model_validate({"surface": "moon", "name": "do"})
