"""What the wire gate adds to a request: `python bench/wire.py [--json]`.

Sequential fetches from one page to a loopback server, medians in milliseconds by the page's own clock. The
browsers take turns, so that a busy machine slows them alike.
"""

import asyncio
import contextlib
import json
import statistics
import sys
from typing import Any

from playwright.async_api import Page, Playwright, async_playwright
from rich.console import Console
from rich.table import Table

from agentguard.verdict import Verdict
from sandboxes.browser.chromium import find_chromium, launch_arguments
from sandboxes.browser.egress.loopback import Loopback
from sandboxes.browser.isolation import Wish, find_bubblewrap
from sandboxes.browser.launch import WiredBrowser
from worldmodel.action import Action
from worldmodel.snapshot import Snapshot

ROUNDS = 8
EACH = 25

_FETCHES = """async ([method, count]) => {
    const times = [];
    for (let i = 0; i < count; i++) {
        const from = performance.now();
        const answer = await fetch('/out/timed?' + i, {method, body: method == 'POST' ? 'x=1' : undefined});
        await answer.text();
        times.push(performance.now() - from);
    }
    return times;
}"""


async def allow(action: Action, snapshot: Snapshot, cause: object) -> Verdict:
    """Let everything go: only the gate itself is timed."""
    return Verdict.ALLOW


async def pages(stack: contextlib.AsyncExitStack, playwright: Playwright, address: str) -> dict[str, Page]:
    """Open one page in each kind of browser."""
    program = find_chromium(playwrights_own=playwright.chromium.executable_path)
    bare = await playwright.chromium.launch(executable_path=program, args=launch_arguments())
    stack.push_async_callback(bare.close)
    found = {"no gate": await bare.new_page()}
    routed = await bare.new_page()
    await routed.route("**", lambda route: route.continue_())
    found["page.route on everything"] = routed
    wishes: list[Wish] = ["none", "proxy"]
    if find_bubblewrap() is not None:
        wishes.append("network")
    for wish in wishes:
        wired = await stack.enter_async_context(await WiredBrowser.launch(playwright, allow, isolation=wish))
        found[f"gate, isolation {wish}"] = await (await wired.new_context()).new_page()
    for page in found.values():
        await page.goto(address)
    return found


async def measure() -> dict[str, dict[str, float]]:
    """Return by browser and method the median in milliseconds."""
    async with Loopback() as loopback, async_playwright() as playwright, contextlib.AsyncExitStack() as stack:
        found = await pages(stack, playwright, loopback.first + "/page")
        times: dict[str, dict[str, list[float]]] = {name: {"GET": [], "POST": []} for name in found}
        for _ in range(ROUNDS):
            for name, page in found.items():
                for method, taken in times[name].items():
                    taken += await page.evaluate(_FETCHES, [method, EACH])
        return {
            name: {method: statistics.median(taken) for method, taken in by_method.items()}
            for name, by_method in times.items()
        }


def main() -> None:
    """Measure and print."""
    medians = asyncio.run(measure())
    if "--json" in sys.argv:
        print(json.dumps(medians))
        return
    table = Table("browser", "GET ms", "POST ms", "GET added", "POST added", title="one request, median")
    bare: Any = medians["no gate"]
    for name, by_method in medians.items():
        added = [by_method[method] - bare[method] for method in ("GET", "POST")]
        table.add_row(name, *(f"{value:.2f}" for value in (*by_method.values(), *added)))
    Console().print(table)


if __name__ == "__main__":
    main()
