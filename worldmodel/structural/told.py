"""What a tool's author says of it: schema, description, MCP hints. Such words only ever raise caution."""

from collections.abc import Iterable, Iterator
from typing import Any

from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Effect, Evidence, Hazard, Resource, Reversibility, Tier
from worldmodel.snapshot import Snapshot
from worldmodel.structural.facts import facts_of
from worldmodel.structural.making import because, make, truthy
from worldmodel.words import find_verbs

_SILENT = frozenset({"read", "navigate"})


def told_of(before: Snapshot) -> dict[str, Any]:
    """The author's statement about the tool, `{}` where there is none."""
    told = facts_of(before).values.get("tool") if '"tool"' in before.facts_json else None
    return told if isinstance(told, dict) else {}


def knows_argument(told: dict[str, Any], argument: str) -> bool | None:
    """Whether the tool's schema has `argument`; None where no schema is known."""
    schema = told.get("schema") or told.get("inputSchema") or told.get("input_schema")
    if not isinstance(schema, dict):
        return None
    properties = schema.get("properties", schema)
    return isinstance(properties, dict) and argument in {str(name).lower() for name in properties}


def warned(
    effects: Iterable[Effect], told: dict[str, Any], name: str, resource: Resource
) -> tuple[Effect, ...]:
    """Return `effects` with what hints, declared effects and description add. Nothing is taken away."""
    kept = tuple(effects)
    if not told:
        return kept
    kept += tuple(_declared(told, name, resource)) + tuple(_described(kept, told, name, resource))
    hints = told.get("annotations")
    if not isinstance(hints, dict):
        return kept
    if not truthy(hints.get("destructiveHint")):
        return (*kept, *_hinted(kept, hints, name, resource))
    reason = Evidence(source="tool", text="its author calls it destructive")
    if all(effect.verb in _SILENT for effect in kept):
        return (
            *kept,
            make(
                "update",
                name,
                resource,
                0.8,
                tier=Tier.HIGH,
                reversibility=Reversibility.UNKNOWN,
                evidence=(reason,),
            ),
        )
    return tuple(
        effect
        if effect.verb in _SILENT
        else effect.model_copy(
            update={
                "tier": Tier.HIGH,
                "reversibility": _worse(effect),
                "evidence": (*effect.evidence, reason),
            }
        )
        for effect in kept
    )


def _hinted(
    effects: tuple[Effect, ...], hints: dict[str, Any], name: str, resource: Resource
) -> Iterator[Effect]:
    """What looks, and by its author's word is not read-only, changes something small."""
    if hints.get("readOnlyHint") is False and all(effect.verb in _SILENT for effect in effects):
        reason = Evidence(source="tool", text="its author says that it does not only read")
        yield make("update", name, resource, 0.6, tier=Tier.LOW, evidence=(reason,))


def _worse(effect: Effect) -> Reversibility:
    return (
        effect.reversibility if effect.reversibility is Reversibility.IRREVERSIBLE else Reversibility.UNKNOWN
    )


def _declared(told: dict[str, Any], name: str, resource: Resource) -> Iterator[Effect]:
    declared = told.get("effects")
    known = default_catalogue().verbs
    for verb in declared if isinstance(declared, list | tuple) else ():
        if isinstance(verb, str) and verb in known and verb not in _SILENT:
            yield make(verb, name, resource, 0.9, evidence=because("tool", f"declared by its author: {verb}"))


def _described(
    effects: tuple[Effect, ...], told: dict[str, Any], name: str, resource: Resource
) -> Iterator[Effect]:
    """The first sentence of the description may name an effect that the name hides."""
    text = str(told.get("description") or "")
    first = text.partition(". ")[0][:200]
    present = {effect.verb for effect in effects if Hazard.UNRESOLVED not in effect.hazards}
    if not first or present - _SILENT:
        return
    for match in find_verbs(first, "request"):
        if not match.inert and match.verb not in present | _SILENT:
            present.add(match.verb)
            yield make(
                match.verb,
                name,
                resource,
                0.6,
                evidence=because("tool", f"its description says: {match.text}"),
            )
