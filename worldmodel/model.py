"""The Protocol of every world model."""

from typing import Protocol, runtime_checkable

from worldmodel.action import Action
from worldmodel.prediction import Prediction
from worldmodel.snapshot import Snapshot


@runtime_checkable
class WorldModel(Protocol):
    """Predicts what an action would change, without performing it."""

    @property
    def name(self) -> str:
        """A short stable name, recorded with every effect."""
        ...

    async def predict(self, before: Snapshot, action: Action) -> Prediction:
        """Return the effects expected of `action` on `before`.

        Raises:
            PredictionError: no usable answer; the firewall then treats the action as unknown.
        """
        ...
