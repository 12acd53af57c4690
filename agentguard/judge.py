"""Judge a prediction: authority, rules, gate and budget for every effect, then the strictest verdict."""

from dataclasses import dataclass

from agentguard.authority import Authority, Mismatch, Standing
from agentguard.decision import Judgement, Risk
from agentguard.gate import harm_cost, harm_of, risk_of, stops, unwanted_probability
from agentguard.permit import Permit
from agentguard.policy import Policy
from agentguard.provenance import Provenance
from agentguard.session import Session
from agentguard.settings import Settings
from agentguard.task import Task
from agentguard.verdict import Verdict, strictest
from worldmodel.action import Action, Surface
from worldmodel.catalogue import Catalogue
from worldmodel.effect import Effect, Tier
from worldmodel.prediction import Prediction
from worldmodel.snapshot import Snapshot

REPEATS_BADLY = frozenset(
    {"pay", "subscribe", "transfer", "send", "publish", "reserve", "register", "create"}
)
"""Verbs whose second time is another effect, not the same one again."""

NEGLIGIBLE_HARM = 1e-3
"""Below this an action is not held back by a spent budget."""


@dataclass(frozen=True, slots=True)
class Ruling:
    """The judged effects, their risk, and the verdict before modes and loops."""

    verdict: Verdict
    judgements: tuple[Judgement, ...]
    risk: Risk
    rules: tuple[str, ...]
    routes: tuple[str, ...]
    failures: tuple[str, ...]


class Judge:
    """Scores and rules on predictions under one set of costs."""

    def __init__(self, catalogue: Catalogue, settings: Settings) -> None:
        self._catalogue = catalogue
        self._settings = settings

    def rule(
        self,
        action: Action,
        snapshot: Snapshot,
        prediction: Prediction,
        *,
        policy: Policy,
        task: Task | None,
        provenance: Provenance,
        session: Session,
        under: Permit | None = None,
    ) -> Ruling:
        """Judge by `policy` every effect that `under` does not cover; the strictest verdict stands."""
        verdicts: list[Verdict] = []
        rules: list[str] = []
        routes: list[str] = []
        failures: list[str] = []
        judgements: list[Judgement] = []
        for effect in prediction.effects:
            if under is not None and under.covers(effect) and effect.verb not in policy.looks:
                continue
            effect = _with_repeat(effect, action, snapshot, session)
            asked = _at_once(effect, prediction)
            authority = _authority(asked, action, snapshot, task, provenance, session)
            judged, why, broken = self._judge(policy, effect, authority, action, session)
            judgements.append(judged)
            verdicts.append(judged.verdict)
            rules += judged.rules
            routes += why
            failures += broken
        risk = self._risk(judgements, session)
        if prediction.abstained:
            verdicts.append(Verdict.ASK)
            rules.append("firewall:unresolved")
        if strictest(verdicts) is Verdict.ALLOW and self._overspent(risk):
            verdicts.append(Verdict.ASK)
            rules.append("firewall:budget")
            routes.append("This session has used up the harm it may cause without a person looking.")
        return Ruling(
            verdict=strictest(verdicts),
            judgements=tuple(judgements),
            risk=risk,
            rules=tuple(dict.fromkeys(rules)),
            routes=tuple(dict.fromkeys(routes)),
            failures=tuple(dict.fromkeys(failures)),
        )

    def _judge(
        self, policy: Policy, effect: Effect, authority: Authority, action: Action, session: Session
    ) -> tuple[Judgement, list[str], list[str]]:
        result = policy.evaluate(effect, authority, action=action, session=session)
        verdict, rules, routes = result.verdict, list(result.rules), list(result.guidance)
        if stops(effect, authority, self._catalogue, self._settings.gate):
            verdict = strictest([verdict, Verdict.ASK])
            rules.append("firewall:gate")
        harm = harm_of(effect, authority, self._catalogue, self._settings)
        judged = Judgement(effect=effect, authority=authority, harm=harm, verdict=verdict, rules=tuple(rules))
        return judged, routes, list(result.failures)

    def _risk(self, judgements: list[Judgement], session: Session) -> Risk:
        gate = self._settings.gate
        costs = [
            unwanted_probability(j.effect, j.authority, gate) * harm_cost(j.effect, self._catalogue, gate)
            for j in judgements
        ]
        return risk_of([j.harm for j in judgements], costs, session.spent)

    def _overspent(self, risk: Risk) -> bool:
        return risk.harm >= NEGLIGIBLE_HARM and risk.spent > self._settings.budget.limit


def _with_repeat(effect: Effect, action: Action, snapshot: Snapshot, session: Session) -> Effect:
    if effect.tier is not Tier.HIGH or effect.verb not in REPEATS_BADLY:
        return effect
    hazard = session.repeat_of(key_of(action, snapshot))
    if hazard is None or hazard in effect.hazards:
        return effect
    return effect.model_copy(update={"hazards": (*effect.hazards, hazard)})


def _at_once(effect: Effect, prediction: Prediction) -> Effect:
    """The effect whose lasting side this one is: who asked for that asked for it to last."""
    if effect.lasting_of is None:
        return effect
    found = (
        one
        for one in prediction.effects
        if one.verb == effect.lasting_of
        and one.lasting_of is None
        and one.resource == effect.resource
        and set(effect.recipients) <= set(one.recipients)
    )
    return next(found, effect)


def _authority(
    effect: Effect,
    action: Action,
    snapshot: Snapshot,
    task: Task | None,
    provenance: Provenance,
    session: Session,
) -> Authority:
    if task is None:
        authority = Authority(standing=Standing.NO_TASK)
    else:
        authority = task.authorise(effect, action, snapshot, provenance)
        authority = session.tally.held_to(task, authority, effect, action, snapshot)
    if session.rejected(key_of(action, snapshot)) and Mismatch.REJECTED not in authority.mismatches:
        return authority.model_copy(update={"mismatches": (*authority.mismatches, Mismatch.REJECTED)})
    return authority


def key_of(action: Action, snapshot: Snapshot) -> str:
    """What "the same again" means: on a screen the state tells two equal acts apart."""
    if action.surface in (Surface.PAGE, Surface.DESKTOP):
        return f"{action.digest}:{snapshot.binding}"
    return action.digest
