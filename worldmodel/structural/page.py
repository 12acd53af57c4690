"""What an act on a page would cause, read from the page's structure first and its words second."""

import unicodedata

from worldmodel.action import Action
from worldmodel.classify import PAGE_READS
from worldmodel.effect import Effect, Evidence, Hazard, Reversibility, Tier
from worldmodel.prediction import Prediction
from worldmodel.snapshot import Snapshot
from worldmodel.structural import page_press
from worldmodel.structural.later import later_effects
from worldmodel.structural.page_abroad import addresses_written, handed_abroad
from worldmodel.structural.page_addressed import addressed
from worldmodel.structural.page_click import clicked, pressed, sent
from worldmodel.structural.page_label import label_effects
from worldmodel.structural.page_link import opened
from worldmodel.structural.page_removal import removal
from worldmodel.structural.page_scene import Scene, with_hazard
from worldmodel.structural.page_toggle import chosen, human_check, toggled
from worldmodel.structural.page_type import attached, typed
from worldmodel.structural.script import predict_script
from worldmodel.structural.swapped import swapped_on_page

MODEL = "structural"

_LOOKS = frozenset(
    {"hover", "scroll", "wheel", "move", "focus", "blur", "wait", "scroll_into_view_if_needed"}
)
_CLICKS = frozenset(
    {"click", "dblclick", "double_click", "tap", "submit", "left_click", "right_click", "dispatch_event"}
)
_TYPES = frozenset({"fill", "type", "press_sequentially", "insert_text", "clear", "input"})
_TICKS = frozenset({"check", "uncheck", "set_checked"})
_CHOOSES = frozenset({"select", "select_option", "select_text"})
_OPENS = frozenset({"goto", "navigate", "open", "visit", "go_to_url", "open_url", "new_tab", "go"})
_MOVES = frozenset({"go_back", "go_forward", "back", "forward"})
_RELOADS = frozenset({"reload", "refresh"})
_UPLOADS = frozenset({"upload", "set_input_files", "upload_file"})
_SCRIPTS = frozenset(
    {
        "evaluate",
        "evaluate_handle",
        "evaluate_all",
        "execute_script",
        "run_script",
        "javascript",
        "wait_for_function",
    }
)
_SCRIPTS |= {"eval_on_selector", "eval_on_selector_all", "add_script_tag", "add_init_script"}
_KEYS = frozenset({"press", "keydown", "hotkey"})
_DRAGS = frozenset({"drag", "drag_to", "drag_and_drop", "drop"})


def predict_page(before: Snapshot, action: Action) -> Prediction:
    """Return the effects expected of one act on a page.

    Without effects and not abstaining, the prediction says that nothing lasting happens. It abstains,
    with an effect marked unresolved, where the target or the act itself can't be made out.
    """
    scene = Scene(before, action)
    operation = scene.operation
    if operation in _SCRIPTS or (operation in _OPENS and _script_in(scene)):
        return _script(scene)
    if operation in _LOOKS:
        return Prediction(model=MODEL, state_changing=False, notes=("looking and moving change nothing",))
    if operation in PAGE_READS:
        return Prediction(model=MODEL, effects=(_taken(scene),), state_changing=False)
    now = _effects(scene)
    if now is None or (operation in _CLICKS and not _told_firmly(now) and _unreadable(scene)):
        return _unresolved(scene)
    if scene.elsewhere:
        reason = Evidence(
            source="action.name", text=f"meant {scene.argument('name')!r}, found {scene.element.name!r}"
        )
        now = with_hazard(now, Hazard.WRONG_TARGET, reason)
    now = swapped_on_page(before, _with_receivers(scene, now))
    effects = (*now, *later_effects(scene, now))
    lasting = any(effect.tier is not Tier.SAFE or effect.hazards for effect in effects)
    return Prediction(model=MODEL, effects=effects, state_changing=lasting)


