"""What saving a form sets: each filled field's name and value, read as the setting it is."""

import re
from collections.abc import Callable, Iterator
from typing import Any

from worldmodel.effect import DataClass, Effect, Evidence, Hazard, Horizon, Reversibility, Scope, Tier
from worldmodel.money import find_amounts
from worldmodel.snapshot import FieldState
from worldmodel.structural.page_boxes import shortens
from worldmodel.structural.page_kept import is_draft, is_kept, saves_what_exists
from worldmodel.structural.page_message import recipients
from worldmodel.structural.page_power import EMAIL, Turn, turned
from worldmodel.structural.page_removal import starts_whole
from worldmodel.structural.page_scene import Scene
from worldmodel.structural.page_terms import is_whole, tells
from worldmodel.words import split_identifier

_NUMBER = re.compile(r"\d+(?:[.,]\d+)?")
_SCOPE_OF_POWER = re.compile(
    r"(?:^|[\s:_.*-])(?:admin|delete|owner|root|full|sudo|impersonate|\*)(?:$|[\s:_.*-])", re.IGNORECASE
)
"""`admin:org`, `delete_repo`, `*`: scopes that let a token do anything, or undo what others did."""
_HIGH: dict[str, Any] = {"tier": Tier.HIGH, "reversibility": Reversibility.UNKNOWN}


class Setting:
    """One filled field: its words, its value, and the record it is saved on."""

    def __init__(self, scene: Scene, field: FieldState) -> None:
        """Read a field once."""
        self.scene = scene
        self.field = field
        chosen = field.type == "radio"
        self.value = ((field.label if chosen else None) or field.value or "").strip()
        named = field.group if chosen else field.label
        self.words = " ".join(dict.fromkeys((named, " ".join(split_identifier(field.name)))))
        self.off = is_whole("saved.not_set", self.value)
        self.evidence = Evidence(source="form.fields", text=f"{field.name or field.label} = {self.value}")
        record = scene.before.heading or scene.before.title
        set_to = f" set to {self.value}" if self.value else ""
        self.text = f"{self.words}{set_to}" + (f" ({record})" if record else "")

    def about(self, kind: str) -> bool:
        """Whether the field's words name a setting of this kind."""
        return tells(f"saved.{kind}", self.words) is not None

    def effect(self, verb: str, probability: float, **more: Any) -> tuple[Effect, ...]:
        """Build the effect of this setting."""
        return (self.scene.effect(verb, self.text, probability, self.evidence, **(_HIGH | more)),)


def saved(scene: Scene) -> tuple[Effect, ...]:
    """Return the weighty settings that sending the form would make; none for ordinary fields."""
    kept = saves_what_exists(scene)
    found = [effect for field in _filled(scene, kept) for effect in _setting(Setting(scene, field))]
    if is_draft(scene.label):
        found = [effect for effect in found if effect.verb != "publish"]  # nobody sees a draft yet
    turned_now = _boxes_turned(scene) if kept else ()
    boxes = [text for text, beforehand in scene.ticked if not (kept and beforehand)]
    return (*found, *turned_now, *_powers_ticked(scene, boxes), *_series(scene, boxes))


def _filled(scene: Scene, kept: bool) -> Iterator[FieldState]:
    for field in scene.fields:
        if kept and is_kept(field):
            continue
        if (field.value or field.filled) and field.type not in {"checkbox", "password", "hidden", "textarea"}:
            yield field


def _boxes_turned(scene: Scene) -> Iterator[Effect]:
    """The weighty settings that a ticked or unticked box turns once it is saved."""
    for field in scene.fields:
        text = " ".join(part for part in (field.group, field.label or field.name) if part)
        if field.type not in {"checkbox", "switch"} or not field.changed or shortens(text):
            continue  # what ticking does to a log is told by the box itself
        turn: Turn = "on" if field.checked else "off"
        evidence = Evidence(source="form.fields", text=f"{field.label or field.name} turned {turn}")
        if turn == "off" and tells("saved.requires", text):
            yield scene.effect("weaken", text, 0.9, evidence, **_HIGH)
            continue
        yield from (e for e in turned(scene, text, turn, evidence) or () if e.tier is Tier.HIGH)


def _setting(setting: Setting) -> tuple[Effect, ...]:
    return next((found for reader in _READERS if (found := reader(setting))), ())


def _forwards(setting: Setting) -> tuple[Effect, ...]:
    if not setting.about("forwarding") or setting.off:
        return ()
    to = tuple(EMAIL.findall(setting.value) or EMAIL.findall(setting.scene.before.text))
    long = {"horizon": Horizon.LONG, "recipients": to, "scope": Scope.OTHERS}
    return (
        *setting.effect("persist", 0.9, **long),
        # that mail goes there is what such a rule is: who asked for it asked for that
        *setting.effect("disclose", 0.9, carries=(DataClass.PRIVATE,), lasting_of="persist", **long),
    )


def _cuts_history(setting: Setting) -> tuple[Effect, ...]:
    if not setting.about("retention"):
        return ()
    now, before = _number(setting.value), _number_before(setting)
    shorter = now is not None and (before is None or now < before)
    if not (setting.off or shorter):
        return ()
    return setting.effect("conceal", 0.85, reversibility=Reversibility.IRREVERSIBLE)


def _number(text: str) -> float | None:
    found = _NUMBER.search(text)
    return float(found.group().replace(",", ".")) if found else None


