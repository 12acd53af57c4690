"""Fault 27: a secret that goes through a whole guarded call is found in nothing that we keep or tell."""

import base64
import io
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.parse import quote, quote_plus

import pytest
from opentelemetry import trace
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter

from agentguard import logs
from agentguard.adapters.decorator import guard
from agentguard.approvals import StoredApprover
from agentguard.approvals.store import PendingStore
from agentguard.cli import _main
from agentguard.errors import AgentGuardError
from agentguard.firewall import Firewall
from agentguard.ledger import Ledger
from agentguard.settings import Settings
from worldmodel.snapshot import Snapshot

CANARIES = ("plaincanarybird", 'canary/Wren+4711 %41&"é')


def forms_of(secret: str) -> set[bytes]:
    """The secret as itself, in JSON, URL-encoded, in hex, and at every alignment of base64."""
    raw = secret.encode()
    texts = {
        secret,
        json.dumps(secret)[1:-1],
        json.dumps(secret, ensure_ascii=False)[1:-1],
        quote(secret, safe=""),
        quote_plus(secret),
        raw.hex(),
    }
    for shift in range(3):
        core = base64.b64encode(b"\0" * shift + raw).decode().rstrip("=")[(0, 2, 3)[shift] : -2]
        texts |= {core, core.replace("+", "-").replace("/", "_")}
    return {text.encode() for text in texts}


class Bench:
    """A firewall with everything that writes turned on."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.ledger = Ledger.open(folder / "ledger.db")
        redactor = self.ledger.redactor
        store = PendingStore.open(folder / "approvals.db", redactor=redactor)
        self.store = store
        self.firewall = Firewall(
            None, settings=Settings(), ledger=self.ledger, approver=StoredApprover(store), run="leaks"
        )
        self.told: list[str] = []

    def attempt(self, call: Callable[[], object]) -> None:
        """Make a call; keep what an agent would be told."""
        try:
            call()
        except AgentGuardError as error:
            self.told.append(str(error))
        except ConnectionError:
            pass  # the tool's own error is the caller's, and is no artefact of ours


@pytest.fixture(name="bench")
def _bench(tmp_path: Path) -> Bench:
    return Bench(tmp_path)


@pytest.mark.parametrize("canary", CANARIES)
def test_fault_27_a_whole_guarded_call_leaks_nothing(
    bench: Bench, canary: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """Typed as a password, in an address, a header and a body; asked, approved, run, failed, explained."""
    stream, exporter = io.StringIO(), _spans()
    monkeypatch.setattr(logs, "_setup", logs._setup)
    logs.configure(level="debug", form="json", stream=stream, redactor=bench.ledger.redactor)
    calls = _calls(bench, canary)
    for call in (*calls, *calls, calls[0]):
        bench.attempt(call)
        for waiting in bench.store.waiting():
            bench.store.answer(waiting.id, "yes", by="ann", note=f"fine with {canary}")
    logs.get_log("test").error("tool failed", why=f"with {canary}")

    shown = _shown(bench, capsys)
    bench.ledger.close()
    artefacts = {path.name: path.read_bytes() for path in bench.folder.iterdir() if path.is_file()}
    artefacts["what the agent was told"] = "\n".join(bench.told).encode()
    artefacts["logs"] = stream.getvalue().encode()
    artefacts["spans"] = "".join(span.to_json() for span in exporter.get_finished_spans()).encode()
    artefacts["command line"] = shown.encode()
    kinds = {entry.kind for entry in bench.ledger.entries()}
    assert {"decision", "approval", "outcome", "started"} <= kinds
    assert all(artefacts[name] for name in ("ledger.db", "approvals.db", "logs", "spans", "command line"))
    for name, content in artefacts.items():
        for form in forms_of(canary):
            assert form not in content, f"{name} holds {form!r}"


def _calls(bench: Bench, canary: str) -> tuple[Callable[[], object], ...]:
    """Guarded calls that carry the secret in an argument, an address, a header, a body and an error."""
    encoded = base64.b64encode(f"ann:{canary}".encode()).decode()
    address = f"https://x.test/?token={quote(canary, safe='')}"

    @guard(bench.firewall)
    def change_password(user: str, password: str) -> None:
        raise ConnectionError(f"could not set {canary} ({encoded})")

    @guard(bench.firewall)
    def send_message(to: str, body: str, headers: dict[str, str]) -> None:
        raise ConnectionError(f"refused {address}")

    def broken(_arguments: dict[str, Any]) -> Snapshot:
        raise OSError(f"state with {canary}")

    @guard(bench.firewall, snapshot=broken)
    def login(user: str, password: str) -> None:
        """Sign in."""

    headers = {"Authorization": f"Basic {encoded}"}
    return (
        lambda: change_password("ann", canary),
        lambda: send_message("bob@example.com", f"see {address} and {canary}", headers),
        lambda: login("ann", canary),
    )


def _spans() -> InMemorySpanExporter:
    exporter = InMemorySpanExporter()
    provider = trace.get_tracer_provider()
    if not isinstance(provider, TracerProvider):
        provider = TracerProvider()
        trace.set_tracer_provider(provider)
    provider.add_span_processor(SimpleSpanProcessor(exporter))
    return exporter


def _shown(bench: Bench, capsys: pytest.CaptureFixture[str]) -> str:
    """Everything that the command line shows of these decisions."""
    ledger, approvals = str(bench.folder / "ledger.db"), str(bench.folder / "approvals.db")
    capsys.readouterr()
    for entry in bench.ledger.entries(kind="decision"):
        assert _main(["explain", str(entry.decision_id), "--path", ledger]) == 0
        assert _main(["explain", str(entry.decision_id), "--path", ledger, "--json"]) == 0
    assert _main(["ledger", "export", "--path", ledger]) == 0
    assert _main(["approvals", "list", "--all", "--json", "--path", approvals]) == 0
    told = capsys.readouterr()
    return told.out + told.err


def test_fault_27_guidance_and_reasons_of_a_decision_are_masked(bench: Bench) -> None:
    """What a decision says in words goes on to agents and logs, so it holds no secret."""

    @guard(bench.firewall)
    def register_account(user: str, password: str, note: str) -> None:
        """Register an account."""

    bench.attempt(lambda: register_account("ann", "plaincanarybird", "with plaincanarybird"))
    assert bench.told
    assert "plaincanarybird" not in "".join(bench.told)
