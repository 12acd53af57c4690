"""Spans of guarded actions, read with the real SDK."""

import subprocess
import sys
from collections.abc import Callable, Iterator

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from opentelemetry.trace import SpanKind, StatusCode

from agentguard import telemetry
from agentguard.decision import Decision
from agentguard.verdict import Verdict
from worldmodel.action import Action, Surface
from worldmodel.outcome import Divergence, Outcome
from worldmodel.secrets import Redactor

MakeDecision = Callable[..., Decision]
_exporter = InMemorySpanExporter()


@pytest.fixture(name="spans", scope="module")
def _provider() -> InMemorySpanExporter:
    provider = trace.get_tracer_provider()
    if not isinstance(provider, TracerProvider):  # one a process, and never replaced
        provider = TracerProvider()
        trace.set_tracer_provider(provider)
    provider.add_span_processor(SimpleSpanProcessor(_exporter))
    return _exporter


@pytest.fixture(autouse=True)
def _cleared(spans: InMemorySpanExporter) -> Iterator[None]:
    spans.clear()
    before = telemetry._redactor
    yield
    telemetry._redactor = before


def test_a_guarded_call_is_one_span(spans: InMemorySpanExporter, decide: MakeDecision) -> None:
    """One span by the GenAI conventions, with the decision and the outcome as attributes."""
    action = Action.of(Surface.TOOL, "pay_bill", order=1).model_copy(update={"call_id": "call_7"})
    decision = decide(Verdict.ALLOW, action=action)
    with telemetry.tool_span(action):
        telemetry.record(decision)
        telemetry.record_outcome(
            Outcome(status="done", unobserved=("effects",)), Divergence(missed=("send",))
        )
    (span,) = spans.get_finished_spans()
    attributes = dict(span.attributes or {})
    assert span.name == "execute_tool pay_bill"
    assert span.kind is SpanKind.INTERNAL
    assert span.status.status_code is StatusCode.UNSET
    assert attributes["gen_ai.operation.name"] == "execute_tool"
    assert attributes["gen_ai.tool.name"] == "pay_bill"
    assert attributes["gen_ai.tool.call.id"] == "call_7"
    assert attributes["gen_ai.tool.type"] == "function"
    assert attributes["agentguard.decision.id"] == decision.id
    assert attributes["agentguard.decision.verdict"] == "allow"
    assert attributes["agentguard.decision.effects"] == ("pay",)
    assert attributes["agentguard.outcome.status"] == "done"
    assert attributes["agentguard.outcome.missed"] == ("send",)


def test_a_decision_without_a_span_gets_one(spans: InMemorySpanExporter, decide: MakeDecision) -> None:
    """A decision taken outside a guarded call is traced too, and a stranger's span stays as it is."""
    with trace.get_tracer("somebody").start_as_current_span("theirs"):
        telemetry.record(decide(Verdict.BLOCK))
        telemetry.record_outcome(Outcome(status="failed"))
    ours, theirs = spans.get_finished_spans()
    assert ours.name == "execute_tool pay"
    assert (ours.attributes or {})["agentguard.decision.verdict"] == "block"
    assert not theirs.attributes
    assert ours.parent is not None


def test_an_error_is_named_and_its_words_stay_here(spans: InMemorySpanExporter) -> None:
    """Fault 27: the class of an error is exported, its message and traceback are not."""
    with pytest.raises(ValueError, match="S3cret"), telemetry.tool_span(Action.of(Surface.PAGE, "fill")):
        raise ValueError("S3cretHunter")
    (span,) = spans.get_finished_spans()
    assert (span.attributes or {})["error.type"] == "ValueError"
    assert span.status.status_code is StatusCode.ERROR
    assert "S3cretHunter" not in span.to_json()


def test_names_are_masked(spans: InMemorySpanExporter, decide: MakeDecision) -> None:
    """Fault 27: what the agent supplies as names passes the redactor; arguments are not exported."""
    redactor = Redactor(b"k")
    redactor.remember("S3cretHunter")
    telemetry.configure(redactor)
    action = Action.of(Surface.TOOL, "t-S3cretHunter", value="S3cretHunter").model_copy(
        update={"call_id": "S3cretHunter", "agent": "S3cretHunter"}
    )
    with telemetry.tool_span(action):
        telemetry.record(decide(action=action, failures=("model said S3cretHunter",)))
    assert "S3cretHunter" not in spans.get_finished_spans()[0].to_json()


def test_without_the_extra_it_is_nothing() -> None:
    """Where OpenTelemetry is not installed every call is a no-op, and nothing of it is imported."""
    code = """
import sys

class Absent:
    def find_spec(self, name, path=None, target=None):
        if name.split(".")[0] == "opentelemetry":
            raise ModuleNotFoundError(name)

sys.meta_path.insert(0, Absent())
from agentguard import telemetry
from worldmodel.action import Action, Surface
from worldmodel.outcome import Outcome
with telemetry.tool_span(Action.of(Surface.TOOL, "t")):
    telemetry.record_outcome(Outcome(status="done"))
assert not [m for m in sys.modules if m.startswith("opentelemetry")]
print("quiet")
"""
    run = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True)  # noqa: S603 - our own interpreter
    assert run.stdout == "quiet\n"
