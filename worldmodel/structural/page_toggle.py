"""Boxes, switches and choices: some only prepare a form, others change a setting at once."""

from typing import Any
from urllib.parse import urlsplit

from worldmodel.effect import Effect, Evidence, Hazard, Reversibility, Tier
from worldmodel.structural.page_deeds import deed_in
from worldmodel.structural.page_object import spoken
from worldmodel.structural.page_power import Turn, role_given, turned
from worldmodel.structural.page_scene import Scene
from worldmodel.structural.page_terms import fold, tells

BOXES = frozenset({"checkbox", "radio", "switch", "menuitemcheckbox", "menuitemradio"})
_SAVES_ITSELF = frozenset(
    {"onchange", "data-autosave", "data-autosubmit", "hx-post", "hx-put", "hx-patch", "data-remote"}
)
_PIECES = frozenset({"slider", "img", "image", "canvas", "figure"})
_MILD: dict[str, Any] = {"tier": Tier.LOW, "reversibility": Reversibility.REVERSIBLE}


def toggled(scene: Scene) -> tuple[Effect, ...]:
    """Return what ticking, unticking or flipping the target does."""
    text = named(scene)
    if check := human_check(scene):
        return check
    turn = turn_of(scene)
    evidence = Evidence(source="element.name", text=f"{scene.role} {text}, turned {turn}")
    if not _at_once(scene):
        return ()
    if found := turned(scene, text, turn, evidence):
        return found
    if scene.role in {"switch", "menuitemcheckbox", "menuitemradio"}:
        return _flipped(scene, text, turn, evidence)
    return ()


def _flipped(scene: Scene, text: str, turn: Turn, evidence: Evidence) -> tuple[Effect, ...]:
    """A switch that lets others do something gives power, one among protections is one of them.

    Any other is a setting of one's own.
    """
    deed = deed_in(text) if turn != "off" else None
    if deed is not None and deed.verb in {"grant", "persist", "disclose", "pay"}:
        return (scene.effect(deed.verb, text, 0.8, evidence, **deed.more),)
    if turn != "on" and (place := _protects(scene)) is not None:
        return (scene.effect("weaken", text, 0.7, evidence, place, tier=Tier.HIGH),)
    return (scene.effect("configure", f"{text} {turn}", 0.85, evidence, **_MILD),)


def _protects(scene: Scene) -> Evidence | None:
    """Where the page says that its settings are about security: whatever they are called, they protect."""
    path = urlsplit(scene.url).path.replace("/", " ").replace("-", " ")
    return scene.told("security_place", scene.before.heading, scene.before.title, path)


def named(scene: Scene) -> str:
    """Return the setting's name; a bare "On" or "Enabled" takes the words of its row."""
    context = scene.element.context
    bare = len(scene.label.split()) <= 1 and (tells("on_word", scene.label) or tells("off_word", scene.label))
    return f"{context} {scene.label}".strip() if context and (bare or not scene.label) else scene.label


def human_check(scene: Scene) -> tuple[Effect, ...]:
    """Return the step meant to prove that a person acts, where the target is one."""
    told = scene.told("human_check", scene.label) or _check_piece(scene)
    frame = scene.attributes.get("src", "") + scene.attributes.get("class", "") + (scene.element.href or "")
    if told is None and not (scene.element.tag == "iframe" and tells("human_check", frame.replace("/", " "))):
        return ()
    evidence = told or Evidence(source="element.attributes", text=frame)
    return (
        scene.effect(
            "agree",
            "statement that a person acts",
            0.9,
            evidence,
            tier=Tier.LOW,
            hazards=(Hazard.HUMAN_CHECK,),
        ),
    )


def _check_piece(scene: Scene) -> Evidence | None:
    """A slider, a picture or a button of a check that the text around it tells of."""
    piece = scene.role in _PIECES or scene.speechless or tells("check_piece", scene.label)
    if not piece or scene.element.href or not scene.role:
        return None
    return scene.told(
        "proof_of_person", scene.label, scene.element.context, scene.before.dialog or "", scene.before.text
    )


def turn_of(scene: Scene) -> Turn:
    """Tell which way the target goes: by the act's own word, else away from where it stands."""
    match scene.operation:
        case "check":
            return "on"
        case "uncheck":
            return "off"
    wanted = scene.arguments.get("checked")
    if isinstance(wanted, bool):
        return "on" if wanted else "off"
    if scene.role in {"radio", "menuitemradio"}:
        return "on"
    stands = _stands(scene)
    return "unknown" if stands is None else "off" if stands else "on"


def _stands(scene: Scene) -> bool | None:
    if scene.element.checked is not None:
        return scene.element.checked
    pressed = scene.attributes.get("aria-checked") or scene.attributes.get("aria-pressed")
    if pressed in {"true", "false"}:
        return pressed == "true"
    label = fold(scene.label)
    return True if any(fold(text) == label for text, _ in scene.ticked) else None


def _at_once(scene: Scene) -> bool:
    """Whether flipping takes effect now: a switch, a control that saves itself, or a box outside any form."""
    if (
        scene.role in {"switch", "menuitemcheckbox", "menuitemradio"}
        or _SAVES_ITSELF & scene.attributes.keys()
    ):
        return True
    return scene.form is None


def chosen(scene: Scene) -> tuple[Effect, ...]:
    """Return what choosing does: a view changes, a form waits, a setting outside a form holds at once."""
    value = (
        scene.argument("value", "option", "label", "text")
        if scene.operation.startswith("select")
        else scene.label
    )
    title = scene.element.name or scene.argument("name") or scene.element.context
    text = f"{title}: {value}" if title and title != value else value
    evidence = Evidence(source="element.name", text=text)
    sure = 0.85 if _SAVES_ITSELF & scene.attributes.keys() else 0.6 if scene.form is None else 0.0
    if not sure:
        return ()
    return _setting_chosen(scene, title, value, text, sure, evidence)


def _setting_chosen(
    scene: Scene, title: str, value: str, text: str, sure: float, evidence: Evidence
) -> tuple[Effect, ...]:
    if tells("role", title):
        return (role_given(scene, text, sure, evidence),) if value else ()
    if tells("history", title) or tells("backup", title):
        if tells("never_value", value):
            return (
                scene.effect(
                    "conceal" if tells("history", title) else "weaken", text, sure, evidence, tier=Tier.HIGH
                ),
            )
        return (scene.effect("configure", text, sure, evidence, **_MILD),) if tells("history", title) else ()
    if tells("public", value) and ("visib" in fold(text) or spoken(title) or tells("public_word", text)):
        return (scene.effect("publish", text, sure, evidence),)
    if tells("protection", title) and (tells("off_word", value) or tells("never_value", value)):
        return (scene.effect("weaken", text, sure, evidence, tier=Tier.HIGH),)
    return ()
