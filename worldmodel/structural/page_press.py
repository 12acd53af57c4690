"""Keys: which of them act, and on what."""

import re
from typing import Literal

from worldmodel.structural.page_scene import Scene
from worldmodel.structural.page_terms import tells

Meaning = Literal["nothing", "submit", "activate", "send", "toggle", "delete", "save", "type", "unknown"]

_ENTER = frozenset({"enter", "return", "numpadenter"})
_MOVES = re.compile(
    r"^(?:escape|esc|tab|arrow\w+|up|down|left|right|home|end|pageup|pagedown|f\d+|shift|control|ctrl|alt|meta|capslock|"
    r"(?:shift|control|ctrl|meta|alt|cmd|controlormeta)\+(?:tab|arrow\w+|home|end|[acfklnptwz]|plus|minus))$"
)
_SEND = re.compile(r"^(?:control|ctrl|meta|cmd|controlormeta|alt)\+(?:enter|return)$")
_SAVE = re.compile(r"^(?:control|ctrl|meta|cmd|controlormeta)\+s$")
_PASTE = re.compile(r"^(?:control|ctrl|meta|cmd|controlormeta)\+[vx]$|^shift\+insert$")
_TEXT_ROLES = frozenset({"textbox", "searchbox", "combobox", "spinbutton"})
_MAIL_BODY = re.compile(r"\b(?:message body|body|subject)\b|\bbetreff\b|本文|正文", re.IGNORECASE)


def key_of(scene: Scene) -> str:
    """Return the pressed key in lower case, wherever the action holds it."""
    return (scene.argument("key", "keys", "value", "text") or "").strip().lower()


def meaning_of(scene: Scene) -> Meaning:
    """Tell what the key does where the focus is."""
    key = key_of(scene)
    if not key:
        return "unknown"
    if _MOVES.match(key):
        return "nothing"
    if _SEND.match(key):
        return "send" if scene.before.composer else "submit"
    if _SAVE.match(key):
        return "save"
    if key in _ENTER:
        return _enter(scene)
    return _other_key(scene, key)


def _other_key(scene: Scene, key: str) -> Meaning:
    if key in {"space", " ", "spacebar"} or key == "":
        return _space(scene)
    if key in {"delete", "backspace", "control+d", "#"}:
        chosen = scene.before.selection or scene.before.selection_count
        return "delete" if chosen and not _in_text(scene) else "nothing"
    if len(key) == 1 or _PASTE.match(key):
        return "type" if _in_text(scene) else "nothing"
    return "nothing" if _in_text(scene) else "unknown"


def _space(scene: Scene) -> Meaning:
    if scene.role in {"checkbox", "switch", "radio"}:
        return "toggle"
    return "activate" if scene.role in {"button", "menuitem", "link"} and scene.role != "link" else "nothing"


def _in_text(scene: Scene) -> bool:
    element = scene.element
    focus = (scene.before.focus or "").lower()
    return (
        scene.role in _TEXT_ROLES
        or element.editable
        or any(word in focus for word in ("composer", "text", "input", "editor"))
    )


def _enter(scene: Scene) -> Meaning:
    """Enter writes a line in a mail, sends in a chat, sends a form from one of its fields, else activates."""
    if scene.before.composer is not None and _in_text(scene):
        return "nothing" if _is_mail(scene) else "send"
    if scene.role == "searchbox" or tells("view_thing", scene.label):
        return "nothing"
    if scene.element.tag == "textarea" or scene.attributes.get("aria-multiline") == "true":
        return "nothing"
    if scene.role in _TEXT_ROLES:
        return "submit" if scene.form is not None else "unknown"
    if scene.role in {"checkbox", "radio"}:
        return "submit" if scene.form is not None else "nothing"
    if scene.role:
        return "activate"
    return "submit" if scene.form is not None or scene.before.dialog else "unknown"


def _is_mail(scene: Scene) -> bool:
    """A mail's body, unlike a chat's line, takes Enter as a new line."""
    composer = scene.before.composer
    to_mail = composer is not None and any("@" in one for one in composer.to)
    subject = composer is not None and bool(composer.subject)
    return bool(to_mail or subject or _MAIL_BODY.search(scene.label)) and scene.element.tag != "input"
