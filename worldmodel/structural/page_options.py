"""Options: what a page offers to choose stands in its text, and says nothing of an act until it is chosen."""

import re
from collections.abc import Iterator

from worldmodel.snapshot import FieldState, Snapshot

_TELLING = 12
"""A label shorter than this may stand in the text for other reasons."""


def without_options(before: Snapshot) -> Snapshot:
    """Take the words of tick boxes, and of choices that are not made, out of the text around them.

    Each field takes out one mention, its own: a page can't take back what it says elsewhere in equal words.
    """
    labels = [text for field in before.form.fields for text in _unspoken(field)] if before.form else []
    words = [r"\s+".join(map(re.escape, label.split())) for label in labels if len(label) >= _TELLING]
    if not words:
        return before
    words.sort(key=len, reverse=True)
    element = before.element and before.element.model_copy(
        update={"context": _without(before.element.context, words)}
    )
    return before.model_copy(update={"text": _without(before.text, words), "element": element})


def _without(text: str, words: list[str]) -> str:
    for word in words:
        text = re.sub(word, " ", text, count=1)
    return text


def _unspoken(field: FieldState) -> Iterator[str]:
    """What stands in the text for a field and is not chosen; a box speaks only through its tick."""
    if field.hidden:
        return  # what nobody sees stands nowhere in the text
    if field.type == "checkbox" or (field.type == "radio" and field.checked is False):
        yield field.label
    elif field.type == "select" and field.changed and field.brought and field.brought != field.value:
        yield field.brought
