"""`agentguard bench`: AgentGuard on public labelled data, beside trivial floors and published figures."""

import json
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated

import typer

from agentguard.errors import ConfigurationError
from agentguard.settings import Settings
from scenarios.scoreboards.board import Board
from scenarios.scoreboards.registry import ABOUT, BOARDS, Progress

app = typer.Typer(no_args_is_help=True)

Data = Annotated[
    Path | None,
    typer.Option(
        help="The data folder, the set's own folder, or one .jsonl of the set;"
        " AGENTGUARD_DATA or ../shared/data when not given."
    ),
]
Json = Annotated[Path | None, typer.Option("--json", help="Write metrics, floors and every row there.")]
SettingsFile = Annotated[Path | None, typer.Option("--settings", help="The settings file.")]


def _command(name: str) -> Callable[..., int]:
    def command(data: Data = None, json_: Json = None, settings: SettingsFile = None) -> int:
        board = _scored(name, data, settings)
        _print(board)
        if json_ is not None:
            _write(json_, board.as_json())
        return 0

    return command


for _name, _about in ABOUT.items():
    app.command(_name, help=_about)(_command(_name))


@app.command()
def public(
    data: Annotated[
        Path | None,
        typer.Option(help="The data folder; AGENTGUARD_DATA or ../shared/data when not given."),
    ] = None,
    json_: Json = None,
    markdown: Annotated[Path | None, typer.Option(help="Write the page for people there.")] = None,
    settings: SettingsFile = None,
) -> int:
    """Run every scoreboard that the data folder has the set of."""
    from scenarios.scoreboards.markdown import as_markdown
    from scenarios.scoreboards.records import data_folder

    folder = data_folder(data)
    present = [name for name in BOARDS if (folder / name).is_dir()]
    if not present:
        raise ConfigurationError(f"{folder}: holds none of the public sets: {', '.join(BOARDS)}")
    boards = []
    for name in present:
        try:
            board = _scored(name, folder, settings)
        except ConfigurationError as error:  # the other sets are still worth their figures
            typer.echo(f"agentguard: {name}: {error}", err=True)
        else:
            boards.append(board)
            _print(board)
    for name in BOARDS.keys() - present:
        typer.echo(f"agentguard: {name}: not in the data folder", err=True)
    if json_ is not None:
        _write(json_, {"boards": [board.as_json() for board in boards]})
    if markdown is not None:
        markdown.write_text(as_markdown(boards), "utf-8")
    return 0 if len(boards) == len(present) else 2


def _scored(name: str, data: Path | None, settings: Path | None) -> Board:
    from scenarios.scoreboards.records import data_folder

    folder, loaded = data_folder(data), Settings.load(settings)
    with _progress(name) as progress:
        return BOARDS[name](folder, loaded, progress=progress)


@contextmanager
def _progress(name: str) -> Iterator[Progress]:
    """A bar on standard error; it is gone at the end."""
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

    columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeElapsedColumn()
    with Progress(*columns, console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task(name, total=None)
        yield lambda done, total: bar.update(task, completed=done, total=total)


def _print(board: Board) -> None:
    from scenarios.scoreboards.markdown import compared, counted

    typer.echo(f"{board.bench}: {board.n} records")
    _print_aligned([("", *board.metrics), *compared(board)])
    _print_aligned(counted(board))
    for note in board.notes:
        typer.echo(f"  note: {note}")
    for one in board.published:
        typer.echo(f"  published: {one.system}: {one.figures} ({one.source})")
    typer.echo("")


def _print_aligned(rows: Sequence[Sequence[str]]) -> None:
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    for row in rows:
        cells = [cell.ljust(width) for cell, width in zip(row, widths, strict=True)]
        typer.echo("  " + "  ".join(cells).rstrip())


def _write(path: Path, report: object) -> None:
    path.write_text(json.dumps(report, indent=1, ensure_ascii=False) + "\n", "utf-8")
