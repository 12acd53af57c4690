"""PUT: it replaces what stands at the address, so what the body leaves out is lost."""

import re
from collections.abc import Iterator
from typing import Any

from worldmodel.effect import Effect, Hazard, Resource, Reversibility, Tier
from worldmodel.snapshot import Snapshot
from worldmodel.structural.arguments import Arguments
from worldmodel.structural.facts import Phrase, facts_of
from worldmodel.structural.making import because, make
from worldmodel.structural.request import Request
from worldmodel.wordset import words

_ITEM = re.compile(
    r"^(\d+|[0-9a-f]{8,}(-[0-9a-f]+)*|[A-Za-z]{1,10}[_-]\w*\d\w*|me|self|current)$", re.IGNORECASE
)
_SETTINGS = words(
    """
    settings preferences options status versioning lifecycle policies permissions labels tags
    notifications flags limits quotas
    details address alias access metrics success progress
    """
)
_NAMES_SETTING = frozenset({"name", "key", "setting", "field", "option", "flag", "feature", "code", "slug"})
_SETS_IT = frozenset({"value", "enabled", "on", "active", "state", "checked", "to"})
"""Keys by which a PATCH of many settings tells which one it sets: `{"name": ..., "value": ...}`."""
_OWN_SETS = words("items sessions favorites favourites bookmarks likes reactions drafts")
_REPLACES = re.compile(
    r"\b(put|full update|replace)\b[^.;]{0,40}\b(replac\w+|overwrit\w+|resets?|wipes?|drops?"
    r"|clears?|removes?)\b"
    r"|\b(missing|omitted|absent|left[- ]out|unspecified)\b[^.;]{0,30}\b(fields?|keys?|entries|records?)?"
    r"[^.;]{0,20}\b(deleted|removed|cleared|nulled|reset|lost|dropped)\b",
    re.IGNORECASE,
)
_NUMBER = re.compile(r"\b(\d[\d,. ]*)\s+(\w+)", re.IGNORECASE)
_FEW = 2
"""A body of so few fields or entries is hardly the whole of what it replaces."""


def replaced(before: Snapshot, request: Request, resource: Resource) -> Iterator[Effect]:
    """Yield what a PUT overwrites: surely where the notes say so or more stands there, else perhaps."""
    if request.method != "PUT" or not request.fields or not request.address.segments:
        return
    last = request.address.segments[-1]
    many = isinstance(request.fields, list) or _is_plural(last)
    if last.lower() in _SETTINGS or not (many or _ITEM.match(last)):
        return
    shown = "/".join(request.address.segments[-2:])
    reason = _loses(before, request.fields, last if many else "")
    if reason is not None:
        yield make(
            "overwrite", shown, resource, 0.9, tier=Tier.HIGH, reversibility=Reversibility.IRREVERSIBLE,
            hazards=(Hazard.NO_COPY,), evidence=because("facts", reason),
        )  # fmt: skip
    elif len(request.fields) <= _FEW:
        why = because("method", "PUT replaces what stands there")
        yield make("overwrite", shown, resource, 0.5, tier=Tier.LOW, evidence=why)


def is_on_collection(request: Request, given: Arguments) -> bool:
    """Whether a PATCH, PUT or DELETE is on a whole collection: a plural at the end, no id."""
    segments = request.address.segments
    if request.method not in {"PATCH", "PUT", "DELETE"} or not segments:
        return False
    last = segments[-1].lower()
    if request.method == "PUT" and len(segments) > 1 and _ITEM.match(segments[-2]):
        return False  # the parts of one thing
    if last in _SETTINGS | _OWN_SETS or not _is_plural(last):
        return False
    keys = {key for key, _ in given.leaves}
    names_one = any(key in {"id", "ids"} or key.endswith(("_id", "_ids")) for key in keys)
    return not (names_one or (keys & _NAMES_SETTING and keys & _SETS_IT))


def _loses(before: Snapshot, fields: Any, collection: str) -> str | None:
    """The statement by which something that the body lacks would be lost, else None."""
    trusted = [p for p in facts_of(before).phrases if p.origin in {"state", "setup", "history"}]
    standing = _standing(trusted, collection) if collection else None
    if standing is not None and standing[0] > _entries(fields):
        return standing[1]
    if len(fields) > _FEW:
        return None
    return next((phrase.text for phrase in trusted if _REPLACES.search(phrase.text)), None)


def _standing(phrases: list[Phrase], collection: str) -> tuple[int, str] | None:
    """How many entries the state says stand in the collection: `zone has 22 records`."""
    stem = collection.lower()[:5]
    for phrase in phrases:
        for match in _NUMBER.finditer(phrase.text):
            if match.group(2).lower().startswith(stem):
                return int(re.sub(r"\D", "", match.group(1))), phrase.text
    return None


def _entries(fields: Any) -> int:
    if isinstance(fields, list):
        return len(fields)
    inner = [len(value) for value in fields.values() if isinstance(value, list)]
    return max(inner, default=1)


def _is_plural(segment: str) -> bool:
    low = segment.lower()
    return low.isalpha() and low.endswith("s") and not low.endswith(("ss", "us", "is"))
