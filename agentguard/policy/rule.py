"""A rule: one Cedar `forbid` with the verdict, the name and the guidance that its annotations give."""

import difflib
import json
import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import cedarpy

from agentguard.errors import ConfigurationError
from agentguard.policy.schema import CONTEXT_NAMES, RESOURCES, PolicySchema
from agentguard.policy.source import Statement
from agentguard.verdict import Verdict

_KEYS = ("id", "verdict", "guidance")
_VERDICTS = tuple(verdict.value for verdict in Verdict if verdict is not Verdict.ALLOW)
_ID = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_KEYWORDS = (
    *("forbid", "principal", "action", "resource", "context", "when", "unless", "is", "in", "has", "like"),
    *("if", "then", "else", "true", "false", "contains", "containsAll", "containsAny", "isEmpty", "decimal"),
    *("lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual"),
)


@dataclass(frozen=True, slots=True)
class Rule:
    """One rule. `verbs` are those it can match; `place` and `line` say where it stands."""

    id: str
    verdict: Verdict
    guidance: str
    verbs: frozenset[str]
    place: str
    line: int
    text: str


def nearest(word: str, known: Iterable[str]) -> str:
    """Return a hint that names the closest of `known`, or an empty text."""
    found = difflib.get_close_matches(word, sorted(known), n=1, cutoff=0.6)
    return f'; did you mean "{found[0]}"?' if found else ""


def read_rule(statement: Statement, schema: PolicySchema) -> Rule:
    """Read one statement's annotations and scope.

    Raises:
        ConfigurationError: it doesn't parse, isn't a plain `forbid`, or an annotation is missing, unknown
            or has a value outside its vocabulary. Names the file, the line and the mend.
    """
    policy = _parse(statement, schema)
    annotations: Mapping[str, str | None] = policy.get("annotations", {})
    for key in annotations:
        if key not in _KEYS:
            _refuse(statement, key, f"@{key} is not an annotation of a rule{nearest(key, _KEYS)}")
    for key in _KEYS:
        if not (annotations.get(key) or "").strip():
            _refuse(statement, key, f'a rule needs @{key}("...") with a text; add it')
    rule_id, verdict = str(annotations["id"]), str(annotations["verdict"])
    if not _ID.fullmatch(rule_id):
        _refuse(statement, rule_id, f'the id "{rule_id}" takes lower-case letters, digits and hyphens only')
    if verdict not in _VERDICTS:
        known = ", ".join(_VERDICTS)
        hint = nearest(verdict, _VERDICTS)
        _refuse(statement, verdict, f'"{verdict}" is not a verdict of a rule ({known}){hint}')
    _check_attributes(statement, policy)
    return Rule(
        id=rule_id,
        verdict=Verdict(verdict),
        guidance=" ".join(str(annotations["guidance"]).split()),
        verbs=_verbs(policy["action"], schema),
        place=statement.place,
        line=statement.line,
        text=statement.text,
    )


def _parse(statement: Statement, schema: PolicySchema) -> dict[str, Any]:
    try:
        policies = json.loads(cedarpy.policies_to_json_str(statement.text))
    except ValueError as error:
        raise ConfigurationError(explain(statement, str(error), schema)) from None
    if policies["templates"]:
        _refuse(statement, "?", "a template decides nothing; write the agent or resource instead of the slot")
    policy: dict[str, Any] = next(iter(policies["staticPolicies"].values()))
    if policy["effect"] != "forbid":
        _refuse(
            statement,
            "permit",
            "a permit changes nothing, since all that no rule forbids is allowed and no permit softens a "
            "rule; narrow the rule with `unless { ... }` instead",
        )
    return policy


def _verbs(scope: Mapping[str, Any], schema: PolicySchema) -> frozenset[str]:
    """Return the verbs that the action part of a rule's head lets through."""
    if scope["op"] == "All":
        return frozenset(schema.groups)
    entities = scope.get("entities") or [scope["entity"]]
    return schema.verbs_of(entity["id"] for entity in entities)


def _check_attributes(statement: Statement, policy: Mapping[str, Any]) -> None:
    """Refuse `has` on an unknown attribute: the validator lets it pass, and it would be false for ever."""
    for owner, name in _has(policy.get("conditions", [])):
        known = CONTEXT_NAMES if owner == "context" else {a for _, names in RESOURCES.values() for a in names}
        if name not in known:
            _refuse(statement, name, f'`{owner}` never has an attribute "{name}"{nearest(name, known)}')


def _has(node: object) -> Iterator[tuple[str, str]]:
    if isinstance(node, Mapping):
        test = node.get("has")
        if isinstance(test, Mapping) and "attr" in test:
            yield str(test.get("left", {}).get("Var", "it")), str(test["attr"])
        for value in node.values():
            yield from _has(value)
    elif isinstance(node, list):
        for value in node:
            yield from _has(value)


def _refuse(statement: Statement, word: str, message: str) -> None:
    line = statement.line_of(word) or statement.line
    raise ConfigurationError(f"{statement.place}:{line}: {message}")


def explain(statement: Statement, message: str, schema: PolicySchema) -> str:
    """Turn the engine's message into one line with the place and, where a word was misspelt, the mend."""
    message = re.sub(r"^for policy `[^`]*`[:,]? ", "", message)
    message = re.sub(r" in context for Action::\S+", " in context", message).replace("\n", " ")
    kind, word = _culprit(message, statement)
    known: Iterable[str] = schema.enums.get(kind, ()) or {*schema.vocabulary, *_KEYWORDS}
    line = statement.line_of(word, after=kind) if word else None
    hint = nearest(word, known) if word else ""
    return f"{statement.place}:{line or statement.line}: {message}{hint}"


def _culprit(message: str, statement: Statement) -> tuple[str, str]:
    """Return the entity type (or an empty text) and the word that the message complains of."""
    if found := re.search(r'`(\w+)::"([^"`]*)"`', message):
        return found[1], found[2]
    for word in re.findall(r"`\.?([\w]+)`|: (\w+)$", message):
        name = word[0] or word[1]
        if statement.line_of(name):
            return "", name
    return "", ""
