"""Which rules speak of what only looks, so that the look is not let out before they are asked."""

import pytest

from agentguard.policy import Policy
from agentguard.policy.loader import Source
from agentguard.policy.looking import LOOKS

BOTH, NAVIGATE, READ, NONE = LOOKS, frozenset({"navigate"}), frozenset({"read"}), frozenset[str]()

RULES = [
    # head, conditions, the looks it speaks of
    ('action == Action::"navigate"', "", NAVIGATE),
    ('action == Action::"navigate"', 'when { context.object like "*/admin*" }', NAVIGATE),
    ('action in [Action::"read", Action::"delete"]', "", READ),
    ('action in [Action::"read", Action::"navigate"]', 'when { context.host == "a.example" }', BOTH),
    ('action in Action::"confidentiality"', "", BOTH),
    ("action", 'when { resource is File && resource.path like "/srv/*" }', BOTH),
    ("action", 'when { context.surface == Surface::"page" }', BOTH),
    ("action", 'unless { context.standing == Standing::"granted" }', BOTH),
    ("action", 'when { context.step > 40 || context.tier == Tier::"HIGH" }', BOTH),
    # what only looks is SAFE
    ("action", 'when { context.tier == Tier::"HIGH" }', NONE),
    ('action == Action::"navigate"', 'when { context.tier != Tier::"SAFE" }', NONE),
    ("action", 'unless { context.tier == Tier::"SAFE" }', NONE),
    ("action", 'when { ![Tier::"SAFE"].contains(context.tier) }', NONE),
    ("action", 'when { [Tier::"LOW", Tier::"SAFE"].contains(context.tier) }', BOTH),
    ("action", 'when { if context.tier == Tier::"SAFE" then false else context.measured }', NONE),
    ("action", 'when { if context.measured then true else context.confirmed }', BOTH),
    ("action", 'when { context.severity == Severity::"severe" || context.tier == Tier::"LOW" }', NONE),
    # a rule for whatever is done may take it that a look carries nothing and is about nothing odd
    ("action", 'when { context.hazards.contains(Hazard::"unsaved_work") }', NONE),
    ("action", 'when { context.carries.containsAny([DataClass::"personal"]) }', NONE),
    ("action", 'when { context.hazards.containsAll([Hazard::"bulk"]) }', NONE),
    ("action", 'when { context.carries.isEmpty() }', BOTH),
    ("action", 'when { context.standing == Standing::"prohibited" }', NONE),
    ("action", 'when { context has amount && context.amount.greaterThan(decimal("1.0")) }', NONE),
    ("action", 'when { context has count && context.count > 5 }', BOTH),
    # one that names looking may not
    ('action == Action::"navigate"', 'when { context.hazards.contains(Hazard::"unsaved_work") }', NAVIGATE),
    ('action == Action::"read"', 'when { context.standing == Standing::"prohibited" }', READ),
    # other verbs
    ('action == Action::"delete"', "", NONE),
    ('action in Action::"financial"', "", NONE),
]  # fmt: skip


@pytest.mark.parametrize(("head", "conditions", "looks"), RULES)
def test_a_rule_speaks_of_the_looks_that_it_could_match(
    head: str, conditions: str, looks: frozenset[str]
) -> None:
    """What a rule can't match whatever else holds passes without it; for all else it is asked."""
    text = f'@id("x") @verdict("block") @guidance("No.") forbid (principal, {head}, resource) {conditions};'
    assert Policy((Source("x.cedar", text),)).looks == looks


def test_the_shipped_rules_speak_of_no_look() -> None:
    """Reading is free until a project's own rule speaks of it."""
    assert Policy.default().looks == NONE


def test_looks_are_known_verbs() -> None:
    """The verbs of looking are verbs of the catalogue."""
    assert set(Policy.default().schema.groups) >= LOOKS
