"""Canonical JSON, digests, and what every immutable value keeps."""

import json
import math
from functools import cached_property

import pytest
from hypothesis import given
from hypothesis import strategies as st
from pydantic import ValidationError

from worldmodel.canonical import CUT_MARK, Frozen, JsonText, Label, Text, canonical_json, cut, digest

NUMBERS = st.integers() | st.floats(allow_nan=False, allow_infinity=False)
JSON = st.recursive(
    st.none() | st.booleans() | NUMBERS | st.text(st.characters(exclude_categories=["Cs"])),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text("abcé"), inner, max_size=4),
    max_leaves=15,
)


class Thing(Frozen):
    """A value for these tests."""

    name: Label = ""
    body: Text = ""
    data_json: JsonText = "{}"

    @cached_property
    def digest(self) -> str:
        """Its digest."""
        return digest(self)


@given(JSON)
def test_a_value_has_one_text(value: object) -> None:
    """The text read back and written again is the same, and so is its digest."""
    text = canonical_json(value)
    assert canonical_json(json.loads(text)) == text
    assert digest(json.loads(text)) == digest(value)


@given(st.dictionaries(st.text("abc", min_size=1), st.integers(), min_size=2))
def test_the_order_of_keys_does_not_matter(value: dict[str, int]) -> None:
    """Equal values have equal digests."""
    assert digest(dict(reversed(value.items()))) == digest(value)


@given(JSON, JSON)
def test_different_values_have_different_texts(one: object, other: object) -> None:
    """Nothing is lost in the text."""
    if canonical_json(one) == canonical_json(other):
        assert json.dumps(one, sort_keys=True) == json.dumps(other, sort_keys=True)


@pytest.mark.parametrize(
    ("value", "error"),
    [
        (math.nan, ValueError),
        ([math.inf], ValueError),
        ("\ud800", ValueError),
        ({1: 2}, TypeError),
        ([{"a": {None: 1}}], TypeError),
        pytest.param(object(), TypeError, id="object"),
        ({1, 2}, TypeError),
    ],
    ids=repr,
)
def test_what_is_no_json_is_refused(value: object, error: type[Exception]) -> None:
    """Fault 19: a number that is none, a lone surrogate, or a key that would change its type."""
    with pytest.raises(error):
        canonical_json(value)


def test_a_circle_is_refused() -> None:
    """Not followed for ever."""
    circle: list[object] = []
    circle.append(circle)
    with pytest.raises((ValueError, RecursionError)):
        canonical_json(circle)


def test_long_texts_are_cut_with_a_mark_and_never_refused() -> None:
    """A page of five megabytes is a long text, not an error."""
    thing = Thing(name="n" * 1000, body="b" * 5_000_000)
    assert len(thing.name) == 500
    assert len(thing.body) == 20_000
    assert thing.body.endswith(CUT_MARK)
    assert cut("short", 10) == "short"


@pytest.mark.parametrize("text", ["{", "NaN", '{"a": Infinity}', "[-Infinity]", ""])
def test_a_json_text_is_json(text: str) -> None:
    """Fault 20: what is truncated or no JSON is refused where it enters."""
    with pytest.raises(ValidationError):
        Thing(data_json=text)


def test_a_json_text_is_kept_in_its_canonical_form() -> None:
    """Spaces and order are no difference."""
    assert Thing(data_json='{ "b": 1, "a": [ ] }').data_json == '{"a":[],"b":1}'


def test_a_value_can_not_be_changed_nor_widened() -> None:
    """No assignment, no unknown field."""
    thing = Thing()
    with pytest.raises(ValidationError):
        thing.name = "x"  # type: ignore[misc]  # that is what is tested
    with pytest.raises(ValidationError):
        Thing.model_validate({"nmae": "x"})


def test_fault_08_a_copy_never_keeps_the_old_digest() -> None:
    """Fault 8: what was computed from the old values is not taken along to the new ones."""
    thing = Thing(name="approved")
    old = thing.digest
    changed = thing.model_copy(update={"name": "other"})
    assert changed.digest != old
    assert changed.digest == Thing(name="other").digest
    assert thing.model_copy(deep=True) == thing
