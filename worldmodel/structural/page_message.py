"""Messages and posts: who gets them, and what secrets they carry."""

import re

from worldmodel.effect import DataClass, Effect, Evidence, Hazard, Scope
from worldmodel.secrets import find_secrets
from worldmodel.structural.page_field import purposes
from worldmodel.structural.page_power import EMAIL
from worldmodel.structural.page_removal import BULK_FROM, counted
from worldmodel.structural.page_scene import Scene

_SHORT_TEXT = 200
_BARE_NUMBER = re.compile(r"(?<![\w.,/-])\d{4,8}(?![\w.,/-])")


def secrets_in(text: str) -> tuple[DataClass, ...]:
    """Return the kinds of secrets that a text holds."""
    return tuple(dict.fromkeys(match.kind.data_class for match in find_secrets(text))) if text else ()


def _looks_like_code(scene: Scene, text: str) -> bool:
    """A short text with a bare number, where page or text speak of a code."""
    if len(text) > _SHORT_TEXT or not _BARE_NUMBER.search(text):
        return False
    return scene.told("code_word", text, scene.before.text) is not None


def message(
    scene: Scene, verb: str, object: str, probability: float, *evidence: Evidence | None
) -> tuple[Effect, ...]:
    """Return the sending or publishing of what is written on the page.

    `verb` is `send`, `share` or `publish`. Recipients come from the composer, else from the form's
    recipient fields; a message that carries a secret discloses it as well.
    """
    to = recipients(scene)
    carries = _carried(scene)
    hazards = (Hazard.BULK,) if _many(scene, to) else ()
    scope = Scope.PUBLIC if verb == "publish" else Scope.OTHERS
    effect = scene.effect(
        verb, object, probability, *evidence, recipients=to, carries=carries, scope=scope, hazards=hazards
    )
    if not carries:
        return (effect,)
    reason = Evidence(source="composer.body", text="the text carries " + ", ".join(carries))
    what = f"{', '.join(carries)} in a {'public post' if verb == 'publish' else 'message'}"
    return effect, scene.effect(
        "disclose", what, probability, reason, recipients=to, carries=carries, scope=scope
    )


def _many(scene: Scene, to: tuple[str, ...]) -> bool:
    groups = any(scene.told("sharing_all", one.replace(".", " ")) for one in to)
    return groups or len(to) >= BULK_FROM or (counted(scene) or 0) >= BULK_FROM


def recipients(scene: Scene) -> tuple[str, ...]:
    """Return whom the message goes to: by the composer, by the fields for it, else by any address entered."""
    if scene.before.composer and scene.before.composer.to:
        return scene.before.composer.to
    filled = [(field, field.value) for field in scene.fields if field.value and not field.hidden]
    meant = tuple(
        value
        for field, value in filled
        if "recipient" in purposes(field.name, field.label, field.type, field.autocomplete)
    )
    return meant or tuple(address for field, value in filled for address in listed(field.type, value))


def listed(type: str, value: str) -> tuple[str, ...]:
    """Return the addresses of a field that holds nothing else; one inside a text is written to nobody."""
    parts = [part.strip("<>") for part in re.split(r"[\s,;]+", value.strip())]
    alone = type in _LISTS and all(EMAIL.fullmatch(part) for part in parts)
    return tuple(parts) if alone else ()


_LISTS = frozenset({"text", "", "email", "textarea"})


def described(scene: Scene, kind: str) -> str:
    """Say in words which message: its kind, subject, recipients and place."""
    composer = scene.before.composer
    to = recipients(scene)
    about = composer.subject if composer and composer.subject else scene.before.heading or scene.before.title
    return " ".join(
        part for part in (kind, f"to {', '.join(to)}" if to else "", f"({about})" if about else "") if part
    )


def _carried(scene: Scene) -> tuple[DataClass, ...]:
    composer = scene.before.composer
    written = [composer.subject, composer.body, *composer.attachments] if composer else []
    written += [field.value for field in scene.fields if field.value and not field.hidden]
    text = "\n".join(part for part in written if part)
    found = secrets_in(text)
    code = DataClass.ONE_TIME_CODE
    return (*found, code) if code not in found and _looks_like_code(scene, text) else found
