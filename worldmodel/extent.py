"""Extent: whether an effect that a request shows is no more than one that was foreseen of its act."""

import re

from worldmodel.effect import Effect, Scope, Tier

_RECORDED = frozenset({"create", "update", "react", "agree"})
"""What any act looks like on the wire: a record that is posted or patched."""
_SET = frozenset({"configure", "overwrite", "stop"})
"""What a setting looks like that is put in place of the old one."""
_SETS = frozenset(
    "weaken configure update overwrite delete close_account conceal change_credentials grant share"
    " stop".split()
)
_MONEY = frozenset({"pay", "transfer", "subscribe", "reserve"})
_IMPLIES = {
    **dict.fromkeys(_MONEY, _MONEY),
    "register": frozenset({"sign_in"}),
    "close_account": frozenset({"delete", "sign_out"}),
    "stop": frozenset({"delete"}),
    "share": frozenset({"grant", "send"}),
    "grant": frozenset({"share", "send"}),
    "publish": frozenset({"share", "send"}),
}
"""Verbs that the wire does not tell apart: it sees a row that goes, a right that comes, money that moves."""


def is_within(effect: Effect, permitted: Effect) -> bool:
    """Whether `effect` is no more than `permitted`, as a request tells of it.

    It is, when the request of the permitted effect may show its verb, on the same resource, and it is as
    weighty at most: no more objects or money, every recipient, kind of data and hazard already known.
    """
    if effect.verb not in _wire_forms(permitted) and not _foreseen(effect, permitted):
        return False
    if (effect.resource.kind, effect.resource.id) != (permitted.resource.kind, permitted.resource.id):
        return False
    return (
        (effect.tier is not Tier.HIGH or permitted.tier is Tier.HIGH)
        and (effect.count or 1) <= (permitted.count or 1)
        and _money_within(effect, permitted)
        and _recipients_within(effect, permitted)
        and (effect.scope is not Scope.PUBLIC or permitted.scope is Scope.PUBLIC)
        and set(effect.carries) <= set(permitted.carries)
        and set(effect.hazards) <= set(permitted.hazards)
    )


def _wire_forms(permitted: Effect) -> frozenset[str]:
    """The verbs that a permitted effect's own request may show."""
    settings = _SET if permitted.verb in _SETS else frozenset[str]()
    return _RECORDED | settings | _IMPLIES.get(permitted.verb, frozenset()) | {permitted.verb}


def _foreseen(effect: Effect, permitted: Effect) -> bool:
    """Whether it is the loss of a copy, which the wire calls a weakening, that the deletion was to bring.

    The deletion then holds the very words that the request shows for it.
    """
    told = bool(effect.object) and permitted.object.endswith(f"({effect.object})")
    return (effect.verb, permitted.verb) == ("weaken", "delete") and told


_CODE = re.compile(r"\d{1,6}|[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}")


def _recipients_within(effect: Effect, permitted: Effect) -> bool:
    """Whether every recipient is known; the site's own code for one stands for the name decided on."""
    strangers = set(effect.recipients) - set(permitted.recipients)
    coded = [one for one in strangers if _CODE.fullmatch(one)]
    return len(coded) == len(strangers) and len(effect.recipients) <= max(len(permitted.recipients), 1)


def _money_within(effect: Effect, permitted: Effect) -> bool:
    if effect.amount is None:
        return True
    if permitted.amount is None or effect.amount.amount > permitted.amount.amount:
        return False
    return None in (effect.amount.currency, permitted.amount.currency) or (
        effect.amount.currency == permitted.amount.currency
    )
