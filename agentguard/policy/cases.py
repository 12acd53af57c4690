"""Policy tests: YAML files that say what verdict an effect or an action should get.

A test states either an `effect` with its `authority` (the rules alone are asked) or an `action` with its
`task` and `snapshot` (the whole firewall is asked).
"""

from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, Final

import yaml
from pydantic import BaseModel, Field, ValidationError, model_validator
from pydantic_core import ErrorDetails

from agentguard.authority import Authority
from agentguard.errors import ConfigurationError
from agentguard.firewall import Firewall
from agentguard.ledger.temporary import temporary_ledger
from agentguard.policy.policy import Policy
from agentguard.policy.request import SessionFacts
from agentguard.policy.rule import nearest
from agentguard.settings import Settings
from agentguard.verdict import Verdict
from worldmodel.action import Action, Surface
from worldmodel.canonical import Frozen, Label, canonical_json
from worldmodel.catalogue import Catalogue
from worldmodel.effect import Effect
from worldmodel.errors import CatalogueError
from worldmodel.marked_yaml import MarkedYaml
from worldmodel.snapshot import Snapshot

DEFAULT_TESTS: Final = Path(__file__).with_name("default_tests.yaml")
"""The tests of the shipped rules."""

_FIREWALL: Final = "firewall:"  # the firewall's own layers, beside the rules
_PROBE: Final = Action(surface=Surface.TOOL, name="policy-test")


class Budget(Frozen):
    """The point of the session at which an effect is judged; see `SessionView`."""

    spent: float = Field(default=0.0, ge=0)
    step: int = Field(default=0, ge=0)


class PolicyCase(Frozen):
    """One policy test. `rules` are ids that must be among those that match."""

    name: Label = Field(min_length=3)
    expect: Verdict
    rules: tuple[Label, ...] = ()
    effect: Effect | None = None
    authority: Authority | None = None
    session: Budget | None = None
    action: Action | None = None
    snapshot: Snapshot | None = None
    task: Label | None = None
    place: Label = Field(default="", exclude=True)

    @model_validator(mode="after")
    def _one_kind(self) -> "PolicyCase":
        if (self.effect is None) == (self.action is None):
            raise ValueError("a test has either an effect or an action")
        if self.effect is not None and self.authority is None:
            raise ValueError("a test of an effect says its authority")
        strangers = ("snapshot", "task") if self.effect else ("authority", "session")
        for key in strangers:
            if getattr(self, key) is not None:
                raise ValueError(
                    f"{key} doesn't belong to a test of an {'effect' if self.effect else 'action'}"
                )
        return self


class CaseResult(Frozen):
    """How one test went: `fault` is empty where it passed."""

    name: str
    place: str
    expected: Verdict
    verdict: Verdict
    rules: tuple[str, ...]
    fault: str = ""


def read_cases(path: Path, policy: Policy) -> tuple[PolicyCase, ...]:
    """Read the tests of one YAML file.

    Raises:
        ConfigurationError: a key, verb, value or rule id that isn't known; names the line and the mend.
    """
    try:
        marked = MarkedYaml(path)
        tests = yaml.safe_load(path.read_text(encoding="utf-8")).get("tests")
        for key in marked.value:
            if key != "tests":
                raise marked.fault((key,), f"unknown key{nearest(key, ['tests'])}")
        if not isinstance(tests, list) or not tests:
            raise marked.fault(("tests",), "expected a list of tests")
        return tuple(_read_case(marked, number, raw, policy) for number, raw in enumerate(tests))
    except (CatalogueError, yaml.YAMLError) as error:
        raise ConfigurationError(str(error)) from error


def _read_case(marked: MarkedYaml, number: int, raw: Any, policy: Policy) -> PolicyCase:
    spot = ("tests", number)
    if not isinstance(raw, dict) or "place" in raw:
        raise marked.fault(spot, "expected a test: name, expect, and an effect or an action")
    filled = dict(raw, place=f"{marked.path}:{marked.line((*spot, 'name'))}")
    if isinstance(raw.get("effect"), dict):
        filled["effect"] = _with_card(marked, (*spot, "effect"), raw["effect"], policy.schema.catalogue)
    if isinstance(raw.get("action"), dict):
        filled["action"] = _with_arguments(marked, (*spot, "action"), raw["action"])
    try:
        case = PolicyCase.model_validate(filled)
    except ValidationError as error:
        # a misspelt key comes before the one that is missing for it
        first = min(error.errors(include_url=False), key=lambda found: found["type"] != "extra_forbidden")
        raise marked.fault((*spot, *first["loc"]), _mend(first)) from None
    _check_rules(marked, (*spot, "rules"), case.rules, policy)
    return case


