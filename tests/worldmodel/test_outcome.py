"""Comparing what happened with what was foreseen."""

from typing import Any

from worldmodel.effect import Effect, Horizon, Resource
from worldmodel.outcome import Outcome, compare
from worldmodel.prediction import Prediction


def effect(verb: str, probability: float = 0.9, **fields: Any) -> Effect:
    """One effect."""
    return Effect(
        verb=verb, object="x", resource=Resource(kind="site", id="s"), probability=probability, **fields
    )


FORESEEN = Prediction(
    model="m",
    effects=(effect("pay"), effect("send", 0.2), effect("subscribe", horizon=Horizon.LONG)),
)


def test_what_nobody_foresaw_is_missed() -> None:
    """An unlikely effect was foreseen all the same."""
    told = compare(
        FORESEEN, Outcome(status="done", effects=(effect("pay"), effect("send"), effect("delete")))
    )
    assert (told.missed, told.absent, told.unknown) == (("delete",), (), ())


def test_what_did_not_happen_is_absent() -> None:
    """Only what was likely, and only for the short term."""
    told = compare(FORESEEN, Outcome(status="done"))
    assert (told.missed, told.absent) == ((), ("pay",))


def test_fault_15_where_nobody_could_look_nothing_is_absent() -> None:
    """Fault 15: an effect on a channel that can't be seen is unknown, never none."""
    for outcome in (Outcome(status="done", unobserved=("websocket",)), Outcome(status="unknown")):
        told = compare(FORESEEN, outcome)
        assert (told.absent, told.unknown) == ((), ("pay",))
