"""Swapped: what a page put in place of what was looked at, between the look and the act, or in what it sends.

A harness that looks again as a click comes tells it as the fact `swapped`. A request that a form sends tells
it by itself: its values are compared with what the form held when the act was decided.
"""

import re
from collections.abc import Iterator, Sequence
from decimal import Decimal
from typing import Any, Final

from worldmodel.canonical import canonical_json
from worldmodel.effect import Effect, Hazard, Tier
from worldmodel.folding import fold
from worldmodel.secret_patterns import PLACEHOLDER
from worldmodel.snapshot import FieldState, Snapshot
from worldmodel.structural.facts import facts_of
from worldmodel.structural.making import marked
from worldmodel.structural.request import Request
from worldmodel.words import split_identifier
from worldmodel.wordset import words

_WRAPPERS: Final = words("variables input data form payload body params")
_MOVING: Final = words(
    """
    csrf xsrf token nonce state time timestamp ts now elapsed duration tz timezone offset screen width height
    x y scroll viewport captcha recaptcha fingerprint session sid rnd random cache version etag lock signature
    """
)
"""Words of hidden fields that a page may set as it sends: they choose nothing."""
_BESIDE: Final = words(
    "id value field input hidden form key code hash string ms utc client browser page request response user"
    " agent middleware authenticity auth g cf h local created start started submit submitted sent at date"
    " challenge turnstile"
)
"""Words that stand beside them in such names: `form_start_time`, `g-recaptcha-response`."""
_GUARDS: Final = re.compile(r"csrf|xsrf|captcha|turnstile|nonce|(?:verification|authenticity|request)_?token")
_WHOSE: Final = words(
    "id ids uuid guid ref iban bic account accounts payee recipient to from target receiver beneficiary"
    " customer user member owner item product order invoice address card"
)
"""Words of fields that choose who or what, however random their value looks."""
_OFF: Final = frozenset({"", "0", "false", "off", "no"})
_LONG: Final = 250
"""Characters from which a value may have been cut as it was collected."""
_TOKEN: Final = re.compile(r"(?=.*\d)(?=.*[A-Za-z])[\w\-+/=.]{20,}|\d{10,13}")
"""A random or dated value: it says nothing of what is meant."""
_ACCOUNT: Final = re.compile(r"[A-Z]{2}\d{2}[A-Z0-9]{10,30}")
_NUMBER: Final = re.compile(r"[0-9]+(?:[.,][0-9]+)*")
_CLOCK: Final = re.compile(r"\d{1,2}:\d{2}(?::\d{2})?")
_STAMP: Final = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}")
_DATE: Final = re.compile(r"\d{1,4}[-./]\d{1,2}[-./]\d{1,4}")


_FACT: Final = "swapped"


def telling(snapshot: Snapshot, found: Sequence[str]) -> Snapshot:
    """Return `snapshot` with what was found to be swapped told in it, beside what is told already."""
    if not found:
        return snapshot
    facts = snapshot.facts
    told = canonical_json({**facts, _FACT: [*facts.get(_FACT, ()), *found]})
    return snapshot.model_copy(update={"facts_json": told})


