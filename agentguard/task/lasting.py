"""Lasting: power that ends when the user said that it ends was given with open eyes."""

import re
from collections.abc import Iterator
from typing import Final

from agentguard.task.grants import Grant
from agentguard.task.matter import Matter
from worldmodel.effect import Hazard
from worldmodel.folding import fold

_UNITS: Final = (
    (1, r"hours?|stunden?|heures?|horas?|or[ae]|u(?:ur|ren)"),
    (24, r"days?|tage?n?|jours?|d[ií]as?|giorn[oi]|dag(?:en)?"),
    (7 * 24, r"weeks?|wochen?|semaines?|semanas?|settiman[ae]|we(?:ek|ken)"),
    (30 * 24, r"months?|monate?n?|mois|m[eê]s(?:es)?|mes[ei]|maand(?:en)?"),
)
"""Units of a span and their length in hours, on folded text; a year and more is no end."""
_SPAN: Final = re.compile(
    r"(?<![\w.,])(\d{1,3})[\s\-]?(?:" + "|".join(f"({unit})" for _, unit in _UNITS) + r")(?!\w)"
)
_YEAR: Final = 365 * 24


def ends_when_said(grant: Grant, matter: Matter) -> bool:
    """Whether the user named a span ("for 30 days"), and it is the one after which the power ends.

    Only where nothing but that it stays speaks against the power, and no other span stands there.
    """
    effect = matter.effect
    if effect.verb != "grant" or set(effect.hazards) != {Hazard.LASTING_POWER}:
        return False
    said = set(_spans(grant.object))
    return bool(said) and said == set(_spans(effect.object)) and max(said) < _YEAR


def _spans(text: str) -> Iterator[int]:
    """Yield the spans that a text names, in hours."""
    for match in _SPAN.finditer(fold(text).text):
        hours = next(hours for (hours, _), unit in zip(_UNITS, match.groups()[1:], strict=True) if unit)
        yield int(match.group(1)) * hours
