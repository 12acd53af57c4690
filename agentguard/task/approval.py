"""Approval: a structured one, as a harness or an approval tool hands it over, read into a consent."""

from collections.abc import Mapping
from decimal import Decimal, InvalidOperation
from typing import Any, Final

from agentguard.task.grants import Consent
from agentguard.task.limits import highest_amount
from agentguard.task.phrases import phrase_book
from worldmodel.canonical import cut
from worldmodel.effect import Money
from worldmodel.folding import fold
from worldmodel.words import find_verbs

_CALL_KEYS: Final = ("tool_call_id", "call_id", "id", "interrupt_id")
_ITEM_KEYS: Final = (
    "item",
    "object",
    "product",
    "title",
    "name",
    "target",
    "file",
    "table",
    "statement",
    "subject",
)
_PLACE_KEYS: Final = ("merchant", "host", "site", "shop", "domain", "url")
AMOUNT_KEYS: Final = ("max_total", "max_amount", "max", "amount", "total", "price", "limit")
COUNT_KEYS: Final = ("qty", "quantity", "count", "pieces")
ID_KEYS: Final = (
    "ids",
    "items",
    "targets",
    "files",
    "documents",
    "rows",
    "records",
    "accounts",
    "messages",
    "orders",
    "names",
    "paths",
)
_PEOPLE_KEYS: Final = ("to", "recipient", "recipients", "payee")
_DECISION_KEYS: Final = ("decision", "verdict", "answer", "approved", "status", "allow")


def from_facts(facts: Mapping[str, Any]) -> Consent | None:
    """Return the consent that the facts of an approval state; without a decision among them it is a yes."""
    decision = next((facts[key] for key in _DECISION_KEYS if key in facts), True)
    yes = decision is True or (isinstance(decision, str) and not _refuses(decision))
    ids, stated = _list(facts, ID_KEYS), _integer(facts, COUNT_KEYS)
    return Consent(
        yes=yes,
        about=cut(_text(facts, ("text", "about", "reason", "note")), 500),
        item=cut(_text(facts, _ITEM_KEYS), 500),
        merchant=cut(_text(facts, _PLACE_KEYS), 500),
        ids=ids,
        fields=_fields(facts),
        quantity=len(ids) if stated is None and ids else stated,
        amount=_money(facts),
        recipients=_list(facts, _PEOPLE_KEYS),
        verbs=_verbs(facts),
        call_ids=_list(facts, _CALL_KEYS),
        digests=_list(facts, ("digest", "action_digest")),
    )


def _fields(facts: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Return the plain facts of an approval by key, as far as they can be a call's own values too."""
    return tuple(
        (cut(str(key), 100), cut(str(value), 500))
        for key, value in facts.items()
        if key not in _DECISION_KEYS and isinstance(value, str | int | float) and not isinstance(value, bool)
    )[:50]


def _verbs(facts: Mapping[str, Any]) -> tuple[str, ...]:
    said = _text(facts, ("verb", "action", "effect"))
    return tuple(dict.fromkeys(match.verb for match in find_verbs(said, "identifier"))) if said else ()


def _refuses(decision: str) -> bool:
    folded = fold(decision).text.strip()
    return folded in ("no", "false", "block", "stop", "cancel") or bool(
        phrase_book().pattern("refused").search(folded)
    )


def _text(facts: Mapping[str, Any], keys: tuple[str, ...]) -> str:
    return next((str(facts[key]) for key in keys if isinstance(facts.get(key), str | int)), "")


def _list(facts: Mapping[str, Any], keys: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for key in keys:
        value = facts.get(key)
        items = value if isinstance(value, list | tuple) else [value]
        found += [str(item) for item in items if isinstance(item, str | int) and not isinstance(item, bool)]
    return tuple(found[:50])


def _integer(facts: Mapping[str, Any], keys: tuple[str, ...]) -> int | None:
    return next(
        (v for key in keys if isinstance(v := facts.get(key), int) and not isinstance(v, bool) and v >= 0),
        None,
    )


def _money(facts: Mapping[str, Any]) -> Money | None:
    for key in AMOUNT_KEYS:
        value = facts.get(key)
        if isinstance(value, str | int | float) and not isinstance(value, bool):
            currency = facts.get("currency")
            try:
                return Money(
                    amount=Decimal(str(value)), currency=currency if isinstance(currency, str) else None
                )
            except (InvalidOperation, ValueError):
                return highest_amount(str(value), pays=True)
    return None
