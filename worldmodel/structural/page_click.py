"""Clicks: what the target's structure does first, what its words say second, and where the two disagree."""

import re
from urllib.parse import urlsplit

from worldmodel.effect import Effect, Evidence, Hazard, Reversibility, Tier
from worldmodel.structural.page_boxes import boxes
from worldmodel.structural.page_cost import payment
from worldmodel.structural.page_extent import extended
from worldmodel.structural.page_form import Reading, page_pays, read_form
from worldmodel.structural.page_label import label_effects
from worldmodel.structural.page_link import disagrees, downloaded, is_plain_link, opened
from worldmodel.structural.page_message import described, message
from worldmodel.structural.page_object import spoken, thing
from worldmodel.structural.page_request import with_request
from worldmodel.structural.page_saved import saved
from worldmodel.structural.page_scene import Scene, with_hazard
from worldmodel.structural.page_submit import form_effects, smuggled
from worldmodel.structural.page_terms import fold, is_whole, tells
from worldmodel.structural.page_toggle import BOXES, chosen, human_check, toggled
from worldmodel.structural.page_told import told
from worldmodel.structural.page_values import with_values
from worldmodel.structural.page_views import dismisses, is_unknown, is_unknown_deed
from worldmodel.words import split_identifier

_OPENS = frozenset(
    {"tab", "disclosure", "treeitem", "combobox", "listbox", "slider", "textbox", "searchbox", "heading"}
)
_OPENS |= {"columnheader", "spinbutton", "scrollbar", "tabpanel", "tooltip", "img", "dialog"}
_CARRIED_BY_FORM = frozenset(
    {"send", "create", "update", "configure", "publish", "transfer", "overwrite", "share"}
)
_SENT_WITH = frozenset(
    {"pay", "subscribe", "register", "reserve", "sign_in", "send", "update", "agree", "create"}
)
_ACTS = frozenset({"button", "menuitem", ""})
_ACTING = frozenset(
    {"data-confirm", "data-turbo-confirm", "data-method", "hx-post", "hx-delete", "hx-confirm"}
)
_DANGER = re.compile(r"(?:^|[-_\s])(?:danger|destructive|critical|warning)(?:$|[-_\s])", re.IGNORECASE)
_LANGUAGE_SHOWS = 500
"""So much of the page's text shows its language."""


def clicked(scene: Scene) -> tuple[Effect, ...]:
    """Return what clicking the target causes."""
    if check := human_check(scene):
        return check
    if scene.role in BOXES:
        return toggled(scene)
    if is_plain_link(scene):
        return _followed(scene)
    if _only_opens(scene):
        return chosen(scene) if scene.role == "option" else ()
    found = pressed(scene)
    if scene.role == "option" and not found:
        return chosen(scene)
    return _as_it_stands(scene, found)


def _only_opens(scene: Scene) -> bool:
    """Structure that opens, and does nothing else, unless the control sends a form as well."""
    element = scene.element
    opens = scene.role in _OPENS or element.haspopup or element.expanded is not None
    return opens and not element.is_submit


