"""The structural model as a whole: every surface has an answer, and none of them is silence."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worldmodel.action import Action, Surface
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Hazard
from worldmodel.model import WorldModel
from worldmodel.snapshot import Element, FieldState, FormState, Passage, Snapshot
from worldmodel.structural import StructuralModel

MODEL = StructuralModel()


def test_it_is_a_world_model() -> None:
    """It keeps the protocol that the firewall asks for."""
    assert isinstance(MODEL, WorldModel)
    assert MODEL.name == "structural"


async def test_waiting_changes_nothing() -> None:
    """The asynchronous answer is the synchronous one."""
    action = Action.of(Surface.TOOL, "mail.send", to="a@b.c", body="x")
    assert await MODEL.predict(Snapshot(), action) == MODEL.predict_now(Snapshot(), action)


@pytest.mark.parametrize(
    ("surface", "name", "arguments"),
    [
        (Surface.SHELL, "run", {"command": "ls"}),
        (Surface.SQL, "execute", {"sql": "select 1"}),
        (Surface.DESKTOP, "click", {"x": 1, "y": 2}),
    ],
)
def test_surfaces_without_a_reader_abstain_fault_17(
    surface: Surface, name: str, arguments: dict[str, Any]
) -> None:
    """A surface that nobody reads yet is unresolved, never harmless (fault 17)."""
    prediction = MODEL.predict_now(Snapshot(), Action.of(surface, name, **arguments))
    assert prediction.abstained
    assert Hazard.UNRESOLVED in prediction.effects[0].hazards


@pytest.mark.parametrize(
    ("action", "verb"),
    [
        (
            Action.of(Surface.PAGE, "navigate", url="https://x.test/items.php?op=del&id=42"),
            "delete",
        ),
        (
            Action.of(Surface.PAGE, "evaluate", expression="fetch('/api/items/5', {method: 'DELETE'})"),
            "delete",
        ),
        (Action.of(Surface.HTTP, "DELETE", url="https://x.test/items/5"), "delete"),
        (Action.of(Surface.TOOL, "http_request", method="DELETE", url="https://x.test/items/5"), "delete"),
        (Action.of(Surface.TOOL, "browser_evaluate", expression="fetch('/i', {method: 'DELETE'})"), "delete"),
        (Action.of(Surface.TOOL, "delete_item", id=5), "delete"),
    ],
)
def test_the_same_deed_on_each_surface(action: Action, verb: str) -> None:
    """However a deletion is proposed, it is predicted as one."""
    prediction = MODEL.predict_now(Snapshot(url="https://x.test/"), action)
    assert verb in {effect.verb for effect in prediction.effects}


@given(
    st.sampled_from([Surface.HTTP, Surface.TOOL, Surface.SHELL, Surface.SQL]),
    st.sampled_from(["GET", "POST", "http_request", "mail.send", "Write", "evaluate", "zzz"]),
    st.dictionaries(
        st.sampled_from(["url", "method", "body", "headers", "path", "content", "to", "query", "expression"]),
        st.text(max_size=40) | st.none() | st.integers() | st.lists(st.text(max_size=5), max_size=3),
        max_size=5,
    ),
)
def test_every_action_has_a_valid_prediction(surface: Surface, name: str, arguments: dict[str, Any]) -> None:
    """No arguments break a reader; every effect's verb is in the catalogue, every probability in range."""
    action = Action(surface=surface, name=name, arguments_json=json.dumps(arguments))
    prediction = MODEL.predict_now(Snapshot(url="https://x.test/"), action)
    assert prediction.effects
    assert {effect.verb for effect in prediction.effects} <= default_catalogue().verbs
    assert not (prediction.abstained and not prediction.state_changing)


def test_page_acts_meet_facts_and_history_fault_7() -> None:
    """A page act is marked by what the state and the history say, like any other (fault 7)."""
    lost = Passage(origin="history", source="history", text="click Submit -> page busy, result unknown")
    form = FormState(method="post", action="/requests", fields=(FieldState(name="subject", filled=True),))
    element = Element(tag="button", type="submit", role="button", name="Submit", is_submit=True)
    before = Snapshot(
        url="https://help.x.test/new", title="New request", form=form, element=element, passages=(lost,)
    )
    prediction = MODEL.predict_now(before, Action.of(Surface.PAGE, "click", role="button", name="Submit"))
    assert any(Hazard.OUTCOME_UNKNOWN in effect.hazards for effect in prediction.effects)
