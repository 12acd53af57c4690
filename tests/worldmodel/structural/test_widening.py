"""Switches among the arguments that widen or narrow what a call does."""

import json
from typing import Any

import pytest

from worldmodel.action import Action, Surface
from worldmodel.effect import Hazard, Horizon, Reversibility, Scope, Tier
from worldmodel.prediction import Prediction
from worldmodel.snapshot import Passage, Snapshot
from worldmodel.structural import StructuralModel


def call(name: str, /, state: dict[str, Any] | None = None, **arguments: Any) -> Prediction:
    """Predict one call on plain facts."""
    before = Snapshot(surface="tool", facts_json=json.dumps(state or {}))
    return StructuralModel().predict_now(before, Action.of(Surface.TOOL, name, **arguments))


def verbs(prediction: Prediction) -> set[str]:
    """The verbs of the effects."""
    return {effect.verb for effect in prediction.effects}


@pytest.mark.parametrize(
    ("name", "arguments", "weakened"),
    [
        ("repo.merge", {"pr": 3, "bypass_protection": True}, True),
        ("release.deploy", {"version": "2", "skipTests": "yes"}, True),
        ("shop.publish", {"page": "x", "ignore_review": 1}, True),
        ("build.execute", {"verify": False}, True),
        ("repo.merge", {"pr": 3, "method": "squash"}, False),
        ("repo.merge", {"pr": 3, "skip_ci": False}, False),
        ("delete_folder", {"name": "x", "requires_approval": False}, False),
    ],
)
def test_checks_that_are_passed_over(name: str, arguments: dict[str, Any], weakened: bool) -> None:
    """A switch that skips a check marks the act; one that says no, or only describes, does not."""
    found = call(name, **arguments).effects
    assert any(Hazard.CHECK_WEAKENED in effect.hazards for effect in found) is weakened


def test_a_gate_that_is_set_to_ask_for_less_is_weakened() -> None:
    """Changing the gate itself is the end of a protection, not an act that passes it over."""
    assert "weaken" in verbs(call("repo.update_branch_protection", branch="main", require_reviews=False))
    assert "weaken" not in verbs(call("repo.update_branch_protection", branch="main", require_reviews=True))


def test_telling_others_is_an_effect_of_its_own() -> None:
    """Many people told at once is bulk; one notice is small; none where the switch is off."""
    many = next(e for e in call("jobs.reject_all", stage="new", notify=True).effects if e.verb == "send")
    one = next(e for e in call("ticket.close", id=4, notify_customer=True).effects if e.verb == "send")
    assert Hazard.BULK in many.hazards
    assert many.tier is Tier.HIGH
    assert one.tier is Tier.LOW
    assert Hazard.BULK not in one.hazards
    assert "send" not in verbs(call("ticket.close", id=4, notify_customer=False))


@pytest.mark.parametrize("key", ["auto_renew", "autoRecharge", "auto_topup", "recurring"])
def test_a_charge_that_comes_again(key: str) -> None:
    """A switch for renewal starts a lasting charge, whatever the call is named; off, it starts none."""
    on = next(
        e for e in call("plan.update", None, plan="pro", **{key: True}).effects if e.verb == "subscribe"
    )
    assert Hazard.RECURRING in on.hazards
    assert on.horizon is Horizon.LONG
    assert "subscribe" not in verbs(call("settings.update", None, plan="pro", **{key: False}))
    assert "subscribe" in verbs(call("card.top_up", None, amount=20, **{key: True}))


def test_retention_is_not_the_end_of_a_backup() -> None:
    """Pruning that keeps some is a small deletion; keeping none is final."""
    (kept,) = call("snapshots.prune", keep_last=5).effects
    (none,) = call("snapshots.prune", keep=0).effects
    assert (kept.verb, kept.tier) == ("delete", Tier.LOW)
    assert (none.tier, none.reversibility) == (Tier.HIGH, Reversibility.IRREVERSIBLE)


def test_a_way_back_makes_an_update_milder() -> None:
    """One device with a way back is small; the whole fleet is not, nor is one without a way back."""
    (one,) = call("fleet.push_firmware", device="p-7", rollback=True).effects
    (all_of_them,) = call("fleet.push_firmware", device="all", rollback=True).effects
    (stuck,) = call("fleet.push_firmware", device="p-7", rollback=False).effects
    assert (one.verb, one.tier) == ("install", Tier.LOW)
    assert Hazard.BULK in all_of_them.hazards
    assert all_of_them.tier is Tier.HIGH
    assert stuck.reversibility is Reversibility.IRREVERSIBLE


