"""PUT replaces what stands at the address; PATCH and DELETE on a collection reach all of it."""

import json
from typing import Any

import pytest

from worldmodel.action import Action, Surface
from worldmodel.effect import Effect, Hazard, Tier
from worldmodel.snapshot import Snapshot
from worldmodel.structural import StructuralModel

NOTES = {"documents": "API notes: PUT overwrites the whole record"}


def request(state: dict[str, Any], method: str, url: str, body: Any = None) -> tuple[Effect, ...]:
    """The effects of one request on plain facts."""
    before = Snapshot(surface="http", facts_json=json.dumps(state))
    action = Action.of(Surface.HTTP, method, url=url, body=None if body is None else json.dumps(body))
    return StructuralModel().predict_now(before, action).effects


def lost(effects: tuple[Effect, ...]) -> bool:
    """Whether something would be overwritten that exists nowhere else."""
    return any(e.verb == "overwrite" and Hazard.NO_COPY in e.hazards for e in effects)


def test_notes_make_a_partial_put_a_loss() -> None:
    """One field put over a whole record loses the rest; PATCH, or many fields, does not."""
    assert lost(request(NOTES, "PUT", "https://a.example/members/7", {"phone": "1"}))
    assert not lost(request(NOTES, "PATCH", "https://a.example/members/7", {"phone": "1"}))
    whole = {"name": "a", "phone": "1", "street": "b", "city": "c"}
    assert not lost(request(NOTES, "PUT", "https://a.example/members/7", whole))


def test_without_notes_a_partial_put_may_overwrite() -> None:
    """The bare method leaves a moderate, small doubt."""
    found = [
        e for e in request({}, "PUT", "https://a.example/members/7", {"phone": "1"}) if e.verb == "overwrite"
    ]
    assert [(e.probability, e.tier) for e in found] == [(0.5, Tier.LOW)]


@pytest.mark.parametrize(
    ("standing", "is_lost"), [("list has 40 entries", True), ("list has 1 entries", False)]
)
def test_more_stands_in_the_collection_than_the_body_holds(standing: str, is_lost: bool) -> None:
    """A short list put over a longer one loses the difference."""
    found = request({"documents": standing}, "PUT", "https://a.example/allow/entries", [{"ip": "10.0.0.1"}])
    assert lost(found) is is_lost


def test_settings_are_put_whole() -> None:
    """A setting is one value; putting it replaces nothing else."""
    assert not lost(request(NOTES, "PUT", "https://a.example/buckets/x/versioning", {"enabled": True}))


@pytest.mark.parametrize(
    ("method", "url", "bulk"),
    [
        ("PATCH", "https://a.example/orders", True),
        ("DELETE", "https://a.example/orders?state=open", True),
        ("PATCH", "https://a.example/orders/5", False),
        ("PATCH", "https://a.example/orders?id=5", False),
        ("PATCH", "https://a.example/me/settings", False),
        ("PATCH", "https://a.example/me/limits", False),
    ],
)
def test_collections_are_touched_whole(method: str, url: str, bulk: bool) -> None:
    """Without an id a change of a collection reaches all of it."""
    found = request({}, method, url, {"state": "done"} if method == "PATCH" else None)
    assert any(Hazard.BULK in e.hazards for e in found) is bulk
