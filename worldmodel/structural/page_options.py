"""Options: what a page offers to choose stands in its text, and says nothing of an act until it is chosen."""

import re
from collections.abc import Iterator

from worldmodel.snapshot import FieldState, Snapshot

_TELLING = 12
"""A label shorter than this may stand in the text for other reasons."""


def without_options(before: Snapshot) -> Snapshot:
    """Take the words of tick boxes, and of choices that are not made, out of the text around them."""
    labels = [text for field in before.form.fields for text in _unspoken(field)] if before.form else []
    words = [r"\s+".join(map(re.escape, label.split())) for label in labels if len(label) >= _TELLING]
    if not words:
        return before
    options = re.compile("|".join(sorted(words, key=len, reverse=True)))
    element = before.element and before.element.model_copy(
        update={"context": options.sub(" ", before.element.context)}
    )
    return before.model_copy(update={"text": options.sub(" ", before.text), "element": element})


def _unspoken(field: FieldState) -> Iterator[str]:
    """What stands in the text for a field and is not chosen; a box speaks only through its tick."""
    if field.type == "checkbox":
        yield field.label
    elif field.hidden:
        return  # what nobody sees stands nowhere in the text
    elif field.type == "radio" and field.checked is False:
        yield field.label
    elif field.type == "select" and field.changed and field.brought and field.brought != field.value:
        yield field.brought
