"""Secrets replaced by typed placeholders, before a text reaches a prompt, a log, a report or the ledger.

`[password:3f9a1c]` says what stood there; the digits are a keyed digest (HMAC-SHA-256, 24 bits), so that
equal secrets look equal while nobody without the key can try out candidates. Two different secrets look
equal once in 16.7 million pairs. Cards and accounts keep their last four characters, `[card:3f9a1c *4242]`,
for a person has to tell them apart.
"""

import hashlib
import hmac
import json
import secrets as _random
import threading
from collections.abc import Iterator, Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from worldmodel.canonical import canonical_json, cut
from worldmodel.secret_forms import MIN_LENGTH, Forms, KnownSecret, layers
from worldmodel.secret_names import SecretKind, kind_of_name
from worldmodel.secret_patterns import PLACEHOLDER, SecretMatch, find_secrets

__all__ = ["Redactor", "SecretKind", "SecretMatch", "find_secrets", "kind_of_name"]

MAX_TEXT = 1_000_000
"""Longer texts are cut before they are redacted, so that no unread tail gets through."""
_MAX_DEPTH = 100
_SHORT = 40
_CLEAN_LIMIT = 4096
_LAST_FOUR = (SecretKind.CARD, SecretKind.IBAN)
_DESCRIBERS = ("type", "autocomplete", "name", "label", "key", "input_name", "id")
_VALUES = ("value", "text", "content", "default", "values")


