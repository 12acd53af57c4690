"""What a person is told before answering: what would happen, to whom, for how much, and why it is asked.

Pages and agents supply many of these words. Control characters, terminal escapes and characters that turn
the reading direction are made visible, so that a label can't rewrite the question.
"""

import unicodedata

from agentguard.decision import Decision, Judgement
from agentguard.verdict import Verdict
from worldmodel.canonical import cut
from worldmodel.effect import Effect, Horizon, Reversibility

_LONGEST = 300
_HIDING = frozenset({"Cc", "Cf", "Co", "Cs", "Zl", "Zp"})
_BACK = {
    Reversibility.REVERSIBLE: "can be taken back",
    Reversibility.EFFORTFUL: "can be taken back with effort",
    Reversibility.IRREVERSIBLE: "cannot be taken back",
    Reversibility.UNKNOWN: "unknown whether it can be taken back",
}


def plain(text: str) -> str:
    """Return `text` on one line, with every hiding or steering character written out as its number."""
    shown = "".join(
        f"<{ord(c):04X}>" if unicodedata.category(c) in _HIDING else c for c in " ".join(text.split())
    )
    return cut(shown, _LONGEST)


def asked_judgements(decision: Decision) -> tuple[Judgement, ...]:
    """Return the judgements that a person has to agree to; all of them where none says so by itself."""
    asked = tuple(judgement for judgement in decision.judgements if judgement.verdict >= Verdict.ASK)
    return asked or decision.judgements


def describe_action(decision: Decision) -> str:
    """Return the proposed call in one line."""
    action = decision.action
    return plain(f"{action.agent}: {action.surface.value} {action.name} {action.arguments_json}")


def describe_effect(effect: Effect) -> str:
    """Return what an effect would do, in one line."""
    parts = [f"{effect.verb} {effect.object} on {effect.resource.kind} {effect.resource.id}"]
    if effect.amount is not None:
        parts.append(f"amount {effect.amount.amount} {effect.amount.currency or '(currency unknown)'}")
    if effect.recipients:
        parts.append("to " + ", ".join(effect.recipients))
    if effect.count is not None and effect.count != 1:
        parts.append(f"{effect.count} objects")
    if effect.carries:
        parts.append("carries " + ", ".join(effect.carries))
    parts.append(_BACK[effect.reversibility])
    if effect.horizon is Horizon.LONG:
        parts.append("shows later")
    return plain("; ".join(parts))


def describe_reasons(judgement: Judgement) -> tuple[str, ...]:
    """Return why a person is asked: the circumstances, the task's view and the evidence."""
    effect, authority = judgement.effect, judgement.authority
    hazards = tuple(hazard.value.replace("_", " ") for hazard in effect.hazards)
    evidence = tuple(f"{item.source}: {item.text}" for item in effect.evidence[:4])
    return tuple(
        plain(reason) for reason in dict.fromkeys((*authority.reasons, *hazards, *evidence)) if reason
    )
