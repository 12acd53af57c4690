"""`agentguard demo` and `agentguard run`: the parts that need a browser."""

from pathlib import Path
from typing import Annotated

import typer

from agentguard.cli.extras import needing


def demo(
    headed: Annotated[bool, typer.Option("--headed", help="Show the browser's window.")] = False,
    out: Annotated[Path, typer.Option(help="Where the report goes.")] = Path("demo-out"),
    task: Annotated[str, typer.Option(help="Another task of the shop, by its id.")] = "shop-preticked-club",
) -> int:
    """Watch an agent in a real shop, guarded and then unguarded, and see what the database says."""
    with needing("the demo's shop", "browser,worlds"):
        from scenarios.demo import run_demo

    return run_demo(headed=headed, out=out, task_id=task)


def run(
    context: typer.Context,
    script: Annotated[
        Path, typer.Argument(help="A Playwright script, plain or with `async def main(page)`.")
    ],
    task: Annotated[str | None, typer.Option(help="What the user asked for, in their own words.")] = None,
    settings: Annotated[Path | None, typer.Option(help="The settings file.")] = None,
    isolation: Annotated[
        str, typer.Option(help="network, proxy, none, or auto for the strongest there is.")
    ] = "auto",
    headed: Annotated[bool, typer.Option("--headed", help="Show the browser's window.")] = False,
) -> int:
    """Run a Playwright script with its browser guarded. What follows SCRIPT goes to the script."""
    from sandboxes.browser.run import run_script

    return run_script(script, context.args, task=task, settings=settings, isolation=isolation, headed=headed)
