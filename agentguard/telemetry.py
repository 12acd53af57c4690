"""OpenTelemetry spans of guarded actions, where the `otel` extra is installed; nothing where it is not.

Names follow the GenAI semantic conventions for tool execution (span `execute_tool {gen_ai.tool.name}`, kind
INTERNAL, attributes `gen_ai.operation.name`, `gen_ai.tool.name`, `gen_ai.tool.call.id`,
`gen_ai.tool.type`, `gen_ai.agent.name`, `error.type`); what the firewall adds is under
`agentguard.decision.*` and `agentguard.outcome.*`. Arguments and results are never exported, and what is
passes a redactor.
"""

from collections.abc import Iterator, Mapping
from contextlib import AbstractContextManager, contextmanager, nullcontext
from functools import lru_cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from agentguard.decision import Decision
from worldmodel.action import Action, Surface
from worldmodel.outcome import Divergence, Outcome
from worldmodel.secrets import Redactor

if TYPE_CHECKING:
    from opentelemetry.trace import Tracer

_SCOPE = "agentguard"
_redactor = Redactor()


def configure(redactor: Redactor) -> None:
    """Mask with the firewall's own redactor, so that what was typed is known here too."""
    global _redactor
    _redactor = redactor


@lru_cache(maxsize=1)
def _installed() -> bool:
    try:
        return find_spec("opentelemetry") is not None
    except (ImportError, ValueError):  # an import hook, or a module set to None, keeps it out
        return False


def _tracer() -> "Tracer":
    from opentelemetry import trace

    # Looked up every time: the program may set its provider after the first action. The API caches it.
    return trace.get_tracer(_SCOPE)


def tool_span(action: Action) -> AbstractContextManager[None]:
    """Open the span of one action, from the proposal to the outcome.

    An error that leaves it sets the span's status and `error.type`; its message and traceback, which may
    hold anything, are not exported.
    """
    return _span(action) if _installed() else nullcontext()


@contextmanager
def _span(action: Action) -> Iterator[None]:
    from opentelemetry.trace import Status, StatusCode

    name = _redactor.text(action.name)
    opened = _tracer().start_as_current_span(
        f"execute_tool {name}",
        attributes=_of_action(action, name),
        record_exception=False,
        set_status_on_exception=False,
    )
    with opened as span:
        try:
            yield
        except BaseException as error:
            span.set_attribute("error.type", type(error).__qualname__)
            span.set_status(Status(StatusCode.ERROR))
            raise


def record(decision: Decision) -> None:
    """Add a decision to the current action's span; without one, make a span of its own for it."""
    if not _installed():
        return
    from opentelemetry import trace

    span = trace.get_current_span()
    if span.is_recording() and _is_ours(span):
        span.set_attributes(_of_decision(decision))
        return
    name = _redactor.text(decision.action.name)
    attributes = _of_action(decision.action, name) | _of_decision(decision)
    _tracer().start_span(f"execute_tool {name}", attributes=attributes).end()


def record_outcome(outcome: Outcome, divergence: Divergence | None = None) -> None:
    """Add what was seen to the current action's span."""
    if not _installed():
        return
    from opentelemetry import trace

    span = trace.get_current_span()
    if span.is_recording() and _is_ours(span):
        span.set_attributes(_of_outcome(outcome, divergence))


def _is_ours(span: Any) -> bool:
    attributes: Mapping[str, object] = getattr(span, "attributes", None) or {}
    return attributes.get("gen_ai.operation.name") == "execute_tool" and "agentguard.action.id" in attributes


def _of_action(action: Action, name: str) -> dict[str, Any]:
    attributes: dict[str, Any] = {
        "gen_ai.operation.name": "execute_tool",
        "gen_ai.tool.name": name,
        "gen_ai.agent.name": _redactor.text(action.agent),
        "agentguard.action.id": action.id,
        "agentguard.action.surface": action.surface.value,
    }
    if action.surface is Surface.TOOL:
        attributes["gen_ai.tool.type"] = "function"
    if action.call_id is not None:
        attributes["gen_ai.tool.call.id"] = _redactor.text(action.call_id)
    return attributes


def _of_decision(decision: Decision) -> dict[str, Any]:
    effects = tuple(dict.fromkeys(judgement.effect.verb for judgement in decision.judgements))
    return {
        "agentguard.decision.id": decision.id,
        "agentguard.decision.verdict": decision.verdict.value,
        "agentguard.decision.would_be": decision.would_be.value,
        "agentguard.decision.mode": decision.mode,
        "agentguard.decision.rules": decision.rules,
        "agentguard.decision.effects": effects,
        "agentguard.decision.harm": decision.risk.harm,
        "agentguard.decision.policy_version": decision.policy_version,
        "agentguard.decision.failures": tuple(_redactor.text(failure) for failure in decision.failures),
        "agentguard.decision.elapsed_ms": decision.elapsed_ms,
    }


def _of_outcome(outcome: Outcome, divergence: Divergence | None) -> dict[str, Any]:
    attributes: dict[str, Any] = {
        "agentguard.outcome.status": outcome.status,
        "agentguard.outcome.effects": tuple(dict.fromkeys(effect.verb for effect in outcome.effects)),
        "agentguard.outcome.unobserved": outcome.unobserved,
    }
    if divergence is not None:
        attributes["agentguard.outcome.missed"] = divergence.missed
        attributes["agentguard.outcome.absent"] = divergence.absent
    return attributes