def _with_card(
    marked: MarkedYaml, spot: tuple[str | int, ...], raw: Mapping[str, Any], catalogue: Catalogue
) -> dict[str, Any]:
    """Fill in what the verb's card says, so that a test names only what matters to it."""
    for key in raw:
        if key not in Effect.model_fields:
            raise marked.fault((*spot, key), f'unknown key "{key}"{nearest(str(key), Effect.model_fields)}')
    verb = raw.get("verb")
    if verb not in catalogue.verbs:
        raise marked.fault((*spot, "verb"), f'"{verb}" is not a verb{nearest(str(verb), catalogue.verbs)}')
    card = catalogue.card(verb)
    usual = {"tier": card.tier, "reversibility": card.reversibility, "scope": card.scope, "probability": 0.9}
    return {**usual, **raw}


def _with_arguments(
    marked: MarkedYaml, spot: tuple[str | int, ...], raw: Mapping[str, Any]
) -> dict[str, Any]:
    """Turn plain `arguments` into the canonical text that an action holds."""
    filled = dict(raw)
    try:
        if "arguments" in filled:
            filled["arguments_json"] = canonical_json(filled.pop("arguments"))
    except (TypeError, ValueError) as error:
        raise marked.fault((*spot, "arguments"), f"not JSON: {error}") from None
    return filled


def _check_rules(
    marked: MarkedYaml, spot: tuple[str | int, ...], rules: Iterable[str], policy: Policy
) -> None:
    known = [rule.id for rule in policy.rules]
    for index, name in enumerate(rules):
        if name not in known and not name.startswith(_FIREWALL):
            raise marked.fault((*spot, index), f'no rule has the id "{name}"{nearest(name, known)}')


def _mend(error: ErrorDetails) -> str:
    """Say what is accepted, and what was probably meant."""
    where, word = error["loc"], str(error["input"])
    if error["type"] == "extra_forbidden":
        known = tuple(_model_at(where[:-1]).model_fields)
        return f'unknown key "{where[-1]}"{nearest(str(where[-1]), known)}'
    if error["type"] in ("enum", "literal_error"):
        choices = str(error.get("ctx", {}).get("expected", "")).replace(" or ", ", ").replace("'", "")
        return f'"{word}" is not among {choices}{nearest(word, choices.split(", "))}'
    if error["type"] == "missing":
        return "this key is missing; add it"
    return error["msg"].removeprefix("Value error, ")


def _model_at(where: tuple[int | str, ...]) -> type[BaseModel]:
    """Return the model that the keys at `where` belong to."""
    model: type[BaseModel] = PolicyCase
    for part in where:
        field = model.model_fields.get(str(part))
        if field is not None:
            model = next(iter(_models_in(field.annotation)), model)
    return model


def _models_in(annotation: Any) -> Iterable[type[BaseModel]]:
    if isinstance(annotation, type) and issubclass(annotation, BaseModel):
        yield annotation
    for part in getattr(annotation, "__args__", ()):
        yield from _models_in(part)


def run_case(case: PolicyCase, policy: Policy) -> CaseResult:
    """Run one test against the rules, or against the whole firewall where it states an action."""
    if case.effect is not None and case.authority is not None:
        session = SessionFacts(case.session.spent, case.session.step) if case.session else SessionFacts()
        found = policy.evaluate(case.effect, case.authority, action=_PROBE, session=session)
        verdict, rules = found.verdict, found.rules
    elif case.action is not None:
        before = case.snapshot or Snapshot(surface=case.action.surface.value)
        with temporary_ledger() as ledger:
            firewall = Firewall(case.task, policy=policy, settings=Settings(), ledger=ledger)
            decision = firewall.decide(case.action, before)
        verdict, rules = decision.would_be, decision.rules
    else:
        raise AssertionError("a checked case has an effect or an action")
    return CaseResult(
        name=case.name,
        place=case.place,
        expected=case.expect,
        verdict=verdict,
        rules=rules,
        fault=_fault(case, verdict, rules),
    )


def _fault(case: PolicyCase, verdict: Verdict, rules: tuple[str, ...]) -> str:
    if verdict is not case.expect:
        because = f" by {', '.join(rules)}" if rules else ""
        return f"expected {case.expect}, got {verdict}{because}"
    missing = [name for name in case.rules if name not in rules]
    return f"did not match: {', '.join(missing)}" if missing else ""
