"""Policy evaluation of one effect, beside the bare engine and beside plain Python."""

from decimal import Decimal
from typing import Any

from cedarpy import Entities, PolicySet, is_authorized

from agentguard.authority import Authority, Mismatch, Origin, Standing
from agentguard.policy import Policy
from agentguard.verdict import Verdict
from bench import material
from bench.clock import Case, Effort, measure
from bench.figures import Section, rows_of
from bench.firewalls import TEN_RULES
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import DataClass, Effect, Hazard, Resource, Reversibility, Tier

NAME = "rules"
_RAW = "cedarpy alone, ten rules; all but the call made before"
_GRANTED = Authority(standing=Standing.GRANTED, origin=Origin.USER)
_UNGRANTED = Authority(standing=Standing.UNGRANTED, origin=Origin.UNKNOWN)


def run(effort: Effort) -> Section:
    """Measure."""
    shipped, ten = Policy.default(), Policy.load(TEN_RULES)
    cases = {
        f"shipped rules ({len(shipped.rules)}), a mail that was asked for": _case(shipped, send(), _GRANTED),
        "shipped rules, a deletion that nobody asked for": _case(shipped, delete(), _UNGRANTED, stopped=True),
        "ten rules, a mail that was asked for": _case(ten, send(), _GRANTED),
        _RAW: Case(raw(send(), _GRANTED)),
        "the ten rules as an if-chain in Python": Case(lambda _: if_chain(send_effect, _GRANTED)),
    }
    send_effect = send()
    return Section(
        NAME, "rules on one effect (aim: under 60 µs)", "cedarpy alone", rows_of(measure(cases, effort), _RAW)
    )


def send() -> Effect:
    """A mail to one person."""
    return default_catalogue().effect(
        "send", "mail Weekly summary", Resource(kind="tool", id="send_mail"), recipients=("ada@example.com",)
    )


def delete() -> Effect:
    """A final deletion."""
    return default_catalogue().effect("delete", "record 48213", Resource(kind="tool", id="delete_record"))


def _case(policy: Policy, effect: Effect, authority: Authority, *, stopped: bool = False) -> Case:
    action, _ = material.send_mail()
    verdict = policy.evaluate(effect, authority, action=action).verdict
    if (verdict is not Verdict.ALLOW) is not stopped:
        raise RuntimeError(f"{effect.verb}: the rules say {verdict}, another path than the one to be timed")
    return Case(lambda _: policy.evaluate(effect, authority, action=action))


def raw(effect: Effect, authority: Authority) -> Any:
    """Return a call of the engine itself: the same ten rules, all that can be made before made before."""
    text = (TEN_RULES / "ten.cedar").read_text("utf-8")
    policies = PolicySet.from_str(f"{text}\npermit (principal, action, resource);")
    resource = {"type": "Tool", "id": effect.resource.id}
    verb = {"type": "Action", "id": effect.verb}
    entities = Entities.from_json_str(
        f'[{{"uid":{{"type":"Action","id":"{effect.verb}"}},"attrs":{{}},"parents":[]}},'
        f'{{"uid":{{"type":"Tool","id":"{effect.resource.id}"}},"attrs":{{}},"parents":[]}}]'
    )
    context = {
        "standing": _entity("Standing", authority.standing),
        "origin": _entity("Origin", authority.origin),
        "tier": _entity("Tier", effect.tier),
        "reversibility": _entity("Reversibility", effect.reversibility),
        "mismatches": [_entity("Mismatch", name) for name in authority.mismatches],
        "hazards": [_entity("Hazard", name) for name in effect.hazards],
        "carries": [_entity("DataClass", name) for name in effect.carries],
        "recipients": list(effect.recipients),
    }
    request = {
        "principal": {"type": "Agent", "id": "agent"},
        "action": verb,
        "resource": resource,
        "context": context,
    }
    if not is_authorized(request, policies, entities).allowed:
        raise RuntimeError("the bare engine refuses what it should allow")
    return lambda _: is_authorized(request, policies, entities)


def _entity(kind: str, name: str) -> dict[str, dict[str, str]]:
    return {"__entity": {"type": kind, "id": str(name)}}


def if_chain(effect: Effect, authority: Authority) -> str:  # noqa: C901 - a chain of ifs is what is compared
    """Return the verdict that the ten rules give, in the way one would write it without an engine."""
    if authority.standing is Standing.PROHIBITED:
        return "block"
    if Mismatch.REJECTED in authority.mismatches:
        return "block"
    if Hazard.OWN_GUARD in effect.hazards:
        return "block"
    if Hazard.DECEPTIVE_HOST in effect.hazards or Hazard.AMBIGUOUS_HOST in effect.hazards:
        return "block"
    if (
        effect.tier is Tier.HIGH
        and authority.origin is Origin.FOREIGN
        and authority.standing is not Standing.GRANTED
    ):
        return "block"
    if DataClass.CREDENTIAL in effect.carries or DataClass.PAYMENT_CARD in effect.carries:
        return "block"
    if effect.amount is not None and effect.amount.amount > Decimal(100):
        return "ask"
    if effect.count is not None and effect.count > 20:
        return "ask"
    if "everyone@example.com" in effect.recipients:
        return "ask"
    if effect.reversibility is Reversibility.IRREVERSIBLE and authority.standing is Standing.UNGRANTED:
        return "replan"
    return "allow"
