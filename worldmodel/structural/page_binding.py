"""Acts that bind: signatures, declarations under penalty, obligations to pay, minimum terms beside them."""

from collections.abc import Iterator
from typing import Any

from worldmodel.effect import Effect, Evidence, Reversibility, Tier
from worldmodel.structural.later import months_bound
from worldmodel.structural.page_object import thing
from worldmodel.structural.page_scene import Scene
from worldmodel.structural.page_terms import is_whole, tells

_BINDS: dict[str, Any] = {"tier": Tier.HIGH, "reversibility": Reversibility.IRREVERSIBLE}
_ORDERS = frozenset({"pay", "transfer", "reserve", "subscribe"})
"""Verbs that carry their own obligation: an order button that says so is no second bond."""
_SOLEMN = frozenset({"send", "update", "create", "register", "transfer", "publish", "configure", "share"})


def signature(scene: Scene, text: str, evidence: Evidence) -> tuple[Effect, ...] | None:
    """Return the bond of a label that signs, or None where it signs nothing."""
    if not (is_whole("sign_word", text) or tells("signs", text)):
        return None
    return (scene.effect("agree", thing(scene, text, None), 0.9, evidence, **_BINDS),)


def bonds(scene: Scene, found: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return the agreement that label and page together make of an act; none where one is told already."""
    if any(effect.verb == "agree" and effect.tier is Tier.HIGH for effect in found):
        return ()
    verbs = {effect.verb for effect in found if effect.tier is not Tier.SAFE}
    reason = next((reason for reader in _READERS for reason in reader(scene, verbs)), None)
    if reason is None:
        return ()
    what = thing(scene, scene.label, None)
    return (scene.effect("agree", f"{reason.text}: {what}", 0.85, reason, scene.label_evidence, **_BINDS),)


def _texts(scene: Scene) -> tuple[str, ...]:
    return scene.before.dialog or "", scene.element.context, scene.before.text


def _declared(scene: Scene, verbs: set[str]) -> Iterator[Evidence]:
    """A declaration: the label makes it, or the page says that the act is one."""
    if told := scene.told("declares", scene.label):
        yield told
    if (verbs & _SOLEMN or scene.speechless) and (told := scene.told("solemn", *_texts(scene))):
        yield told


def _obliged(scene: Scene, verbs: set[str]) -> Iterator[Evidence]:
    if not verbs & _ORDERS and (told := scene.told("obligation", scene.label)):
        yield told


def _tied(scene: Scene, verbs: set[str]) -> Iterator[Evidence]:
    """A change of contract on a page that tells of a minimum term."""
    if not tells("changes_contract", scene.label):
        return
    for text in _texts(scene):
        if (bound := months_bound(text)) or (bound := scene.told("term", text)):
            yield bound


_READERS = (_declared, _obliged, _tied)
