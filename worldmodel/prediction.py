"""A prediction: the effects one model, or several united, expect of an action."""

from collections.abc import Iterable

from worldmodel.canonical import Frozen, Label
from worldmodel.effect import Effect


class Prediction(Frozen):
    """What `model` expects. No effects and `abstained` false means: nothing lasting will happen.

    `state_changing` is false for what only reads or moves the view. `abstained` means that the model
    could not tell; that is never a promise that nothing happens. `notes` are for people.
    """

    model: Label
    effects: tuple[Effect, ...] = ()
    state_changing: bool = True
    abstained: bool = False
    notes: tuple[Label, ...] = ()


def unite(predictions: Iterable[Prediction]) -> Prediction:
    """Unite predictions cautiously: any model's effect is considered, silence erases nothing.

    Effects that agree in verb, object, resource and horizon become one, with the highest probability
    and every reason. The union abstains only if all of them do.

    Raises:
        ValueError: there is nothing to unite.
    """
    predictions = tuple(predictions)
    if not predictions:
        raise ValueError("no prediction to unite")
    if len(predictions) == 1:
        return predictions[0]
    merged: dict[tuple[str, str, str, str, str], Effect] = {}
    for prediction in predictions:
        for effect in prediction.effects:
            key = (effect.verb, effect.object, effect.resource.kind, effect.resource.id, effect.horizon)
            merged[key] = _stronger(merged[key], effect) if key in merged else effect
    return Prediction(
        model="+".join(p.model for p in predictions),
        effects=tuple(merged.values()),
        state_changing=any(p.state_changing for p in predictions),
        abstained=all(p.abstained for p in predictions),
        notes=tuple(dict.fromkeys(note for p in predictions for note in p.notes)),
    )


def _stronger(one: Effect, other: Effect) -> Effect:
    first, second = (
        (one, other)
        if (one.measured, one.probability) >= (other.measured, other.probability)
        else (
            other,
            one,
        )
    )
    return first.model_copy(
        update={
            "probability": max(one.probability, other.probability),
            "hazards": tuple(dict.fromkeys((*first.hazards, *second.hazards))),
            "carries": tuple(dict.fromkeys((*first.carries, *second.carries))),
            "recipients": tuple(dict.fromkeys((*first.recipients, *second.recipients))),
            "evidence": tuple(dict.fromkeys((*first.evidence, *second.evidence))),
            "model": "+".join(dict.fromkeys((*first.model.split("+"), *second.model.split("+")))),
        }
    )
