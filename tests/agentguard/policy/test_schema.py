"""The generated schema."""

from enum import StrEnum

import cedarpy
import pytest

from agentguard.policy.request import ATTRIBUTES
from agentguard.policy.schema import CONTEXT_NAMES, GROUPS, VOCABULARIES, PolicySchema
from worldmodel.catalogue import default_catalogue

SCHEMA = PolicySchema(default_catalogue())


def valid(condition: str, head: str = "principal, action, resource") -> bool:
    """Whether a rule with this condition passes the validator."""
    text = f"forbid ({head}) when {{ {condition} }};"
    return bool(cedarpy.validate_policies(text, SCHEMA.handle).validation_passed)


@pytest.mark.parametrize("verb", sorted(default_catalogue().verbs))
def test_every_verb_of_the_catalogue_is_an_action(verb: str) -> None:
    """A rule can speak of every verb that an effect can have."""
    assert valid("true", f'principal, action == Action::"{verb}", resource')


def test_no_other_verb_is_an_action() -> None:
    """A verb that no effect has can't stand in a rule."""
    assert not valid("true", 'principal, action == Action::"obliterate", resource')


@pytest.mark.parametrize("group", GROUPS)
def test_every_action_group_can_be_named(group: str) -> None:
    """Groups from the cards spare a team long lists of verbs."""
    assert valid("true", f'principal, action in Action::"{group}", resource')


@pytest.mark.parametrize("enum", VOCABULARIES, ids=lambda enum: enum.__name__)
def test_every_value_of_a_vocabulary_is_an_entity_and_nothing_else_is(enum: type[StrEnum]) -> None:
    """Closed vocabularies are closed in the policy language too."""
    for member in enum:
        assert f'"{member.value}"' in SCHEMA.text
        assert valid(f'{enum.__name__}::"{member.value}" == {enum.__name__}::"{member.value}"')
    assert not valid(f'{enum.__name__}::"nonsense" == {enum.__name__}::"{next(iter(enum)).value}"')


def test_every_attribute_of_the_context_is_filled_and_no_other() -> None:
    """An attribute that nobody fills would be a rule that never matches."""
    assert set(ATTRIBUTES) == CONTEXT_NAMES


def test_a_group_stands_for_the_verbs_whose_cards_say_so() -> None:
    """`consequential` is what usually weighs, `financial` what can cost money."""
    catalogue = default_catalogue()
    financial = SCHEMA.verbs_of(["financial"])
    assert financial == {verb for verb in catalogue.verbs if "financial" in catalogue.card(verb).losses}
    assert SCHEMA.verbs_of(["consequential"]) == {
        verb for verb in catalogue.verbs if catalogue.card(verb).tier == "HIGH"
    }
    assert SCHEMA.verbs_of(["read", "pay"]) == {"read", "pay"}
