"""What ending something costs: a fee, a forfeited deposit, a term that must still be paid."""

import re
from collections.abc import Iterator
from decimal import Decimal

from worldmodel.effect import Effect, Evidence, Hazard, Money, Tier
from worldmodel.money import find_amounts
from worldmodel.structural.page_cost import says_cost
from worldmodel.structural.page_scene import Scene
from worldmodel.structural.page_terms import flatten, tells, terms

_ENDS = frozenset({"stop", "close_account"})
_SENTENCE = re.compile(r"(?<!\d)[.;!?]\s|[.;!?](?=\D|$)\s?|[。；！？]|\n")
_CENTS = re.compile(r"(?<![\d.,])\d{1,6}[.,]\d{2}(?![\d.,])")


def ending_costs(scene: Scene, found: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return the cost that the page tells of an act that ends something; ending for free costs nothing."""
    ends = any(effect.verb in _ENDS and effect.probability >= 0.5 for effect in found)
    if not ends or any(effect.verb == "pay" for effect in found):
        return ()
    text = "\n".join(part for part in (scene.before.dialog, scene.element.context, scene.before.text) if part)
    costly = next(_costly(text), None)
    if costly is None:
        return ()
    reason = Evidence(source="page text", text=costly)
    hidden = () if says_cost(scene.label) else (Hazard.HIDDEN_COST,)
    more = {"amount": _amount(costly) or _amount(text), "hazards": hidden, "tier": Tier.HIGH}
    return (scene.effect("pay", f"cost of ending: {costly}", 0.85, reason, **more),)


def _costly(text: str) -> Iterator[str]:
    """Yield the sentences that tell of a cost of ending now, without those about later."""
    for sentence in _SENTENCE.split(text):
        flat = flatten(sentence)
        for free in terms("ending_free").places(flat):
            flat = flat[: free.start] + " " * (free.end - free.start) + flat[free.end :]
        if tells("ending_costs", flat) and not tells("only_later", flat):
            yield " ".join(sentence.split())[:200]


def _amount(text: str) -> Money | None:
    found = [match.money for match in find_amounts(text)]
    if not found:
        found = [Money(amount=Decimal(match.group().replace(",", "."))) for match in _CENTS.finditer(text)]
    return max(found, key=lambda money: money.amount, default=None)
