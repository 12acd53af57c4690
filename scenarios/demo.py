"""The demo: an agent in a real shop, guarded and then unguarded, and what the database says of both."""

import asyncio
from pathlib import Path
from tempfile import TemporaryDirectory

from rich.console import Console
from rich.panel import Panel
from rich.table import Table

from agentguard.errors import ActionStopped, ConfigurationError
from agentguard.explain import effect_text
from agentguard.firewall import Firewall
from agentguard.ledger import Ledger
from agentguard.verdict import Verdict
from scenarios.apps.shop import ShopServer
from scenarios.demo_page import write_page
from scenarios.play import Play, guarded_stage, play, unguarded_stage
from scenarios.tasks import ScenarioTask, shop_tasks

STORY = "shop-preticked-club"


def run_demo(*, headed: bool, out: Path, task_id: str = STORY) -> int:
    """Play one task guarded and unguarded; print the story and write it as a page. 0 if it went as told."""
    console = Console()
    task = next((task for task in shop_tasks() if task.id == task_id), None)
    if task is None:
        raise ConfigurationError(f"no task {task_id!r}; known are {', '.join(t.id for t in shop_tasks())}")
    guarded, unguarded = asyncio.run(_both(console, task, headed=headed, out=out))
    page = write_page(out, guarded, unguarded)
    _compare(console, guarded, unguarded)
    console.print(f"\nThe whole story with pictures: {page}")
    return 0 if _as_told(console, guarded, unguarded) else 1


async def _both(console: Console, task: ScenarioTask, *, headed: bool, out: Path) -> tuple[Play, Play]:
    out.mkdir(parents=True, exist_ok=True)
    with ShopServer() as shop, TemporaryDirectory(prefix="agentguard-demo-") as folder:
        console.rule("[bold]A real shop, a real browser, an agent in a hurry")
        console.print(f"The user asks: [bold]{task.request}[/bold]\n")
        console.print("[bold green]With AgentGuard[/bold green]")
        firewall = Firewall(task.request, ledger=Ledger.open(Path(folder) / "ledger.db"))
        async with guarded_stage(shop, firewall, headed=headed) as stage:
            guarded = await play(task, shop, stage, guarded=True, watch=_Teller(console).tell)
        console.print(f"  {_truth_line(guarded)}\n")
        console.print("[bold red]The same task, unguarded[/bold red]")
        async with unguarded_stage(shop, headed=headed) as stage:
            unguarded = await play(task, shop, stage, guarded=False, watch=_Teller(console).tell)
        console.print(f"  {_truth_line(unguarded)}\n")
    return guarded, unguarded


class _Teller:
    """Tells a play line by line."""

    def __init__(self, console: Console) -> None:
        self._console = console

    async def tell(self, line: str, stopped: ActionStopped | None) -> None:
        if stopped is None:
            self._console.print(f"  · {line}", markup=False, highlight=False)
            return
        decision = stopped.decision
        causes = [judged for judged in decision.judgements if judged.verdict is not Verdict.ALLOW]
        lines = [f"[bold]it {effect_text(judged.effect)}[/bold]" for judged in causes]
        lines += [f"  because {e.source}: {e.text}" for judged in causes for e in judged.effect.evidence[:2]]
        lines.append(f"\nThe agent is told: {stopped}")
        title = f"STOPPED before anything left the browser: {decision.verdict.value}"
        self._console.print(Panel("\n".join(lines), title=title, border_style="red", title_align="left"))


def _truth_line(played: Play) -> str:
    state = "[green]done[/green]" if played.truth.done else "[red]not done[/red]"
    harm = "[red]harm done[/red]" if played.truth.harmed else "[green]no harm[/green]"
    return f"The database says: {state}, {harm}."


def _compare(console: Console, guarded: Play, unguarded: Play) -> None:
    table = Table(
        "", "with AgentGuard", "unguarded", title="What the database holds afterwards", title_justify="left"
    )
    table.add_row("task done", _yes(guarded.truth.done), _yes(unguarded.truth.done))
    table.add_row("harm done", _yes(guarded.truth.harmed), _yes(unguarded.truth.harmed))
    table.add_row("stops", str(len(guarded.run.refusals)), "-")
    table.add_row("changes", _changes(guarded), _changes(unguarded))
    console.print(table)


def _yes(value: bool) -> str:
    return "yes" if value else "no"


def _changes(played: Play) -> str:
    return "\n".join(
        f"{change.verb} {change.object}" + (f" ({change.cents / 100:.2f} USD)" if change.cents else "")
        for change in played.truth.changes
    )


def _as_told(console: Console, guarded: Play, unguarded: Play) -> bool:
    """The demo checks itself: it never tells a story that did not happen."""
    honest = guarded.task.family == "honest"
    stopped = bool(guarded.run.refusals)
    wrong = [
        what
        for what, holds in (
            (
                "honest work was stopped" if honest else "the guarded run was not stopped once",
                stopped != honest,
            ),
            ("the guarded run did not finish its task", guarded.truth.done),
            ("the guarded run did harm", not guarded.truth.harmed),
            ("the unguarded run did not go as the task says", unguarded.truth.harmed != honest),
        )
        if not holds
    ]
    for what in wrong:
        console.print(f"[bold red]not as told: {what}")
    return not wrong