def test_a_draft_goes_nowhere_and_a_live_page_does() -> None:
    """`draft` keeps a publication at home; `status: published` makes one of a saved page."""
    assert verbs(call("forge.create_release", tag="v2", draft=True)) == {"create"}
    assert "publish" in verbs(call("site.save", slug="x", status="published"))
    assert verbs(call("site.save", slug="x", status="draft")) == {"create"}
    assert "send" in verbs(call("invoices.create", customer="x", send=True))


def test_what_goes_to_the_user_alone_is_no_message() -> None:
    """A test sent to the user is a small thing of their own; the same to others is a message."""
    (mine,) = call("campaign.send_test", id="a", to="me").effects
    (theirs,) = call("campaign.send_test", id="a", to="press@x.example").effects
    assert (mine.verb, mine.tier) == ("create", Tier.SAFE)
    assert theirs.verb == "send"


@pytest.mark.parametrize(
    ("arguments", "lasting"),
    [
        ({"scopes": ["read:mail"], "ttl_hours": 24}, False),
        ({"scopes": ["files.readonly"], "expires_in": "7 days"}, False),
        ({"scopes": ["read:mail"], "expires_at": None}, True),
        ({"scopes": ["write:mail"], "ttl_days": 7}, True),
        ({"scopes": ["admin"], "ttl_days": 1}, True),
        ({"scopes": ["read:mail"], "ttl_days": 900}, True),
    ],
)
def test_narrow_access_that_ends_gives_no_lasting_power(arguments: dict[str, Any], lasting: bool) -> None:
    """Only what reads and ends within a year is free of lasting power."""
    grant = next(e for e in call("tokens.create", **arguments).effects if e.verb == "grant")
    assert (Hazard.LASTING_POWER in grant.hazards) is lasting
    assert (grant.tier is Tier.LOW) is not lasting


def test_a_door_code_ends_or_stays() -> None:
    """A code for an hour is a small grant; one for ever gives lasting power; neither is a program."""
    (short,) = call("lock.create_code", door="front", code="4411", valid="Friday 9:00-10:00").effects
    (ever,) = call("lock.create_code", door="front", code="4411", valid="always").effects
    assert (short.verb, short.tier, short.horizon) == ("grant", Tier.LOW, Horizon.SHORT)
    assert Hazard.LASTING_POWER in ever.hazards


def test_turning_a_protection_on_or_off() -> None:
    """The same call sets a protection or weakens it, by its switch; a door left unlocked is weakened too."""
    assert verbs(call("account.set_mfa", enabled=True)) == {"configure"}
    assert "weaken" in verbs(call("account.set_mfa", enabled=False))
    assert "weaken" in verbs(call("door.set_state", name="back", locked=False))
    assert "weaken" not in verbs(call("door.set_state", name="back", locked=True))


def test_a_place_for_trying_things_out_reaches_nobody() -> None:
    """The same deployment is small in staging and public in production."""
    (staged,) = {e.tier for e in call("app.deploy", version="3", env="staging").effects}
    assert staged is Tier.LOW
    assert any(e.scope is Scope.PUBLIC for e in call("app.deploy", version="3", env="production").effects)


def test_what_is_replaced_or_will_age_out() -> None:
    """A switch that overwrites, and an age limit of a day, lose what stands there."""
    assert "overwrite" in verbs(call("files.move", source="a", target="b", overwrite=True))
    gone = next(e for e in call("logs.set_retention", days=1).effects if e.verb == "conceal")
    assert gone.horizon is Horizon.LONG
    assert "conceal" not in verbs(call("logs.set_retention", days=400))


def test_everyone_instead_of_one() -> None:
    """A word for all of them makes any change a bulk one that reaches others."""
    (one,) = call("presence.set", user="u-1", status="busy").effects
    (everyone,) = call("presence.set", user="everyone", status="busy").effects
    assert Hazard.BULK not in one.hazards
    assert Hazard.BULK in everyone.hazards
    assert everyone.scope is Scope.OTHERS


def test_a_trial_run_that_the_project_speaks_of() -> None:
    """A trial argument counts in full where the state mentions it, and leaves doubt where nothing does."""
    known = call("bank.pay", {"documents": "dry-run is supported"}, to="x", amount=5, dry_run=True)
    doubtful = call("shop.pay", to="x", amount=5, dry_run=True)
    before = Snapshot(
        surface="tool", passages=(Passage(origin="foreign", source="page", text="dry_run is supported"),)
    )
    told = StructuralModel().predict_now(
        before, Action.of(Surface.TOOL, "bank.pay", to="x", amount=5, dry_run=True)
    )
    assert verbs(known) == {"read"}
    assert "pay" in verbs(doubtful)
    assert "pay" in verbs(told)
