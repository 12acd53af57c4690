"""The request that an act's own form will send, read before the act with the eyes of the wire.

Label, fields and page tell what a form is for; its address and hidden values tell what the server is asked to
do. Where the latter say more, or something else, that is foreseen as well, under the names that the page has
for it. So nothing is left to be found when the request is held that was known before.
"""

import re
from collections.abc import Iterator
from typing import Final
from urllib.parse import urlencode, urlsplit, urlunsplit

from worldmodel.action import Action, Surface
from worldmodel.effect import Effect, Evidence, Tier
from worldmodel.extent import is_within
from worldmodel.snapshot import FieldState, Snapshot
from worldmodel.structural.http import predict_http
from worldmodel.structural.page_cost import amount_due
from worldmodel.structural.page_kept import keeps_text
from worldmodel.structural.page_object import spoken, thing
from worldmodel.structural.page_payee import payees
from worldmodel.structural.page_scene import Scene
from worldmodel.structural.page_terms import tells
from worldmodel.structural.page_values import with_values

_BODY: Final = "application/x-www-form-urlencoded"
_MONEY: Final = frozenset({"pay", "transfer", "subscribe"})
_GOES_OUT: Final = frozenset({"send", "publish", "share"})
_TICKS: Final = frozenset({"checkbox", "radio"})


def with_request(scene: Scene, found: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return `found` with what the form's request shows beyond it, named as the page names it."""
    action = request_of(scene)
    if action is None:
        return found
    shown = predict_http(scene.before.model_copy(update={"surface": "http"}), action).effects
    lasting = [one for one in shown if one.tier is not Tier.SAFE or one.hazards or one.carries]
    found = tuple(_of_copy(scene, one, lasting) for one in found)
    more = (one for one in lasting if not any(is_within(one, known) for known in found))
    more = (one for one in more if not _told_by_fields(scene, one, found))
    named = tuple(_named(scene, effect, str(action.argument("url"))) for effect in more)
    return (*found, *with_values(scene, named))


def _of_copy(scene: Scene, effect: Effect, shown: list[Effect]) -> Effect:
    """A deletion on the page of backups, whose request deletes a backup, with that word in its object.

    One copy among others that goes is a deletion; it is `is_within` that then knows it on the wire.
    """
    if effect.verb != "delete" or not tells("backup", scene.place):
        return effect
    copies = (one for one in shown if one.verb == "weaken" and tells("backup", one.object))
    wire = next(copies, None)
    return effect if wire is None else effect.model_copy(update={"object": _both(effect, wire)})


def _both(effect: Effect, wire: Effect) -> str:
    return f"{effect.object} ({wire.object})"[:500]


def _told_by_fields(scene: Scene, effect: Effect, found: tuple[Effect, ...]) -> bool:
    """Whether the page's own words tell more surely than a path and the names of fields.

    A label that keeps a draft sends none, and a text in a field called "guests" is no guest. When the request
    is held it is judged all the same.
    """
    if effect.verb in _GOES_OUT and keeps_text(scene):
        return True
    entered = {field.value for field in scene.fields if not field.hidden}
    known = any(one.verb == effect.verb and one.tier in (effect.tier, Tier.HIGH) for one in found)
    return known and bool(effect.recipients) and entered.issuperset(effect.recipients)


def request_of(scene: Scene) -> Action | None:
    """Return the request that sending the scene's form makes, or None where no form is sent that is known."""
    address = scene.target_url
    if not (scene.submits and scene.form is not None and scene.method):
        return None
    if not address.startswith(("http://", "https://")):
        return None
    values = list(_values(scene))
    headers = {"content-type": _BODY}
    if scene.method == "get":
        return Action.of(Surface.HTTP, "GET", url=_with(address, values), resource_type="document")
    return Action.of(Surface.HTTP, scene.method.upper(), url=address, headers=headers, body=urlencode(values))


def _with(address: str, values: list[tuple[str, str]]) -> str:
    """A form sent by GET replaces the query of its address by its values."""
    return urlunsplit(urlsplit(address)._replace(query=urlencode(values), fragment=""))


def _values(scene: Scene) -> Iterator[tuple[str, str]]:
    """Yield what goes along: every field but an empty tick, and the button's own name and value."""
    for field in scene.fields:
        if field.name and not (field.type in _TICKS and not field.checked):
            yield field.name, _sent(field)
    if scene.element.is_submit and scene.element.input_name:
        yield scene.element.input_name, scene.element.value or ""


def _sent(field: FieldState) -> str:
    given = field.sent if field.sent is not None else field.value
    return given or ("on" if field.type in _TICKS else "")


def _named(scene: Scene, effect: Effect, address: str) -> Effect:
    """The effect as a person at the page would tell it: on what, for how much, to whom."""
    verbs = spoken(scene.label)
    told = thing(scene, scene.label, verbs[0] if verbs else None)
    method = f"{scene.method} {address}"
    update: dict[str, object] = {
        "object": f"{told} ({effect.object})"[:500],
        "recipients": _receivers(scene, effect),
        "evidence": (Evidence(source="form.action", text=method[:300]), *effect.evidence),
    }
    if effect.verb in _MONEY and effect.amount is None and (due := amount_due(scene)) is not None:
        update["amount"] = due.match.money
    return effect.model_copy(update=update)


_CODE = re.compile(r"\d{1,6}")
"""A site's own number for somebody; a longer one may be the account itself, and is told."""


def _receivers(scene: Scene, effect: Effect) -> tuple[str, ...]:
    """Who gets it, by name where the page shows the name that the form has only a code for."""
    told = tuple(dict.fromkeys(_person(scene.before, one) for one in effect.recipients))
    coded = effect.verb in _MONEY and bool(told) and all(_CODE.fullmatch(one) for one in told)
    return (coded and payees(scene)) or told


def _person(before: Snapshot, recipient: str) -> str:
    """What the form shows for the value that it sends: "Petra Lindqvist" for the option `5`."""
    fields = before.form.fields if before.form is not None else ()
    shown = (field.value for field in fields if field.sent == recipient and field.value)
    return next(shown, recipient)
