"""Removing things on a page: what goes, how many, and whether it can come back."""

import re
from typing import Any

from worldmodel.effect import Effect, Evidence, Hazard, Reversibility, Tier
from worldmodel.money import find_counts
from worldmodel.structural.page_scene import Scene
from worldmodel.structural.page_terms import tells

BULK_FROM = 10
"""From how many objects on an act counts as bulk."""

_ALL = re.compile(
    r"\b(?:all|every|everything|entire|alle|alles|samtliche|tous|toutes|tout|todos|todas|todo|tutti|tutte|tutto|wszystk\w+|все|всё)\b"
    r"|すべて|全て|全部|所有|모든|모두",
    re.IGNORECASE,
)
_ALL_OF = re.compile(
    r"\b(?:all|alle|tous|toutes|todos|todas|tutti|tutte|wszystkie|все)\s+(\d[\d., \u00a0]*)", re.IGNORECASE
)
"""A whole selection told by its number alone: "all 40"."""
_ROW = 60
"""Characters of a row without a name in which it says what it is."""
_SMALL = (Reversibility.REVERSIBLE, Tier.LOW)


def removal(scene: Scene, object: str, probability: float, *evidence: Evidence | None) -> tuple[Effect, ...]:
    """Return the deletion, with its count and how far it can be undone."""
    reversibility, tier, reason = _way_back(scene)
    count = counted(scene)
    if _empties(scene):
        count = _in_all(scene) if count is None else count
        tier = Tier.LOW if count is not None and count < BULK_FROM else tier
    more: dict[str, Any] = {"count": count, "hazards": _bulk(scene, count)}
    if reversibility is not None:
        more["reversibility"] = reversibility
    if tier is not None and not (more["hazards"] and tier is Tier.LOW):
        more["tier"] = tier
    return (scene.effect("delete", object, probability, *evidence, reason, **more),)


def _empties(scene: Scene) -> bool:
    """Whether the act empties a bin: what it holds, a handful or thousands, says how much goes."""
    everything = whole(scene.label) or scene.told("empty_word", scene.label) is not None
    return everything and (_in_bin(scene) is not None or scene.told("bin", scene.label) is not None)


def _in_all(scene: Scene) -> int | None:
    """How many things the page tells of."""
    return max((match.count for match in find_counts(scene.before.text[:2000])), default=None)


def counted(scene: Scene) -> int | None:
    """Return how many objects the act touches, as far as the selection, the label or the question tells."""
    if scene.before.selection_count is not None:
        return scene.before.selection_count
    for text in (scene.label, scene.before.dialog, scene.before.selection):
        if text and (found := find_counts(text)):
            return max(match.count for match in found)
    said = _ALL_OF.search(scene.before.selection or "")
    return int("".join(filter(str.isdigit, said.group(1)))) if said else None


def whole(text: str) -> bool:
    """Whether a text says "all"."""
    return bool(_ALL.search(text))


def starts_whole(text: str) -> bool:
    """Whether a text begins with "all", "every", "the entire"."""
    return _ALL.match(text.strip().removeprefix("the ").removeprefix("The ")) is not None


def _bulk(scene: Scene, count: int | None) -> tuple[Hazard, ...]:
    everything = count is None and (whole(scene.label) or whole(scene.before.selection or ""))
    return (Hazard.BULK,) if everything or (count or 0) >= BULK_FROM else ()


def _way_back(scene: Scene) -> tuple[Reversibility | None, Tier | None, Evidence | None]:
    """Tell whether it can come back: a word of no return outweighs any bin or undo."""
    close = (scene.label, scene.before.dialog or "", scene.element.context)
    if final := scene.told("empty_bin", *close) or scene.told("no_undo", *close):
        return Reversibility.IRREVERSIBLE, Tier.HIGH, final
    if (there := _in_bin(scene)) is not None:
        return Reversibility.IRREVERSIBLE, Tier.HIGH, there
    if final := scene.told("no_undo", scene.before.text):
        return Reversibility.IRREVERSIBLE, Tier.HIGH, final
    texts = (*close, scene.before.selection or "", scene.place, scene.before.text)
    if copy := scene.told("kept_copy", *(text for text, _ in scene.ticked), scene.before.text):
        return Reversibility.EFFORTFUL, None, copy
    return _small(scene, texts) or _decided(scene) or _merged(scene)


def _small(
    scene: Scene, texts: tuple[str, ...]
) -> tuple[Reversibility | None, Tier | None, Evidence | None] | None:
    """What is one's own list, has a bin or an undo, or was typed in."""
    if own := scene.told("cart", scene.place) or scene.told("own_list", scene.place):
        return (*_SMALL, own)
    signs = (scene.told(sign, *texts) for sign in ("draft", "bin", "undo"))
    mild = next((sign for sign in signs if sign is not None), None)
    if mild is not None:
        return (*_SMALL, mild)
    row = scene.element.subject or scene.element.context[:_ROW]
    entry = scene.told("entry_kind", scene.before.heading, scene.place, row)
    if entry is None or whole(scene.label) or tells("account", scene.label):
        return None
    return Reversibility.EFFORTFUL, None, entry  # what was typed in once can be typed in again


def _in_bin(scene: Scene) -> Evidence | None:
    """A page that is the bin itself: what is deleted there has no second bin."""
    for text in (scene.before.heading, scene.before.title):
        if text and (found := tells("bin", text)) and len(found.text) >= len(text.strip()) // 2:
            return Evidence(source="place", text=text)
    return None


def _decided(scene: Scene) -> tuple[Reversibility | None, Tier | None, Evidence | None] | None:
    """What moderators turn down, or a card offers to approve or remove, is decided on, not destroyed."""
    if scene.before.dialog or tells("decision_word", scene.label) or tells("account", scene.label):
        return None
    beside = scene.told("decision_word", scene.element.context) or scene.told("moderation_word", scene.place)
    return (Reversibility.EFFORTFUL, None, beside) if beside is not None else None


def _merged(scene: Scene) -> tuple[Reversibility | None, Tier | None, Evidence | None]:
    if scene.told("branch", scene.label) and (merged := scene.told("merged", scene.place, scene.before.text)):
        return (*_SMALL, merged)
    listed = scene.facts.get("trash")
    if listed is not None and listed is not False:
        return (*_SMALL, Evidence(source="facts.trash", text=str(listed)))
    return None, None, None
