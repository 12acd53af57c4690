"""Equal refusals: when a refused action counts as the same one tried again.

It does where it is the same call in another spelling, or where it would have the same effect on the same
object by another way. Two different transfers, posts or bookings are different actions, whatever they share.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Any
from urllib.parse import unquote

from agentguard.decision import Judgement
from agentguard.verdict import Verdict
from worldmodel.action import Action, Surface
from worldmodel.canonical import digest
from worldmodel.classify import plain
from worldmodel.effect import Effect
from worldmodel.folding import fold
from worldmodel.snapshot import FieldState, Snapshot

_SPACES = re.compile(r"\s+")
_ON_SCREEN = (Surface.PAGE, Surface.DESKTOP)
_REQUEST = ("url", "body")
"""What tells a held request from another; its headers and digests vary by themselves."""


def refusal_keys(action: Action, snapshot: Snapshot, judgements: Sequence[Judgement]) -> tuple[str, ...]:
    """Return what identifies a refusal: the call itself, and what it would have done to what.

    Two refusals are equal if they share a key.
    """
    stopped = [judged.effect for judged in judgements if judged.verdict is not Verdict.ALLOW]
    keys = [
        ["call", action.surface, plain(action.name), _folded(_telling(action)), _landed(action, snapshot)]
    ]
    if stopped:
        keys.append(["effect", sorted(map(_done, stopped)), _distinction(action, snapshot, stopped)])
    return tuple(digest(key) for key in keys)


def _done(effect: Effect) -> list[Any]:
    """What an effect does to what; money to somebody is the same money by whatever tool it goes."""
    amount = "" if effect.amount is None else f"{effect.amount.amount.normalize():f}"
    recipients = sorted(map(_spelt, effect.recipients))
    thing = [] if amount and recipients else [_spelt(effect.object), _spelt(effect.resource.id)]
    return [effect.verb, amount, recipients, thing]


def _distinction(action: Action, snapshot: Snapshot, effects: Sequence[Effect]) -> Any:
    """Return what else tells an effect from others of its kind, by whatever way it comes about.

    On a screen that is what would be sent and the place; for a call its figures, or all that it says where
    no effect names anything of it.
    """
    if action.surface in _ON_SCREEN:
        return _sent(snapshot)
    said = sorted(_values(action))
    named = " ".join(str(part) for effect in effects for part in _done(effect))
    if any(value and value in named for value in said):
        said = [value for value in said if value not in named and any(map(str.isdigit, value))]
    return said


def _landed(action: Action, snapshot: Snapshot) -> Any:
    return snapshot.binding if action.surface in _ON_SCREEN else None


def _sent(snapshot: Snapshot) -> list[Any]:
    form, message, element = snapshot.form, snapshot.composer, snapshot.element
    return [
        _spelt(snapshot.url or ""),
        _spelt(snapshot.dialog or ""),
        None if form is None else sorted(map(_filled, form.fields)),
        None if message is None else [_spelt(text) for text in (*message.to, message.subject, message.body)],
        None if element is None else [_spelt(element.href or ""), _spelt(element.context)],
    ]


def _filled(field: FieldState) -> str:
    """A field as the user would see it; tokens in hidden ones change from page to page."""
    return "" if field.hidden else _spelt(f"{field.name}={field.value} {field.checked}")


def _telling(action: Action) -> Any:
    given = action.arguments
    return {key: given.get(key) for key in _REQUEST} if action.surface is Surface.HTTP else given


def _values(action: Action) -> Iterator[str]:
    yield from _leaves(_folded(_telling(action)))


def _leaves(value: Any) -> Iterator[str]:
    if isinstance(value, dict | list):
        inner: Iterable[Any] = value.values() if isinstance(value, dict) else value
        for item in inner:
            yield from _leaves(item)
    else:
        yield value


def _folded(value: Any) -> Any:
    """Return a JSON value with every text and number in one spelling; what is empty says nothing."""
    if isinstance(value, dict):
        return {_spelt(key): _folded(item) for key, item in value.items() if item not in (None, "", [], {})}
    if isinstance(value, list):
        return [_folded(item) for item in value]
    if isinstance(value, float) and value.is_integer():
        return str(int(value))
    return _spelt(str(value))


def _spelt(text: str) -> str:
    """Return one spelling of a text: case, width, white space and percent encoding make no difference."""
    return _SPACES.sub(" ", fold(unquote(text)).text).strip()
