"""The gate: stop an effect when its expected harm outweighs the cost of a needless stop.

PRISM derives a decision threshold from costs. Turned to harm: with the cost `C` of a needless stop and the
cost `H` of letting an unwanted effect happen, stopping is right when p * H >= (1 - p) * C, which is
p >= C / (C + H). Here p is the probability that the effect happens and is unwanted.
"""

import math

from agentguard.authority import Authority, Origin, Standing
from agentguard.decision import Risk
from agentguard.settings import GateSettings, Settings, Severity
from worldmodel.catalogue import Catalogue
from worldmodel.effect import Effect, Tier

_ORDER: tuple[Severity, ...] = ("negligible", "minor", "moderate", "severe", "critical")


def severity_of(effect: Effect, catalogue: Catalogue) -> Severity:
    """The card's severity, held within what the tier says: SAFE is negligible, LOW at most minor."""
    severity: Severity = catalogue.card(effect.verb).severity.value
    if effect.tier is Tier.SAFE:
        return "negligible"
    if effect.tier is Tier.LOW:
        return min(severity, "minor", key=_ORDER.index)
    return max(severity, "moderate", key=_ORDER.index)


def harm_cost(effect: Effect, catalogue: Catalogue, gate: GateSettings) -> float:
    """The cost H of the effect if it is unwanted: severity x reversibility x magnitude (1 + log10 count)."""
    base = float(getattr(gate.harm_cost, severity_of(effect, catalogue)))
    factor = float(getattr(gate.reversibility, effect.reversibility.value))
    magnitude = 1.0 + math.log10(max(effect.count or 1, 1))
    return base * factor * magnitude


def unwanted_probability(effect: Effect, authority: Authority, gate: GateSettings) -> float:
    """The probability in 0..1 that the effect happens and nobody wants it."""
    rates = gate.unwanted
    rate = rates.of(authority.standing)
    if authority.confirmed and authority.standing is Standing.GRANTED:
        rate = rates.confirmed
    if authority.origin is Origin.FOREIGN and authority.standing is not Standing.GRANTED:
        rate = max(rate, rates.ungranted)
    return effect.probability * rate


def threshold(cost: float, gate: GateSettings) -> float:
    """C / (C + H): the probability from which stopping is cheaper than not stopping."""
    return gate.stop_cost / (gate.stop_cost + cost)


def stops(effect: Effect, authority: Authority, catalogue: Catalogue, gate: GateSettings) -> bool:
    """Whether the gate stops this effect. A probability that is no number stops."""
    cost = harm_cost(effect, catalogue, gate)
    return not unwanted_probability(effect, authority, gate) < threshold(cost, gate)


def harm_of(effect: Effect, authority: Authority, catalogue: Catalogue, settings: Settings) -> float:
    """The harm in 0..1 that one effect adds: probability unwanted x the share of a whole loss it would be."""
    cost = harm_cost(effect, catalogue, settings.gate)
    loss = cost / (cost + settings.budget.loss_scale)
    return unwanted_probability(effect, authority, settings.gate) * loss


def union(harms: list[float]) -> float:
    """The probability that at least one of independent harms happens: 1 - prod(1 - h)."""
    return 1.0 - math.prod(1.0 - harm for harm in harms)


def nats(harm: float) -> float:
    """-log(1 - harm): the budget that an action spends (SHARP); harms of independent steps add up in it."""
    return -math.log1p(-min(harm, 1.0 - 1e-12))


def risk_of(harms: list[float], costs: list[float], spent_before: float) -> Risk:
    """The risk of one action from the harms and expected costs of its effects."""
    harm = union(harms)
    return Risk(harm=harm, cost=sum(costs), spent=spent_before + nats(harm))


def cvar(costs: list[float], level: float = 0.95) -> float:
    """Conditional value at risk: the mean of the worst 1 - level share of `costs` (at least one of them).

    Rockafellar and Uryasev, Optimization of Conditional Value-at-Risk, 2000.
    """
    if not costs:
        return 0.0
    worst = sorted(costs, reverse=True)
    share = max(1, math.ceil(round(len(worst) * (1 - level), 9)))
    return sum(worst[:share]) / share
