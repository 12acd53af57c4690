"""Secrets that pass through the firewall are known from then on, wherever they turn up again."""

from collections.abc import Iterator
from typing import Any

from worldmodel.action import Action
from worldmodel.secrets import Redactor, SecretKind, find_secrets, kind_of_name

_MAX_DEPTH = 20


def remember_secrets(redactor: Redactor, action: Action) -> None:
    """Teach `redactor` the secrets among the arguments, so that what repeats one later is masked too."""
    for text, kind in _texts(action.arguments, None, 0):
        if kind is not None:
            redactor.remember(text, kind)
        for match in find_secrets(text):
            redactor.remember(text[match.start : match.end], match.kind)


def _texts(value: Any, kind: SecretKind | None, depth: int) -> Iterator[tuple[str, SecretKind | None]]:
    """Yield every text with the kind of secret that a name above it announces."""
    if isinstance(value, str):
        yield value, kind
    elif depth < _MAX_DEPTH and isinstance(value, dict):
        for name, item in value.items():
            yield from _texts(item, kind or kind_of_name(name), depth + 1)
    elif depth < _MAX_DEPTH and isinstance(value, list):
        for item in value:
            yield from _texts(item, kind, depth + 1)
