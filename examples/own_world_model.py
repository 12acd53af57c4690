"""A world model of your own: tell the firewall what you know about your tools, beside its own reading.

Run it: python examples/own_world_model.py
"""

from agentguard import Action, ActionStopped, Firewall, Snapshot, guard
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Hazard, Resource
from worldmodel.prediction import Prediction
from worldmodel.structural import StructuralModel


class Warehouse:
    """Knows that moving stock out of the last warehouse stops the deliveries."""

    name = "warehouse"

    async def predict(self, before: Snapshot, action: Action) -> Prediction:
        """Return the effects that this model expects; none means that it has nothing to add."""
        if action.name != "move_stock" or action.argument("source") != "Norwich":
            return Prediction(model=self.name)
        stops = default_catalogue().effect(
            "stop",
            "deliveries to the east",
            Resource(kind="tool", id="warehouse"),
            probability=0.9,
            hazards=(Hazard.PRODUCTION,),
            model=self.name,
        )
        return Prediction(model=self.name, effects=(stops,))


firewall = Firewall(
    task="Move 10 units of stock from Leeds to Norwich", models=[StructuralModel(), Warehouse()]
)


@guard(firewall)
def move_stock(source: str, target: str, units: int) -> str:
    """Move units between two warehouses."""
    return f"moved {units} from {source} to {target}"


print(move_stock("Leeds", "Norwich", 10))
try:
    print(move_stock("Norwich", "Leeds", 10))
except ActionStopped as stopped:
    print(stopped)
