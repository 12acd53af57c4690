"""Looking: which of the verbs that only look some rule could match, so that every other look passes at once.

A rule's conditions are evaluated with what is known of every look, and the rest left open: what comes out
false whatever the rest is can't match. A look is SAFE, carries nothing and has no hazard. A rule that names
the verb itself is asked about it more widely: then only the tier is taken as known.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any, Final

import cedarpy

from agentguard.authority import Standing
from agentguard.policy.rule import Rule
from worldmodel.catalogue import Severity
from worldmodel.effect import Tier

LOOKS: Final = frozenset({"read", "navigate"})
"""The verbs of what only looks."""

_Known = frozenset[Any] | None
"""The values that an expression can have; None where nothing is known of it."""

_EMPTY: Final[_Known] = frozenset({frozenset[Any]()})
_FALSE: Final[_Known] = frozenset({False})
_TRUE: Final[_Known] = frozenset({True})

_NAMED: Final[Mapping[str, _Known]] = {
    "tier": frozenset({("Tier", Tier.SAFE.value)}),
    "severity": frozenset({("Severity", Severity.NEGLIGIBLE.value)}),
}
_ANY: Final[Mapping[str, _Known]] = {
    **_NAMED,
    **dict.fromkeys(("hazards", "carries", "mismatches", "recipients"), _EMPTY),
    "standing": frozenset(
        ("Standing", standing.value)
        for standing in (Standing.GRANTED, Standing.IMPLIED, Standing.UNGRANTED, Standing.NO_TASK)
    ),
}
_ABSENT: Final = frozenset({"amount", "currency"})
"""Attributes that a look does not have."""


def looks_ruled(rules: Iterable[Rule]) -> frozenset[str]:
    """Return those of `LOOKS` that some rule could match on an act that only looks."""
    found: set[str] = set()
    for rule in rules:
        if rule.verbs & LOOKS:
            policy = _parsed(rule)
            named = _named(policy["action"]) & LOOKS
            found |= named if _could_match(policy, _NAMED) else set()
            found |= (rule.verbs & LOOKS) - named if _could_match(policy, _ANY) else set()
    return frozenset(found)


def _parsed(rule: Rule) -> Mapping[str, Any]:
    policies: dict[str, Any] = json.loads(cedarpy.policies_to_json_str(rule.text))["staticPolicies"]
    parsed: Mapping[str, Any] = next(iter(policies.values()))
    return parsed


def _named(scope: Mapping[str, Any]) -> frozenset[str]:
    """Return the actions that a rule's head names one by one."""
    entities = scope.get("entities") or [scope[key] for key in ("entity",) if key in scope]
    return frozenset(entity["id"] for entity in entities)


def _could_match(policy: Mapping[str, Any], facts: Mapping[str, _Known]) -> bool:
    for condition in policy["conditions"]:
        never = _FALSE if condition["kind"] == "when" else _TRUE
        if _value(condition["body"], facts) == never:
            return False
    return True


def _value(node: Any, facts: Mapping[str, _Known]) -> _Known:
    """Return what an expression can be; what this does not read is open."""
    if not isinstance(node, dict) or len(node) != 1:
        return None
    operator, operands = next(iter(node.items()))
    if operator in _TWO:
        return _TWO[operator](_value(operands["left"], facts), _value(operands["right"], facts))
    if operator in _ONE:
        return _ONE[operator](_value(operands["arg"], facts))
    if operator == "if-then-else":
        return _chosen(*(_value(operands[part], facts) for part in ("if", "then", "else")))
    return _leaf(operator, operands, facts)


def _leaf(operator: str, operands: Any, facts: Mapping[str, _Known]) -> _Known:
    if operator == "Value":
        return frozenset({_literal(operands)})
    if operator == "Set":
        return _set_of([_value(item, facts) for item in operands])
    if operator not in (".", "has") or operands["left"] != {"Var": "context"}:
        return None
    if operator == ".":
        return facts.get(operands["attr"])
    return _FALSE if facts is _ANY and operands["attr"] in _ABSENT else None


def _literal(value: Any) -> Any:
    if not isinstance(value, dict):
        return value
    entity = value.get("__entity", {})
    return (entity.get("type"), entity.get("id")) if entity else json.dumps(value)


def _set_of(items: list[_Known]) -> _Known:
    """Return the set of some items, where each of them is known for certain."""
    sure = [next(iter(item)) for item in items if item is not None and len(item) == 1]
    return frozenset({frozenset(sure)}) if len(sure) == len(items) else None


def _chosen(test: _Known, yes: _Known, no: _Known) -> _Known:
    if test == _TRUE:
        return yes
    if test == _FALSE:
        return no
    return yes if yes == no else None


def _not(value: _Known) -> _Known:
    return None if value is None else frozenset(not one for one in value)


def _empty(value: _Known) -> _Known:
    return None if value is None else frozenset(not one for one in value)


def _and(one: _Known, other: _Known) -> _Known:
    if _FALSE in (one, other):
        return _FALSE
    return _TRUE if one == other == _TRUE else None


def _or(one: _Known, other: _Known) -> _Known:
    return _not(_and(_not(one), _not(other)))


def _every(test: Callable[[Any, Any], bool]) -> Callable[[_Known, _Known], _Known]:
    """Return what a test says of each pair of values that its two sides can have."""

    def both(one: _Known, other: _Known) -> _Known:
        if one is None or other is None:
            return None
        answers = frozenset(test(a, b) for a in one for b in other)
        return answers if len(answers) == 1 else None

    return both


def _contains(one: _Known, other: _Known) -> _Known:
    """Nothing is in an empty set, whatever it is."""
    return _FALSE if one == _EMPTY else _every(lambda a, b: b in a)(one, other)


def _contains_any(one: _Known, other: _Known) -> _Known:
    return _FALSE if _EMPTY in (one, other) else _every(lambda a, b: bool(a & b))(one, other)


_ONE: Final[Mapping[str, Callable[[_Known], _Known]]] = {"!": _not, "isEmpty": _empty}
_TWO: Final[Mapping[str, Callable[[_Known, _Known], _Known]]] = {
    "&&": _and,
    "||": _or,
    "==": _every(lambda a, b: bool(a == b)),
    "!=": _every(lambda a, b: bool(a != b)),
    "contains": _contains,
    "containsAny": _contains_any,
    "containsAll": _every(lambda a, b: bool(a >= b)),
}
