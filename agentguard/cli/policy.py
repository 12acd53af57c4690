"""`agentguard policy`: validate the rules, test them, show them."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.markup import escape

from agentguard.errors import ConfigurationError
from agentguard.policy import Policy, Rule
from agentguard.policy.cases import DEFAULT_TESTS, CaseResult, read_cases, run_case
from agentguard.policy.rule import nearest

app = typer.Typer(no_args_is_help=True)

Folder = Annotated[
    Path | None, typer.Option("--policy", help="The policy folder; the shipped rules when not given.")
]
AsJson = Annotated[bool, typer.Option("--json", help="Print JSON.")]


def _policy(folder: Path | None) -> Policy:
    return Policy.default() if folder is None else Policy.load(folder)


@app.command()
def validate(
    folder: Annotated[
        Path | None, typer.Argument(help="The policy folder; the shipped rules when not given.")
    ] = None,
    json_: AsJson = False,
) -> int:
    """Load the rules; a fault is one line with its file, its line and the mend, and exit code 2."""
    policy = _policy(folder)
    files = [source.name for source in policy.sources]
    if json_:
        typer.echo(json.dumps({"rules": len(policy.rules), "files": files, "version": policy.version}))
    else:
        typer.echo(f"{len(policy.rules)} rules in {', '.join(files)}: fine (version {policy.version[:12]})")
    return 0


@app.command("test")
def run_tests(
    path: Annotated[
        Path | None,
        typer.Argument(help="A YAML file, or a folder of them; the shipped tests when not given."),
    ] = None,
    folder: Folder = None,
    json_: AsJson = False,
) -> int:
    """Run policy tests; exit code 1 if any fails. A folder with rules in it is tested with those rules."""
    path = path or DEFAULT_TESTS
    if folder is None and path.is_dir() and any(path.rglob("*.cedar")):
        folder = path
    policy = _policy(folder)
    results = [run_case(case, policy) for file in _files(path) for case in read_cases(file, policy)]
    failed = [result for result in results if result.fault]
    if json_:
        typer.echo(json.dumps([result.model_dump(mode="json") for result in results]))
    else:
        _print_results(results, failed)
    return 1 if failed else 0


@app.command()
def show(
    rule_id: Annotated[str | None, typer.Argument(metavar="[RULE]", help="Only the rule of this id.")] = None,
    folder: Folder = None,
    schema: Annotated[bool, typer.Option("--schema", help="Print what rules may speak of.")] = False,
    json_: AsJson = False,
) -> int:
    """Print the rules in force: id, verdict, guidance and place; with RULE also its text."""
    policy = _policy(folder)
    if schema:
        typer.echo(policy.schema.text, nl=False)
        return 0
    rules = policy.rules if rule_id is None else (_rule(policy, rule_id),)
    if json_:
        typer.echo(json.dumps([_as_json(rule) for rule in rules]))
        return 0
    console = Console(soft_wrap=True, highlight=False)
    for rule in rules:
        console.print(
            f"[bold]{rule.id}[/] [{_COLOURS[rule.verdict]}]{rule.verdict}[/] {rule.place}:{rule.line}"
        )
        console.print(f"  {escape(rule.guidance)}")
        if rule_id is not None:
            console.print(rule.text, markup=False)
    return 0


_COLOURS = {"ask": "yellow", "replan": "magenta", "block": "red"}


def _as_json(rule: Rule) -> dict[str, object]:
    return {
        "id": rule.id,
        "verdict": rule.verdict.value,
        "guidance": rule.guidance,
        "verbs": sorted(rule.verbs),
        "place": f"{rule.place}:{rule.line}",
        "text": rule.text,
    }


def _rule(policy: Policy, rule_id: str) -> Rule:
    rule = policy.rule(rule_id)
    if rule is None:
        hint = nearest(rule_id, [rule.id for rule in policy.rules])
        raise ConfigurationError(f'no rule has the id "{rule_id}"{hint}')
    return rule


def _files(path: Path) -> list[Path]:
    if not path.exists():
        raise ConfigurationError(f"{path}: there is no such file or folder")
    if path.is_file():
        return [path]
    files = sorted(file for file in path.rglob("*") if file.suffix in (".yaml", ".yml"))
    if not files:
        raise ConfigurationError(f"{path}: there is no *.yaml file in this folder")
    return files


def _print_results(results: Iterable[CaseResult], failed: list[CaseResult]) -> None:
    console = Console(soft_wrap=True, highlight=False)
    for result in failed:
        console.print(f"[red]failed[/] {escape(result.place)}: {escape(result.name)}: {escape(result.fault)}")
    console.print(f"{len(list(results)) - len(failed)} passed, {len(failed)} failed")
