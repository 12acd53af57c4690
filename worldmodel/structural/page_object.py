"""Which verbs a label really names, and what they are done to."""

import re

from worldmodel.structural.page_scene import Scene
from worldmodel.words import VerbMatch, find_verbs

_LEFTOVER = re.compile(
    r"^(?:\W|\b(?:the|a|an|this|these|my|your|now|selected|das|die|der|den|diese|le|la|les|el|los|las|o|os|as|il|de|"
    r"het|ces?|cette|este|esta|to|all)\b)+|\W+$",
    re.IGNORECASE,
)


def spoken(text: str) -> tuple[VerbMatch, ...]:
    """Return the verbs that a label really names, the first place of each."""
    seen: dict[str, VerbMatch] = {}
    for match in find_verbs(text):
        if not match.inert:
            seen.setdefault(match.verb, match)
    return tuple(seen.values())


def thing(scene: Scene, text: str, match: VerbMatch | None) -> str:
    """Say what the act is on: the rest of the label, the selection, the row, the question, the heading."""
    rest = text[: match.start] + text[match.end :] if match else text
    if match and not any(c.isalnum() for c in rest) and " " in match.text:
        rest = text  # "Delete branch" is one phrase of the lexicon, and still names its object
    rest = _LEFTOVER.sub("", rest.strip())
    before = scene.before
    around = (before.selection, scene.element.context, before.dialog, before.heading, before.title)
    near = next((part.strip() for part in around if part and part.strip()), "")
    if rest and any(c.isalnum() for c in rest):
        return f"{rest} ({near[:120]})" if near and near.lower() not in rest.lower() else rest
    return near[:200] or scene.label or "unnamed"
