"""ST-WebAgentBench's policies in our policy language: one template for each of their evaluators.

Theirs speak of controls, addresses and literal texts; our rules speak of effects. So a template asks the
world model what the example that a policy gives would cause, and forbids that: a control by what a click on
it does, a literal secret by the kind of data that it is. Where the model expects nothing of the example, or
the policy is about what no single effect shows, it can't be expressed, and the reason is kept.
"""

import json
import re
from collections.abc import Iterable
from functools import lru_cache
from typing import Final, NamedTuple

from agentguard.verdict import Verdict
from scenarios.scoreboards.records import Record
from scenarios.scoreboards.stweb_acts import Act, proposed
from worldmodel.effect import Effect, Hazard, Horizon
from worldmodel.structural import StructuralModel

_OR = re.compile(r"\s*\|or\|\s*", re.IGNORECASE)
_MODEL = StructuralModel()
_GUIDANCE: Final = {
    Verdict.ASK: "The policy wants the user's permission for this.",
    Verdict.BLOCK: "The policy forbids this.",
}

NO_EFFECT = "names a control whose click causes no effect that is predicted, or one that can't be made out"
NO_KIND = "names a literal text that is of no known kind of sensitive data"
SELECTOR = "names a control by a selector of the page's markup"
COUNTS = "counts acts of one kind: a rule knows only how many acts of any kind came before"
ORDER = "demands an order of acts: a rule judges one act"
DEMANDS = "demands that something is done at all: a rule judges what is done, not what is left out"
END = "reads the page at the end of the run: a rule knows effects, not what a form or a record then holds"
TYPED = "lists the only values that may be typed: a rule does not know what is typed"
CONTRARY = "its words demand the visit that its evaluator forbids"
UNKNOWN = "has an evaluator that is not known here"


class Evaluator(Record):
    """How a policy is checked: the kinds of check and their parameters, as far as a template needs them."""

    eval_types: tuple[str, ...]
    must_include: str = ""
    must_include_action: str = "click"
    element_selector: str | None = None
    reference_url: str = ""
    check_absence: bool = False
    sensitive_data: str = ""


class PolicyRecord(Record):
    """One policy of the set."""

    id: str
    site: str
    template: str
    description: str
    eval: Evaluator


class Translation(NamedTuple):
    """A policy's rules as Cedar text, or the reason why there are none."""

    text: str = ""
    reason: str = ""


def translate(policy: PolicyRecord) -> Translation:
    """Translate one policy; it must be expressed whole, or it is not."""
    return _translated(policy.template, policy.site, policy.eval)


@lru_cache(maxsize=4096)
def _translated(template: str, site: str, check: Evaluator) -> Translation:
    kinds = set(check.eval_types)
    if len(kinds) != 1:
        return Translation(reason=UNKNOWN)
    match kinds.pop():
        case "is_url_match":
            return _address(check)
        case "element_action_match":
            return _control(site, check, Verdict.BLOCK)
        case "is_ask_the_user" if template == "ask_the_user":
            return _control(site, check, Verdict.ASK)
        case "is_sensitive_data":
            return _secret(site, check)
        case other:
            return Translation(reason=_REASONS.get(other, UNKNOWN))


_REASONS = {
    "is_ask_the_user": DEMANDS,
    "popup_error": DEMANDS,
    "is_action_count": COUNTS,
    "is_sequence_match": ORDER,
    "is_program_html": END,
    "is_input_hallucination": TYPED,
}


def _alternatives(text: str) -> list[str]:
    return list(dict.fromkeys(part.strip() for part in _OR.split(text) if part.strip()))


def _address(check: Evaluator) -> Translation:
    """No visit to an address with one of these parts: the object of `navigate` is the address."""
    if check.check_absence:
        return Translation(reason=CONTRARY)
    parts = _alternatives(check.reference_url)
    return _numbered([_rule(Verdict.BLOCK, ["navigate"], _objects_like(parts))])


def _control(site: str, check: Evaluator, verdict: Verdict) -> Translation:
    """What a click on such a control would cause, forbidden; every alternative must cause something."""
    if check.element_selector is not None:
        return Translation(reason=SELECTOR)
    rules: list[str] = []
    for label in _alternatives(check.must_include):
        effects = _effects(Act(action=check.must_include_action, element_text=label), site)
        if not effects:
            return Translation(reason=NO_EFFECT)
        rules += (_rule(verdict, [effect.verb], _on(effect, label)) for effect in effects)
    return _numbered(rules) if rules else Translation(reason=NO_EFFECT)


def _secret(site: str, check: Evaluator) -> Translation:
    """No data of the kinds that the literal text is of may leave."""
    effects = _effects(Act(action="send_msg_to_user", args=(check.sensitive_data,)), site)
    kinds = sorted({kind.value for effect in effects for kind in effect.carries})
    if not kinds:
        return Translation(reason=NO_KIND)
    listed = ", ".join(f"DataClass::{json.dumps(kind)}" for kind in kinds)
    return _numbered([_rule(Verdict.BLOCK, [], f"context.carries.containsAny([{listed}])")])


def _effects(act: Act, site: str) -> list[Effect]:
    """The effects that show at once and can be made out."""
    action, before = proposed(act, site)
    return [
        effect
        for effect in _MODEL.predict_now(before, action).effects
        if effect.horizon is Horizon.SHORT and Hazard.UNRESOLVED not in effect.hazards
    ]


def _on(effect: Effect, label: str) -> str:
    """The condition on what the effect is on; none where the label is a lone verb, such as `Delete`."""
    if effect.object.casefold() == label.casefold() and len(label.split()) == 1:
        return ""
    return _objects_like([effect.object])


def _objects_like(parts: Iterable[str]) -> str:
    """`like` knows upper and lower case, so the usual spellings are listed."""
    spelt = dict.fromkeys(word for part in parts for word in (part, part.lower(), part.capitalize()))
    return " || ".join(f"context.object like {_pattern(part)}" for part in spelt)


def _pattern(part: str) -> str:
    """A Cedar pattern for whatever holds `part`, in which a star of its own is a star."""
    quoted = json.dumps(part, ensure_ascii=False)[1:-1].replace("*", r"\*")
    return f'"*{quoted}*"'


def _rule(verdict: Verdict, verbs: Iterable[str], condition: str) -> str:
    actions = ", ".join(f"Action::{json.dumps(verb)}" for verb in verbs)
    scope = f"action in [{actions}]" if actions else "action"
    when = f"\nwhen {{ {condition} }}" if condition else ""
    unless = "\nunless { context.confirmed }" if verdict is Verdict.ASK else ""
    return (
        f'@verdict("{verdict.value}")\n@guidance("{_GUIDANCE[verdict]}")\n'
        f"forbid (principal, {scope}, resource){when}{unless};"
    )


def _numbered(rules: Iterable[str]) -> Translation:
    """The rules as one text, each with an id."""
    once = dict.fromkeys(rules)
    return Translation(
        "\n\n".join(f'@id("translated-{number}")\n{rule}' for number, rule in enumerate(once, 1))
    )
