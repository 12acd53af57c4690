"""Snapshots: bounded, frozen, and bound by what an act lands on."""

from typing import Any

import pytest
from pydantic import ValidationError

from worldmodel.snapshot import Element, FieldState, FormState, Message, Passage, Snapshot

BASE = Snapshot(
    url="https://shop.test/checkout",
    title="Checkout",
    element=Element(tag="button", name="Place order"),
    form=FormState(method="post", action="/order", fields=(FieldState(name="qty", value="1"),)),
    dialog="Sure?",
    composer=Message(to=("ann",), body="hi"),
    selection="row 1",
    selection_count=1,
    facts_json='{"files":{"deploy.sh":{"sha256":"a"}}}',
)


@pytest.mark.parametrize(
    "change",
    [
        {"url": "https://evil.test/"},
        {"element": Element(tag="button", name="Pay twice")},
        {"form": FormState(method="post", action="/order", fields=(FieldState(name="qty", value="100"),))},
        {"dialog": None},
        {"composer": Message(to=("ann", "eve"), body="hi")},
        {"selection": "rows 1 to 9"},
        {"selection_count": 9},
        {"facts_json": '{"files":{"deploy.sh":{"sha256":"b"}}}'},
    ],
    ids=lambda change: next(iter(change)),
)
def test_fault_09_a_change_of_what_the_act_lands_on_unbinds(change: dict[str, Any]) -> None:
    """Fault 9: address, target, form, message, selection or a file's content: another state."""
    assert BASE.model_copy(update=change).binding != BASE.binding


@pytest.mark.parametrize("change", [{"text": "12:01"}, {"title": "(1) Checkout"}, {"focus": "qty"}], ids=str)
def test_a_clock_on_the_page_does_not_unbind(change: dict[str, Any]) -> None:
    """Fault 21: else nothing on a living page could ever be run."""
    changed = BASE.model_copy(update=change)
    assert changed.binding == BASE.binding
    assert changed.digest != BASE.digest


def test_facts_may_be_written_as_an_object() -> None:
    """In files that people write; what is handed out is a copy."""
    snapshot = Snapshot.model_validate({"facts": {"b": [1], "a": 2}})
    assert snapshot.facts_json == '{"a":2,"b":[1]}'
    snapshot.facts["b"].append(2)
    assert snapshot.facts == {"a": 2, "b": [1]}
    assert Snapshot(facts_json="[1]").facts == {"": [1]}
    with pytest.raises(ValidationError, match="not both"):
        Snapshot.model_validate({"facts": {}, "facts_json": "{}"})
    with pytest.raises(ValidationError):
        Snapshot.model_validate("no object")


def test_sizes_are_bounded() -> None:
    """Texts are cut, lists of passages limited."""
    assert len(Snapshot(text="x" * 100_000).text) == 20_000
    passage = Passage(origin="foreign", source="mail", text="x")
    with pytest.raises(ValidationError):
        Snapshot(passages=(passage,) * 501)


def test_a_snapshot_survives_its_json() -> None:
    """Written and read back it is the same."""
    again = Snapshot.model_validate_json(BASE.model_dump_json())
    assert again == BASE
    assert (again.digest, again.binding) == (BASE.digest, BASE.binding)
