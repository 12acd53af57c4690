"""Binding a call: what is decided on is what runs."""

from dataclasses import dataclass
from datetime import date
from enum import Enum
from pathlib import Path
from typing import Annotated, Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import AfterValidator, BaseModel, Field

from agentguard.adapters.arguments import Parameters
from agentguard.errors import ConfigurationError, EvaluationError
from worldmodel.canonical import canonical_json


class Colour(Enum):
    """A choice."""

    RED = "red"


class Edit(BaseModel):
    """An edit that is known by two names."""

    new_str: str = Field("", alias="insert_text")
    path: Annotated[str, AfterValidator(str.lower)] = "readme"


@dataclass
class Point:
    """A plain dataclass."""

    x: int
    y: int = 0


def echo(*args: Any, **kwargs: Any) -> tuple[tuple[Any, ...], dict[str, Any]]:
    """Return what it was called with."""
    return args, kwargs


def run(function: Any, *args: Any, **kwargs: Any) -> tuple[dict[str, Any], Any]:
    """Bind a call and run it; return what was decided on, and the result."""
    parameters = Parameters(function)
    bound = parameters.bind(args, kwargs)
    return bound.arguments, parameters.call(function, bound, bound.arguments)


def test_every_kind_of_parameter_is_bound() -> None:
    """Positional, keyword, variable, with and without default."""

    def tool(a: int, /, b: str, *rest: int, c: bool = True, **more: str) -> Any:
        return a, b, rest, c, more

    decided, result = run(tool, 1, "x", 2, 3, c=False, d="y")
    assert decided == {"a": 1, "b": "x", "rest": [2, 3], "c": False, "more": {"d": "y"}}
    assert result == (1, "x", (2, 3), False, {"d": "y"})


def test_fault_08_a_default_recipient_is_decided_on() -> None:
    """Fault 8: what the tool fills in itself is part of what is decided."""

    def send(body: str, to: str = "all@example.com") -> str:
        return to

    decided, result = run(send, "hi")
    assert decided == {"body": "hi", "to": "all@example.com"}
    assert result == "all@example.com"


def test_fault_08_an_alias_is_decided_on_as_what_it_becomes() -> None:
    """Fault 8: a model that takes `insert_text` for `new_str` runs with the text that was decided on."""

    def edit(change: Edit) -> tuple[str, str]:
        return change.new_str, change.path

    decided, result = run(edit, Edit(insert_text="evil", path="READ/Me"))
    assert decided == {"change": {"insert_text": "evil", "path": "read/me"}}
    assert result == ("evil", "read/me")


def test_fault_08_a_type_that_lowers_a_path_lowers_it_before_the_decision() -> None:
    """Fault 8: the normalised value is decided on, not the raw one."""

    def delete(path: Annotated[str, AfterValidator(str.lower)]) -> str:
        return path

    assert run(delete, "Docs/README") == ({"path": "docs/readme"}, "docs/readme")


def test_fault_08_a_type_that_never_settles_is_refused() -> None:
    """Fault 8: if reading a value back gives another one each time, nothing can be decided on."""

    def tool(text: Annotated[str, AfterValidator(lambda value: value + "!")]) -> str:
        return text

    with pytest.raises(EvaluationError, match="'text'"):
        run(tool, "x")


def test_fault_08_a_model_that_writes_other_names_than_it_reads_still_settles_or_is_refused() -> None:
    """Fault 8: a value is never replaced by a default on the way."""

    class Split(BaseModel):
        to: str = Field("boss@example.com", validation_alias="recipient", serialization_alias="sent_to")

    def send(mail: Split) -> str:
        return mail.to

    with pytest.raises(EvaluationError):
        run(send, Split(recipient="eve@example.net"))


def test_fault_08_the_caller_s_objects_are_not_what_runs() -> None:
    """Fault 8: a list that the caller changes after the decision changes nothing."""

    def delete(paths: list[str]) -> list[str]:
        return paths

    mine = ["a.txt"]
    parameters = Parameters(delete)
    bound = parameters.bind((mine,), {})
    mine.append("everything")
    assert parameters.call(delete, bound, bound.arguments) == ["a.txt"]


