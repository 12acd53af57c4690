"""`agentguard check` and `agentguard explain`: one decision, made now or looked up."""

import json
from contextlib import closing
from pathlib import Path
from typing import Annotated, Any

import typer
from pydantic import ValidationError

from agentguard.cli.ledger import KeyFile, Where, open_ledger
from agentguard.decision import Decision, Judgement
from agentguard.errors import ConfigurationError, LedgerError
from agentguard.firewall import Firewall
from agentguard.ledger import Entry
from agentguard.ledger.temporary import temporary_ledger
from agentguard.settings import Settings
from agentguard.verdict import Verdict
from worldmodel.action import Action
from worldmodel.canonical import Frozen
from worldmodel.snapshot import Snapshot

EXIT_CODES = {Verdict.ALLOW: 0, Verdict.ASK: 10, Verdict.REPLAN: 11, Verdict.BLOCK: 12}


class Proposal(Frozen):
    """What `check` reads: an action, the state it would act on, and what the user asked for."""

    action: Action
    snapshot: Snapshot | None = None
    task: str | None = None

    @property
    def before(self) -> Snapshot:
        """The snapshot, or an empty one of the action's surface."""
        return self.snapshot or Snapshot(surface=self.action.surface.value)


def read_json(path: Path) -> Any:
    """Read a JSON file; `-` is standard input.

    Raises:
        ConfigurationError: unreadable or not JSON, with the place.
    """
    try:
        text = typer.get_text_stream("stdin").read() if str(path) == "-" else path.read_text("utf-8")
        return json.loads(text)
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: can't be read: {error}") from error
    except json.JSONDecodeError as error:
        raise ConfigurationError(f"{path}:{error.lineno}: not JSON: {error.msg}") from error


def check(
    file: Annotated[Path, typer.Argument(help="JSON: action, optionally snapshot and task; - is stdin.")],
    task: Annotated[str | None, typer.Option(help="What the user asked for; overrides the file's.")] = None,
    settings: Annotated[Path | None, typer.Option(help="The settings file.")] = None,
    record: Annotated[bool, typer.Option(help="Write the decision to the ledger.")] = False,
) -> int:
    """Decide about one action without running it; print the decision as JSON; exit by its verdict."""
    data = read_json(file)
    if isinstance(data, dict) and "action" not in data:
        data = {"action": data}
    try:
        proposal = Proposal.model_validate(data)
    except ValidationError as error:
        first = error.errors()[0]
        where = ".".join(str(part) for part in first["loc"])
        raise ConfigurationError(f"{file}: {where}: {first['msg']}") from error
    loaded = Settings.load(settings)
    words = task if task is not None else proposal.task
    if record:
        decision = Firewall(words, settings=loaded).decide(proposal.action, proposal.before)
    else:
        with temporary_ledger() as ledger:
            decision = Firewall(words, settings=loaded, ledger=ledger).decide(
                proposal.action, proposal.before
            )
    typer.echo(decision.model_dump_json(indent=2))
    return EXIT_CODES[decision.would_be]


def explain(
    decision_id: Annotated[
        str, typer.Argument(metavar="ID", help="The decision's id; see: agentguard ledger tail.")
    ],
    path: Where = None,
    key_file: KeyFile = None,
    json_: Annotated[bool, typer.Option("--json", help="Print JSON.")] = False,
) -> int:
    """Say why a recorded decision was made: effects, evidence, authority, rules and outcome."""
    try:
        with closing(open_ledger(path, key_file)) as ledger:
            found = ledger.get(decision_id)
            later = [entry for entry in ledger.about(decision_id) if entry.seq > found.seq]
    except LedgerError as error:
        raise ConfigurationError(str(error)) from error
    if json_:
        entries = [found, *later]
        shown = [{"seq": e.seq, "at": e.at, "kind": e.kind, **e.payload} for e in entries]
        typer.echo(json.dumps(shown, indent=2, ensure_ascii=False))
        return 0
    _print_story(found, later)
    return 0


def _print_story(found: Entry, later: list[Entry]) -> None:
    decision = Decision.model_validate(found.payload["record"])
    say = typer.echo
    say(f"{decision.would_be.value.upper()}  {decision.action.surface.value}:{decision.action.name}")
    say(
        f"decided {decision.decided_at:%Y-%m-%d %H:%M:%S} UTC in {decision.elapsed_ms:.1f} ms, "
        f"policy {decision.policy_version[:12]}, mode {decision.mode}"
    )
    for judged in decision.judgements:
        _print_judgement(judged)
    if decision.guidance:
        say(f"\nThe agent was told: {decision.guidance}")
    for failure in decision.failures:
        say(f"failed: {failure}")
    for entry in later:
        say(f"{entry.at} {entry.kind}: {_gist(entry)}")
    if not any(entry.kind == "outcome" for entry in later) and decision.allowed:
        say("No outcome was recorded: it may have run.")


def _gist(entry: Entry) -> str:
    payload = entry.payload
    if entry.kind == "outcome":
        return f"{payload['outcome']['status']} {payload['outcome']['detail']}".strip()
    return ", ".join(f"{key} {value}" for key, value in payload.items() if key != "decision" and value)


def _print_judgement(judged: Judgement) -> None:
    effect, authority = judged.effect, judged.authority
    lines = [
        f"\n  {judged.verdict.value}: {effect.verb} {effect.object} on {effect.resource.id}",
        f"    {effect.horizon.value} term, p {effect.probability:.2f}, {effect.reversibility.value}, "
        f"{effect.tier.value}, by {effect.model}",
        f"    task: {'; '.join((authority.standing.value, *authority.reasons))}",
        *(f"    because {piece.source}: {piece.text}" for piece in effect.evidence),
    ]
    if judged.rules:
        lines.append(f"    rules: {', '.join(judged.rules)}")
    typer.echo("\n".join(lines))
