"""Settings that give power, take protection away, hide traces or leave a thing that acts by itself."""

import re
from typing import Literal

from worldmodel.effect import DataClass, Effect, Evidence, Hazard, Horizon, Reversibility, Scope, Tier
from worldmodel.structural.page_scene import Scene
from worldmodel.structural.page_terms import tells

Turn = Literal["on", "off", "unknown"]

EMAIL = re.compile(r"[\w.+-]{1,64}@[\w-]{1,63}(?:\.[\w-]{1,63})+")

_HIGH = {"tier": Tier.HIGH}
_BARE = 2
"""A label of more words names what it turns."""


def power(scene: Scene, text: str, verbs: set[str], evidence: Evidence) -> tuple[Effect, ...] | None:
    """Read a button's or a question's words about such a setting; None where they speak of none."""
    if _is_bare(text):
        text = f"{scene.element.subject or scene.element.context or scene.before.heading} {text}".strip()
    off = bool(tells("off_word", text)) or bool(verbs & {"delete", "weaken", "conceal", "stop"})
    on = bool(tells("on_word", text) or tells("create_word", text)) or bool(
        verbs & {"configure", "create", "persist", "send"}
    )
    if off or on:
        turn: Turn = "off" if off else "on"
        if (found := turned(scene, text, turn, evidence, verbs=verbs)) is not None:
            return found
    return _given(scene, text, verbs, evidence)


def _is_bare(text: str) -> bool:
    """Whether a label only turns on or off, and leaves to its row what."""
    return len(text.split()) <= _BARE and bool(tells("off_word", text) or tells("on_word", text))


def turned(
    scene: Scene, text: str, turn: Turn, evidence: Evidence, *, verbs: set[str] | None = None
) -> tuple[Effect, ...] | None:
    """Return what turning the named setting on or off does, or None where the name tells nothing special.

    An unknown turn is taken at its worse side, at even odds.
    """
    sure = 0.9 if turn != "unknown" else 0.5
    if tells("weakness", text):
        return _if(
            turn != "off" or "weaken" in (verbs or ()),
            scene.effect("weaken", text, sure, evidence, **_HIGH),
            scene,
            text,
            evidence,
        )
    if tells("protection", text):
        return _if(turn != "on", scene.effect("weaken", text, sure, evidence, **_HIGH), scene, text, evidence)
    if found := _traces(scene, text, turn, sure, evidence, verbs or set()):
        return found
    if tells("forwarding", text):
        return _if(turn != "off", _forward(scene, text, sure, evidence), scene, text, evidence)
    return _shown(scene, text, turn, sure, evidence)


def _if(
    condition: bool, effect: Effect | tuple[Effect, ...], scene: Scene, text: str, evidence: Evidence
) -> tuple[Effect, ...]:
    """The weighty side of a setting, or else plain configuring, which is the safe side."""
    if condition:
        return effect if isinstance(effect, tuple) else (effect,)
    mild = {"tier": Tier.LOW, "reversibility": Reversibility.REVERSIBLE}
    return (scene.effect("configure", text, 0.9, evidence, **mild),)


def _traces(
    scene: Scene, text: str, turn: Turn, sure: float, evidence: Evidence, verbs: set[str]
) -> tuple[Effect, ...] | None:
    if tells("recent_history", text):
        return (
            (scene.effect("conceal", text, sure, evidence, tier=Tier.LOW, scope=Scope.SELF),)
            if turn == "off"
            else None
        )
    if tells("history", text):
        more = (
            {"reversibility": Reversibility.IRREVERSIBLE} if "delete" in verbs or "conceal" in verbs else {}
        )
        return _if(
            turn != "on",
            scene.effect("conceal", text, sure, evidence, **_HIGH, **more),
            scene,
            text,
            evidence,
        )
    if tells("backup", text) and not tells("recovery", text):
        if "delete" in verbs:
            return None
        return _if(turn != "on", scene.effect("weaken", text, sure, evidence, **_HIGH), scene, text, evidence)
    return None


def _forward(scene: Scene, text: str, sure: float, evidence: Evidence) -> tuple[Effect, ...]:
    values = " ".join(field.value or "" for field in scene.fields)
    to = tuple(dict.fromkeys(EMAIL.findall(f"{text} {values} {scene.near}"))) or tuple(
        EMAIL.findall(scene.before.text)
    )
    long = {"horizon": Horizon.LONG, "recipients": to}
    return (
        scene.effect("persist", text, sure, evidence, **long),
        scene.effect(
            "disclose",
            f"mail ({text})",
            sure,
            evidence,
            carries=(DataClass.PRIVATE,),
            scope=Scope.OTHERS,
            **long,
        ),
    )


def _shown(scene: Scene, text: str, turn: Turn, sure: float, evidence: Evidence) -> tuple[Effect, ...] | None:
    if tells("data_sharing", text):
        effect = scene.effect(
            "disclose", text, sure, evidence, carries=(DataClass.PERSONAL,), scope=Scope.OTHERS
        )
        return _if(turn != "off", effect, scene, text, evidence)
    if tells("public", text):
        effect = scene.effect("publish", text, sure, evidence, scope=Scope.PUBLIC)
        return _if(turn != "off", effect, scene, text, evidence)
    if tells("automation", text) and turn == "on":
        return (scene.effect("persist", text, sure, evidence, horizon=Horizon.LONG),)
    return None


def _given(scene: Scene, text: str, verbs: set[str], evidence: Evidence) -> tuple[Effect, ...] | None:
    """Keys, roles, members and ownership."""
    if "delete" in verbs:
        return None
    if tells("api_key", text) and (tells("create_word", text) or verbs & {"create", "grant", "configure"}):
        endless = scene.told("no_end", scene.page) or _role_near(scene)
        hazards = (Hazard.LASTING_POWER,) if endless else ()
        return (scene.effect("grant", text, 0.9, evidence, endless, hazards=hazards),)
    if tells("ownership", text) and verbs & {"transfer", "grant", "update", "send", "share"}:
        return (scene.effect("transfer", text, 0.9, evidence, tier=Tier.HIGH, scope=Scope.OTHERS),)
    adds = tells("create_word", text) or verbs & {"grant", "create", "send", "share", "update", "configure"}
    if adds and (
        tells("weighty_role", text)
        or (tells("member", text) and (verbs & {"grant", "create", "send", "share"}))
    ):
        return (role_given(scene, text, 0.85, evidence),)
    return None


def role_given(scene: Scene, text: str, probability: float, evidence: Evidence) -> Effect:
    """Return the grant of a role or a membership, lasting where the role is a weighty one."""
    weighty = scene.told("weighty_role", text) or _role_near(scene)
    who = tuple(dict.fromkeys(EMAIL.findall(f"{scene.near} {' '.join(f.value or '' for f in scene.fields)}")))
    hazards = (Hazard.LASTING_POWER,) if weighty else ()
    return scene.effect(
        "grant", text, probability, evidence, weighty, recipients=who, hazards=hazards, scope=Scope.OTHERS
    )


def _role_near(scene: Scene) -> Evidence | None:
    chosen = [
        f"{field.label} {field.value}"
        for field in scene.fields
        if field.value and tells("role", field.label or field.name)
    ]
    return scene.told("weighty_role", *chosen, scene.before.dialog or "", scene.element.context)
