"""The cost-derived gate."""

import math

import pytest
from hypothesis import given
from hypothesis import strategies as st

from agentguard.authority import Authority, Origin, Standing
from agentguard.gate import (
    cvar,
    harm_cost,
    harm_of,
    nats,
    severity_of,
    stops,
    threshold,
    union,
    unwanted_probability,
)
from agentguard.settings import GateSettings, Settings
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Effect, Resource, Reversibility, Tier

CATALOGUE = default_catalogue()
SITE = Resource(kind="site", id="shop.example.com")


def effect(verb: str = "delete", **changes: object) -> Effect:
    """An effect of the catalogue on a shop."""
    return CATALOGUE.effect(verb, "12 files", SITE, **changes)


def authority(standing: Standing, **changes: object) -> Authority:
    """What the task says of it."""
    return Authority.model_validate({"standing": standing, **changes})


probabilities = st.floats(0, 1)


@given(p=probabilities, q=probabilities)
def test_more_probability_never_softens(p: float, q: float) -> None:
    """If the gate stops an effect, it stops the same effect when that is likelier."""
    low, high = sorted((p, q))
    asked = authority(Standing.UNGRANTED)
    if stops(effect(probability=low), asked, CATALOGUE, GateSettings()):
        assert stops(effect(probability=high), asked, CATALOGUE, GateSettings())


@given(p=probabilities, count=st.integers(1, 10_000), more=st.integers(0, 10_000))
def test_more_objects_never_cost_less(p: float, count: int, more: int) -> None:
    """The harm of an effect grows with the number of objects it touches."""
    few, many = effect(probability=p, count=count), effect(probability=p, count=count + more)
    asked = authority(Standing.UNGRANTED)
    assert harm_of(few, asked, CATALOGUE, Settings()) <= harm_of(many, asked, CATALOGUE, Settings())


@pytest.mark.parametrize(
    ("milder", "harsher"),
    [
        (Standing.GRANTED, Standing.IMPLIED),
        (Standing.IMPLIED, Standing.NO_TASK),
        (Standing.NO_TASK, Standing.UNGRANTED),
        (Standing.UNGRANTED, Standing.EXCEEDED),
        (Standing.EXCEEDED, Standing.PROHIBITED),
    ],
)
def test_less_authority_is_more_risk(milder: Standing, harsher: Standing) -> None:
    """The further from the user's words, the likelier an effect is unwanted."""
    gate = GateSettings()
    one = unwanted_probability(effect(), authority(milder), gate)
    other = unwanted_probability(effect(), authority(harsher), gate)
    assert one < other


def test_a_probability_that_is_no_number_stops() -> None:
    """Fault 19: NaN must not turn the comparison off."""
    broken = effect().model_copy(update={"probability": math.nan})
    assert stops(broken, authority(Standing.GRANTED), CATALOGUE, GateSettings())


def test_foreign_origin_outweighs_an_implied_step() -> None:
    """What a page asked for is as unwanted as what nobody asked for."""
    gate = GateSettings()
    implied = authority(Standing.IMPLIED, origin=Origin.FOREIGN)
    assert unwanted_probability(effect(probability=1.0), implied, gate) == gate.unwanted.ungranted


def test_tier_bounds_severity() -> None:
    """A SAFE effect is negligible whatever its verb; a HIGH one is at least moderate."""
    assert severity_of(effect("pay", tier=Tier.SAFE), CATALOGUE) == "negligible"
    assert severity_of(effect("pay", tier=Tier.LOW), CATALOGUE) == "minor"
    assert severity_of(effect("navigate", tier=Tier.HIGH), CATALOGUE) == "moderate"


def test_irreversible_costs_more() -> None:
    """What can't be taken back weighs more."""
    gate = GateSettings()
    costs = [
        harm_cost(effect(reversibility=kind), CATALOGUE, gate)
        for kind in (Reversibility.REVERSIBLE, Reversibility.EFFORTFUL, Reversibility.IRREVERSIBLE)
    ]
    assert costs == sorted(costs)
    assert costs[0] < costs[-1]


def test_threshold_is_prisms_turned_to_harm() -> None:
    """C / (C + H): equal costs stop at one half."""
    assert threshold(1.0, GateSettings(stop_cost=1.0)) == 0.5
    assert threshold(99.0, GateSettings(stop_cost=1.0)) == pytest.approx(0.01)


@given(st.lists(st.floats(0, 0.9), max_size=8))
def test_nats_add_up_as_unions(harms: list[float]) -> None:
    """Spending step by step equals the union of all steps: small steps are no way round."""
    assert sum(map(nats, harms)) == pytest.approx(nats(union(harms)), rel=1e-6, abs=1e-9)


def test_cvar_is_the_mean_of_the_worst() -> None:
    """CVaR at 95 % of a hundred costs is the mean of the five worst."""
    assert cvar([float(n) for n in range(1, 101)]) == pytest.approx(98.0)
    assert cvar([]) == 0.0
