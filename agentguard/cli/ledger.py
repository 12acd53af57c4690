"""`agentguard ledger`: verify the record of decisions, and read it.

Exit codes: 0 fine, 1 the chain is broken, 2 the file can't be used.
"""

import json
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any

import typer

from agentguard.approvals.wording import plain
from agentguard.cli.tables import print_table
from agentguard.errors import ConfigurationError, LedgerError
from agentguard.keyfile import read_key
from agentguard.ledger import Entry, Head, Ledger
from agentguard.settings import Settings

app = typer.Typer(no_args_is_help=True)

Where = Annotated[str | None, typer.Option("--path", help="The ledger file; the settings' one if not given.")]
KeyFile = Annotated[
    Path | None, typer.Option("--key-file", help="Its key file; the settings' one for the settings' ledger.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON, one object a line.")]
_LONGEST = 100


@app.command()
def verify(
    path: Where = None,
    key_file: KeyFile = None,
    checkpoint: Annotated[
        Path | None, typer.Option(help="A checkpoint kept elsewhere; finds a cut tail or an old copy.")
    ] = None,
    write_checkpoint: Annotated[
        Path | None, typer.Option(help="If the chain holds, write where it ends to this file.")
    ] = None,
    json_: AsJson = False,
) -> int:
    """Check the whole chain; name the first entry that doesn't hold."""
    with _usable():
        ledger = open_ledger(path, key_file)
        report = ledger.verify(Head.load(checkpoint) if checkpoint is not None else None)
        if report.ok and write_checkpoint is not None:
            report.head.save(write_checkpoint)
        undecided = [entry.decision_id for entry in ledger.undecided()] if report.ok else []
    if json_:
        typer.echo(json.dumps({**report.model_dump(mode="json"), "undecided": undecided}))
    elif report.ok:
        typer.echo(f"{report.entries} entries, the chain holds{'' if report.keyed else ' (no key)'}")
        for decision in undecided:
            typer.echo(f"undecided: {decision} may have run, its outcome is unknown")
    else:
        typer.echo(f"broken at entry {report.broken}: {report.reason}")
    return 0 if report.ok else 1


@app.command()
def show(
    decision: Annotated[str, typer.Argument(help="The id of a decision.")],
    path: Where = None,
    key_file: KeyFile = None,
    json_: AsJson = False,
) -> int:
    """Show everything recorded about one decision."""
    with _usable():
        entries = open_ledger(path, key_file).about(decision)
        if not entries:
            raise LedgerError(f"nothing about a decision {decision} in this ledger")
    if json_:
        _print_json(entries)
    else:
        for entry in entries:
            typer.echo(f"#{entry.seq} {entry.at} {entry.kind}")
            typer.echo(json.dumps(entry.payload, indent=2, ensure_ascii=False))
    return 0


@app.command()
def tail(
    count: Annotated[int, typer.Option("--lines", "-n", min=1, max=10_000, help="How many.")] = 20,
    follow: Annotated[bool, typer.Option("--follow", "-f", help="Go on as entries are written.")] = False,
    path: Where = None,
    key_file: KeyFile = None,
    json_: AsJson = False,
) -> int:
    """Show the last entries."""
    with _usable():
        ledger = open_ledger(path, key_file)
        entries = ledger.last(count)
        _print(entries, json_=json_)
        last = entries[-1].seq if entries else 0
        while follow:
            time.sleep(0.3)
            entries = tuple(ledger.entries(after=last))
            _print(entries, json_=json_)
            last = entries[-1].seq if entries else last
    return 0


@app.command()
def export(
    out: Annotated[Path | None, typer.Option("--out", "-o", help="A file to write to.")] = None,
    kind: Annotated[str | None, typer.Option(help="Only entries of this kind.")] = None,
    path: Where = None,
    key_file: KeyFile = None,
    json_: AsJson = True,
) -> int:
    """Write all entries as JSON, one object a line. Secrets are placeholders, as in the ledger itself."""
    with _usable():
        entries = open_ledger(path, key_file).entries(kind=kind)
        if out is None:
            _print_json(entries)
        else:
            with out.open("w", encoding="utf-8") as file:
                file.writelines(_line(entry) + "\n" for entry in entries)
    return 0


def open_ledger(path: str | None, key_file: Path | None) -> Ledger:
    """Open the ledger at `path`, or the one that the settings name, with its key.

    Raises:
        LedgerError: there is none, or it can't be used.
        ConfigurationError: the settings or the key file can't be used.
    """
    if path is None:
        settings = Settings.load().ledger
        path, key_file = settings.path, key_file or settings.key_file
    key = read_key(key_file) if key_file is not None else None
    return Ledger.open(path, key=key, must_exist=True)


@contextmanager
def _usable() -> Iterator[None]:
    try:
        yield
    except BrokenPipeError:
        raise  # whoever read along has gone; that is no fault of the ledger
    except (LedgerError, ConfigurationError, OSError) as error:
        typer.echo(f"agentguard: {error}", err=True)
        raise typer.Exit(2) from error


def _print(entries: Iterable[Entry], *, json_: bool) -> None:
    if json_:
        _print_json(entries)
        return
    rows = [(str(e.seq), e.at[:19], e.kind, e.decision_id or "", _summary(e)) for e in entries]
    if rows:
        print_table(("#", "time", "kind", "decision", "what"), rows)


def _print_json(entries: Iterable[Entry]) -> None:
    for entry in entries:
        typer.echo(_line(entry))


def _line(entry: Entry) -> str:
    facts = entry.model_dump(exclude={"payload_json"})
    return json.dumps({**facts, "payload": entry.payload}, ensure_ascii=False)


def _summary(entry: Entry) -> str:
    payload = entry.payload
    record: dict[str, Any] = payload.get("record") or {}
    if entry.kind == "decision" and record:
        action = record.get("action", {})
        verbs = ", ".join(str(j["effect"]["verb"]) for j in record.get("judgements", []))
        text = f"{record.get('verdict')}: {action.get('name')} {action.get('arguments_json')} [{verbs}]"
    elif entry.kind == "outcome":
        text = str((payload.get("outcome") or {}).get("status"))
    else:
        text = " ".join(f"{key}={value}" for key, value in payload.items() if key != "decision")
    return plain(text)[:_LONGEST]
