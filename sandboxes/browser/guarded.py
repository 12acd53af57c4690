"""Guarded objects: Playwright's own, whose reads pass and whose acts go through the firewall.

One proxy class stands for all of Playwright's classes. It looks a member up in `behaviours.TABLES`; what it
returns is guarded again, what it is given is unwrapped. `isinstance(page, playwright.async_api.Page)` holds.
"""

import functools
import inspect
from collections.abc import Awaitable, Callable
from contextlib import AbstractAsyncContextManager
from types import TracebackType
from typing import Any, Protocol

from typing_extensions import override

from agentguard.errors import AgentGuardError
from sandboxes.browser.behaviours import Act, Pass, Refuse, behaviour_of


class RefusedMemberError(AgentGuardError, AttributeError):
    """A member of Playwright's API that a guarded object does not offer. The message names the open way."""


class Desk(Protocol):
    """What the guarded objects of one sandbox share: it performs acts and takes note of what is shown."""

    async def perform(
        self, owner: "Guarded", member: str, act: Act | None, given: inspect.BoundArguments
    ) -> Any:
        """Decide about one act and run it; `act` is None for a member that no table tells."""
        ...

    async def admit_reading(self, owner: "Guarded", member: str) -> None:
        """Raise where a rule speaks of taking something from this page, and stops it."""
        ...

    def special(self, owner: "Guarded", member: str) -> Any:
        """Return the member that the sandbox handles itself."""
        ...

    async def show(self, owner: "Guarded", value: Any) -> None:
        """Take note of text of the page that the agent is about to be given."""
        ...


class Guarded:
    """Stands for one Playwright object. Everything public on it is Playwright's own API."""

    __slots__ = ("__weakref__", "_agentguard_desk", "_agentguard_raw")

    def __init__(self, raw: Any, desk: Desk) -> None:
        self._agentguard_raw = raw
        self._agentguard_desk = desk

    @property  # type: ignore[misc]  # read-only here: nothing may make it another class
    @override
    def __class__(self) -> type:
        """Playwright's class, so that `isinstance` holds."""
        return type(self._agentguard_raw)

    def __getattr__(self, name: str) -> Any:
        kind = type(self._agentguard_raw).__name__
        if name.startswith("_"):
            raise RefusedMemberError(
                f"{kind}.{name} is internal to Playwright; for assertions:"
                " from sandboxes.browser import expect"
            )
        return _member(self, kind, name)

    @override
    def __dir__(self) -> list[str]:
        return [name for name in dir(self._agentguard_raw) if not name.startswith("_")]

    @override
    def __repr__(self) -> str:
        return f"<guarded {self._agentguard_raw!r}>"

    @override
    def __eq__(self, other: object) -> bool:
        return unwrap(self) is unwrap(other) or bool(unwrap(self) == unwrap(other))

    @override
    def __hash__(self) -> int:
        return hash(self._agentguard_raw)

    async def __aenter__(self) -> "Guarded":
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._agentguard_raw.close()


def is_guarded(value: object) -> bool:
    """Whether `value` is a guarded object; `isinstance` answers for Playwright's class instead."""
    return issubclass(type(value), Guarded)


def unwrap(value: Any) -> Any:
    """Return Playwright's own object behind a guarded one, also inside lists, tuples and dictionaries."""
    if is_guarded(value):
        return value._agentguard_raw
    if isinstance(value, list | tuple):
        return type(value)(unwrap(item) for item in value)
    if isinstance(value, dict):
        return {key: unwrap(item) for key, item in value.items()}
    return value


def wrap(value: Any, desk: Desk) -> Any:
    """Return `value` with every Playwright object in it guarded."""
    if isinstance(value, list | tuple):
        return type(value)(wrap(item, desk) for item in value)
    if isinstance(value, dict):
        return {key: wrap(item, desk) for key, item in value.items()}
    if not type(value).__module__.startswith("playwright.") or isinstance(value, BaseException):
        return value
    if hasattr(value, "_impl_obj"):
        return Guarded(value, desk)
    if isinstance(value, AbstractAsyncContextManager):
        return GuardedWait(value, desk)
    return value


