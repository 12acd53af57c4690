"""Canonical JSON, digests, and the base of every immutable value.

One value has one text: keys sorted by code point, no insignificant space, UTF-8, no NaN or infinity.
"""

import hashlib
import json
from collections.abc import Mapping
from typing import Annotated, Any, Self, TypeAlias

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict
from typing_extensions import override

JsonObject: TypeAlias = Mapping[str, Any]

CUT_MARK = "…[cut]"
"""Ends a text that was longer than its bound."""


class Frozen(BaseModel):
    """An immutable value: no unknown fields, compared by content, with a stable digest."""

    model_config = ConfigDict(frozen=True, extra="forbid", allow_inf_nan=False, ser_json_inf_nan="strings")

    @override
    def model_copy(self, *, update: Mapping[str, Any] | None = None, deep: bool = False) -> Self:
        """Return a copy with other values; what was computed from the old ones is not taken along."""
        copied = super().model_copy(update=update, deep=deep)
        for name in copied.__dict__.keys() - type(self).model_fields.keys():
            del copied.__dict__[name]
        return copied


def canonical_json(value: object) -> str:
    """Return the one text of a JSON value or of a `Frozen`.

    Raises:
        ValueError: NaN, infinity, a circular reference, or a lone surrogate.
        TypeError: the value is not JSON (a non-string key, an arbitrary object).
    """
    if isinstance(value, BaseModel):
        value = value.model_dump(mode="json")
    _check_keys(value)
    text = json.dumps(value, sort_keys=True, separators=(",", ":"), ensure_ascii=False, allow_nan=False)
    text.encode("utf-8")  # a lone surrogate has no UTF-8 form: refuse it here, not at the ledger
    return text


def _check_keys(value: object) -> None:
    """Refuse non-string keys: `json` would turn 1 and "1" into the same text."""
    if isinstance(value, Mapping):
        for key, item in value.items():
            if not isinstance(key, str):
                raise TypeError(f"JSON object keys are strings, got {key!r}")
            _check_keys(item)
    elif isinstance(value, list | tuple):
        for item in value:
            _check_keys(item)


def digest(value: object) -> str:
    """Return the SHA-256 of the value's canonical JSON, in lower-case hex (64 characters)."""
    return hashlib.sha256(canonical_json(value).encode("utf-8")).hexdigest()


def cut(text: str, limit: int) -> str:
    """Return `text`, or its first part ending in `CUT_MARK` when longer than `limit` characters."""
    return text if len(text) <= limit else text[: limit - len(CUT_MARK)] + CUT_MARK


def _bounded(limit: int) -> BeforeValidator:
    return BeforeValidator(lambda value: cut(value, limit) if isinstance(value, str) else value)


def _one_text(value: str) -> str:
    return canonical_json(json.loads(value, parse_constant=_refuse_constant))


def _refuse_constant(name: str) -> None:
    raise ValueError(f"{name} is not JSON")


Label = Annotated[str, _bounded(500)]
"""A short text: a name, a role, a title."""

Text = Annotated[str, _bounded(20_000)]
"""A long text: what a page, a message or a file shows. Longer ones are cut, with a mark."""

JsonText = Annotated[str, AfterValidator(_one_text)]
"""A JSON value kept as its canonical text, so that nothing can alter it after it was decided on."""
