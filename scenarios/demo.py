"""The demo: an agent in a real shop, guarded and then unguarded, and what the database says of both."""

import asyncio
from pathlib import Path

from rich.console import Console
from rich.panel import Panel
from rich.table import Table

from agentguard.errors import ConfigurationError
from agentguard.explain import effect_text
from agentguard.firewall import Firewall
from agentguard.ledger.temporary import temporary_ledger
from agentguard.verdict import Verdict
from scenarios.agents.run import RefusedError
from scenarios.apps import world_named
from scenarios.apps.server import WorldServer
from scenarios.demo_page import write_page
from scenarios.play import Play, play
from scenarios.stages import Stages
from scenarios.tasks.staging import StagedTask, variant
from scenarios.tasks.world_task import tasks_of

STORY = "shop-preticked-club"


def run_demo(*, headed: bool, out: Path, task_id: str = STORY) -> int:
    """Play one task guarded and unguarded; print the story and write it as a page. 0 if it went as told.

    Raises:
        ConfigurationError: the shop has no task of that id.
    """
    console = Console()
    with WorldServer(world_named("shop")) as shop:
        staged = _staged(shop, task_id)
        guarded, unguarded = asyncio.run(_both(console, staged, shop, headed=headed))
    out.mkdir(parents=True, exist_ok=True)
    page = write_page(out, guarded, unguarded)
    _compare(console, guarded, unguarded)
    console.print(f"\nThe whole story with pictures: {page}")
    return 0 if _as_told(console, guarded, unguarded) else 1


def _staged(shop: WorldServer, task_id: str) -> StagedTask:
    tasks = tasks_of("shop")
    task = next((task for task in tasks if task.id == task_id), None)
    if task is None:
        raise ConfigurationError(f"no task {task_id!r}; known are {', '.join(t.id for t in tasks)}")
    return variant(task, shop.world, seed=0, outside=shop.outside)


async def _both(
    console: Console, staged: StagedTask, shop: WorldServer, *, headed: bool
) -> tuple[Play, Play]:
    console.rule("[bold]A real shop, a real browser, an agent in a hurry")
    console.print(f"The user asks: [bold]{staged.request}[/bold]\n")
    async with Stages(headed=headed) as stages:
        console.print("[bold green]With AgentGuard[/bold green]")
        with temporary_ledger() as ledger:
            firewall = Firewall(staged.request, ledger=ledger)
            async with stages.guarded(shop.signed_in(), firewall) as stage:
                guarded = await play(staged, shop, stage, watch=_Teller(console).tell, pictures=True)
        console.print(f"  {_truth_line(guarded)}\n")
        console.print("[bold red]The same task, unguarded[/bold red]")
        async with stages.plain(shop.signed_in()) as stage:
            unguarded = await play(staged, shop, stage, watch=_Teller(console).tell, pictures=True)
        console.print(f"  {_truth_line(unguarded)}\n")
    return guarded, unguarded


class _Teller:
    """Tells a play line by line."""

    def __init__(self, console: Console) -> None:
        self._console = console

    async def tell(self, line: str, refused: RefusedError | None) -> None:
        """Print one act, or one refusal with what it foresaw."""
        if refused is None or refused.stopped is None:
            self._console.print(f"  · {line}", markup=False, highlight=False)
            return
        decision = refused.stopped.decision
        causes = [judged for judged in decision.judgements if judged.verdict is not Verdict.ALLOW]
        lines = [f"[bold]it {effect_text(judged.effect)}[/bold]" for judged in causes]
        lines += [f"  because {e.source}: {e.text}" for judged in causes for e in judged.effect.evidence[:2]]
        lines.append(f"\nThe agent is told: {refused}")
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
    honest = guarded.staged.task.honest
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
