"""What a tool's author declares that it does. It only ever raises caution."""

from worldmodel.action import Action
from worldmodel.catalogue import Catalogue
from worldmodel.effect import Evidence, Resource
from worldmodel.prediction import Prediction
from worldmodel.snapshot import Snapshot

_QUIET = frozenset({"read", "navigate"})


def declares(snapshot: Snapshot) -> bool:
    """Whether the tool's author says that it changes something, whatever its name suggests."""
    return '"effects":["' in snapshot.facts_json and bool(_declared(snapshot))


def with_declared(
    prediction: Prediction, snapshot: Snapshot, action: Action, catalogue: Catalogue
) -> Prediction:
    """Add the declared effects that no model foresaw. Nothing is taken away, and doubt stays doubt."""
    foreseen = {effect.verb for effect in prediction.effects}
    missing = [verb for verb in _declared(snapshot) if verb not in foreseen]
    if not missing:
        return prediction
    resource = Resource(kind="tool", id=action.name)
    because = (Evidence(source="tool", text="declared by its author"),)
    added = tuple(
        catalogue.effect(verb, action.name, resource, model="declared", evidence=because) for verb in missing
    )
    return prediction.model_copy(update={"effects": (*prediction.effects, *added)})


def _declared(snapshot: Snapshot) -> tuple[str, ...]:
    tool = snapshot.facts.get("tool")
    effects = tool.get("effects") if isinstance(tool, dict) else None
    if not isinstance(effects, list):
        return ()
    return tuple(verb for verb in effects if isinstance(verb, str) and verb not in _QUIET)
