"""Bind a call to its parameters, as JSON to decide on and as fresh values to run with.

What a parameter's own type does to a value (aliases, defaults, lower-casing) is done before the decision, and
what comes out is stable: the values that run are the values that were decided on.
"""

import inspect
import math
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any, get_type_hints

from pydantic import ConfigDict, TypeAdapter
from pydantic.errors import PydanticSchemaGenerationError, PydanticUserError

from agentguard.errors import ConfigurationError, EvaluationError
from worldmodel.canonical import canonical_json

_KINDS = inspect.Parameter


@dataclass(frozen=True)
class BoundCall:
    """One call: `arguments` as JSON values to decide on, and the receiver that is not part of them."""

    arguments: dict[str, Any]
    receiver: tuple[Any, ...]
    passed_on: dict[str, Any]


class Parameters:
    """The parameters of a tool function, each with how it becomes JSON and back.

    Args:
        function: the tool.
        passed_on: names of parameters that are handed over as they are and not decided on (a database
            session, a run context); everything else is.

    Raises:
        ConfigurationError: the function has no signature, or a parameter can't become JSON.
    """

    def __init__(self, function: Callable[..., Any], passed_on: tuple[str, ...] = ()) -> None:
        self._name = getattr(function, "__qualname__", repr(function))
        try:
            self._signature = inspect.signature(function)
        except (TypeError, ValueError) as error:
            raise ConfigurationError(f"{self._name}: it has no signature to bind a call to") from error
        hints = _hints(function)
        unknown = set(passed_on) - set(self._signature.parameters)
        if unknown:
            raise ConfigurationError(f"{self._name}: it has no parameter named {sorted(unknown)[0]!r}")
        self._passed_on = frozenset(passed_on)
        names = list(self._signature.parameters)
        self._receiver = names[0] if names and names[0] in ("self", "cls") else None
        self._adapters = {
            name: self._adapter(parameter, hints.get(name, Any))
            for name, parameter in self._signature.parameters.items()
            if name != self._receiver and name not in self._passed_on
        }

    def _adapter(self, parameter: inspect.Parameter, hint: Any) -> TypeAdapter[Any]:
        if parameter.kind is _KINDS.VAR_POSITIONAL:
            hint = list[hint]
        elif parameter.kind is _KINDS.VAR_KEYWORD:
            hint = dict[str, hint]
        elif parameter.default is None:
            hint = hint | None  # `x: int = None`, as much code writes it
        try:
            return _adapter_of(hint)
        except PydanticUserError as error:
            raise ConfigurationError(
                f"{self._name}: parameter {parameter.name!r} of type {hint!r} has no JSON form and can't be "
                f"decided on; name it in passed_on=({parameter.name!r},) if it is no part of what is asked"
            ) from error

    def bind(self, args: tuple[Any, ...], kwargs: Mapping[str, Any]) -> BoundCall:
        """Bind a call, defaults included.

        Raises:
            TypeError: the call does not fit the signature, as Python would say.
            EvaluationError: a value has no JSON form, so it can't be decided on.
        """
        bound = self._signature.bind(*args, **kwargs)
        bound.apply_defaults()
        values = dict(bound.arguments)
        receiver = (values.pop(self._receiver),) if self._receiver else ()
        passed_on = {name: values.pop(name) for name in self._passed_on if name in values}
        arguments = {name: self._dump(name, value) for name, value in values.items()}
        return BoundCall(arguments=arguments, receiver=receiver, passed_on=passed_on)

    def _dump(self, name: str, value: Any) -> Any:
        try:
            return _settled(self._adapters[name], value)
        except Exception as error:
            raise EvaluationError(
                f"{self._name}: argument {name!r} can't be decided on, so nothing was run: {error}"
            ) from error

    def call(self, function: Callable[..., Any], bound: BoundCall, decided: Mapping[str, Any]) -> Any:
        """Call `function` with fresh values made from the decided arguments, never the caller's objects."""
        positional: list[Any] = list(bound.receiver)
        keywords: dict[str, Any] = {}
        after_varargs = False
        for name, parameter in self._signature.parameters.items():
            if name == self._receiver:
                continue
            value = bound.passed_on[name] if name in bound.passed_on else self._load(name, decided[name])
            if parameter.kind is _KINDS.VAR_POSITIONAL:
                positional += value
                after_varargs = True
            elif parameter.kind is _KINDS.VAR_KEYWORD:
                keywords |= value
            elif parameter.kind is _KINDS.KEYWORD_ONLY or after_varargs:
                keywords[name] = value
            else:
                positional.append(value)
        return function(*positional, **keywords)

    def _load(self, name: str, value: Any) -> Any:
        return self._adapters[name].validate_python(value)


def _settled(adapter: TypeAdapter[Any], value: Any) -> Any:
    """Return the JSON form of `value` that comes out of the parameter's type unchanged."""
    try:
        return _stable(adapter, value, by_alias=True)
    except ValueError:  # a model that writes other names than it reads
        return _stable(adapter, value, by_alias=False)


def _stable(adapter: TypeAdapter[Any], value: Any, *, by_alias: bool) -> Any:
    def dump(given: Any) -> Any:
        return adapter.dump_python(given, mode="json", warnings="error", by_alias=by_alias)

    taken = adapter.validate_python(value)
    _refuse_non_numbers(adapter.dump_python(taken))  # JSON would write them as null
    decided = dump(taken)
    again = dump(adapter.validate_python(decided))
    if canonical_json(again) != canonical_json(decided):
        raise ValueError(f"its type turns {decided!r} into {again!r}")
    return decided


def _refuse_non_numbers(value: Any) -> None:
    if isinstance(value, float) and not math.isfinite(value):
        raise ValueError(f"{value} is no number")
    if isinstance(value, dict):
        value = list(value.values())
    if isinstance(value, list | tuple | set | frozenset):
        for item in value:
            _refuse_non_numbers(item)


def _adapter_of(hint: Any) -> TypeAdapter[Any]:
    try:
        return TypeAdapter(hint, config=ConfigDict(allow_inf_nan=False))
    except PydanticSchemaGenerationError:
        raise
    except PydanticUserError:  # a model, dataclass or TypedDict, which has a configuration of its own
        return TypeAdapter(hint)


def _hints(function: Callable[..., Any]) -> dict[str, Any]:
    try:
        return get_type_hints(function, include_extras=True)
    except (NameError, TypeError):
        return {}  # unresolvable annotations: the values are still bound, as plain JSON
