"""What the values of a form make of an act: how many, and which file, day, address or course."""

import re
from typing import Any

from worldmodel.effect import Effect
from worldmodel.snapshot import FieldState
from worldmodel.structural.numbers import SIZES
from worldmodel.structural.page_amounts import amounts_in
from worldmodel.structural.page_field import purposes, secret_kinds
from worldmodel.structural.page_kept import is_kept, saves_what_exists
from worldmodel.structural.page_scene import Scene
from worldmodel.structural.page_terms import tells
from worldmodel.words import split_identifier

_CARRIED = frozenset(
    {
        "create",
        "update",
        "pay",
        "reserve",
        "register",
        "subscribe",
        "send",
        "overwrite",
        "transfer",
        "persist",
    }
    | {"grant"}
)
"""Verbs whose act sends the form."""
_CONFIRMED = frozenset({"delete", "close_account", "stop"})
"""Verbs that a form may ask to confirm in words."""
_COUNTED = frozenset({"create", "pay", "reserve", "update"})
_WRITTEN = frozenset({"message", "search", "recipient", "subject"})
_SHORT = 60
_MOST = 300
_WHOLE = re.compile(r"\d{1,6}")
_ARROW = re.compile(r"-+>|=>|→|⇒|➜|⟶")
_ENDS = re.compile(r"[.;!\n]")
_REACH = 80


def with_values(scene: Scene, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return the effects with the form's number in `count`, and its values and changes in `object`."""
    kept = saves_what_exists(scene)
    fields = [field for field in scene.fields if _plain(field) and not (kept and is_kept(field))]
    told = "; ".join((*map(_named, fields), *changes(scene)))
    if not told:
        return effects
    number = _number(fields, kept=kept and not amounts_in(scene.element.context))
    typed = "; ".join(_named(field) for field in fields if field.changed)
    effects = tuple(_confirmed(effect, typed) for effect in effects)
    given = "; ".join((told, *(text for text, beforehand in scene.ticked if not beforehand)))
    return tuple(
        _with(effect, (given if effect.verb == "grant" else told)[:_MOST], number) for effect in effects
    )


def _named(field: FieldState) -> str:
    """A field with its value; of a set of radio buttons, the set with the one that is chosen."""
    if field.type == "radio":
        return f"{field.group or field.name}: {field.label or field.value}"
    return f"{field.label or field.name}: {field.value}"


def changes(scene: Scene) -> tuple[str, ...]:
    """Return the changes that the page tells as "this -> that"."""
    text = scene.before.text[:2000]
    return tuple(found for arrow in _ARROW.finditer(text) if (found := _around(text, arrow)))


def _around(text: str, arrow: re.Match[str]) -> str:
    """The clause around an arrow, where both sides of it say something."""
    before = _ENDS.split(text[max(0, arrow.start() - _REACH) : arrow.start()])[-1].strip()
    after = _ENDS.split(text[arrow.end() : arrow.end() + _REACH])[0].strip()
    return " ".join(f"{before} {arrow.group()} {after}".split()) if before and after else ""


def _confirmed(effect: Effect, typed: str) -> Effect:
    """What is typed to confirm a loss, or chosen for it, says of what: "Type the address: sam@a.example"."""
    if not typed or effect.verb not in _CONFIRMED:
        return effect
    return effect.model_copy(update={"object": f"{effect.object} [{typed[:_MOST]}]"[:500]})


def _with(effect: Effect, told: str, number: int | None) -> Effect:
    if effect.verb not in _CARRIED or (effect.evidence[:1] and effect.evidence[0].source == "form.checked"):
        return effect
    more: dict[str, Any] = {"object": f"{effect.object} [{told}]"[:500]}
    if number is not None and effect.count is None and effect.verb in _COUNTED:
        more["count"] = number
    return effect.model_copy(update=more)


def _plain(field: FieldState) -> bool:
    """Whether a field's value may be named: filled, in sight, short, no secret and no text of a message."""
    value = (field.value or "").strip()
    if not value or len(value) > _SHORT or field.hidden or field.type in {"hidden", "password", "checkbox"}:
        return False
    found = purposes(field.name, field.label, field.type, field.autocomplete)
    return not (found & _WRITTEN or secret_kinds(found))


def _number(fields: list[FieldState], *, kept: bool) -> int | None:
    """The number of one field that asks how many; two such fields count different things.

    Where what exists is saved, the difference counts if that is less: from three machines to five, two are
    added; who has one left of five may have said "one".
    """
    told = [
        _change_of(field) if kept else int(field.value or "")
        for field in fields
        if _WHOLE.fullmatch((field.value or "").strip()) and _asks_how_many(field, kept=kept)
    ]
    return told[0] if len(told) == 1 else None


def _asks_how_many(field: FieldState, *, kept: bool) -> bool:
    words = split_identifier(field.name)
    sized = kept and not SIZES.isdisjoint(words)
    return sized or tells("quantity_field", f"{field.label} {' '.join(words)}") is not None


def _change_of(field: FieldState) -> int:
    now, before = int(field.value or ""), (field.brought or "").strip()
    return min(now, abs(now - int(before))) if field.changed and _WHOLE.fullmatch(before) else now
