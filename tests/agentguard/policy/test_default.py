"""The shipped rules."""

import re

import pytest

from agentguard.authority import Authority, Standing
from agentguard.policy import Policy
from agentguard.policy.cases import DEFAULT_TESTS, PolicyCase, read_cases, run_case
from agentguard.policy.loader import Source
from agentguard.policy.rule import Rule
from agentguard.verdict import Verdict
from worldmodel.action import Action, Surface
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Effect, Resource

POLICY = Policy.default()
CASES = read_cases(DEFAULT_TESTS, POLICY)


@pytest.mark.parametrize("case", CASES, ids=lambda case: case.name)
def test_a_shipped_policy_test_passes(case: PolicyCase) -> None:
    """Every rule matches where it should and is silent where it should be."""
    assert run_case(case, POLICY).fault == ""


@pytest.mark.parametrize("rule", POLICY.rules, ids=lambda rule: rule.id)
def test_no_rule_can_be_deleted_unnoticed(rule: Rule) -> None:
    """Fault 16: without this rule, the verdict of some policy test changes."""
    rest = Source("rest.cedar", "\n".join(other.text for other in POLICY.rules if other is not rule))
    lesser = Policy((rest,))
    assert any(run_case(case, lesser).verdict is not case.expect for case in CASES)


@pytest.mark.parametrize("rule", POLICY.rules, ids=lambda rule: rule.id)
def test_guidance_coaches_no_bypass(rule: Rule) -> None:
    """Fault 28: what an agent reads names no threshold, no rule and no word of the policy language."""
    assert not re.search(
        r"\d|::|context|tier|standing|\b(rule|threshold|verdict|probability)\b", rule.guidance, re.I
    )
    assert rule.id not in rule.guidance
    assert len(rule.guidance) <= 200


@pytest.mark.parametrize(
    "standing", [Standing.GRANTED, Standing.IMPLIED, Standing.UNGRANTED, Standing.NO_TASK]
)
@pytest.mark.parametrize("verb", sorted(default_catalogue().verbs))
def test_small_own_reversible_effects_are_never_stopped(verb: str, standing: Standing) -> None:
    """Faults 21, 26 and 29: a guard that nags is turned off."""
    small = Effect(
        verb=verb,
        object="it",
        resource=Resource(kind="site", id="example.com"),
        probability=1.0,
        tier="LOW",
        reversibility="reversible",
    )
    found = POLICY.evaluate(small, Authority(standing=standing), action=Action.of(Surface.PAGE, "click"))
    assert found.verdict is Verdict.ALLOW
