"""The structural world model: reads structure first (methods, types, roles, arguments), words second.

Each surface has its reader; a surface without one yet abstains, and what abstains is never let through.
"""

from worldmodel.action import Action, Surface
from worldmodel.effect import Effect, Evidence, Hazard, Resource
from worldmodel.prediction import Prediction
from worldmodel.snapshot import Snapshot


class StructuralModel:
    """A WorldModel that needs no training and no network; most predictions take well under a millisecond."""

    @property
    def name(self) -> str:
        """The name recorded with every effect."""
        return "structural"

    async def predict(self, before: Snapshot, action: Action) -> Prediction:
        """Return the effects expected of `action` on `before`."""
        return self.predict_now(before, action)

    def predict_now(self, before: Snapshot, action: Action) -> Prediction:
        """The same without waiting: nothing here does I/O."""
        if action.surface is Surface.PAGE:
            from worldmodel.structural.page import predict_page  # noqa: PLC0415 - until the page reader has landed

            return predict_page(before, action)
        effect = Effect(
            verb="execute", object=action.name, resource=Resource(kind="tool", id=action.name), probability=0.5,
            hazards=(Hazard.UNRESOLVED,), evidence=(Evidence(source="surface", text="no reader for this surface"),),
        )
        return Prediction(model="structural", effects=(effect,), abstained=True)
