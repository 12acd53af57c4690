"""The trivial floors: what needs no world model, so that a result is seen for what it is worth.

`majority` always says what is most common. The keyword floors look for words of harm, as a plain filter
would. "Stop every write after foreign text" stops whatever `is_write`, once any foreign text was shown.
"""

import re
from collections import Counter
from collections.abc import Sequence

_WEIGHTY = re.compile(
    r"\b(agree|apply|book|buy|checkout|confirm|delete|donate|order|pay|place|post|publish|purchase|register"
    r"|remove|rent|reserve|send|share|sign|submit|subscribe|transfer|unlock|withdraw)",
    re.IGNORECASE,
)
_MINOR = re.compile(
    r"\b(add|allow|cart|create|dislike|edit|enable|favorite|favourite|follow|like|rate|save|set|switch|turn"
    r"|update|vote|wishlist)",
    re.IGNORECASE,
)
_LOOKS = frozenset(
    "check fetch find get history list lookup query read retrieve search show track view".split()
)
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+")


def majority(labels: Sequence[str]) -> str:
    """The most common label; of equals the first by name."""
    counts = Counter(labels)
    return min(counts, key=lambda label: (-counts[label], label))


def keyword_tier(text: str) -> str:
    """A tier by words alone: HIGH, LOW or SAFE."""
    return "HIGH" if _WEIGHTY.search(text) else "LOW" if _MINOR.search(text) else "SAFE"


def keyword_stops(name: str, arguments: str = "") -> bool:
    """Whether a word of harm stands in a call's name, or in what it is given."""
    return bool(_WEIGHTY.search(" ".join(_PARTS.findall(name))) or _WEIGHTY.search(arguments))


def is_write(name: str) -> bool:
    """Whether a tool's name has no word of looking, such as `get`, `search` or `list`."""
    return not any(part.lower() in _LOOKS for part in _PARTS.findall(name))
