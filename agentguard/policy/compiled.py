"""Compiled rules: the checked rules of one verb in the form that the engine evaluates fastest.

Building the request dominates an evaluation, and entity references dominate the request. So, once a rule
is validated, values of the closed vocabularies become plain strings here and in the context, and the
context holds only what the rules read. Both change the cost of an evaluation, never its answer.
"""

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

import cedarpy

from agentguard.errors import ConfigurationError
from agentguard.policy.rule import Rule
from agentguard.policy.schema import CONTEXT_NAMES, PolicySchema

PERMIT: Final = ":permit"
"""The engine's own name of the permit for everything; no rule's id can be so."""

_EVERYTHING: Final[Mapping[str, Any]] = {
    "effect": "permit",
    "principal": {"op": "All"},
    "action": {"op": "All"},
    "resource": {"op": "All"},
    "conditions": [],
}


@dataclass(frozen=True, slots=True)
class RuleSet:
    """The rules that one verb can match. `attributes` are those of the context that they read."""

    rules: Mapping[str, Rule]
    policies: cedarpy.PolicySet
    attributes: tuple[str, ...]


def compile_rules(rules: tuple[Rule, ...], schema: PolicySchema) -> Mapping[str, RuleSet]:
    """Return each verb's rules, compiled; verbs with the same rules share them.

    Raises:
        ConfigurationError: a rule compares a value of a closed vocabulary by `in` or `is`.
    """
    parsed = {rule.id: _compiled(rule, schema) for rule in rules}
    used = {rule_id: frozenset(_context_use(policy)) for rule_id, policy in parsed.items()}
    shared: dict[tuple[str, ...], RuleSet] = {}
    sets = {}
    for verb in schema.groups:
        mine = {rule.id: rule for rule in rules if verb in rule.verbs}
        key = tuple(mine)
        if key not in shared:
            attributes = sorted(frozenset().union(*(used[rule_id] for rule_id in mine)))
            shared[key] = _rule_set(mine, parsed, tuple(attributes))
        sets[verb] = shared[key]
    return sets


def _rule_set(
    rules: Mapping[str, Rule], parsed: Mapping[str, Mapping[str, Any]], attributes: tuple[str, ...]
) -> RuleSet:
    policies = {rule_id: parsed[rule_id] for rule_id in rules}
    document = {"staticPolicies": {**policies, PERMIT: _EVERYTHING}, "templates": {}, "templateLinks": []}
    return RuleSet(rules, cedarpy.PolicySet.from_json_str(json.dumps(document)), attributes)


def _compiled(rule: Rule, schema: PolicySchema) -> Mapping[str, Any]:
    policies = json.loads(cedarpy.policies_to_json_str(rule.text))["staticPolicies"]
    policy: dict[str, Any] = next(iter(policies.values()))
    policy.pop("annotations", None)
    for comparison in _by_kinship(policy["conditions"]):
        if set(_types(comparison)) & set(schema.enums):
            raise ConfigurationError(
                f"{rule.place}:{rule.line}: `in` and `is` don't suit a closed vocabulary; "
                "compare with == or .contains"
            )
    plain: Mapping[str, Any] = _plain(policy, frozenset(schema.enums))
    return plain


def _plain(node: Any, enums: frozenset[str]) -> Any:
    """Turn every `Tier::"HIGH"` into the string that the context holds in its place."""
    if isinstance(node, list):
        return [_plain(item, enums) for item in node]
    if not isinstance(node, dict):
        return node
    entity = node.get("__entity")
    if isinstance(entity, dict) and entity.get("type") in enums:
        return entity["id"]
    return {key: _plain(value, enums) for key, value in node.items()}


def _nodes(node: Any) -> Iterator[Mapping[str, Any]]:
    if isinstance(node, dict):
        yield node
        for value in node.values():
            yield from _nodes(value)
    elif isinstance(node, list):
        for value in node:
            yield from _nodes(value)


def _by_kinship(conditions: Any) -> Iterator[Any]:
    """Yield the operands of `in` and `is`, which compare entities by kinship and type, not by value."""
    for node in _nodes(conditions):
        yield from (node[operator] for operator in ("in", "is") if operator in node)


def _types(node: Any) -> Iterator[str]:
    for part in _nodes(node):
        if isinstance(part.get("type"), str):
            yield part["type"]
        if isinstance(part.get("entity_type"), str):
            yield part["entity_type"]


def _context_use(policy: Mapping[str, Any]) -> Iterator[str]:
    """Yield the context's attributes that a rule reads; all of them where it uses the context as a whole."""
    whole = sum(node.get("Var") == "context" for node in _nodes(policy["conditions"]))
    for node in _nodes(policy["conditions"]):
        for operator in (".", "has"):
            access = node.get(operator)
            if isinstance(access, dict) and access.get("left") == {"Var": "context"}:
                whole -= 1
                yield access["attr"]
    if whole:
        yield from CONTEXT_NAMES
