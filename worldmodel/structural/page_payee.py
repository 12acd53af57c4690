"""Payees: who a payment goes to, as the form and the page show it.

A form often holds only the site's own code for a payee, in a hidden field or as the value of a choice. The
name stands beside it: as what is chosen, or as a line of its own under "To".
"""

import re
from collections.abc import Iterator
from itertools import pairwise
from typing import Final

from worldmodel.snapshot import FieldState
from worldmodel.structural.page_field import purposes
from worldmodel.structural.page_message import recipients
from worldmodel.structural.page_scene import Scene
from worldmodel.structural.page_terms import is_whole

_LOOKED_AT: Final = 3000
"""Characters of a page, main part first, in which the line of a payee is looked for."""
_LONGEST: Final = 80
_NOBODY: Final = frozenset({"", "0", "-1", "none", "new", "other"})
"""What a choice of payees sends for "somebody else": the name is written elsewhere in the form."""
_ACCOUNT: Final = re.compile(r"\s*(?:[\[(·,]|\b[A-Z]{2}\d{2}\b|\b\d[\d\-\s]{5,}).*$")
"""An account, or what stands in its place, behind the name."""
_NAMED: Final = re.compile(r"[^\W\d_a-z][\w'’.&\-]*(?: (?:[^\W\d_a-z][\w'’.&\-]*|&|\w{1,3})){0,6}")
"""A name behind its label: it begins with a capital."""
_ARTICLES: Final = frozenset({"a", "an", "do"})
"""Labels of other languages that are small words in English."""


def payees(scene: Scene) -> tuple[str, ...]:
    """Return whom the money goes to: as entered or chosen in the form, else as the page shows it."""
    fields = [field for field in scene.fields if field.value and not field.hidden]
    entered = [field for field in fields if _holds_payee(field)]
    named = tuple(field.value or "" for field in entered if _is_chosen(field))
    if named:
        return tuple(dict.fromkeys(named))
    return recipients(scene) if entered else _shown(scene) or recipients(scene)


def _holds_payee(field: FieldState) -> bool:
    if field.type in {"checkbox", "switch"}:
        return False
    found = purposes(field.name, field.label, field.type, field.autocomplete)
    return "recipient" in found or is_whole("payee_label", field.label)


def _is_chosen(field: FieldState) -> bool:
    return field.type != "select" or field.sent is None or field.sent.casefold() not in _NOBODY


def _shown(scene: Scene) -> tuple[str, ...]:
    """The names under the label that stands closest above the control; several in a batch of payments."""
    for text in (scene.before.dialog or "", scene.before.text[:_LOOKED_AT]):
        if found := list(_labelled(scene, _above(text, scene.label))):
            closest = found[-1][0]
            return tuple(dict.fromkeys(name for label, name in found if label == closest))
    return ()


def _above(text: str, label: str) -> list[str]:
    """The lines of a text down to the control that acts."""
    lines = [line.strip() for line in text.split("\n") if line.strip()]
    last = next((at for at in reversed(range(len(lines))) if lines[at] == label), len(lines))
    return lines[:last]


def _labelled(scene: Scene, lines: list[str]) -> Iterator[tuple[str, str]]:
    """Every name that stands under or behind the label of a payee, with that label."""
    own = {field.label for field in scene.fields if field.label}
    for line, below in pairwise([*lines, ""]):
        label, _, behind = line.partition(":")
        if not is_whole("payee_label", label):
            label, behind = _led(scene, line)
        name = _bare(behind if behind.strip() else below)
        if label and name not in own and len(name) <= _LONGEST and any(map(str.isalpha, name)):
            yield label, name


def _led(scene: Scene, line: str) -> tuple[str, str]:
    """The label and the name of a line such as "To Ada Example", as a row of a table reads."""
    first, _, rest = line.partition(" ")
    article = first.casefold() in _ARTICLES and scene.before.lang[:2] in {"", "en"}
    named = is_whole("payee_label", first) and not article and _NAMED.fullmatch(_bare(rest))
    return (first, rest) if named else ("", "")


def _bare(text: str) -> str:
    return _ACCOUNT.sub("", text.strip()).strip()