class Redactor:
    """Replaces secrets by placeholders. Safe under threads.

    Args:
        key: makes the digests; keep it out of the agent's reach. Without one a random key is used, and
            equality shows only within this object.
    """

    def __init__(self, key: bytes | None = None) -> None:
        self._key = key if key is not None else _random.token_bytes(32)
        self._known: dict[str, Forms] = {}
        self._clean: set[str] = set()
        self._lock = threading.Lock()

    def remember(self, secret: str, kind: SecretKind | str = SecretKind.PASSWORD) -> None:
        """Mask `secret` from now on, wherever it turns up and however encoded (see `secret_forms`).

        Secrets under three characters are not remembered: they would mask ordinary text. Secrets of three
        to five characters are masked as whole words; numbers of up to four digits only where they are the
        whole value of something (`cvc=123`, `"123"`), for prices and counts must stay readable.
        """
        for text in {secret, secret.strip()}:
            if text in self._known:
                continue
            if len(text) >= MIN_LENGTH and not PLACEHOLDER.fullmatch(text):
                forms = KnownSecret(text, SecretKind(kind)).forms()
                with self._lock:
                    self._known = {**self._known, text: forms}
                    self._clean = set()

    def seal(self, text: str) -> str:
        """Return a keyed digest of `text` (64 hex characters).

        A plain digest of an action that holds a card code could be tried out a thousand times; a sealed
        one can't.
        """
        return hmac.new(self._key, text.encode("utf-8", "surrogatepass"), hashlib.sha256).hexdigest()

    def placeholder(self, secret: str, kind: SecretKind | str) -> str:
        """Return what stands for `secret`. The same secret of the same kind gives the same text."""
        kind = SecretKind(kind)
        compact = "".join(c for c in secret if c.isalnum()) if kind in _LAST_FOUR else secret
        tail = (
            f" *{compact[-4:].upper()}"
            if kind in _LAST_FOUR and len(compact) >= 12 and compact.isascii()
            else ""
        )
        return f"[{kind.value}:{self.seal(compact)[:6]}{tail}]"

    def text(self, text: str) -> str:
        """Return `text` with every secret replaced."""
        clean = self._clean
        if text in clean:
            return text
        redacted = cut(text, MAX_TEXT)
        redacted = self._replace(redacted, list(self._known_matches(redacted)))
        redacted = self._replace(redacted, find_secrets(redacted))
        if redacted == text and len(text) <= _SHORT and len(clean) < _CLEAN_LIMIT:
            clean.add(text)  # field names, verbs, roles: the same few short texts in every entry
        return redacted

    def redact(self, value: Any) -> Any:
        """Return `value` with every secret replaced: a text, a JSON value, or a pydantic model.

        Under a telling key (`password`, `authorization`, `cvc`, `cookie`, ...) the whole value goes, as it
        does beside a telling `name`, `type` or `autocomplete`. Texts that hold JSON are redacted as JSON.
        A model comes back as the same model; numbers that its own fields hold are kept.

        Raises:
            ValueError: nested deeper than a hundred levels, or a model no longer valid when redacted.
        """
        if isinstance(value, BaseModel):
            return type(value).model_validate(self.redact_json(value))
        return self._walk(value, 0, numbers=True)

    def redact_json(self, value: object) -> Any:
        """Like `redact`, but a model comes back as plain JSON values."""
        if isinstance(value, BaseModel):
            return self._walk(value.model_dump(mode="json"), 0, numbers=False)
        return self._walk(value, 0, numbers=True)

    # -- one level at a time -------------------------------------------------------------------------------

    def _walk(self, value: Any, depth: int, *, numbers: bool) -> Any:
        if depth > _MAX_DEPTH:
            raise ValueError("nested too deeply to be redacted")
        if isinstance(value, str):
            return self._text_or_json(value, depth)
        if isinstance(value, Mapping):
            return self._mapping(value, depth, numbers=numbers)
        if isinstance(value, list | tuple):
            return self._sequence(value, depth, numbers=numbers)
        if isinstance(value, BaseModel):
            return self._walk(value.model_dump(mode="json"), depth + 1, numbers=False)
        if numbers and isinstance(value, int) and not isinstance(value, bool):
            return self._number(value)
        return value

    def _text_or_json(self, text: str, depth: int) -> str:
        if text[:1] in ("{", "[") and len(text) <= MAX_TEXT:
            try:
                parsed = json.loads(text)
                redacted = self._walk(parsed, depth + 1, numbers=True)
                if redacted != parsed:
                    text = canonical_json(redacted)
            except (ValueError, RecursionError):
                pass  # not JSON: the text as such is redacted below
        return self.text(text)

    def _number(self, value: int) -> int | str:
        text = str(value) if abs(value) < 10**40 else ""
        redacted = self.text(text)
        return value if redacted == text else redacted

    def _mapping(self, value: Mapping[Any, Any], depth: int, *, numbers: bool) -> dict[str, Any]:
        described = _described_kind(value)
        result: dict[str, Any] = {}
        for key, item in value.items():
            kind = kind_of_name(key) if isinstance(key, str) else None
            if described and key in _VALUES:
                kind = described
            name = self.text(key) if isinstance(key, str) else key
            result[name] = self._whole(item, kind) if kind else self._walk(item, depth + 1, numbers=numbers)
        return result

    def _sequence(self, value: Sequence[Any], depth: int, *, numbers: bool) -> list[Any]:
        result: list[Any] = []
        kind: SecretKind | None = None
        for index, item in enumerate(value):
            result.append(self._whole(item, kind) if kind else self._walk(item, depth + 1, numbers=numbers))
            kind = _announced_kind(item, index, len(value))
        return result

    def _whole(self, value: Any, kind: SecretKind) -> Any:
        """Replace a whole value; what can hold no secret (nothing, true, false, emptiness) stays."""
        if value is None or isinstance(value, bool) or value in ("", [], {}, ()):
            return value
        text = value if isinstance(value, str) else _as_text(value)
        return text if PLACEHOLDER.fullmatch(text) else self.placeholder(text, kind)

    # -- texts ---------------------------------------------------------------------------------------------

    def _known_matches(self, text: str) -> Iterator[SecretMatch]:
        known = self._known
        if not known:
            return
        peeled = list(layers(text))
        for forms in known.values():
            kind = forms.secret.kind
            yield from (SecretMatch(start, end, kind) for start, end in forms.spans(text))
            for layer in peeled:
                for span in forms.spans(layer.text):
                    yield SecretMatch(*layer.source_span(*span), kind)

    def _replace(self, text: str, matches: Sequence[SecretMatch]) -> str:
        parts: list[str] = []
        position = 0
        for match in sorted(matches, key=lambda m: (m.start, -m.end)):
            if match.end <= position:
                continue
            if match.start >= position:
                parts += (text[position : match.start], self.placeholder(self._bare(text, match), match.kind))
            position = match.end
        return "".join((*parts, text[position:])) if parts else text

    def _bare(self, text: str, match: SecretMatch) -> str:
        """The secret itself where its encoded form was met, so that all its forms look equal."""
        form = text[match.start : match.end]
        return next((known for known, forms in self._known.items() if _is_form(form, forms)), form)


def _is_form(form: str, forms: Forms) -> bool:
    return any(True for _ in forms.spans(form)) or any(
        True for layer in layers(form) for _ in forms.spans(layer.text)
    )


def _as_text(value: object) -> str:
    try:
        return canonical_json(value)
    except (TypeError, ValueError):
        return str(value)


def _described_kind(value: Mapping[Any, Any]) -> SecretKind | None:
    """The kind that a form field, a header or a cookie object announces about its `value`."""
    if not any(key in value for key in _VALUES):
        return None
    for describer in _DESCRIBERS:
        described = value.get(describer)
        kind = kind_of_name(described) if isinstance(described, str) else None
        if kind:
            return kind
    return SecretKind.COOKIE if {"httpOnly", "sameSite"} & value.keys() else None


def _announced_kind(item: object, index: int, length: int) -> SecretKind | None:
    """The kind that one item announces about the next: `["authorization", "..."]`, `--password`, `...`."""
    if not isinstance(item, str):
        return None
    if (item.startswith("--") and "=" not in item) or (length == 2 and index == 0):
        return kind_of_name(item)
    return None
