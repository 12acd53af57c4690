"""The policy: rules over effects, evaluated by the Cedar engine.

All that no rule forbids is allowed: the engine is given one permit for everything, and every rule is a
`forbid` that carries its verdict. The strictest matching rule wins. A rule that fails counts as matched.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Final

from cedarpy import AuthzResult, Decision, Entities, PolicySet, is_authorized

from agentguard.authority import Authority
from agentguard.errors import EvaluationError
from agentguard.gate import severity_of
from agentguard.policy.loader import DEFAULT_RULES, Source, read_folder, read_rules
from agentguard.policy.request import SessionFacts, context_of, entities_json, resource_uid
from agentguard.policy.rule import Rule
from agentguard.policy.schema import PolicySchema
from agentguard.verdict import Verdict, strictest
from worldmodel.action import Action
from worldmodel.canonical import digest
from worldmodel.catalogue import Catalogue, Severity, default_catalogue
from worldmodel.effect import Effect

_PERMIT: Final = "permit(principal, action, resource);"
_FAILED: Final = re.compile(r"policy `policy(\d+)`")
_REMEMBERED: Final = 4096  # parsed resources kept; an agent may name ever new ones


@dataclass(frozen=True, slots=True)
class RuleResult:
    """What the rules say of one effect.

    `rules` are the ids of all that matched, strictest first, and `guidance` their texts without
    repetition. `failures` names the rules that could not be evaluated and therefore count as matched.
    """

    verdict: Verdict
    rules: tuple[str, ...] = ()
    guidance: tuple[str, ...] = ()
    failures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Slice:
    """The rules that one verb can match, parsed together; rule n is the engine's `policy<n>`."""

    rules: tuple[Rule, ...]
    policies: PolicySet


class Policy:
    """A checked set of rules. Immutable, and safe under threads.

    Args:
        sources: the rule files, name and text.
        catalogue: its verbs are the actions that rules may name; the shipped one by default.

    Raises:
        ConfigurationError: a rule can't be used; names the file, the line and the mend.
    """

    def __init__(self, sources: tuple[Source, ...], catalogue: Catalogue | None = None) -> None:
        self.schema = PolicySchema(catalogue or default_catalogue())
        self.sources = sources
        self.rules: tuple[Rule, ...] = read_rules(sources, self.schema)
        self._slices: Mapping[str, _Slice] = _slices(self.rules, self.schema)
        self._entities = lru_cache(maxsize=_REMEMBERED)(self._entities_of)

    @classmethod
    def default(cls, catalogue: Catalogue | None = None) -> "Policy":
        """Return the shipped rules."""
        return cls((DEFAULT_RULES,), catalogue)

    @classmethod
    def load(cls, folder: Path | str, catalogue: Catalogue | None = None) -> "Policy":
        """Return the rules of a project's policy folder, together with the shipped ones.

        The folder's `policy.toml` may say `shipped_rules = "replace"` to leave the shipped ones out.

        Raises:
            ConfigurationError: there is no such folder, it has no rule, or a file in it can't be used.
        """
        return cls(read_folder(Path(folder)), catalogue)

    @cached_property
    def version(self) -> str:
        """Identifies the rules, the schema and the catalogue's severities (64 hex characters)."""
        catalogue = self.schema.catalogue
        severities = {verb: catalogue.card(verb).severity.value for verb in sorted(catalogue.verbs)}
        texts = [[source.name, source.text] for source in self.sources]
        return digest([self.schema.text, severities, texts])

    def rule(self, rule_id: str) -> Rule | None:
        """Return the rule of that id, or None."""
        return next((rule for rule in self.rules if rule.id == rule_id), None)

    def evaluate(
        self,
        effect: Effect,
        authority: Authority,
        *,
        action: Action,
        session: SessionFacts = SessionFacts(),  # noqa: B008 - immutable
        harm: float = 0.0,
    ) -> RuleResult:
        """Return what the rules say of one effect of `action`; `harm` is its harm in 0..1.

        Raises:
            EvaluationError: the engine could not be asked at all; the action must not run.
            CatalogueError: the effect's verb is not in the catalogue.
        """
        severity = Severity(severity_of(effect, self.schema.catalogue))
        part = self._slices[effect.verb]
        kind = effect.resource.kind
        try:
            uid = resource_uid(effect.resource)
            request = {
                "principal": {"type": "Agent", "id": action.agent},
                "action": {"type": "Action", "id": effect.verb},
                "resource": uid,
                "context": context_of(effect, authority, action, session, harm, severity),
            }
            answer = is_authorized(request, part.policies, self._entities(effect.verb, kind, uid["id"]))
        except (ValueError, OverflowError, TypeError) as error:
            raise EvaluationError(f"the rules could not be asked about {effect.verb}: {error}") from error
        return _result(answer, part, effect.verb)

    def _entities_of(self, verb: str, kind: str, identity: str) -> Entities:
        return Entities.from_json_str(entities_json(verb, self.schema.groups[verb], kind, identity))


def _slices(rules: tuple[Rule, ...], schema: PolicySchema) -> dict[str, _Slice]:
    """Give each verb only the rules whose head lets it through; the engine then has less to read."""
    slices = {}
    for verb in schema.groups:
        mine = tuple(rule for rule in rules if verb in rule.verbs)
        text = "\n".join((*(rule.text for rule in mine), _PERMIT))
        slices[verb] = _Slice(mine, PolicySet.from_str(text))
    return slices


def _result(answer: AuthzResult, part: _Slice, verb: str) -> RuleResult:
    failures = answer.diagnostics.errors
    if answer.decision is Decision.Allow and not failures:
        return RuleResult(Verdict.ALLOW)
    if answer.decision is Decision.NoDecision:
        raise EvaluationError(f"the rules gave no answer about {verb}: {'; '.join(failures)}")
    matched = [] if answer.decision is Decision.Allow else answer.diagnostics.reasons
    numbers = {int(reason.removeprefix("policy")) for reason in matched}
    failed = {_failed_rule(text, part, verb) for text in failures}
    rules = sorted((part.rules[n] for n in numbers | failed), key=lambda rule: -rule.verdict.severity)
    return RuleResult(
        verdict=strictest(rule.verdict for rule in rules),
        rules=tuple(rule.id for rule in rules),
        guidance=tuple(dict.fromkeys(rule.guidance for rule in rules)),
        failures=tuple(f"rule {part.rules[n].id} could not be evaluated" for n in sorted(failed)),
    )


def _failed_rule(message: str, part: _Slice, verb: str) -> int:
    found = _FAILED.search(message)
    if found is None or int(found[1]) >= len(part.rules):
        raise EvaluationError(f"the rules failed on {verb}: {message}")
    return int(found[1])