@pytest.mark.parametrize(
    ("hint", "value", "shown"),
    [
        (date, date(2026, 1, 2), "2026-01-02"),
        (Path, Path("a/b"), "a/b"),
        (Colour, Colour.RED, "red"),
        (Point, Point(1, 2), {"x": 1, "y": 2}),
        (set[int], {3}, [3]),
        (bytes, b"abc", "abc"),
        (int | None, None, None),
        (dict[str, list[int]], {"a": [1]}, {"a": [1]}),
    ],
    ids=str,
)
def test_typed_values_come_back_as_their_type(hint: Any, value: Any, shown: Any) -> None:
    """The tool gets the type that it asks for, made from the JSON that was decided on."""

    def tool(value: Any) -> Any:
        return value

    tool.__annotations__["value"] = hint
    decided, result = run(tool, value)
    assert decided == {"value": shown}
    assert result == value
    assert type(result) is type(value)


NUMBERS = st.integers(-(2**53), 2**53) | st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abc"), inner, max_size=4),
    max_leaves=12,
)


@given(JSON)
def test_any_json_value_runs_as_it_was_decided(value: Any) -> None:
    """For every JSON value, the digest of what runs is the digest of what was decided."""

    def tool(value: Any) -> Any:
        return value

    decided, result = run(tool, value)
    assert canonical_json(result) == canonical_json(decided["value"]) == canonical_json(value)


@pytest.mark.parametrize(
    "value", [float("nan"), float("inf"), object(), "\ud800", {"a": [float("nan")]}, print], ids=repr
)
def test_what_has_no_json_form_is_not_run(value: Any) -> None:
    """Nothing can be decided on that can't be written down."""
    with pytest.raises(EvaluationError, match="nothing was run"):
        run(lambda value: value, value)


def test_a_value_of_another_type_than_declared_is_not_run() -> None:
    """A string where a number is declared is refused, not converted behind the decision's back."""

    def tool(amount: int) -> int:
        return amount

    with pytest.raises(EvaluationError):
        run(tool, "twenty")


def test_a_missing_value_may_be_none_where_the_default_is() -> None:
    """`limit: int = None` is common, and means what it says."""

    def tool(limit: Any = None) -> Any:
        return limit

    tool.__annotations__["limit"] = int
    assert run(tool) == ({"limit": None}, None)
    assert run(tool, 3) == ({"limit": 3}, 3)


def test_a_call_that_does_not_fit_says_so_as_python_does() -> None:
    """A wrong call is the caller's fault, and is told in the usual words."""

    def tool(a: int) -> int:
        return a

    with pytest.raises(TypeError, match="missing a required argument"):
        run(tool)


def test_the_receiver_of_a_method_is_no_argument() -> None:
    """`self` is handed over and not decided on."""

    class Box:
        def put(self, thing: str) -> Any:
            return self, thing

    box = Box()
    parameters = Parameters(Box.put)
    bound = parameters.bind((box, "x"), {})
    assert bound.arguments == {"thing": "x"}
    assert parameters.call(Box.put, bound, bound.arguments) == (box, "x")


def test_what_is_passed_on_is_the_very_object() -> None:
    """A database session is no part of the decision, and is the caller's own."""

    def tool(session: object, x: int) -> object:
        return session

    session = object()
    parameters = Parameters(tool, passed_on=("session",))
    bound = parameters.bind((session, 1), {})
    assert bound.arguments == {"x": 1}
    assert parameters.call(tool, bound, bound.arguments) is session


def test_what_can_not_be_bound_is_refused_at_decoration() -> None:
    """Better at start-up than at the first call."""

    class Session:
        pass

    def tool(session: Session) -> None:
        """Take what has no JSON form."""

    with pytest.raises(ConfigurationError, match="passed_on=\\('session',\\)"):
        Parameters(tool)
    with pytest.raises(ConfigurationError, match="no parameter named 'sesion'"):
        Parameters(tool, passed_on=("sesion",))
    with pytest.raises(ConfigurationError, match="no signature"):
        Parameters(getattr)


def test_annotations_that_can_not_be_resolved_do_not_open_a_way() -> None:
    """The values are bound as plain JSON then."""

    def tool(x: Any) -> Any:
        return x

    tool.__annotations__["x"] = "NoSuchType"
    assert run(tool, [1]) == ({"x": [1]}, [1])
