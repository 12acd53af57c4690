"""Uniting predictions: no silence erases what another model saw."""

from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worldmodel.effect import DataClass, Effect, Evidence, Hazard, Resource
from worldmodel.prediction import Prediction, unite

VERBS = st.sampled_from(["pay", "send", "delete"])
SITE = Resource(kind="site", id="shop.test")


def effect(verb: str = "pay", probability: float = 0.5, **fields: Any) -> Effect:
    """One effect."""
    return Effect(verb=verb, object="x", resource=SITE, probability=probability, **fields)


PREDICTIONS = st.lists(
    st.builds(
        lambda verbs, abstained: Prediction(
            model="m", effects=tuple(effect(v, p) for v, p in verbs), abstained=abstained
        ),
        st.lists(st.tuples(VERBS, st.floats(0, 1)), max_size=3, unique_by=lambda pair: pair[0]),
        st.booleans(),
    ),
    min_size=1,
    max_size=4,
)


@given(PREDICTIONS)
def test_every_effect_survives_at_its_highest_probability(predictions: list[Prediction]) -> None:
    """Whatever the order of the models."""
    united = {one.verb: one.probability for one in unite(predictions).effects}
    told: dict[str, float] = {}
    for prediction in predictions:
        for one in prediction.effects:
            told[one.verb] = max(told.get(one.verb, 0), one.probability)
    assert united == told
    assert {e.verb: e.probability for e in unite(reversed(predictions)).effects} == told


@given(PREDICTIONS)
def test_the_union_abstains_only_if_all_do(predictions: list[Prediction]) -> None:
    """One answer is an answer."""
    assert unite(predictions).abstained == all(p.abstained for p in predictions)


def test_reasons_and_circumstances_add_up() -> None:
    """Two models that see the same effect for different reasons are heard together."""
    one = effect(
        probability=0.9, hazards=(Hazard.BULK,), evidence=(Evidence(source="a", text="1"),), model="a"
    )
    other = effect(
        probability=0.3,
        hazards=(Hazard.PRODUCTION, Hazard.BULK),
        evidence=(Evidence(source="b", text="2"),),
        recipients=("eve",),
        carries=(DataClass.PRIVATE,),
        model="b",
    )
    (both,) = unite([Prediction(model="a", effects=(one,)), Prediction(model="b", effects=(other,))]).effects
    assert both.hazards == (Hazard.BULK, Hazard.PRODUCTION)
    assert both.recipients == ("eve",)
    assert both.carries == (DataClass.PRIVATE,)
    assert [e.source for e in both.evidence] == ["a", "b"]
    assert (both.model, both.probability) == ("a+b", 0.9)


def test_what_was_measured_leads() -> None:
    """A rehearsal's own words stand where it and a guess speak of the same effect."""
    guess, measured = (
        effect(probability=0.99, model="guess"),
        effect(probability=0.5, measured=True, model="r"),
    )
    for order in ([guess, measured], [measured, guess]):
        (one,) = unite(Prediction(model=e.model, effects=(e,)) for e in order).effects
        assert one.measured
        assert one.probability == 0.99


def test_one_prediction_stays_as_it_is_and_none_is_a_fault() -> None:
    """There is always somebody to ask, or an error."""
    only = Prediction(model="m", notes=("n",))
    assert unite([only]) is only
    with pytest.raises(ValueError, match="no prediction"):
        unite([])


def test_notes_are_kept_once_and_a_change_by_one_is_a_change() -> None:
    """For people."""
    united = unite(
        [
            Prediction(model="a", notes=("x", "y"), state_changing=False),
            Prediction(model="b", notes=("y",), state_changing=True),
        ]
    )
    assert united.notes == ("x", "y")
    assert united.state_changing
