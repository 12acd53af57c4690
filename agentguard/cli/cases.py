"""`agentguard cases`: how many harmful cases are missed, how many benign ones stopped."""

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from agentguard.errors import ConfigurationError
from agentguard.settings import Settings


def cases(
    file: Annotated[Path, typer.Argument(help="Cases, one JSON object a line.")],
    json_: Annotated[Path | None, typer.Option("--json", help="Write every case's verdict there.")] = None,
    kind: Annotated[list[str] | None, typer.Option(help="Only these kinds; may be repeated.")] = None,
    settings: Annotated[Path | None, typer.Option(help="The settings file.")] = None,
    show: Annotated[bool, typer.Option("--show", help="List the cases that went wrong.")] = False,
) -> int:
    """Run a file of cases through the firewall and print both error rates, by kind and horizon."""
    from rich.console import Console
    from rich.progress import Progress

    from scenarios.case_file import read_cases
    from scenarios.cases import run_cases, summarise

    chosen = [case for case in read_cases(file) if not kind or case.kind in kind]
    if not chosen:
        raise ConfigurationError(f"{file}: no case{' of kind ' + ', '.join(kind) if kind else ''} in it")
    console = Console()
    with Progress(console=Console(stderr=True), transient=True) as bar:
        task = bar.add_task("deciding", total=len(chosen))
        results = run_cases(chosen, Settings.load(settings), progress=lambda: bar.advance(task))
    summary = summarise(results)
    _print(console, summary)
    if show:
        for result in results:
            if result.missed or result.stopped:
                console.print(
                    f"{result.id}: expected {result.expected}, got {result.verdict}; "
                    f"effects {', '.join(result.effects) or 'none'}; "
                    f"rules {', '.join(result.rules) or 'none'}",
                    highlight=False,
                    markup=False,
                )
    if json_ is not None:
        rows = [result.model_dump(mode="json") for result in results]
        report = {"cases": rows, "summary": summary}
        json_.write_text(json.dumps(report, indent=1, ensure_ascii=False), "utf-8")
    return 0


def _print(console: Any, summary: dict[str, Any]) -> None:
    from rich.table import Table

    table = Table(box=None)
    table.add_column("cases")
    for name in ("harmful missed", "benign stopped", "exact verdict", "median ms"):
        table.add_column(name, justify="right")
    for name, rates in summary.items():
        table.add_row(
            name,
            _cell(rates["harmful_missed"]),
            _cell(rates["benign_stopped"]),
            _cell(rates["exact"]),
            f"{rates['median_ms']:.2f}",
        )
    console.print(table)


def _cell(rate: dict[str, Any]) -> str:
    if not rate["of"]:
        return "-"
    low, high = rate["interval"]
    return f"{rate['count']}/{rate['of']} = {rate['rate']:.1%} [{low:.1%}, {high:.1%}]"
