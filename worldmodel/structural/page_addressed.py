"""Forms that name who gets something: whatever their button says, they send or share it.

An export by mail, an invitation or a share has a field for its receiver. The button may only say "Continue".
"""

import re

from worldmodel.effect import Effect, Evidence, Horizon, Reversibility, Scope, Tier
from worldmodel.snapshot import FieldState
from worldmodel.structural.page_field import purposes
from worldmodel.structural.page_message import listed
from worldmodel.structural.page_scene import Scene
from worldmodel.words import find_verbs

_GENERIC = frozenset({"update", "create", "configure"})
_REACHING = frozenset({"send", "share", "publish", "grant"})
_MAIL = re.compile(r"\be?-?mails?\b", re.IGNORECASE)
_SENDS = frozenset({"post", "put", "patch"})


def addressed(scene: Scene, found: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return `found` with the sending or sharing that the form's fields and its heading tell of.

    Only where the rest is a plain change that reaches nobody: what already sends, pays or shares says whom.
    """
    if scene.method not in _SENDS or not _says_little(found):
        return found
    to, field = _receivers(scene)
    if any(set(to) <= set(effect.recipients) for effect in found if to):
        return found  # a rule that is set up for them tells of them
    if to:
        why = Evidence(source="form.fields", text=f"{field}: {', '.join(to)}"[:200])
        final = {"reversibility": Reversibility.IRREVERSIBLE, "recipients": to}
        return (*found, scene.effect("send", _what(scene, to), 0.85, why, **_weighty(), **final))
    if opens := _opens_to_others(scene):
        return (*found, scene.effect("share", _what(scene, ()), 0.8, opens, **_weighty()))
    return found


def _says_little(found: tuple[Effect, ...]) -> bool:
    now = [effect for effect in found if effect.horizon is Horizon.SHORT]
    return all(effect.verb in _GENERIC and not effect.recipients for effect in now)


def _weighty() -> dict[str, object]:
    return {"tier": Tier.HIGH, "scope": Scope.OTHERS}


def _receivers(scene: Scene) -> tuple[tuple[str, ...], str]:
    """The addresses in the first field whose label asks for a receiver, and that label."""
    for field in scene.fields:
        entered = not field.hidden and field.changed is not False
        if entered and _asks_for_receiver(scene, field) and (to := listed(field.type, field.value or "")):
            return to, field.label or field.name
    return (), ""


def _asks_for_receiver(scene: Scene, field: FieldState) -> bool:
    found = purposes(field.name, field.label, field.type, field.autocomplete)
    if "recipient" in found:
        return True
    return _reaching(field.label) or ("email" in found and _reaches(scene))


def _reaches(scene: Scene) -> bool:
    """Whether the heading closest to the form, or its button, speaks of sending or sharing."""
    heading = scene.before.heading.rpartition(" › ")[2] or scene.before.heading
    return _reaching(heading) or _reaching(scene.label)


def _reaching(text: str) -> bool:
    """Whether a text speaks of sending; the mere name of the mail does not."""
    said = find_verbs(_MAIL.sub(" ", text))
    return any(match.verb in _REACHING and not match.inert for match in said)


def _opens_to_others(scene: Scene) -> Evidence | None:
    """A form on a page for sharing that makes something new: a link, a key, an access."""
    made = {match.verb for match in find_verbs(scene.label) if not match.inert}
    first, *_ = scene.before.heading.split(" › ")
    shares = any(match.verb == "share" and match.start == 0 for match in find_verbs(first))
    if not shares or not (made & {"create", "grant", "share"} or scene.speechless):
        return None
    return Evidence(source="page heading", text=first)


def _what(scene: Scene, to: tuple[str, ...]) -> str:
    about = scene.before.heading.split(" › ")[0] or scene.before.title
    return f"{about} to {', '.join(to)}" if to else about
