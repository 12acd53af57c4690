"""Numbers that a call sets: how many machines run, how warm a room gets, and limits that the state names."""

import re
from collections.abc import Iterator

from worldmodel.action import Action, Surface
from worldmodel.callname import CallName
from worldmodel.canonical import canonical_json
from worldmodel.effect import Effect, Hazard, Horizon, Reversibility, Scope, Tier
from worldmodel.snapshot import Snapshot
from worldmodel.structural.arguments import Arguments
from worldmodel.structural.facts import facts_of
from worldmodel.structural.making import because, flat, make, marked, tail_key
from worldmodel.structural.request import Request
from worldmodel.wordset import words

TURNED_BACK = "set back by the same call"
"""Stands in the evidence of what is no loss even on a live system."""

_SCALES = words("scale scaledown autoscale resize")
SIZES = words(
    "replicas replica count desired desired_count desired_capacity size instances nodes workers capacity pods"
    " dynos concurrency machines target_size num_nodes num_replicas"
)
"""Words for how many machines, places or copies there are."""
_SETS = words("create update configure")
_WARMTH = words("target temperature temp degrees setpoint set_point celsius heat_to target_temperature")
_HOT_THINGS = words("oven kettle sauna grill washer washing dishwasher stove cooker fryer kiln dryer")
_TOO_WARM, _TOO_COLD = 35.0, 3.0
"""Degrees Celsius that nobody wants of a room, a boiler or a car unasked."""
_HOLDS = words("hold duration until mode for")
_FOR_EVER = re.compile(r"^(permanent(ly)?|indefinite(ly)?|forever|always|never|no[_ -]?end)$", re.IGNORECASE)
_BOUNDS = words("max maximum limit limits cap ceiling upper most")


def scaled(effects: tuple[Effect, ...], name: CallName, given: Arguments) -> tuple[Effect, ...]:
    """Return `effects` of a scaling by its number: some machines are a setting, none stops the service."""
    number = next((int(v) for v in given.under(SIZES) if str(v).isdigit()), None)
    if name.operation not in _SCALES or number is None or not effects:
        return effects
    first = effects[0]
    if number == 0:
        why = because("arguments", "scaled down to none: it stops")
        return (make("stop", first.object, first.resource, 0.9, evidence=(*first.evidence, *why)),)
    return (
        make(
            "configure", first.object, first.resource, 0.9, tier=Tier.LOW, scope=Scope.OTHERS,
            reversibility=Reversibility.REVERSIBLE,
            evidence=(*first.evidence, *because("arguments", f"{number} of it run; {TURNED_BACK}")),
        ),
    )  # fmt: skip


def device_set(effect: Effect, given: Arguments) -> Effect:
    """A device's setting is small, unless it is beyond what anybody lives with, or holds for ever."""
    if effect.resource.kind != "device" or effect.verb not in _SETS:
        return effect
    effect = marked(effect, verb="configure")
    why = _beyond(effect, given) or next(
        (f"holds: {v}" for v in given.under(_HOLDS) if _FOR_EVER.match(str(v).strip())), None
    )
    if why is None:
        return effect
    return marked(
        effect, why=why, tier=Tier.HIGH, reversibility=Reversibility.EFFORTFUL, horizon=Horizon.LONG
    )


def _beyond(effect: Effect, given: Arguments) -> str | None:
    said = {effect.object.lower(), *(str(value).lower() for _, value in given.leaves)}
    if _HOT_THINGS & {word for text in said for word in re.findall(r"[a-z]+", text)}:
        return None
    for value in given.under(_WARMTH):
        degrees = _number(value)
        if degrees is not None and not _TOO_COLD <= _in_celsius(degrees, given) <= _TOO_WARM:
            return f"{value} degrees"
    return None


def _in_celsius(degrees: float, given: Arguments) -> float:
    units = {str(value).lower().lstrip("°") for value in given.under(words("unit units scale"))}
    return (degrees - 32) * 5 / 9 if units & {"f", "fahrenheit"} else degrees


def _number(value: object) -> float | None:
    try:
        return None if isinstance(value, bool) else float(str(value))
    except ValueError:
        return None


def past_limits(before: Snapshot, given: Arguments, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return `effects` marked where a number lies above the limit that the state names for it."""
    if before.facts_json == "{}":
        return effects
    why = next(_past(before, given), None)
    if why is None:
        return effects
    return tuple(
        effect
        if effect.verb in {"read", "navigate"}
        else marked(effect, Hazard.CHECK_WEAKENED, why=why, source="facts", tier=Tier.HIGH)
        for effect in effects
    )


def _past(before: Snapshot, given: Arguments) -> Iterator[str]:
    for phrase in facts_of(before).phrases:
        parts = set(re.findall(r"[a-z]+", phrase.key.rpartition(".")[2].lower()))
        limit = _number(phrase.value)
        if phrase.origin != "state" or limit is None or not parts & _BOUNDS:
            continue
        for key, value in given.leaves:
            number = _number(value)
            own = set(key.split("_"))
            if number is not None and number > limit and parts - _BOUNDS and parts - _BOUNDS <= own - _BOUNDS:
                yield f"{key} {value} is above {phrase.key} {phrase.text}"


def all_at_once(effects: tuple[Effect, ...], name: CallName, given: Arguments) -> tuple[Effect, ...]:
    """Return `effects` where a change names no object at all: what all of them hold is replaced."""
    named = (*given.values.items(), *given.leaves)
    names_some = given.count is not None or any(_chooses(str(key).lower()) and value for key, value in named)
    if not name.many or names_some or any(effect.verb != "update" for effect in effects):
        return effects
    return tuple(
        marked(
            effect, Hazard.BULK, why="nothing says which: it changes all", verb="overwrite", tier=Tier.HIGH,
            reversibility=Reversibility.IRREVERSIBLE,
        )
        for effect in effects
    )  # fmt: skip


def _chooses(key: str) -> bool:
    return key in _CHOOSES or key.endswith(("_id", "_ids"))


_CHOOSES = words("id ids filter query where match selector search items list names emails keys numbers range")


_NOWHERE = Snapshot(surface="http")


def size_set(action: Action) -> tuple[str, int]:
    """Return what a call or request sets to a number of machines, places or copies, and that number.

    The slot is empty where it sets none. Everything else that the call says is part of the slot, so that two
    numbers are held against each other only where they are set on the same thing.
    """
    said = _said_by(action)
    numbers = [key for key, value in said.items() if tail_key(key) in SIZES and str(value).isdigit()]
    if len(numbers) != 1:
        return "", 0
    rest = {key: value for key, value in said.items() if key != numbers[0]}
    return f"{numbers[0]} {canonical_json(rest)}", int(str(said[numbers[0]]))


def _said_by(action: Action) -> dict[str, object]:
    """The plain values of a call by key; of a request, those of its body, and its address."""
    if action.surface is Surface.PAGE:
        return {}
    arguments = action.arguments
    if action.surface is Surface.HTTP:
        body = Request.of(_NOWHERE, action).fields
        arguments = {"url": arguments.get("url"), **(body if isinstance(body, dict) else {})}
    return dict(flat(arguments))
