"""Effects made precise by arguments: recipients, money, counts, publicity, finality, lasting power."""

from collections.abc import Iterator
from typing import Any

from worldmodel.callname import CallName
from worldmodel.effect import DataClass, Effect, Hazard, Horizon, Resource, Reversibility, Scope, Tier
from worldmodel.hosts import parse_host
from worldmodel.secrets import find_secrets
from worldmodel.structural.arguments import Arguments
from worldmodel.structural.flags import stays_draft
from worldmodel.structural.making import because, make, marked
from worldmodel.structural.numbers import all_at_once, device_set, scaled
from worldmodel.structural.widening import narrowed, widened
from worldmodel.wordset import words

_REACHES = words("send publish share pay transfer grant persist disclose reserve subscribe")
_MONEY = words("pay transfer subscribe reserve")
_COUNTED = words("delete send publish share stop")
_BULK_FROM = 5
"""From how many objects or recipients on an effect counts as bulk."""
_SECRET_NOUNS = words(
    "secret secrets password passwords credential credentials token tokens vault keychain otp mfa apikey"
)
_GATHERINGS = words("event events meeting meetings calendar appointment invite invitation")


def refined(
    effects: tuple[Effect, ...], name: CallName, given: Arguments, resource: Resource
) -> Iterator[Effect]:
    """Yield `effects` made precise, then those that only the arguments tell of."""
    precise = tuple(_precise(effect, name, given) for effect in _softened(effects, name, given))
    precise = tuple(device_set(effect, given) for effect in scaled(narrowed(precise, given), name, given))
    precise = all_at_once(precise, name, given)
    yield from precise
    yield from widened(precise, name, given, resource)
    yield from _further(precise, name, given, resource)


def _softened(effects: tuple[Effect, ...], name: CallName, given: Arguments) -> Iterator[Effect]:
    """A move to the bin is a reversible deletion, by whatever operation it comes; a purge is for good."""
    soft, final = given.soft, given.final
    for effect in effects:
        if final and effect.verb in {"delete", "overwrite", "close_account"}:
            yield marked(
                effect, why=f"{final}: for good", tier=Tier.HIGH, reversibility=Reversibility.IRREVERSIBLE
            )
        elif soft and effect.verb in {"update", "delete"} and not name.many:
            yield marked(
                effect,
                why=f"{soft}: to the bin",
                verb="delete",
                tier=Tier.LOW,
                reversibility=Reversibility.REVERSIBLE,
            )
        else:
            yield effect


def _precise(effect: Effect, name: CallName, given: Arguments) -> Effect:
    if effect.verb in _REACHES and given.recipients:
        effect = _addressed(effect, given.recipients)
    if effect.verb in _MONEY:
        effect = marked(effect, amount=effect.amount or given.amount)
        if given.repeats:
            effect = marked(effect, Hazard.RECURRING, why=f"repeats: {given.repeats}", horizon=Horizon.LONG)
    effect = _counted(effect, name, given)
    if effect.verb == "grant":
        effect = _lasting(effect, given)
    if given.forced and effect.verb in {"publish", "overwrite", "delete", "update", "execute"}:
        effect = marked(
            effect,
            why=f"{given.forced}: overrides a check",
            tier=Tier.HIGH,
            reversibility=Reversibility.UNKNOWN,
        )
    return effect


def _addressed(effect: Effect, recipients: tuple[str, ...]) -> Effect:
    scope = effect.scope if effect.scope is Scope.PUBLIC else Scope.OTHERS
    changes: dict[str, Any] = {
        "recipients": tuple(dict.fromkeys((*effect.recipients, *recipients)))[:50],
        "scope": scope,
    }
    if len(recipients) >= _BULK_FROM:
        return marked(
            effect, Hazard.BULK, why=f"{len(recipients)} recipients", count=len(recipients), **changes
        )
    return marked(effect, **changes)


def _counted(effect: Effect, name: CallName, given: Arguments) -> Effect:
    if effect.verb in {"create", "read", "pay", "install"} and not (name.many or given.broad):
        return effect
    count = given.count
    if count is None and effect.verb in _COUNTED:
        count = given.stated_count
    whole = "all" in name.words and name.operation not in {"reply", "respond"}
    if given.broad or whole or (name.many and count is None):
        why = f"reaches everything that matches: {given.broad or given.selects or 'all'}"
        scope = Scope.OTHERS if given.everyone and effect.scope is Scope.SELF else effect.scope
        return marked(effect, Hazard.BULK, why=why, tier=Tier.HIGH, count=count, scope=scope)
    if count is not None and count >= _BULK_FROM:
        return marked(effect, Hazard.BULK, why=f"{count} at once", count=count, tier=Tier.HIGH)
    if effect.verb == "delete" and given.selects and given.shown == given.selects:
        return marked(effect, Hazard.BULK, why=f"chosen by a query: {given.selects}")
    return marked(effect, count=count) if count is not None and effect.count is None else effect