def _with_receivers(scene: Scene, now: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Add who else gets what a form sends: the people that it is addressed to, and another site."""
    if scene.form is None or scene.operation not in _CLICKS | _KEYS or not _lasts(now):
        return now
    now = addressed(scene, now)
    return (*now, *handed_abroad(scene, now))


def _lasts(effects: tuple[Effect, ...]) -> bool:
    return any(effect.tier is not Tier.SAFE for effect in effects)


def _taken(scene: Scene) -> Effect:
    """What is taken from the page by an act that only reads it."""
    return scene.effect("read", "page content", 0.95, Evidence(source="action", text=scene.operation))


def _told_firmly(effects: tuple[Effect, ...]) -> bool:
    """Whether anything but an unknown word speaks for an effect."""
    return any(effect.probability > _UNSURE for effect in effects)


_UNSURE = 0.5
_READ_SCRIPTS = ("LATIN", "CYRILLIC", "ARABIC", "HIRAGANA", "KATAKANA", "CJK", "HANGUL", "FULLWIDTH", "GREEK")


def _unreadable(scene: Scene) -> bool:
    """Whether the label stands in a script that no lexicon reads, on something that may act."""
    if scene.label.isascii() or scene.role not in {"button", "menuitem", ""} or _opens(scene):
        return False
    letters = (unicodedata.name(letter, "") for letter in scene.label if letter.isalpha())
    return any(not name.startswith(_READ_SCRIPTS) for name in letters)


def _opens(scene: Scene) -> bool:
    return scene.element.haspopup or scene.element.expanded is not None


def _effects(scene: Scene) -> tuple[Effect, ...] | None:
    """Return the short-term effects, or None where act or target can't be made out."""
    operation = scene.operation
    if operation in _OPENS:
        address = scene.argument("url", "href", "address", "value")
        return opened(scene, address, "action.url") if address else None
    if operation in _MOVES | _RELOADS:
        return _revisited(scene)
    if operation in _UPLOADS:
        return attached(scene)
    if operation in _KEYS:
        return _keyed(scene)
    if operation in {"accept", "dismiss"}:
        return _dialog_answer(scene)
    return _on_target(scene)


def _revisited(scene: Scene) -> tuple[Effect, ...]:
    """A page seen before comes again; only a reload asks the server for this very address anew."""
    if scene.operation in _RELOADS and scene.url:
        return opened(scene, scene.url, "url")
    evidence = Evidence(source="action", text=scene.operation)
    return (scene.effect("navigate", "a page of this session", 0.95, evidence),)


def _on_target(scene: Scene) -> tuple[Effect, ...] | None:
    operation = scene.operation
    if operation in _TYPES:
        entered = typed(scene)
        return (*entered, *handed_abroad(scene, entered), *addresses_written(scene))
    if not scene.before.complete or not _target_known(scene):
        return None
    if operation in _CLICKS:
        return (*clicked(scene), *_run_by_link(scene))
    if operation in _TICKS:
        return toggled(scene)
    if operation in _CHOOSES:
        return chosen(scene)
    if operation in _DRAGS:
        return _dragged(scene)
    return None


def _target_known(scene: Scene) -> bool:
    """A name or an element tells; an icon without a name only where a form around it does."""
    if not scene.resolved:
        return False
    nameless = not scene.label and not scene.element.href and scene.form is None and not scene.before.composer
    return not nameless or scene.role not in {"button", "link", "menuitem", ""}


def _run_by_link(scene: Scene) -> tuple[Effect, ...]:
    """A `javascript:` link runs a script; one that is void runs nothing."""
    scheme, _, source = (scene.element.href or "").partition(":")
    if scheme.strip().lower() != "javascript" or not source.strip(" ;") or "void" in source[:6]:
        return ()
    return tuple(e for e in predict_script(source, scene.before).effects if e.tier is not Tier.SAFE)


def _keyed(scene: Scene) -> tuple[Effect, ...] | None:
    meaning = page_press.meaning_of(scene)
    evidence = Evidence(source="action.key", text=page_press.key_of(scene))
    match meaning:
        case "nothing":
            return ()
        case "send":
            return sent(scene, evidence)
        case "submit":
            return _submitted(scene, evidence)
        case "activate":
            return clicked(scene) if _target_known(scene) else None
        case "toggle":
            return toggled(scene)
        case "delete":
            return removal(scene, scene.before.selection or "selection", 0.8, evidence)
        case _:
            return _rare_key(scene, meaning, evidence)


def _rare_key(scene: Scene, meaning: page_press.Meaning, evidence: Evidence) -> tuple[Effect, ...] | None:
    if meaning == "type":
        return typed(scene)
    if meaning == "save":
        return (
            scene.effect("update", scene.before.heading or scene.before.title, 0.7, evidence, tier=Tier.LOW),
        )
    return None


def _submitted(scene: Scene, evidence: Evidence) -> tuple[Effect, ...]:
    """Return what sending the form from one of its fields does: its default button's deed."""
    blank = {
        "name": "",
        "text": "",
        "value": None,
        "is_submit": True,
        "href": None,
        "expanded": None,
        "haspopup": False,
    }
    element = scene.element.model_copy(update={**blank, "role": "button", "type": "submit"})
    action = Action.of(scene.action.surface, "click", role="button")
    default = Scene(scene.before.model_copy(update={"element": element}), action)
    return tuple(e.model_copy(update={"evidence": (*e.evidence, evidence)}) for e in pressed(default))


def _dialog_answer(scene: Scene) -> tuple[Effect, ...] | None:
    if scene.operation == "dismiss":
        return ()
    dialog = scene.before.dialog
    return label_effects(scene, dialog, Evidence(source="dialog", text=dialog)) if dialog else None


def _dragged(scene: Scene) -> tuple[Effect, ...]:
    """Dropping on a bin deletes, anywhere else moves; a puzzle's piece proves a person."""
    if check := human_check(scene):
        return check
    target = scene.argument("target", "to", "target_name")
    evidence = Evidence(source="action.target", text=target or scene.label)
    if target and Scene.told(scene, "bin", target):
        return removal(scene, scene.label, 0.8, evidence)
    return (scene.effect("update", f"{scene.label} moved to {target}".strip(), 0.5, evidence, tier=Tier.LOW),)


def _script_in(scene: Scene) -> bool:
    return scene.argument("url", "href", "address", "value").lstrip().lower().startswith("javascript:")


def _script(scene: Scene) -> Prediction:
    source = scene.argument("expression", "script", "source", "code", "value", "url")
    return predict_script(source.removeprefix("javascript:"), scene.before)


def _unresolved(scene: Scene) -> Prediction:
    """Say that the target is not made out: never a promise that nothing happens."""
    text = (
        scene.argument("selector", "ref", "index") or f"{scene.argument('x')} {scene.argument('y')}".strip()
    )
    evidence = Evidence(source="action", text=f"{scene.operation} {text}".strip())
    effect = scene.effect(
        "update",
        "unresolved target",
        0.5,
        evidence,
        hazards=(Hazard.UNRESOLVED,),
        tier=Tier.HIGH,
        reversibility=Reversibility.UNKNOWN,
    )
    return Prediction(
        model=MODEL, effects=(effect,), abstained=True, notes=("the target could not be made out",)
    )
