"""What a WebGuard record says of its element: a label, or a list of attributes that the set wrote out.

`value Submit`, `parent_node_[_Save_]_aria-label`, `INPUT_VALUE_name_email`: such a text names attributes, and
may end in the middle of one, since the set cuts it at 30 characters.
"""

import re

from worldmodel.canonical import Frozen

_KEYS = (
    "aria-label",
    "aria-describedby",
    "parent node [",
    "placeholder",
    "value",
    "title",
    "label",
    "name",
)
_KEY = re.compile("(?:^|(?<= ))(" + "|".join(map(re.escape, _KEYS)) + r")(?= |$)")
_LISTS = re.compile(rf"(?:INPUT VALUE )?(?:{_KEY.pattern})|INPUT VALUE\b")
_UNKNOWN = "description unavailable"
_CODES = frozenset({"true", "false", "on", "off"})


class Target(Frozen):
    """The element's own label, its name in the form, and the text around it; each empty where unknown."""

    label: str = ""
    input_name: str = ""
    context: str = ""


def read_target(slug: str | None) -> Target:
    """Read `target_text`; `_` stands for spaces and other signs."""
    text = " ".join((slug or "").replace("_", " ").split())
    if text == _UNKNOWN:
        return Target()
    if _LISTS.match(text) is None:
        return Target(label=text)
    told = _attributes(text)
    around = told.get("parent node [", "").rstrip(" ]")
    own = next((told[key] for key in ("aria-label", "label", "title", "placeholder") if told.get(key)), "")
    label = own or _shown(told.get("value", "")) or around
    return Target(label=label, input_name=told.get("name", ""), context=around if label != around else "")


def _attributes(text: str) -> dict[str, str]:
    """Each attribute with the words up to the next one; of two of a name the first."""
    _, *parts = _KEY.split(text)
    found: dict[str, str] = {}
    for key, words in zip(parts[::2], parts[1::2], strict=True):
        found.setdefault(key, _whole(words.strip()))
    return found


def _whole(words: str) -> str:
    """The words without an attribute's name that the cut has left at the end, as `[ Save ] aria-l`."""
    closed, bracket, rest = words.partition(" ]")
    return closed if bracket and any(key.startswith(rest.strip()) for key in _KEYS) else words


def _shown(value: str) -> str:
    """A value that a person reads; a number or a code is none."""
    return "" if value.isdigit() or value.lower() in _CODES else value
