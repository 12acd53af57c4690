"""Print what reached a server without the gate and with it.

`python -m sandboxes.browser.egress [auto|network|proxy|none] [--json]`.
"""

import asyncio
import json
import sys
from collections.abc import Callable
from urllib.parse import urlsplit

from rich.console import Console
from rich.table import Table

from agentguard.verdict import Verdict
from sandboxes.browser.chromium import find_chromium, launch_arguments
from sandboxes.browser.egress.loopback import Loopback
from sandboxes.browser.egress.trial import run_trial
from sandboxes.browser.egress.vectors import VECTORS
from sandboxes.browser.isolation import Wish
from sandboxes.browser.launch import WiredBrowser
from worldmodel.action import Action
from worldmodel.snapshot import Snapshot


async def refuse_ways_out(action: Action, snapshot: Snapshot, cause: object) -> Verdict:
    """Let the trial's own pages through, and nothing that is a way out."""
    path = urlsplit(str(action.argument("url"))).path
    return Verdict.BLOCK if path.startswith(("/out/", "/socket/")) else Verdict.ALLOW


async def without_gate() -> dict[str, int]:
    """Count what reaches the server from a plain Chromium."""
    from playwright.async_api import async_playwright

    async with Loopback() as loopback, async_playwright() as playwright:
        program = find_chromium(playwrights_own=playwright.chromium.executable_path)
        plain = [argument for argument in launch_arguments() if argument == "--no-sandbox"]
        browser = await playwright.chromium.launch(executable_path=program, args=plain)
        counts = await run_trial(browser.new_context, loopback, VECTORS)
        await browser.close()
        return counts


async def with_gate(isolation: Wish) -> tuple[dict[str, int], WiredBrowser]:
    """Count what reaches the server from a gated one that is told to refuse every way out."""
    from playwright.async_api import async_playwright

    async with Loopback() as loopback, async_playwright() as playwright:
        async with await WiredBrowser.launch(playwright, refuse_ways_out, isolation=isolation) as wired:
            seen = tried_by(wired)
            counts = await run_trial(wired.new_context, loopback, VECTORS, seen=seen)
        return counts, wired


def tried_by(wired: WiredBrowser) -> Callable[[str], bool]:
    """Return what tells whether gate or proxy saw a way out being tried."""

    def seen(name: str) -> bool:
        ends = (f"/out/{name}", f"/socket/{name}")
        return any(request.url.endswith(ends) for request in wired.gate.seen) or any(
            crossing.target.endswith(ends) for crossing in wired.proxy.log
        )

    return seen


async def main(isolation: Wish = "auto", *flags: str) -> None:
    """Run both trials and print one table."""
    plain = await without_gate()
    gated, wired = await with_gate(isolation)
    if "--json" in flags:
        print(json.dumps({"isolation": wired.isolation.kind, "without": plain, "with": gated}, indent=1))
        return
    table = Table("way out", "reached, no gate", "reached, gate", title=f"isolation: {wired.isolation.kind}")
    for name, count in plain.items():
        table.add_row(name, str(count or "-"), str(gated[name] or "-"))
    table.add_row("all", str(sum(map(bool, plain.values()))), str(sum(map(bool, gated.values()))))
    Console().print(table)


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))  # type: ignore[arg-type]  # argv is checked by `isolate`
