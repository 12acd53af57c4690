"""What sending a form leaves as it was: fields that nobody touched, drafts, texts that are only kept."""

from worldmodel.snapshot import FieldState
from worldmodel.structural.page_field import purposes
from worldmodel.structural.page_object import spoken
from worldmodel.structural.page_scene import Scene
from worldmodel.structural.page_terms import is_whole, tells
from worldmodel.words import find_verbs

_SENDS = frozenset({"post", "put", "patch"})
_KEEPS = frozenset({"update", "configure"})
_GOES_OUT = frozenset({"send", "publish", "share"})


def saves_what_exists(scene: Scene) -> bool:
    """Whether the form changes something that exists, so that what was not touched stays as it is saved.

    The label saves, and neither it nor the place speaks of a new thing: a new order, account, token or
    invitation takes effect with all that its form was brought with.
    """
    verbs = {match.verb for match in spoken(scene.label)}
    told = tells("keep_card", scene.label) or is_whole("saved.applies", scene.label)
    saves = bool(told) or (bool(verbs) and verbs <= _KEEPS)
    sends = scene.method in _SENDS or (scene.form is not None and not scene.method)
    if not (saves and sends) or verbs - _KEEPS:
        return False
    return not any(
        scene.told(term, scene.place) for term in ("create_word", "saved.starts_new", "checkout", "order")
    )


def is_kept(field: FieldState) -> bool:
    """Whether the field still stands as the page brought it."""
    return field.changed is False


def keeps_text(scene: Scene) -> bool:
    """Whether the label only keeps what is written: as a draft, or saved where nobody is to get it.

    The value that the button itself sends, and the address of its own, are heard before its label.
    """
    label = scene.label
    if {match.verb for match in spoken(label)} & _GOES_OUT or _sends_out(scene):
        return False
    return is_draft(label) or (tells("keep_card", label) is not None and not _addressed(scene))


def is_draft(label: str) -> bool:
    """Whether a label says that a draft is kept."""
    return tells("draft", label) is not None and tells("keep_card", label) is not None


def _sends_out(scene: Scene) -> bool:
    own = (scene.element.value or "", scene.element.input_name, scene.attributes.get("formaction", ""))
    return any(
        match.verb in _GOES_OUT and not match.inert
        for text in own
        for match in find_verbs(text, "identifier")
    )


def _addressed(scene: Scene) -> bool:
    return any(
        field.value and "recipient" in purposes(field.name, field.label, field.type, field.autocomplete)
        for field in scene.fields
    ) or bool(scene.before.composer and scene.before.composer.to)
