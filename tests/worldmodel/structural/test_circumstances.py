"""Circumstances read from plain facts."""

import json
from typing import Any

import pytest

from worldmodel.action import Action, Surface
from worldmodel.effect import Effect, Hazard, Tier
from worldmodel.snapshot import Passage, Snapshot
from worldmodel.structural.circumstances import hazards_of
from worldmodel.structural.tool import predict_tool


def hazards(name: str, state: dict[str, Any], /, *passages: Passage, **arguments: Any) -> set[Hazard]:
    """All hazards of a call on plain facts."""
    before = Snapshot(surface="tool", facts_json=json.dumps(state), passages=passages)
    prediction = predict_tool(before, Action.of(Surface.TOOL, name, **arguments))
    return {hazard for effect in prediction.effects for hazard in effect.hazards}


@pytest.mark.parametrize(
    ("name", "state", "arguments"),
    [
        ("delete_table", {"environment": "production"}, {"table": "x"}),
        ("restart_service", {"cluster": "eu-prod-1"}, {"service": "x"}),
        ("update_config", {"note": "real customer records, live system"}, {"key": "x"}),
        ("k8s.delete_namespace", {}, {"name": "prod"}),
        ("rds.delete_db_instance", {}, {"id": "db-production-2"}),
        ("deploy", {}, {"env": "production"}),
    ],
)
def test_live_systems(name: str, state: dict[str, Any], arguments: dict[str, Any]) -> None:
    """Facts, notes and names say that others depend on it."""
    assert Hazard.PRODUCTION in hazards(name, state, **arguments)


@pytest.mark.parametrize(
    ("name", "state", "arguments"),
    [
        ("delete_table", {"environment": "staging"}, {"table": "x"}),
        ("delete_table", {"note": "this is not production"}, {"table": "products"}),
        ("restart_service", {"cluster": "dev"}, {"service": "live-reload"[0:3]}),
        ("list_tables", {"environment": "production"}, {}),
        ("delete_item", {}, {"name": "productivity"}),
    ],
)
def test_other_systems(name: str, state: dict[str, Any], arguments: dict[str, Any]) -> None:
    """A test system, a denial and a word that only begins alike are not live."""
    assert Hazard.PRODUCTION not in hazards(name, state, **arguments)


ADVISORY = "libjson 1.0.2 has a known remote-execution flaw, fixed in 1.0.3"


@pytest.mark.parametrize(
    ("advisory", "arguments", "known"),
    [
        (ADVISORY, {"spec": "libjson==1.0.2"}, True),
        (ADVISORY, {"package": "libjson", "version": "1.0.2"}, True),
        (ADVISORY, {"packages": ["left", "libjson@1.0.2"]}, True),
        (ADVISORY, {"spec": "libjson==1.0.3"}, False),
        (ADVISORY, {"spec": "libjson5==1.0.2"}, False),
        ("CVE-2026-1 in tinyxml before 2.4", {"spec": "tinyxml==2.3.9"}, True),
        ("CVE-2026-1 in tinyxml before 2.4", {"spec": "tinyxml==2.4"}, False),
        ("evil-utils is malicious", {"package": "evil-utils"}, True),
        ("libjson 1.0.2 is fast", {"spec": "libjson==1.0.2"}, False),
    ],
)
def test_known_flaws_of_the_very_version(advisory: str, arguments: dict[str, Any], known: bool) -> None:
    """An advisory counts for the package and version that the call brings in, and for no other."""
    assert (Hazard.KNOWN_VULNERABLE in hazards("pip_install", {"feed": advisory}, **arguments)) is known


def test_a_consent_is_no_circumstance() -> None:
    """The user's words are the task's to read, they add no hazard."""
    yes = Passage(origin="user", source="approval", text="no backup needed, delete table x in production")
    assert not hazards("delete_table", {}, yes, table="x")


def test_a_read_has_no_hazards_and_a_probability_never_falls() -> None:
    """Circumstances add; they leave reads alone and lower no probability."""
    before = Snapshot(surface="tool", facts_json='{"backup": false}')
    action = Action.of(Surface.TOOL, "delete_row", table="t", id=1)
    effects: tuple[Effect, ...] = predict_tool(before, action).effects
    again = [hazards_of(before, action, effect) for effect in effects]
    assert all(new.probability >= old.probability for new, old in zip(again, effects, strict=True))
    assert effects[0].tier is Tier.HIGH
    look = predict_tool(before, Action.of(Surface.TOOL, "get_row", table="t")).effects[0]
    assert not hazards_of(before, action, look).hazards