def wrap_callback(handler: Callable[..., Any], desk: Desk) -> Callable[..., Any]:
    """Return `handler` so that it is given guarded objects, as often as Playwright calls it."""

    @functools.wraps(handler, updated=())
    def guarded(*given: Any) -> Any:
        return handler(*(wrap(item, desk) for item in given))

    return guarded


class GuardedWait:
    """`async with page.expect_popup() as popup:` with a guarded value."""

    def __init__(self, raw: Any, desk: Desk) -> None:
        self._raw = raw
        self._desk = desk

    async def __aenter__(self) -> "Awaited":
        return Awaited(await self._raw.__aenter__(), self._desk)

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        await self._raw.__aexit__(kind, error, trace)


class Awaited:
    """What an awaited event brings."""

    def __init__(self, raw: Any, desk: Desk) -> None:
        self._raw = raw
        self._desk = desk

    @property
    def value(self) -> Awaitable[Any]:
        """Await it for the guarded object."""
        return self._value()

    async def _value(self) -> Any:
        return wrap(await self._raw.value, self._desk)

    def is_done(self) -> bool:
        """Whether it happened."""
        return bool(self._raw.is_done())


def _member(owner: Guarded, kind: str, name: str) -> Any:
    raw, desk = owner._agentguard_raw, owner._agentguard_desk
    if not hasattr(type(raw), name):
        raise AttributeError(f"{kind!r} object has no attribute {name!r}")
    behaviour = behaviour_of(kind, name)
    if isinstance(behaviour, Refuse):
        raise RefusedMemberError(f"{kind}.{name} is not offered by a guarded browser: {behaviour.why}")
    if isinstance(behaviour, Pass):
        return _reading(owner, name, behaviour)
    if isinstance(behaviour, Act):
        return _acting(owner, name, behaviour)
    if behaviour is not None:
        return desk.special(owner, name)
    return _unknown(owner, kind, name)


def _reading(owner: Guarded, name: str, behaviour: Pass) -> Any:
    raw, desk = owner._agentguard_raw, owner._agentguard_desk
    member = getattr(raw, name)
    if not callable(member) or hasattr(member, "_impl_obj"):
        return wrap(member, desk)
    if not inspect.iscoroutinefunction(member):

        @functools.wraps(member)
        def build(*args: Any, **kwargs: Any) -> Any:
            return wrap(member(*_given(args, desk), **_named(kwargs, desk)), desk)

        return build

    @functools.wraps(member)
    async def read(*args: Any, **kwargs: Any) -> Any:
        if behaviour.shows or behaviour.pictures:
            await desk.admit_reading(owner, name)
        value = await member(*_given(args, desk), **_named(kwargs, desk))
        if behaviour.shows:
            await desk.show(owner, value)
        return wrap(value, desk)

    return read


def _given(args: tuple[Any, ...], desk: Desk) -> list[Any]:
    return [_argument(value, desk) for value in args]


def _named(kwargs: dict[str, Any], desk: Desk) -> dict[str, Any]:
    return {key: _argument(value, desk) for key, value in kwargs.items()}


def _argument(value: Any, desk: Desk) -> Any:
    if callable(value) and not is_guarded(value) and not isinstance(value, type):
        return wrap_callback(value, desk)
    return unwrap(value)


def _acting(owner: Guarded, name: str, act: Act | None) -> Any:
    raw, desk = owner._agentguard_raw, owner._agentguard_desk
    member = getattr(raw, name)
    signature = inspect.signature(member)

    @functools.wraps(member)
    async def perform(*args: Any, **kwargs: Any) -> Any:
        given = signature.bind(*_given(args, desk), **_named(kwargs, desk))
        return wrap(await desk.perform(owner, name, act, given), desk)

    return perform


def _unknown(owner: Guarded, kind: str, name: str) -> Any:
    """A member that no table tells: decided where it can be awaited, refused where it can't, never passed."""
    member = getattr(owner._agentguard_raw, name)
    if inspect.iscoroutinefunction(member):
        return _acting(owner, name, None)
    if hasattr(member, "_impl_obj"):
        return wrap(member, owner._agentguard_desk)
    raise RefusedMemberError(f"{kind}.{name} is not known to only read, and can't be decided about: not run")
