"""What an agent and a person are told about a decision.

The agent hears what would have happened and which routes are safer. It never hears thresholds, rule text or
rule ids, which would coach a bypass.
"""

from collections.abc import Sequence

from agentguard.decision import Judgement
from agentguard.verdict import Verdict
from worldmodel.effect import Effect, Horizon, Money, Reversibility

_OPENING = {
    Verdict.ASK: "Not run: a person has to agree first.",
    Verdict.REPLAN: "Not run: take another way.",
    Verdict.BLOCK: "Not run, and it will not be: leave this out.",
}


NAMED = 4
"""An object of more words than this is a text of the page or call, and is told in quotes."""


def money_text(money: Money) -> str:
    """An amount as a person writes it: "27.40 EUR"."""
    return f"{money.amount} {money.currency}" if money.currency else str(money.amount)


def effect_text(effect: Effect) -> str:
    """One effect as a short clause: "pay 38.00 USD for the order at shop.example.com"."""
    parts = [effect.verb.replace("_", " ")]
    if effect.count and effect.count > 1:
        parts.append(str(effect.count))
    if effect.object:
        parts.append(effect.object if len(effect.object.split()) <= NAMED else f"“{effect.object}”")
    if effect.amount:
        parts.append(f"({money_text(effect.amount)})")
    if effect.recipients:
        parts.append("to " + ", ".join(effect.recipients[:5]))
    if effect.resource.id and effect.resource.id not in effect.object:
        parts.append(f"on {effect.resource.id}")
    if effect.carries:
        parts.append("carrying " + ", ".join(kind.replace("_", " ") for kind in effect.carries))
    later = " later" if effect.horizon is Horizon.LONG else ""
    undo = ", which can't be undone" if effect.reversibility is Reversibility.IRREVERSIBLE else ""
    return f"would{later} " + " ".join(parts) + undo


def reason_text(judgements: Sequence[Judgement], failures: Sequence[str]) -> str:
    """Why, for people: every stopped effect with what stands against it, then what broke."""
    lines = [
        f"{effect_text(judged.effect)}: {'; '.join(judged.authority.reasons) or judged.authority.standing}"
        for judged in judgements
        if judged.verdict is not Verdict.ALLOW
    ]
    lines += [f"failed: {failure}" for failure in failures]
    return "\n".join(lines)


def guidance_text(verdict: Verdict, judgements: Sequence[Judgement], routes: Sequence[str]) -> str:
    """What the agent is told: the opening, the effects that stopped it, and the safer routes."""
    if verdict is Verdict.ALLOW:
        return ""
    stopped = [effect_text(judged.effect) for judged in judgements if judged.verdict is not Verdict.ALLOW]
    parts = [_OPENING[verdict]]
    if stopped:
        parts.append("It " + "; it ".join(dict.fromkeys(stopped[:3])) + ".")
    parts += dict.fromkeys(routes)
    return " ".join(parts)
