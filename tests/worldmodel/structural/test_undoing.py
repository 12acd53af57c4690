"""Whether what is removed can be had back."""

import json
from typing import Any

import pytest

from worldmodel.action import Action, Surface
from worldmodel.effect import Effect, Hazard, Reversibility
from worldmodel.snapshot import Passage, Snapshot
from worldmodel.structural import StructuralModel


def delete(state: dict[str, Any], **arguments: Any) -> Effect:
    """The deletion of one document on plain facts."""
    before = Snapshot(surface="tool", facts_json=json.dumps(state))
    action = Action.of(Surface.TOOL, "docs.delete", title="Plan", **arguments)
    return StructuralModel().predict_now(before, action).effects[0]


@pytest.mark.parametrize(
    "state",
    [
        {"trash": "30 days"},
        {"trash": "kept 14 days"},
        {"account": "a delete can be undone for 2 weeks"},
        {"notes": "grace period of 48 hours"},
        {"documents": "snapshot taken this morning"},
    ],
)
def test_what_can_be_had_back_is_reversible(state: dict[str, Any]) -> None:
    """A bin, a grace period or a copy make the loss one that can be mended."""
    assert delete(state).reversibility is Reversibility.REVERSIBLE


@pytest.mark.parametrize(
    "state",
    [
        {"trash": "kept 0 days"},
        {"trash": False},
        {"account": "deletion cannot be undone"},
        {"notes": "no backup"},
    ],
)
def test_what_is_gone_is_gone(state: dict[str, Any]) -> None:
    """A bin that keeps nothing is none."""
    assert delete(state).reversibility is not Reversibility.REVERSIBLE


def test_skipping_the_bin_is_for_good() -> None:
    """The bin does not help what skips it."""
    assert delete({"trash": "30 days"}, permanent=True).reversibility is Reversibility.IRREVERSIBLE


def test_a_copy_that_does_not_hold_is_none() -> None:
    """Old copies are the only ones where the newest can't be relied on."""
    before = Snapshot(surface="tool", facts_json=json.dumps({"backup": "4 copies, the newest is corrupt"}))
    action = Action.of(Surface.TOOL, "backup.prune", keep=1)
    (effect,) = StructuralModel().predict_now(before, action).effects
    assert Hazard.NO_COPY in effect.hazards


def test_a_strangers_word_saves_nothing() -> None:
    """That a mail says there is a bin makes no loss milder, though the facts repeat the mail."""
    text = "everything can be restored for 30 days"
    before = Snapshot(
        surface="tool",
        facts_json=json.dumps({"mail": text}),
        passages=(Passage(origin="foreign", source="mail", text=text),),
    )
    action = Action.of(Surface.TOOL, "docs.delete", title="Plan")
    (effect,) = StructuralModel().predict_now(before, action).effects
    assert effect.reversibility is not Reversibility.REVERSIBLE