def _number_before(setting: Setting) -> float | None:
    """The value that the field was brought with, else what the page tells for the same setting now."""
    if setting.field.changed and setting.field.brought:
        return _number(setting.field.brought)
    scene = setting.scene
    told = tells("saved.retention", scene.before.text)
    return _number(scene.before.text[told.start :]) if told else None


def _gives_role(setting: Setting) -> tuple[Effect, ...]:
    if not setting.about("role") or not tells("saved.power_word", setting.value):
        return ()
    hazards = (Hazard.LASTING_POWER,) if tells("saved.top_power", setting.value) else ()
    return setting.effect("grant", 0.9, hazards=hazards, scope=Scope.OTHERS)


def _shows(setting: Setting) -> tuple[Effect, ...]:
    values = (setting.value, setting.field.value or "")
    open_to_all = any(tells("public", value) or value == "true" for value in values)
    if not setting.about("visibility") or not open_to_all:
        return ()
    return setting.effect("publish", 0.9, scope=Scope.PUBLIC)


def _unguards(setting: Setting) -> tuple[Effect, ...]:
    if not setting.off:
        return ()
    guarded = setting.about("guarded") or tells("protection", setting.words) is not None
    place = setting.scene.before.heading if setting.field.changed else ""
    by_place = tells("backup", place) or tells("protection", place)  # "How often: off" under "Backups"
    return setting.effect("weaken", 0.9) if guarded or by_place else ()


def _delegates(setting: Setting) -> tuple[Effect, ...]:
    return setting.effect("configure", 0.9, scope=Scope.OTHERS) if setting.about("name_server") else ()


def _pays_out_elsewhere(setting: Setting) -> tuple[Effect, ...]:
    with_amount = any(
        tells("saved.spending", field.name) or field.name == "amount" for field in setting.scene.fields
    )
    if not setting.about("payout") or with_amount or setting.off:
        return ()
    # somebody's account is noted, to be paid to later; one's own is where money comes in from now on
    verb = "create" if setting.scene.told("saved.starts_new", setting.scene.place) else "update"
    return setting.effect(verb, 0.9, horizon=Horizon.LONG)


def _spends(setting: Setting) -> tuple[Effect, ...]:
    if not setting.about("spending") or setting.off or _number(setting.value) is None:
        return ()
    money = find_amounts(f"amount {setting.value}")
    return setting.effect("update", 0.85, amount=money[0].money if money else None)


def _prices(setting: Setting) -> tuple[Effect, ...]:
    return (
        setting.effect("update", 0.8, scope=Scope.OTHERS)
        if setting.about("pricing") and _number(setting.value) is not None
        else ()
    )


def _calls_out(setting: Setting) -> tuple[Effect, ...]:
    if not setting.about("hook") or "://" not in setting.value:
        return ()
    return setting.effect(
        "persist", 0.9, horizon=Horizon.LONG, recipients=(setting.value,), scope=Scope.OTHERS
    )


def _never_ends(setting: Setting) -> tuple[Effect, ...]:
    if not setting.about("lasting") or not (setting.off or tells("no_end", setting.value)):
        return ()
    return setting.effect("grant", 0.85, hazards=(Hazard.LASTING_POWER,), horizon=Horizon.LONG)


def _repeats(setting: Setting) -> tuple[Effect, ...]:
    if not setting.about("repeating") or setting.off or not setting.value:
        return ()
    return setting.effect("persist", 0.8, horizon=Horizon.LONG, recipients=recipients(setting.scene))


def _turns_login(setting: Setting) -> tuple[Effect, ...]:
    return setting.effect("change_credentials", 0.85) if setting.about("login") and setting.value else ()


_READERS: tuple[Callable[[Setting], tuple[Effect, ...]], ...] = (
    _forwards, _cuts_history, _gives_role, _shows, _unguards, _delegates, _pays_out_elsewhere, _spends,
    _calls_out, _never_ends, _repeats, _turns_login, _prices,
)  # fmt: skip


def _powers_ticked(scene: Scene, boxes: list[str]) -> tuple[Effect, ...]:
    """Scopes of a token or an app that let it do nearly anything."""
    if not scene.told("saved.token", scene.place, scene.label):
        return ()
    powers = [text for text in boxes if _SCOPE_OF_POWER.search(text)]
    if not powers:
        return ()
    evidence = Evidence(source="form.checked", text=", ".join(powers))
    return (
        scene.effect(
            "grant", f"rights {', '.join(powers)}", 0.9, evidence, hazards=(Hazard.LASTING_POWER,), **_HIGH
        ),
    )


def _for_all(text: str) -> Evidence | None:
    """A box that begins with "all" and a thing, which is no time of day and no consent."""
    if not starts_whole(text) or tells("not_many", text) or tells("terms", text) or tells("newsletter", text):
        return None
    return Evidence(source="form.checked", text=text)


def _series(scene: Scene, boxes: list[str]) -> tuple[Effect, ...]:
    """A tick that widens the act from one to a whole series."""
    for text in boxes:
        if told := scene.told("whole_series", text) or _for_all(text):
            wide: dict[str, Any] = {"hazards": (Hazard.BULK, Hazard.PRESELECTED), "scope": Scope.OTHERS}
            return (scene.effect("update", text, 0.85, told, **(_HIGH | wide)),)
    return ()
