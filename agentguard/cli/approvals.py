"""`agentguard approvals`: answer what waits for a person, and look after standing consents.

Exit codes: 0 fine, 1 the answer was refused, 2 the file can't be used.
"""

import getpass
import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from agentguard.approvals import wording
from agentguard.approvals.approver import Word
from agentguard.approvals.pending import ApprovalError, ApprovalRefusedError, Pending
from agentguard.cli.tables import print_table
from agentguard.errors import ConfigurationError
from agentguard.keyfile import read_key
from agentguard.settings import Settings

if TYPE_CHECKING:
    from agentguard.approvals.store import PendingStore

app = typer.Typer(no_args_is_help=True)

Where = Annotated[
    str | None, typer.Option("--path", help="The approvals file; the settings' one when not given.")
]
KeyFile = Annotated[
    Path | None, typer.Option("--key-file", help="The key file; beside the approvals file when not given.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]
Id = Annotated[str, typer.Argument(help="The id that `approvals list` shows.")]
By = Annotated[str | None, typer.Option("--by", help="Who answers; your user name when not given.")]
Note = Annotated[str, typer.Option("--note", help="A word to keep with the answer.")]


@app.command("list")
def list_(
    every: Annotated[bool, typer.Option("--all", help="Answered, used and expired ones too.")] = False,
    path: Where = None,
    key_file: KeyFile = None,
    json_: AsJson = False,
) -> int:
    """List the questions that wait for an answer."""
    with _store(path, key_file) as store:
        found = store.all() if every else store.waiting()
    if json_:
        typer.echo(json.dumps([_facts(pending) for pending in found], ensure_ascii=False))
    elif found:
        print_table(
            ("id", "status", "expires", "what"),
            [(p.id, _status(p), p.expires_at.isoformat(timespec="seconds"), _what(p)) for p in found],
        )
    else:
        typer.echo("nothing waits for an answer")
    return 0


@app.command()
def show(pending_id: Id, path: Where = None, key_file: KeyFile = None, json_: AsJson = False) -> int:
    """Show what would happen, to whom, and why it is asked."""
    with _store(path, key_file) as store:
        pending = store.get(pending_id)
    if json_:
        typer.echo(json.dumps(_facts(pending), ensure_ascii=False))
        return 0
    decision = pending.decision
    expires = pending.expires_at.isoformat(timespec="seconds")
    typer.echo(f"{pending.id}: {_status(pending)}, expires {expires}")
    typer.echo(wording.describe_action(decision))
    for judgement in wording.asked_judgements(decision):
        typer.echo(f"- {wording.describe_effect(judgement.effect)}")
        for reason in wording.describe_reasons(judgement):
            typer.echo(f"    because: {reason}")
    if decision.reason:
        typer.echo(f"why it is asked: {wording.plain(decision.reason)}")
    return 0


@app.command()
def approve(
    pending_id: Id,
    always: Annotated[bool, typer.Option("--always", help="And don't ask again for this object.")] = False,
    by: By = None,
    note: Note = "",
    path: Where = None,
    key_file: KeyFile = None,
    json_: AsJson = False,
) -> int:
    """Say yes. It holds once, for this action in this state."""
    return _answer(pending_id, "always" if always else "yes", by, note, path, key_file, json_=json_)


@app.command()
def deny(
    pending_id: Id,
    by: By = None,
    note: Note = "",
    path: Where = None,
    key_file: KeyFile = None,
    json_: AsJson = False,
) -> int:
    """Say no."""
    return _answer(pending_id, "no", by, note, path, key_file, json_=json_)


@app.command()
def consents(path: Where = None, key_file: KeyFile = None, json_: AsJson = False) -> int:
    """List what was agreed to for good."""
    with _store(path, key_file) as store:
        found = [consent for consent in store.consents.all() if not consent.revoked]
    if json_:
        typer.echo(json.dumps([consent.model_dump(mode="json") for consent in found], ensure_ascii=False))
    elif found:
        rows = [(c.id, c.given_at.isoformat(timespec="seconds"), c.by, wording.plain(c.text)) for c in found]
        print_table(("id", "given", "by", "what"), rows)
    else:
        typer.echo("no standing consents")
    return 0


@app.command()
def revoke(
    consent_id: Annotated[str, typer.Argument(help="The id that `approvals consents` shows.")],
    by: By = None,
    path: Where = None,
    key_file: KeyFile = None,
) -> int:
    """Take a standing consent back."""
    with _store(path, key_file) as store:
        store.consents.revoke(consent_id, by or getpass.getuser())
    typer.echo(f"{consent_id}: revoked")
    return 0


def _answer(
    pending_id: str,
    verdict: Word,
    by: str | None,
    note: str,
    path: str | None,
    key_file: Path | None,
    *,
    json_: bool,
) -> int:
    with _store(path, key_file) as store:
        pending = store.answer(pending_id, verdict, by or getpass.getuser(), note)
    typer.echo(json.dumps(_facts(pending), ensure_ascii=False) if json_ else f"{pending_id}: {verdict}")
    return 0


@contextmanager
def _store(path: str | None, key_file: Path | None) -> Iterator["PendingStore"]:
    from agentguard.approvals.store import PendingStore

    try:
        if path is None:
            settings = Settings.load().approvals
            path, key_file = settings.path, key_file or settings.key_file
        key = read_key(key_file) if key_file is not None else None
        yield PendingStore.open(path, key=key, must_exist=True)
    except BrokenPipeError:
        raise
    except ApprovalRefusedError as error:
        typer.echo(f"agentguard: {error}", err=True)
        raise typer.Exit(1) from error
    except (ApprovalError, ConfigurationError, OSError) as error:
        typer.echo(f"agentguard: {error}", err=True)
        raise typer.Exit(2) from error


def _facts(pending: Pending) -> dict[str, object]:
    facts = pending.model_dump(mode="json", exclude={"record_json"})
    decision = pending.decision.model_dump(mode="json")
    return {**facts, "what": _what(pending), "decision": decision}


def _status(pending: Pending) -> str:
    return f"{pending.status} ({pending.closed_because})" if pending.closed_because else pending.status


def _what(pending: Pending) -> str:
    judgements = wording.asked_judgements(pending.decision)
    effects = "; ".join(wording.describe_effect(judgement.effect) for judgement in judgements)
    return effects or wording.describe_action(pending.decision)
