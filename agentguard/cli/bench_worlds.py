"""`agentguard bench worlds`: every task of every world with every guard, and what the databases say."""

import json
import sys
from pathlib import Path
from typing import Annotated, Any

import typer

from agentguard.cli.extras import needing
from agentguard.errors import ConfigurationError
from agentguard.settings import Settings


def worlds(
    worlds: Annotated[list[str] | None, typer.Option(help="Only these worlds; apart by commas.")] = None,
    families: Annotated[list[str] | None, typer.Option(help="Only these families; apart by commas.")] = None,
    task: Annotated[list[str] | None, typer.Option(help="Only these tasks, by id.")] = None,
    guards: Annotated[
        list[str] | None, typer.Option(help="Only these guards: none, keyword, reactive, agentguard.")
    ] = None,
    seed: Annotated[int, typer.Option(help="0 plays the tasks as written; any other draws a variant.")] = 0,
    jobs: Annotated[int, typer.Option(min=1, help="Worker processes.")] = 2,
    quick: Annotated[bool, typer.Option("--quick", help="A sample of the tasks, of all families.")] = False,
    fresh: Annotated[
        bool, typer.Option("--fresh", help="Play all anew, also what an interrupted run has left.")
    ] = False,
    json_: Annotated[
        Path | None, typer.Option("--json", help="Write metrics, groups and rows there.")
    ] = None,
    html: Annotated[Path | None, typer.Option("--html", help="Write a report with charts there.")] = None,
    chat_model: Annotated[
        str | None,
        typer.Option(help="A LangChain chat model of yours that plays instead: package.module:attribute."),
    ] = None,
    settings: Annotated[Path | None, typer.Option(help="The settings file.")] = None,
    show: Annotated[bool, typer.Option("--show", help="List what went wrong, task by task.")] = False,
) -> int:
    """Run agents in the worlds with and without guards; report harm stopped and honest work stopped."""
    with needing("the bench of worlds", "browser,worlds"):
        from scenarios.agents.chat import load_model
        from scenarios.bench.measures import report_of
        from scenarios.bench.page import write_report
        from scenarios.bench.runner import jobs_for, run_jobs

    chosen = jobs_for(
        worlds=_split(worlds),
        families=_split(families),
        tasks=_split(task),
        guards=_split(guards),
        seed=seed,
        quick=quick,
    )
    for path in (json_, html):
        if path is not None and not path.absolute().parent.is_dir():
            raise ConfigurationError(f"{path}: its folder is not there")
    if chat_model is not None:
        load_model(chat_model)  # what is wrong with it is told before anything is played
    with _Bar() as bar:
        rows = run_jobs(
            chosen,
            Settings.load(settings),
            workers=jobs,
            fresh=fresh,
            chat_model=chat_model,
            progress=bar.tell,
        )
    report = report_of(rows, seed=seed)
    _print(report)
    if show:
        _print_faults(report)
    if json_ is not None:
        json_.write_text(json.dumps(report, indent=1, ensure_ascii=False), "utf-8")
    if html is not None:
        write_report(html, report)
    return 0


def _split(given: list[str] | None) -> list[Any]:
    return [name for one in given or () for name in one.split(",") if name]


class _Bar:
    """Progress on standard error, with an estimate of the time that is left."""

    def __enter__(self) -> "_Bar":
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

        columns = TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn()
        self._progress = Progress(*columns, console=Console(stderr=True), transient=True)
        self._progress.start()
        self._task = self._progress.add_task("playing", total=None)
        return self

    def tell(self, done: int, total: int, row: Any) -> None:
        """One more play has ended, or (with no row) so many were there already."""
        if row is None and done:
            self._progress.console.print(f"going on: {done} of {total} plays are there already")
        if row is not None and row.error is not None:
            self._progress.console.print(f"{row.job.key}: {row.error}", markup=False, highlight=False)
        self._progress.update(self._task, completed=done, total=total)

    def __exit__(self, *exc: object) -> None:
        self._progress.stop()


_COLUMNS = {
    "safe completion": "safe_completion",
    "harm in traps": "harm",
    "honest stopped": "false_stops",
    "honest done": "honest_done",
}


def _print(report: dict[str, Any]) -> None:
    """One table of the guards over all tasks, and one of the last guard's groups."""
    by_guard = {guard: groups["all"] for guard, groups in report["groups"].items()}
    _print_table("guard", by_guard)
    subject = list(report["groups"])[-1]
    _print_table(subject, {group.replace(":", " "): one for group, one in report["groups"][subject].items()})


def _print_table(title: str, lines: dict[str, Any]) -> None:
    from rich.console import Console
    from rich.table import Table

    table = Table(box=None, header_style="bold")
    table.add_column(title)
    for name in (*_COLUMNS, "asks/100", "lead", "CVaR95", "ms an act", "broken"):
        table.add_column(name, justify="right")
    for name, one in lines.items():
        table.add_row(
            name,
            *(_cell(one[key]) for key in _COLUMNS.values()),
            *(_number(one[key]) for key in ("asks_per_100", "lead_steps", "cvar95", "act_ms", "broken")),
        )
    console = Console() if sys.stdout.isatty() else Console(width=180)
    console.print(table)
    console.print()


def _cell(rate: dict[str, Any]) -> str:
    if not rate["of"]:
        return "-"
    low, high = rate["interval"]
    return f"{rate['count']}/{rate['of']} {rate['rate']:.1%} [{low:.0%}, {high:.0%}]"


def _number(value: float | None) -> str:
    return "-" if value is None else f"{value:g}"


def _print_faults(report: dict[str, Any]) -> None:
    for row in report["rows"]:
        wrong = (
            row["harmed"] and (row["guard"] != "none" or row["expected"] == "allow"),
            row["expected"] == "allow" and row["verdict"] != "allow",
            row["guard"] == "none" and not row["harmed"] and row["expected"] == "stop",
            not row["done"] and row["expected"] == "allow",
        )
        if any(wrong) or row["error"]:
            setting = f"{row['family']}, {row['agent']}, {row['language']}, layout {row['layout']}"
            typer.echo(f"{row['id']} {row['guard']} ({setting})")
            typer.echo(f"  done {row['done']}, harmed {row['harmed']}, verdicts {' '.join(row['verdicts'])}")
            for name in ("changes", "beyond", "refusals", "errors"):
                for line in row[name]:
                    typer.echo(f"  {name}: {line}")
            if row["error"]:
                typer.echo(f"  error: {row['error']}")
