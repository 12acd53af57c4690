"""Effects built from an operation on objects: the one way from a name or path to catalogue effects."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from worldmodel.canonical import JsonObject
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Effect, Evidence, Hazard, Resource, Reversibility, Tier
from worldmodel.prediction import Prediction
from worldmodel.structural.meanings import Meaning, meanings_of
from worldmodel.words import find_verbs

MODEL = "structural"


def make(verb: str, object: str, resource: Resource, probability: float = 0.9, **overrides: Any) -> Effect:
    """Build an effect with the catalogue's defaults. Raises CatalogueError on an unknown verb."""
    return default_catalogue().effect(verb, object, resource, probability=probability, **overrides)


def because(source: str, text: str) -> tuple[Evidence, ...]:
    """One reason, ready to be an effect's evidence."""
    return (Evidence(source=source, text=text),)


def effects_of(
    operation: str | None,
    objects: tuple[str, ...],
    *,
    name: str,
    object: str,
    resource: Resource,
    source: str,
    certainty: float = 1.0,
) -> tuple[Effect, ...]:
    """Return the effects of `operation` on `objects`; where the table is silent, those the lexicon names.

    `certainty` in 0..1 scales every probability; `name` is what is cited as evidence.
    """
    found = meanings_of(operation, objects) if operation else ()
    found = found or _by_lexicon(name)
    reason = because(source, f"{name}: {operation or 'named'} {object}".strip())
    return tuple(
        make(
            meaning.verb,
            object,
            resource,
            round(meaning.probability * certainty, 4),
            evidence=reason,
            **dict(meaning.overrides),
        )
        for meaning in found
    )


@lru_cache(maxsize=2048)
def _by_lexicon(name: str) -> tuple[Meaning, ...]:
    """What the words of the lexicon say of a name that the table does not know; other languages too."""
    verbs = dict.fromkeys(match.verb for match in find_verbs(name, use="identifier") if not match.inert)
    return tuple(Meaning(verb, 0.8) for verb in verbs if verb not in {"read", "navigate"})


@lru_cache(maxsize=2048)
def looks_by_lexicon(name: str) -> bool:
    """Whether the lexicon, in whatever language, says of a name that it reads, and nothing else of it."""
    found = [match for match in find_verbs(name, use="identifier") if not match.inert]
    return bool(found) and all(match.verb == "read" for match in found)


def marked(
    effect: Effect, *hazards: Hazard, why: str = "", source: str = "arguments", **changes: Any
) -> Effect:
    """Return `effect` with further hazards, changed fields and the reason for both."""
    update: dict[str, Any] = dict(changes)
    if hazards:
        update["hazards"] = tuple(dict.fromkeys((*effect.hazards, *hazards)))
    if why:
        update["evidence"] = (*effect.evidence, Evidence(source=source, text=why))
    return effect.model_copy(update=update) if update else effect


def predicted(effects: Iterable[Effect], *, notes: Iterable[str] = (), abstained: bool = False) -> Prediction:
    """Gather effects into a prediction; it changes state if any effect does more than look."""
    kept = tuple(effects)
    changing = abstained or any(effect.verb not in {"read", "navigate"} for effect in kept)
    return Prediction(
        model=MODEL,
        effects=kept,
        state_changing=changing,
        abstained=abstained,
        notes=tuple(dict.fromkeys(notes)),
    )


def unresolved(object: str, resource: Resource, why: str, *, verb: str = "execute") -> Effect:
    """An effect that stands for something that could not be made out; never a promise of harmlessness."""
    return make(
        verb,
        object,
        resource,
        0.5,
        tier=Tier.HIGH,
        reversibility=Reversibility.UNKNOWN,
        hazards=(Hazard.UNRESOLVED,),
        evidence=because("action", why),
    )


def flat(value: Any, prefix: str = "", depth: int = 0) -> Iterable[tuple[str, Any]]:
    """Yield (key, leaf) of nested JSON, keys joined by dots; lists keep their key. Depth is bounded."""
    if depth > 12:
        return
    if isinstance(value, dict):
        for key, item in value.items():
            yield from flat(item, f"{prefix}.{key}" if prefix else str(key), depth + 1)
    elif isinstance(value, list):
        for item in value:
            yield from flat(item, prefix, depth + 1)
    else:
        yield prefix, value


def tail_key(key: str) -> str:
    """The last part of a flattened key, in lower case: `message.payload.To` to `to`."""
    return key.rpartition(".")[2].lower()


def truthy(value: Any) -> bool:
    """Whether an argument says yes: true, 1, "yes", "on"."""
    return (
        value is True
        or (isinstance(value, int | float) and value == 1)
        or str(value).lower() in {"true", "yes", "on", "1"}
    )


def first_value(arguments: JsonObject, *names: str) -> Any:
    """The first value that is present under one of `names`, compared without case, hyphen or underscore."""
    plain = {key.lower().replace("_", "").replace("-", ""): value for key, value in arguments.items()}
    return next((plain[name] for name in names if plain.get(name) not in (None, "", [], {})), None)