def swapped_on_page(before: Snapshot, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Mark the lasting effects of an act whose target was changed as it came."""
    told = facts_of(before).values.get(_FACT) if f'"{_FACT}"' in before.facts_json else None
    return _marked(effects, f"changed as the click came: {told}") if told else effects


def swapped_in_request(before: Snapshot, request: Request, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Mark the lasting effects of a request that says something else than the form that was decided on."""
    if before.form is None or not request.fields:
        return effects
    found = list(_swapped(before.form.fields, _top(request.fields)))
    return _marked(effects, f"sent otherwise than the page showed: {', '.join(found)}") if found else effects


def _marked(effects: tuple[Effect, ...], why: str) -> tuple[Effect, ...]:
    return tuple(
        effect
        if effect.tier is Tier.SAFE
        else marked(effect, Hazard.WRONG_TARGET, why=why[:300], source="form")
        for effect in effects
    )


def _top(fields: Any) -> dict[str, Any]:
    """The fields by name: of the body itself, or of the one object that wraps them."""
    if not isinstance(fields, dict):
        return {}
    inner = [value for key, value in fields.items() if str(key).lower() in _WRAPPERS]
    wrapped = [value for value in inner if isinstance(value, dict)]
    return {**fields, **wrapped[0]} if len(wrapped) == 1 else fields


def _swapped(fields: tuple[FieldState, ...], given: dict[str, Any]) -> Iterator[str]:
    for field in fields:
        alone = sum(other.name == field.name for other in fields) == 1
        if not field.name or not alone or _may_move(field):
            continue
        if field.checked is not None:
            if field.type == "checkbox" and not field.checked and _ticked(given.get(field.name)):
                yield f"{field.label or field.name} is ticked"
            continue
        held, sent = field.sent or field.value, given.get(field.name)
        if not held or not isinstance(sent, str | int | float) or _tells_nothing(field, held, str(sent)):
            continue
        if not _is_masked_so(held, str(sent)) and not alike(held, str(sent)):
            yield f"{field.label or field.name} is {str(sent)[:40]!r}, not {held[:40]!r}"


def _ticked(sent: Any) -> bool:
    return sent is True or (sent is not None and str(sent).casefold() not in _OFF and sent is not False)


def alike(held: str, sent: str) -> bool:
    """Whether two values of a field say the same: in spelling, as numbers, in cents, as a date."""
    ours, theirs = (re.sub(r"[\W_]+", "", fold(one).text) for one in (held, sent))
    first, second = _numbers(held), _numbers(sent)
    if first and second and held != sent:
        return bool((first | {number * 100 for number in first}) & second)
    if _DATE.fullmatch(held.strip()) and _DATE.fullmatch(sent.strip()):
        return sorted(ours) == sorted(theirs)
    return ours == theirs


def _may_move(field: FieldState) -> bool:
    """Whether a field out of sight is one of those that a page sets as it sends; one in sight never is."""
    name = field.name.lower()
    said = set(split_identifier(field.name))
    if not (field.hidden or field.type == "hidden"):
        return False
    return _GUARDS.search(name) is not None or (bool(said & _MOVING) and said <= _MOVING | _BESIDE)


def _tells_nothing(field: FieldState, held: str, sent: str) -> bool:
    """Whether nothing is sent, the look was cut short, or a value is random or of another time zone."""
    cut = held.endswith("…") or (len(held) >= _LONG and " ".join(sent.split()).startswith(held[:_LONG]))
    zoned = _CLOCK.fullmatch(held.strip()) is not None and _STAMP.match(sent) is not None
    return not sent or cut or zoned or _is_random(field, held, sent)


def _is_random(field: FieldState, held: str, sent: str) -> bool:
    """Whether a field out of sight, that names nobody and nothing, holds random or dated values."""
    names = _WHOSE & set(split_identifier(field.name)) or _ACCOUNT.fullmatch(held)
    random = _TOKEN.fullmatch(held) is not None and _TOKEN.fullmatch(sent) is not None
    return random and not names and (field.hidden or field.type == "hidden")


def _is_masked_so(held: str, sent: str) -> bool:
    """Whether a secret stands replaced in what was looked at, and what is sent ends as that secret does."""
    masks = PLACEHOLDER.findall(held)
    endings = [mask[-5:-1] for mask in masks if "*" in mask]
    bare = re.sub(r"[\W_]+", "", sent).upper()
    if len(masks) == 1 and held.strip() == masks[0]:
        return all(bare.endswith(ending) for ending in endings)
    return bool(masks) and all(ending in bare for ending in endings)


def _numbers(text: str) -> frozenset[Decimal]:
    """Every number that a text may stand for: `1,200` is one and a fifth, or twelve hundred."""
    text = text.strip()
    if not _NUMBER.fullmatch(text):
        return frozenset()
    readings = {text.replace(",", "."), re.sub(r"[.,](?=\d{3}(?:[.,]|$))", "", text).replace(",", ".")}
    return frozenset(Decimal(one) for one in readings if one.count(".") <= 1)
