"""Judging: authority, rules, gate and budget for every effect; the strictest stands."""

from collections.abc import Sequence
from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentguard.decision import Decision
from agentguard.judge import Judge, Ruling, key_of
from agentguard.permit import Permit
from agentguard.policy import Policy
from agentguard.provenance import Provenance
from agentguard.session import Session
from agentguard.settings import Settings
from agentguard.task import Task
from agentguard.testing import effect, tool_call
from agentguard.verdict import Verdict
from worldmodel.action import Action, Surface
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Effect, Hazard, Tier
from worldmodel.prediction import Prediction
from worldmodel.snapshot import Element, Snapshot

HERE = Snapshot(surface="tool")
ACTION = tool_call("do_it", x=1)
POLICY = Policy.default()
JUDGE = Judge(default_catalogue(), Settings())
VERBS = sorted(default_catalogue().verbs)


def rule(
    effects: Sequence[Effect],
    *,
    task: Task | None = None,
    session: Session | None = None,
    under: Permit | None = None,
    abstained: bool = False,
    action: Action = ACTION,
) -> Ruling:
    """Judge effects with the shipped rules and costs."""
    return JUDGE.rule(
        action,
        HERE,
        Prediction(model="fixed", effects=tuple(effects), abstained=abstained),
        policy=POLICY,
        task=task,
        provenance=Provenance(),
        session=session or Session(),
        under=under,
    )


def test_nothing_lasting_is_allowed() -> None:
    """No effect, no verdict against it."""
    ruling = rule([])
    assert (ruling.verdict, ruling.rules, ruling.risk.harm) == (Verdict.ALLOW, (), 0.0)


def test_silence_of_all_models_is_no_promise() -> None:
    """A prediction that abstains asks, whatever effects it names besides."""
    assert rule([], abstained=True).verdict is Verdict.ASK
    assert "firewall:unresolved" in rule([effect("react", tier="SAFE")], abstained=True).rules


def test_the_strictest_effect_decides() -> None:
    """A harmless effect beside a harmful one softens nothing, in either order."""
    mild, bad = effect("react", tier="SAFE"), effect("pay", hazards=(Hazard.DECEPTIVE_HOST,))
    for effects in ([mild, bad], [bad, mild]):
        assert rule(effects).verdict is Verdict.BLOCK


@given(st.lists(st.sampled_from(VERBS), max_size=4), st.sampled_from(VERBS), st.sampled_from(list(Hazard)))
def test_one_more_effect_never_softens_the_verdict(verbs: list[str], more: str, hazard: Hazard) -> None:
    """More risk is never less strict."""
    effects = [effect(verb) for verb in verbs]
    fewer, all_of_them = rule(effects), rule([*effects, effect(more, hazards=(hazard,))])
    assert all_of_them.verdict >= fewer.verdict
    assert all_of_them.risk.harm >= fewer.risk.harm


@given(st.sampled_from(VERBS), st.floats(0, 1), st.floats(0, 1))
def test_a_likelier_effect_is_never_judged_more_mildly(verb: str, one: float, other: float) -> None:
    """The verdict grows with the probability."""
    low, high = sorted((one, other))
    assert rule([effect(verb, probability=high)]).verdict >= rule([effect(verb, probability=low)]).verdict


def test_what_the_permit_covers_is_not_judged_again() -> None:
    """A request that its act explains passes; one effect beyond it is judged."""
    pay = effect("pay")
    permit = Permit(
        id="p", decision_id="d", action_digest="", binding="", policy_version="", effects=(pay,), expires_at=0
    )
    assert rule([pay], under=permit).judgements == ()
    assert [j.effect.verb for j in rule([pay, effect("delete")], under=permit).judgements] == ["delete"]


def test_a_repetition_is_marked_only_where_it_is_another_effect() -> None:
    """Paying twice is two payments; setting the same value twice is one setting."""
    session = Session()
    session.begin(ACTION.digest)
    marked = {
        judged.effect.verb: judged.effect.hazards
        for judged in rule([effect("pay"), effect("update", tier=Tier.HIGH)], session=session).judgements
    }
    assert Hazard.OUTCOME_UNKNOWN in marked["pay"]
    assert Hazard.OUTCOME_UNKNOWN not in marked["update"]


def test_a_hazard_that_the_model_saw_is_not_marked_twice() -> None:
    """One reason is told once."""
    session = Session()
    session.end(ACTION.digest, "done")
    (judged,) = rule([effect("pay", hazards=(Hazard.ALREADY_DONE,))], session=session).judgements
    assert judged.effect.hazards == (Hazard.ALREADY_DONE,)


@pytest.mark.parametrize("task", [None, Task.of("Pay invoice 7")])
def test_fault_11_a_refused_action_stays_refused_and_colours_no_other(task: Task | None) -> None:
    """Fault 11: a person's no holds for this very action, with a task and without."""
    session = Session()
    session.reject(ACTION.digest)
    mild = effect("update", tier=Tier.LOW)
    assert rule([mild], task=task, session=session).verdict is Verdict.BLOCK
    assert rule([mild], task=task, session=session, action=tool_call("do_it", x=2)).verdict is Verdict.ALLOW


def test_a_spent_budget_asks_about_small_harm_too() -> None:
    """Harm cut into small steps is seen; what harms nobody is let through all the same."""
    session = Session()
    session._spent = 10.0
    small = effect("update", tier=Tier.LOW, probability=0.9)
    assert "firewall:budget" in rule([small], session=session).rules
    assert rule([effect("react", tier="SAFE", probability=0.01)], session=session).verdict is Verdict.ALLOW


def test_small_harms_add_up_over_a_session() -> None:
    """The budget is used by what runs, and a person's look renews it."""
    session, verdicts = Session(), []
    for number in range(500):
        ruling = rule([effect("update", tier=Tier.LOW)], session=session, action=tool_call("u", x=number))
        verdicts.append(ruling.verdict)
        if ruling.verdict is not Verdict.ALLOW:
            break
        session.note(_decision(ruling))
    assert verdicts[0] is Verdict.ALLOW
    assert verdicts[-1] is Verdict.ASK
    session.renew()
    assert rule([effect("update", tier=Tier.LOW)], session=session).verdict is Verdict.ALLOW


def _decision(ruling: Ruling) -> Decision:
    return Decision(
        action=ACTION,
        snapshot_digest="",
        prediction=Prediction(model="fixed"),
        verdict=ruling.verdict,
        would_be=ruling.verdict,
        risk=ruling.risk,
        decided_at=datetime(2026, 1, 2, tzinfo=UTC),
        elapsed_ms=0.0,
    )


def test_the_same_click_elsewhere_is_another_act() -> None:
    """On a screen the state tells two equal acts apart; a tool call is the same everywhere."""
    here = Snapshot(element=Element(name="Row 1"))
    there = Snapshot(element=Element(name="Row 2"))
    click = Action.of(Surface.PAGE, "click", role="button")
    assert key_of(click, here) != key_of(click, there)
    assert key_of(ACTION, here) == key_of(ACTION, there)
