"""`@guard`: route every call of a tool function through a firewall."""

import functools
import inspect
from collections.abc import Awaitable, Callable, Sequence
from typing import Any, Literal, ParamSpec, Protocol, TypeVar, cast

from agentguard.adapters.arguments import BoundCall, Parameters
from agentguard.errors import ActionStopped, ConfigurationError
from agentguard.firewall import Firewall
from agentguard.outcomes import checked
from worldmodel.action import Action, Surface
from worldmodel.canonical import Frozen, canonical_json
from worldmodel.snapshot import Snapshot

P = ParamSpec("P")
R = TypeVar("R")


class Refusal(Frozen):
    """What a refused call returns where the framework wants a result instead of an error.

    It is marked as an error in every field a framework may look at, so that nobody takes it for success.
    """

    error: str
    verdict: Literal["ask", "replan", "block"]
    decision_id: str
    approval_id: str | None = None
    is_error: bool = True


class _Guard(Protocol):
    def __call__(self, function: Callable[P, R]) -> Callable[P, R]: ...


def guard(
    firewall: Firewall,
    *,
    name: str | None = None,
    effects: Sequence[str] = (),
    passed_on: tuple[str, ...] = (),
    snapshot: Callable[[dict[str, Any]], Snapshot] | None = None,
    refuse: Literal["raise", "return"] = "raise",
) -> _Guard:
    """Route every call of the decorated tool through `firewall`.

    The tool runs with the arguments that were decided on, never with the caller's objects: what was
    approved is what runs. Works on functions and methods, synchronous and asynchronous.

    Args:
        firewall: who decides.
        name: the tool's name; the function's own when not given.
        effects: verbs that the author says the tool has; they are added to what the models predict, and
            only raise caution.
        passed_on: parameters handed over as they are, no part of the decision (a database session).
        snapshot: gives the state for the bound arguments, once to decide on and once more at the moment of
            execution: what changed meanwhile is decided anew. Without it the models see the arguments alone.
        refuse: raise `ActionStopped`, or return a `Refusal`.

    Raises:
        ConfigurationError: at decoration, when a call of the function could not be bound or held back.
    """
    for verb in effects:
        firewall.catalogue.card(verb)

    def decorate(function: Callable[P, R]) -> Callable[P, R]:
        tool = _Tool(firewall, function, name, tuple(effects), passed_on, snapshot)
        if inspect.iscoroutinefunction(function):

            @functools.wraps(function)
            async def guarded_async(*args: P.args, **kwargs: P.kwargs) -> Any:
                try:
                    return await tool.acall(args, kwargs)
                except ActionStopped as stopped:
                    return _give(stopped, refuse)

            return cast("Callable[P, R]", guarded_async)

        @functools.wraps(function)
        def guarded(*args: P.args, **kwargs: P.kwargs) -> Any:
            try:
                return tool.call(args, kwargs)
            except ActionStopped as stopped:
                return _give(stopped, refuse)

        return guarded

    return decorate


def _give(stopped: ActionStopped, refuse: Literal["raise", "return"]) -> Refusal:
    if refuse == "raise":
        raise stopped
    return Refusal(
        error=str(stopped),
        verdict=cast("Literal['ask', 'replan', 'block']", stopped.decision.would_be.value),
        decision_id=stopped.decision.id,
        approval_id=getattr(stopped, "approval_id", None),
    )


class _Tool:
    """One decorated function: binds a call, proposes it, and runs what was decided."""

    def __init__(
        self,
        firewall: Firewall,
        function: Callable[..., Any],
        name: str | None,
        effects: tuple[str, ...],
        passed_on: tuple[str, ...],
        snapshot: Callable[[dict[str, Any]], Snapshot] | None,
    ) -> None:
        _refuse_unguardable(function)
        self._firewall = firewall
        self._function = function
        self._name = name or _name_of(function)
        self._parameters = Parameters(function, passed_on)
        self._snapshot = snapshot
        told: dict[str, Any] = {"description": inspect.getdoc(function) or ""}
        self._told = told | ({"effects": list(effects)} if effects else {})
        self._plain = Snapshot(surface="tool", facts_json=canonical_json({"tool": self._told}))

    def call(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        bound, action = self._propose(args, kwargs)

        def state() -> Snapshot:
            return self._state(action)

        return self._firewall.run(action, lambda _permit: self._run(bound, action), snapshot=state)

    async def acall(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        bound, action = self._propose(args, kwargs)

        async def execute(_permit: object) -> Any:
            return await cast("Awaitable[Any]", self._run(bound, action))

        async def state() -> Snapshot:
            return self._state(action)

        return await self._firewall.arun(action, execute, snapshot=state)

    def _propose(self, args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[BoundCall, Action]:
        bound = self._parameters.bind(args, kwargs)
        action = Action(surface=Surface.TOOL, name=self._name, arguments_json=canonical_json(bound.arguments))
        return bound, action

    def _state(self, action: Action) -> Snapshot:
        """The state now, with what the tool's author says of it."""
        if self._snapshot is None:
            return self._plain
        taken = checked(self._snapshot(action.arguments))
        facts = taken.facts
        told = facts.get("tool")
        facts["tool"] = {**told, **self._told} if isinstance(told, dict) else self._told
        return taken.model_copy(update={"facts_json": canonical_json(facts)})

    def _run(self, bound: BoundCall, action: Action) -> Any:
        return self._parameters.call(self._function, bound, action.arguments)


def _name_of(function: Callable[..., Any]) -> str:
    name = getattr(function, "__name__", None)
    if not isinstance(name, str):
        raise ConfigurationError(
            f"{function!r}: it has no name of its own; give one: guard(firewall, name=...)"
        )
    return name


def _refuse_unguardable(function: Callable[..., Any]) -> None:
    """A generator runs piece by piece, after the decision; a class is no call. Neither can be held."""
    what = getattr(function, "__qualname__", repr(function))
    if inspect.isgeneratorfunction(function) or inspect.isasyncgenfunction(function):
        raise ConfigurationError(f"{what}: a generator can't be guarded; guard the function that consumes it")
    if isinstance(function, type):
        raise ConfigurationError(f"{what}: a class can't be guarded; guard its methods")
    if isinstance(function, staticmethod | classmethod | property):
        raise ConfigurationError(f"{what}: put @guard below @{type(function).__name__}, next to the function")
    if not callable(function):
        raise ConfigurationError(f"{what}: only functions and methods can be guarded")
    if not inspect.iscoroutinefunction(function) and inspect.iscoroutinefunction(type(function).__call__):
        raise ConfigurationError(f"{what}: guard its asynchronous __call__ method instead of the object")
