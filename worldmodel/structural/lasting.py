"""How long something is to last, by the arguments that say so."""

import re
from typing import Any

from worldmodel.wordset import words

_END_WORDS = words(
    "expires expire expiry expiration ttl valid validity until lifetime age duration ends end window"
)
_UNITS = {"day": 1.0, "hour": 1 / 24, "minute": 1 / 1_440, "week": 7.0, "month": 30.0, "year": 365.0}
_NEVER = re.compile(
    r"^(never|none|0|-1|infinite|infinity|unlimited|always|forever|permanent(ly)?|no[ _-]?(end"
    r"|expiry|expiration|limit)|indefinite(ly)?|)$",
    re.IGNORECASE,
)
_LONG = 365.0
"""Days from which on an end is too far away to count as one."""


def says_end(key: str) -> bool:
    """Whether an argument of this name says how long something lasts."""
    return not _END_WORDS.isdisjoint(key.split("_"))


def has_no_end(key: str, value: Any) -> bool:
    """Whether a length of time is none, or a year and more."""
    return value is None or bool(_NEVER.match(str(value).strip())) or _days(key, value) >= _LONG


def _days(key: str, value: Any) -> float:
    try:
        number = float(value)
    except (TypeError, ValueError):
        return 0.0
    unit = next((days for name, days in _UNITS.items() if name in key), 1 / 86_400)
    return number * unit
