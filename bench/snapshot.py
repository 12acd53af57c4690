"""What a snapshot costs on a page of 1,600 elements: `python bench/snapshot.py [--json]`.

Medians in milliseconds. `read` is the whole reading as a decision needs it, two round trips to the browser
and the parsing included; `in the page` is the collector's own work, by the page's clock.
"""

import asyncio
import json
import statistics
import sys
import time
from collections.abc import Awaitable, Callable
from importlib.resources import files
from typing import Any

from playwright.async_api import async_playwright
from rich.console import Console
from rich.table import Table

from sandboxes.browser import collector
from sandboxes.browser.chromium import find_chromium, launch_arguments

ROWS = 225
ROUNDS = 60

_ROW = (
    "<tr><td><input type=checkbox name=r{i}></td><td>Item {i}</td>"
    "<td><b>Name {i}</b></td><td>{i}.00 €</td></tr>"
)

_INSIDE = """([source, order]) => {
    const engine = eval(source);
    const button = document.getElementById('place');
    const times = [];
    for (let i = 0; i < 60; i++) {
        const from = performance.now();
        engine.queryAll(button, order);
        times.push(performance.now() - from);
    }
    return times;
}"""


def big_page() -> str:
    """Return a page of 1,600 elements: a long table, then a form with its button."""
    rows = "".join(_ROW.format(i=i) for i in range(ROWS))
    form = (
        "<form method=post action=/order><label>Name <input name=name></label>"
        "<label>Password <input type=password name=pw value=x></label>"
        "<label><input type=checkbox name=club checked> Club, 9.99 a month</label>"
        "<p>Total: 27.40 €</p><button id=place><span>Place order</span></button></form>"
    )
    head = "<!doctype html><html lang=en><title>Orders</title>"
    return f"{head}<main><h1>Orders</h1><table>{rows}</table>{form}</main>"


async def _median(call: Callable[[], Awaitable[Any]]) -> float:
    times = []
    for _ in range(ROUNDS):
        started = time.perf_counter()
        await call()
        times.append((time.perf_counter() - started) * 1000)
    return statistics.median(times)


async def measure() -> dict[str, float]:
    """Return the figures."""
    async with async_playwright() as playwright:
        await collector.install(playwright)
        browser = await playwright.chromium.launch(executable_path=find_chromium(), args=launch_arguments())
        page = await browser.new_page()
        await page.set_content(big_page())
        button = await page.query_selector("#place")
        if button is None:
            raise RuntimeError("the page has no button")
        await button.scroll_into_view_if_needed()
        source = files("sandboxes.browser").joinpath("collector.js").read_text("utf-8")
        order = collector.selector("read", {"pointer": True, "position": None, "key": None})
        inside = await page.evaluate(_INSIDE, [source, order.partition("=")[2]])
        figures = {
            "elements": float(await page.evaluate("document.getElementsByTagName('*').length")),
            "read": await _median(lambda: collector.read(button, pointer=True)),
            "in the page": statistics.median(inside),
            "page without a target": await _median(lambda: collector.read(page.main_frame)),
            "mark": await _median(lambda: collector.mark(page.main_frame)),
        }
        await browser.close()
    return figures


def main() -> None:
    """Measure and print."""
    figures = asyncio.run(measure())
    if "--json" in sys.argv[1:]:
        print(json.dumps(figures))
        return
    table = Table("what", "ms", title=f"snapshot, {figures.pop('elements'):.0f} elements")
    for name, value in figures.items():
        table.add_row(name, f"{value:.1f}")
    Console().print(table)


if __name__ == "__main__":
    main()
