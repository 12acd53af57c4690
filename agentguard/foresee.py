"""Ask the world models, and void every answer that is not usable."""

import asyncio
import math
from collections.abc import Sequence

from worldmodel.action import Action
from worldmodel.canonical import cut
from worldmodel.catalogue import Catalogue
from worldmodel.model import WorldModel
from worldmodel.prediction import Prediction, unite
from worldmodel.snapshot import Snapshot


async def foresee(
    models: Sequence[WorldModel], before: Snapshot, action: Action, *, catalogue: Catalogue, timeout: float
) -> tuple[Prediction, tuple[str, ...]]:
    """Unite the models' usable answers; return them with what failed, one line a failure.

    With no usable answer left the prediction abstains, and the firewall asks. `timeout` is in seconds and
    for each model.
    """
    answers: list[Prediction] = []
    failures: list[str] = []
    for model in models:
        try:
            async with asyncio.timeout(timeout):
                answer = await model.predict(before, action)
            check(answer, catalogue)
        except asyncio.CancelledError as error:
            if _is_cancelled():
                raise
            failures.append(f"{_name(model)}: it gave up: {type(error).__name__}")
        except Exception as error:  # noqa: BLE001 - whatever breaks in a model voids its answer, nothing else
            failures.append(cut(f"{_name(model)}: {type(error).__name__}: {error}", 500))
        else:
            answers.append(answer)
    if not answers:
        return Prediction(model="none", abstained=True, notes=("no model gave a usable answer",)), tuple(
            failures
        )
    return unite(answers), tuple(failures)


def check(answer: object, catalogue: Catalogue) -> None:
    """Refuse an answer that is no prediction, has an unknown verb, or a probability that is no number.

    Raises:
        TypeError: not a `Prediction`.
        ValueError: a probability outside 0..1, or a field that holds what it can't hold.
        CatalogueError: an unknown verb.
    """
    if not isinstance(answer, Prediction):
        raise TypeError(f"a model must return a Prediction, not {type(answer).__name__}")
    for effect in answer.effects:
        catalogue.card(effect.verb)
        # A value built without validation can hold anything, so it is looked at again here, and below.
        if not (isinstance(effect.probability, float | int) and math.isfinite(effect.probability)):
            raise ValueError(f"probability of {effect.verb} is {effect.probability!r}")
        if not 0 <= effect.probability <= 1:
            raise ValueError(f"probability of {effect.verb} is outside 0..1: {effect.probability!r}")
    Prediction.model_validate(answer.model_dump(warnings="error"))


def _is_cancelled() -> bool:
    """Whether the caller was cancelled, and not just something that a model waited for."""
    task = asyncio.current_task()
    return task is not None and task.cancelling() > 0


def _name(model: WorldModel) -> str:
    name = getattr(model, "name", None)
    return name if isinstance(name, str) else type(model).__name__
