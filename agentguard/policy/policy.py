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

from cedarpy import AuthzResult, Decision, Entities, is_authorized

from agentguard.authority import Authority
from agentguard.errors import EvaluationError
from agentguard.gate import severity_of
from agentguard.policy.compiled import PERMIT, compile_rules
from agentguard.policy.loader import DEFAULT_RULES, Source, read_folder, read_rules
from agentguard.policy.looking import looks_ruled
from agentguard.policy.request import (
    Question,
    SessionFacts,
    SessionView,
    context_json,
    entities_json,
    resource_uid,
)
from agentguard.policy.rule import Rule
from agentguard.policy.schema import PolicySchema
from agentguard.verdict import Verdict, strictest
from worldmodel.action import Action
from worldmodel.canonical import digest
from worldmodel.catalogue import Catalogue, Severity, default_catalogue
from worldmodel.effect import Effect

_FAILED: Final = re.compile(r"evaluating policy `([^`]*)`")
_START: Final = SessionFacts()
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


_NOTHING: Final = RuleResult(Verdict.ALLOW)


class Policy:
    """A checked set of rules. Immutable, and safe under threads.

    `looks` are those of `read` and `navigate` that some rule could match on an act that only looks.

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
        self._sets = compile_rules(self.rules, self.schema)
        self.looks = looks_ruled(self.rules)
        self._entities = lru_cache(maxsize=_REMEMBERED)(self._entities_of)

    @classmethod
    def default(cls, catalogue: Catalogue | None = None) -> "Policy":
        """Return the shipped rules."""
        return _shipped() if catalogue is None else cls((DEFAULT_RULES,), catalogue)

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
        session: SessionView = _START,
    ) -> RuleResult:
        """Return what the rules say of one effect of `action`, at this point of its session.

        Raises:
            EvaluationError: the engine could not be asked at all; the action must not run.
            CatalogueError: the effect's verb is not in the catalogue.
        """
        severity = Severity(severity_of(effect, self.schema.catalogue))
        question = Question(effect, authority, action, session, severity)
        rules = self._sets[effect.verb]
        try:
            uid = resource_uid(effect.resource)
            request = {
                "principal": {"type": "Agent", "id": action.agent},
                "action": {"type": "Action", "id": effect.verb},
                "resource": uid,
                "context": context_json(question, rules.attributes),
            }
            entities = self._entities(effect.verb, effect.resource.kind, uid["id"])
            answer = is_authorized(request, rules.policies, entities)
        except (ValueError, OverflowError) as error:
            raise EvaluationError(f"the rules could not be asked about {effect.verb}: {error}") from error
        return result_of(answer, rules.rules, effect.verb)

    def _entities_of(self, verb: str, kind: str, identity: str) -> Entities:
        return Entities.from_json_str(entities_json(verb, self.schema.groups[verb], kind, identity))


@lru_cache(maxsize=1)
def _shipped() -> Policy:
    return Policy((DEFAULT_RULES,))


def result_of(answer: AuthzResult, rules: Mapping[str, Rule], verb: str) -> RuleResult:
    """Read the engine's answer: the rules that matched, and those that failed, as matched.

    Raises:
        EvaluationError: there is no answer, or a fault that names no rule.
    """
    errors = answer.diagnostics.errors
    if answer.decision is Decision.NoDecision:
        raise EvaluationError(f"the rules gave no answer about {verb}: {'; '.join(errors)}")
    failed = {_failed_rule(message, rules, verb): message for message in errors}
    matched = {*failed, *answer.diagnostics.reasons} - {PERMIT}
    if not matched:
        return _NOTHING
    hit = sorted((rule for name, rule in rules.items() if name in matched), key=_mildness)
    return RuleResult(
        verdict=strictest(rule.verdict for rule in hit),
        rules=tuple(rule.id for rule in hit),
        guidance=tuple(dict.fromkeys(rule.guidance for rule in hit)),
        failures=tuple(f"rule {name} could not be evaluated: {why}" for name, why in failed.items()),
    )


def _mildness(rule: Rule) -> int:
    return -rule.verdict.severity


def _failed_rule(message: str, rules: Mapping[str, Rule], verb: str) -> str:
    """Return the rule that an error message is about; if none can be named, nothing may run."""
    found = _FAILED.search(message)
    if found is None or found[1] not in rules:
        raise EvaluationError(f"the rules failed on {verb}: {message}")
    return found[1]
