"""Fault 27: a canary put into everything is found in no artefact, in no encoding."""

import base64
import io
import json
from pathlib import Path
from urllib.parse import quote, quote_plus

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from typer.testing import CliRunner

from agentguard import logs, telemetry
from agentguard.approvals.store import PendingStore
from agentguard.authority import Authority, Standing
from agentguard.cli import approvals as approvals_cli
from agentguard.cli import ledger as ledger_cli
from agentguard.decision import Decision, Judgement
from agentguard.ledger import Ledger
from agentguard.verdict import Verdict
from worldmodel.action import Action, Surface
from worldmodel.effect import Effect, Evidence, Resource
from worldmodel.outcome import Divergence, Outcome
from worldmodel.prediction import Prediction
from worldmodel.secrets import Redactor
from worldmodel.snapshot import Snapshot

CANARIES = ('canary/Wren+4711 %41&"é', "plaincanarybird")


def _encodings(secret: str) -> set[bytes]:
    raw = secret.encode()
    texts = {
        secret,
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        quote(secret),
        quote(secret, safe=""),
        quote_plus(secret),
        raw.hex(),
        raw.hex().upper(),
    }
    for shift in range(3):
        core = base64.b64encode(b"\0" * shift + raw).decode().rstrip("=")[(0, 2, 3)[shift] : -2]
        texts |= {core, core.replace("+", "-").replace("/", "_")}
    return {text.encode() for text in texts}


def _poisoned(secret: str) -> Decision:
    """A decision with the canary in every text field, raw and encoded."""
    forms = [secret, quote(secret), json.dumps(secret), base64.b64encode(b"u:" + secret.encode()).decode()]
    action = Action.of(
        Surface.HTTP,
        "POST",
        url=f"https://x.test/?q={quote(secret, safe='')}",
        headers={"Authorization": f"Basic {forms[3]}", "Cookie": f"sid={forms[1]}"},
        body=json.dumps({"note": secret, "nested": json.dumps({"deep": secret})}),
        storage=forms,
    ).model_copy(update={"rationale": f"type {secret}", "call_id": secret, "agent": secret})
    effect = Effect(
        verb="disclose",
        object=f"form with {secret}",
        resource=Resource(kind="site", id=f"x.test/{forms[1]}"),
        probability=0.9,
        recipients=(secret,),
        evidence=(Evidence(source=secret, text=f"value {secret}"),),
    )
    judgement = Judgement(
        effect=effect,
        authority=Authority(standing=Standing.UNGRANTED, span=secret, reasons=(secret,)),
        harm=0.5,
        verdict=Verdict.ASK,
    )
    return Decision.model_validate(
        {
            "action": action,
            "snapshot_digest": "a" * 64,
            "prediction": Prediction(model="m", effects=(effect,), notes=(secret,)),
            "judgements": (judgement,),
            "verdict": Verdict.ASK,
            "would_be": Verdict.ASK,
            "guidance": f"would send {secret}",
            "reason": f"because {forms[3]}",
            "failures": (f"ValueError: {secret}",),
            "decided_at": "2026-01-02T03:04:05Z",
            "elapsed_ms": 1,
        }
    )


@pytest.mark.parametrize("canary", CANARIES)
def test_no_artefact_holds_the_canary(
    tmp_path: Path, canary: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Ledger, approvals, consents, logs, spans and the command line show the placeholder alone."""
    redactor = Redactor(b"k" * 32)
    redactor.remember(canary)
    decision = _poisoned(canary)
    stream, exporter = io.StringIO(), InMemorySpanExporter()
    _record_everywhere(tmp_path, canary, decision, redactor, stream, exporter)

    runner, ledger, approvals = CliRunner(), str(tmp_path / "ledger.db"), str(tmp_path / "approvals.db")
    pending = PendingStore.open(approvals).all()[0].id
    shown = [
        runner.invoke(ledger_cli.app, arguments).output
        for arguments in (
            ["tail", "--path", ledger],
            ["export", "--path", ledger],
            ["show", decision.id, "--path", ledger],
        )
    ]
    shown += [
        runner.invoke(approvals_cli.app, arguments).output
        for arguments in (
            ["list", "--all", "--json", "--path", approvals],
            ["show", pending, "--path", approvals],
            ["consents", "--path", approvals],
        )
    ]
    artefacts = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    artefacts["logs"] = stream.getvalue().encode()
    artefacts["spans"] = "".join(span.to_json() for span in exporter.get_finished_spans()).encode()
    artefacts |= {f"shown {number}": text.encode() for number, text in enumerate(shown)}
    assert all(artefacts.values()), "an empty artefact proves nothing"
    for name, content in artefacts.items():
        for form in _encodings(canary):
            assert form not in content, f"{name} holds {form!r}"
    assert b"[password:" in artefacts["logs"]


def _record_everywhere(
    folder: Path,
    canary: str,
    decision: Decision,
    redactor: Redactor,
    stream: io.StringIO,
    exporter: InMemorySpanExporter,
) -> None:
    ledger = Ledger.open(folder / "ledger.db", redactor=redactor)
    ledger.record_decision(decision)
    outcome = Outcome(
        status="failed", detail=f"timed out on {canary}", facts_json=json.dumps({"seen": canary})
    )
    ledger.record_outcome(decision.id, outcome, Divergence(missed=(canary,)))
    encoded = base64.b64encode(canary.encode()).decode()
    ledger.append("failure", {"error": canary, canary: "as a key", "encoded": encoded})
    ledger.close()

    store = PendingStore.open(folder / "approvals.db", redactor=redactor)
    pending = store.put(decision, Snapshot(url=f"https://x.test/{canary}"))
    store.answer(pending.id, "always", by=canary, note=canary)
    unfailing = decision.model_copy(update={"failures": ()})
    assert store.consents.give(unfailing, by=canary)

    before = logs._setup
    logs.configure(level="debug", form="json", stream=stream, redactor=redactor)
    logs.get_log("t").info(f"typed {canary}", decision=decision, value=quote(canary, safe=""))
    logs._setup = before

    _trace(decision, outcome, redactor, exporter)


def _trace(decision: Decision, outcome: Outcome, redactor: Redactor, exporter: InMemorySpanExporter) -> None:
    provider = trace.get_tracer_provider()
    if not isinstance(provider, TracerProvider):
        provider = TracerProvider()
        trace.set_tracer_provider(provider)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    before = telemetry._redactor
    telemetry.configure(redactor)
    with telemetry.tool_span(decision.action):
        telemetry.record(decision)
        telemetry.record_outcome(outcome, Divergence(missed=("send",)))
    telemetry.configure(before)
