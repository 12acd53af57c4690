"""An outcome: what was seen to happen, and how it differs from what was predicted."""

from typing import Literal

from worldmodel.canonical import Frozen, JsonText, Label
from worldmodel.effect import Effect
from worldmodel.prediction import Prediction


class Outcome(Frozen):
    """What followed an action.

    `unknown` is the honest status of a call that timed out: it may have taken effect. `unobserved`
    names channels that could not be watched; an effect there is unknown, never "none".
    """

    status: Literal["done", "failed", "unknown"]
    effects: tuple[Effect, ...] = ()
    unobserved: tuple[Label, ...] = ()
    detail: Label = ""
    facts_json: JsonText = "{}"


class Divergence(Frozen):
    """Verbs predicted but not seen, and seen but not predicted; `unknown` could not be checked."""

    missed: tuple[Label, ...] = ()
    absent: tuple[Label, ...] = ()
    unknown: tuple[Label, ...] = ()


def compare(prediction: Prediction, outcome: Outcome) -> Divergence:
    """Compare what was predicted for the short term with what was seen."""
    predicted = {e.verb for e in prediction.effects if e.horizon == "short" and e.probability >= 0.5}
    seen = {e.verb for e in outcome.effects}
    unseen = predicted - seen
    blind = bool(outcome.unobserved) or outcome.status == "unknown"
    return Divergence(
        missed=tuple(sorted(seen - {e.verb for e in prediction.effects})),
        absent=() if blind else tuple(sorted(unseen)),
        unknown=tuple(sorted(unseen)) if blind else (),
    )