def _lasting(effect: Effect, given: Arguments) -> Effect:
    if given.power is not None:
        return marked(
            effect,
            Hazard.LASTING_POWER,
            why=f"gives everything: {given.power}",
            horizon=Horizon.LONG,
            tier=Tier.HIGH,
        )
    if given.endless or given.boundless:
        return marked(effect, Hazard.LASTING_POWER, why="has no end", horizon=Horizon.LONG, tier=Tier.HIGH)
    return effect


def _further(
    effects: tuple[Effect, ...], name: CallName, given: Arguments, resource: Resource
) -> Iterator[Effect]:
    verbs = {effect.verb for effect in effects}
    shown = given.shown or name.noun
    drafted = name.operation == "draft" or stays_draft(given) is not None  # nobody sees it yet
    if given.public is not None and not verbs <= {"read"} and not drafted:
        yield make(
            "publish",
            shown,
            resource,
            0.9,
            scope=Scope.PUBLIC,
            evidence=because("arguments", f"open to everyone: {given.public}"),
        )
    if given.recipients and "send" not in verbs and _GATHERINGS & set(name.nouns):
        yield _addressed(
            make(
                "send",
                f"invitation {shown}".strip(),
                resource,
                0.85,
                tier=Tier.LOW,
                reversibility=Reversibility.EFFORTFUL,
                evidence=because("arguments", "the attendees are told"),
            ),
            given.recipients,
        )
    if (
        given.power is not None
        and verbs & {"create", "update", "configure", "register"}
        and "grant" not in verbs
    ):
        yield make(
            "grant",
            f"{given.power} {shown}".strip(),
            resource,
            0.85,
            horizon=Horizon.LONG,
            hazards=(Hazard.LASTING_POWER,),
            evidence=because("arguments", f"gives everything: {given.power}"),
        )
    yield from _carried(verbs, given, resource)


def _carried(verbs: set[str], given: Arguments, resource: Resource) -> Iterator[Effect]:
    """Secrets in a text that leaves for others."""
    if not verbs & {"send", "publish", "share", "create", "update"}:
        return
    kinds: dict[DataClass, str] = {}
    for key, text in given.texts[:8]:
        for secret in find_secrets(text):
            kinds.setdefault(secret.kind.data_class, key)
    outward = bool(verbs & {"send", "publish", "share"})
    if kinds and outward:
        yield make(
            "disclose",
            "secret in the text",
            resource,
            0.9,
            carries=tuple(kinds),
            recipients=given.recipients[:50],
            evidence=because("arguments", f"secrets stand in {', '.join(sorted(set(kinds.values())))}"),
        )


def reading(name: CallName, given: Arguments, resource: Resource, shown: str, touchy: bool) -> Effect:
    """What a read tool does: it shows something to the agent, secrets included."""
    secret = touchy or bool(_SECRET_NOUNS & set(name.nouns))
    why = "the operation only looks" + (", at secrets" if secret else "")
    return make(
        "read",
        shown,
        resource,
        0.95,
        carries=(DataClass.CREDENTIAL,) if secret else (),
        tier=Tier.LOW if secret else Tier.SAFE,
        evidence=because("name", why),
    )


def hosts_in(given: Arguments, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Mark effects that go to hosts that deceive, or that two parsers read differently."""
    hazards: dict[Hazard, str] = {}
    for _, value in given.leaves:
        if (
            isinstance(value, str)
            and ("://" in value or (value.count("@") == 1 and " " not in value))
            and len(value) < 2_000
        ):
            host = parse_host(value if "://" in value else value.rpartition("@")[2])
            if host.ambiguous and "://" in value:
                hazards.setdefault(Hazard.AMBIGUOUS_HOST, f"{value[:80]}: {', '.join(host.reasons)}")
            if host.deceptive:
                hazards.setdefault(Hazard.DECEPTIVE_HOST, f"{host.name} mixes or imitates scripts")
    if not hazards:
        return effects
    why = "; ".join(hazards.values())
    return tuple(marked(effect, *hazards, why=why) for effect in effects)