def _as_it_stands(scene: Scene, found: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """A covering element takes the click; a link without an address is less sure to act."""
    if scene.element.covered_by:
        reason = Evidence(source="element.covered_by", text=scene.element.covered_by)
        above = label_effects(scene, scene.element.covered_by, reason)
        found = with_hazard((*found, *above), Hazard.WRONG_TARGET, reason)
    if scene.role == "link":
        return tuple(
            _less_sure(effect) for effect in found if effect.verb not in {"register", "sign_in", "subscribe"}
        )
    return found


def _less_sure(effect: Effect) -> Effect:
    return effect.model_copy(update={"probability": round(effect.probability * 0.7, 3)})


def _followed(scene: Scene) -> tuple[Effect, ...]:
    href = scene.element.href or ""
    found = opened(scene, href, "element.href")
    if scene.element.download or "download" in scene.attributes:
        found = (*found, *downloaded(scene, href, Evidence(source="element.download", text=href)))
    if row := scene.element.subject:  # the address tells the deed and an id, the row its name
        named = (
            effect.model_copy(update={"object": f"{row} ({effect.object})"[:500]}) for effect in found[1:]
        )
        found = (*found[:1], *named)
    if disagrees(scene, found):
        reason = Evidence(source="element.href", text=f"{scene.label!r} leads to {href}")
        return (*found[:1], *with_hazard(found[1:], Hazard.MISLABELLED, reason))
    return found


def pressed(scene: Scene) -> tuple[Effect, ...]:
    """Return what a button, menu item or form submission causes, by the page's words and by its request."""
    return with_request(scene, _pressed(scene))


def _pressed(scene: Scene) -> tuple[Effect, ...]:
    if scene.before.dialog and (answer := _answered(scene)) is not None:
        more = (*smuggled(scene, answer), *boxes(scene)) if scene.submits else ()
        return _merged(answer, more)
    reading = read_form(scene) if scene.submits else None
    structural = form_effects(scene, reading) if reading else ()
    spoken_effects = _said(scene, reading, bool(structural))
    settings = saved(scene) if scene.submits and not (reading and reading.kind == "search") else ()
    if reading and reading.kind in {"update", "unknown"} and (spoken_effects or settings):
        structural = ()  # a mere guess, where label or fields tell
    if reading and reading.kind == "delete" and _takes_back(scene, spoken_effects):
        structural = ()
    found = (*_in_all(settings, _merged(structural, spoken_effects)), *settings)
    if structural and reading and reading.kind not in {"unknown", "update", "send"} and _hides(scene):
        found = with_hazard(found, Hazard.MISLABELLED, Evidence(source="element.name", text=scene.label))
    if scene.submits or any(effect.verb in _SENT_WITH for effect in found) or _moves_on(scene):
        found = _merged(found, (*smuggled(scene, found), *boxes(scene)))
    return extended(scene, with_values(scene, told(scene, found)))


def _takes_back(scene: Scene, said: tuple[Effect, ...]) -> bool:
    """Whether the label says what is taken back: that it is access, or in the address's own word."""
    words = fold(scene.label).split()
    same = len(words) > 1 and words[0] in split_identifier(urlsplit(scene.target_url).path)
    named = same or tells("access_word", scene.label) is not None
    return named and bool(said) and all(effect.verb == "stop" for effect in said)


def _in_all(settings: tuple[Effect, ...], found: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """A ticked box that widens the act to all makes it bulk."""
    wide = next((effect for effect in settings if Hazard.BULK in effect.hazards), None)
    return found if wide is None else with_hazard(found, Hazard.BULK, wide.evidence[0])


def _moves_on(scene: Scene) -> bool:
    return is_whole("next_stage", scene.label) or (scene.speechless and bool(scene.ticked))


def _answered(scene: Scene) -> tuple[Effect, ...] | None:
    """Yes does what the question asks, no does nothing; None where the label speaks for itself."""
    dialog = scene.before.dialog or ""
    evidence = Evidence(source="dialog", text=dialog)
    if dismisses(scene.label) and not scene.element.is_submit:
        # "Cancel" under "Cancel the order?" may be the yes as well as the no
        asks_to_end = tells("cancel_word", dialog) and tells("cancel_word", scene.label)
        asked = label_effects(scene, dialog, evidence) if asks_to_end else ()
        return tuple(
            effect.model_copy(update={"probability": 0.5}) for effect in asked if effect.verb == "stop"
        )
    if scene.speechless and (found := label_effects(scene, dialog, evidence)):
        return found
    return None


def _said(scene: Scene, reading: Reading | None, firm: bool) -> tuple[Effect, ...]:
    """Return what the label says, less what is only another word for sending the form."""
    if reading and reading.kind == "search":
        return ()
    known = label_effects(scene, scene.label, scene.label_evidence)
    found = known or _no_way_back(scene) or _unknown(scene)
    if reading is None and scene.speechless:
        return _unframed(scene, found)
    if not firm or (reading and reading.kind == "unknown" and not known):
        return found  # where neither words nor fields tell, it is not known to be a small change
    absorbed = _CARRIED_BY_FORM | ({"agree"} if scene.speechless else frozenset())
    return tuple(effect for effect in found if effect.verb not in absorbed)


def _no_way_back(scene: Scene) -> tuple[Effect, ...]:
    """An unknown word on a control beside "this cannot be undone" is an act that can't be undone."""
    if scene.speechless or dismisses(scene.label) or spoken(scene.label):
        return ()
    final = scene.told("no_undo", scene.label, scene.before.dialog or "", scene.element.context)
    if final is None:
        return ()
    final_update = {"tier": Tier.HIGH, "reversibility": Reversibility.IRREVERSIBLE}
    return (
        scene.effect(
            "update", thing(scene, scene.label, None), 0.6, final, scene.label_evidence, **final_update
        ),
    )


def _unknown(scene: Scene) -> tuple[Effect, ...]:
    """A label that is no known view and no known deed, and orders something: the task must cover it.

    A bare name that acts by its structure is such a deed as well; one that does not is a choice of view.
    """
    asks_only = scene.submits and scene.method == "get"  # a query: its address tells of deeds, if any
    if asks_only or scene.role not in _ACTS or scene.speechless:
        return ()
    around = f"{scene.before.title} {scene.before.text[:_LANGUAGE_SHOWS]}"
    if not (is_unknown_deed(scene.label, around) or (is_unknown(scene.label) and _acts_by_structure(scene))):
        return ()
    what = {"tier": Tier.HIGH, "reversibility": Reversibility.UNKNOWN}
    return (scene.effect("update", thing(scene, scene.label, None), 0.5, scene.label_evidence, **what),)


def _acts_by_structure(scene: Scene) -> bool:
    """Whether the control sends a change, asks for confirmation, or is styled as a dangerous one."""
    sends = scene.submits and scene.method in {"post", "put", "patch", "delete"}
    return (
        sends
        or bool(_ACTING & scene.attributes.keys())
        or bool(_DANGER.search(scene.attributes.get("class", "")))
    )


def _unframed(scene: Scene, found: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """A speechless button outside any known form does what the page around it is about."""
    if scene.before.composer is not None:
        return sent(scene, scene.label_evidence)
    signs = page_pays(scene)
    if signs and not any(effect.verb == "pay" for effect in found):
        sure = 0.8 if scene.told("checkout", scene.place) else 0.6  # a cart's total may have a stage to go
        return (*payment(scene, sure, *signs, outright=False), *found)
    started = tuple(_less_sure(effect) if effect.verb == "execute" else effect for effect in found)
    found = (*started, *_by_consent(scene, found))
    return found or (
        scene.effect(
            "update", f"next step of {scene.place or scene.url}", 0.4, scene.label_evidence, tier=Tier.LOW
        ),
    )


def _by_consent(scene: Scene, found: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Take the next step as an agreement where the page says so ("By continuing you accept")."""
    binding = scene.told("binding", scene.before.text) or scene.told("term", scene.before.text)
    named = scene.told("terms", scene.before.text)
    if not (binding and named) or any(effect.verb == "agree" for effect in found):
        return ()
    return (scene.effect("agree", f"{named.text}, {binding.text}", 0.7, named, binding, tier=Tier.HIGH),)


def sent(scene: Scene, evidence: Evidence) -> tuple[Effect, ...]:
    """Return the sending of what stands in the composer, in public where it is a post."""
    composer = scene.before.composer
    open_talk = (
        composer is not None and not composer.to and scene.told("discussion", scene.label, scene.place)
    )
    if open_talk:
        return message(scene, "publish", described(scene, "post"), 0.9, evidence, open_talk)
    return message(scene, "send", described(scene, "message"), 0.95, evidence)


def _merged(first: tuple[Effect, ...], second: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Unite by verb where both tell of the same; the structure's own object and sum stand."""
    found = list(first)
    for effect in second:
        same = next(
            (i for i, one in enumerate(found) if one.verb == effect.verb and _alike(one, effect)), None
        )
        if same is None:
            found.append(effect)
        else:
            found[same] = found[same].model_copy(
                update={
                    "probability": max(found[same].probability, effect.probability),
                    "evidence": tuple(dict.fromkeys((*found[same].evidence, *effect.evidence))),
                }
            )
    return tuple(found)


def _alike(one: Effect, other: Effect) -> bool:
    return (
        one.horizon == other.horizon
        and Hazard.PRESELECTED not in other.hazards
        and one.amount in (other.amount, None)
    )


def _hides(scene: Scene) -> bool:
    """Whether a label says "no" or "just looking" on a control whose structure acts."""
    if dismisses(scene.label) and scene.element.is_submit:
        return scene.element.input_name.lower() not in {"cancel", "back", "close"}
    verbs = {match.verb for match in spoken(scene.label)}
    return bool(verbs) and verbs <= {"read", "navigate"} and not scene.speechless
