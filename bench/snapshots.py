"""Reading the state around a target on a page of 1,600 elements, beside Playwright's own readings."""

import asyncio
from typing import TYPE_CHECKING

from bench.clock import Case, Effort, Times, ameasure
from bench.figures import Section, rows_of
from sandboxes.browser import collector
from sandboxes.browser.chromium import find_chromium, launch_arguments

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle, Page

NAME = "snapshots"
_CONTENT = "page.content()"


def run(effort: Effort) -> Section:
    """Measure."""
    times, elements = asyncio.run(_measure(effort))
    return Section(
        NAME,
        f"the state around a target, page of {elements:,} elements in Chromium (aim: under 10 ms)",
        _CONTENT,
        rows_of(times, _CONTENT),
    )


async def _measure(effort: Effort) -> tuple[dict[str, Times], int]:
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        await collector.install(playwright)
        program = find_chromium(playwrights_own=playwright.chromium.executable_path)
        browser = await playwright.chromium.launch(executable_path=program, args=launch_arguments())
        try:
            page = await browser.new_page()
            await page.set_content(html())
            elements: int = await page.evaluate("document.querySelectorAll('*').length")
            return await ameasure(await _cases(page), effort), elements
        finally:
            await browser.close()


async def _cases(page: "Page") -> dict[str, Case]:
    button = await _first(page, "#order")
    link = await _first(page, "#row200 a")
    reading = await collector.read(button, pointer=True)
    if not (reading.snapshot.form and reading.snapshot.element):
        raise RuntimeError("the collector did not make out the button and its form")
    main = page.main_frame
    return {
        _CONTENT: Case(lambda _: page.content(), awaits=True),
        "collector, button in a form": Case(lambda _: collector.read(button, pointer=True), awaits=True),
        "collector, link in a row": Case(lambda _: collector.read(link, pointer=True), awaits=True),
        "collector, no target": Case(lambda _: collector.read(main), awaits=True),
        "collector, mark of what is shown and stored": Case(lambda _: collector.mark(main), awaits=True),
        "aria_snapshot of the form": Case(lambda _: page.locator("form").aria_snapshot(), awaits=True),
        "aria_snapshot of the body": Case(lambda _: page.locator("body").aria_snapshot(), awaits=True),
    }


async def _first(page: "Page", selector: str) -> "ElementHandle":
    element = await page.query_selector(selector)
    if element is None:
        raise RuntimeError(f"no {selector} on the page")
    return element


def html() -> str:
    """Return a shop's page: a table of goods, and a checkout form."""
    rows = "".join(
        f'<tr id="row{n}"><td><a href="/goods/{n}">Article {n}</a></td><td>{n}.40 EUR</td>'
        f"<td><button>Add to cart</button></td></tr>"
        for n in range(260)
    )
    return f"""<!doctype html><html lang="en"><title>Shop</title><body><h1>Goods</h1><table>{rows}</table>
<form method="post" action="/order"><h2>Checkout</h2>
<label>Name <input name="name" autocomplete="name" value="Sam Doe"></label>
<label>Card number <input name="number" autocomplete="cc-number"></label>
<label><input type="checkbox" name="club" checked> Club, 9.99 EUR a month</label>
<p>Total: 27.40 EUR</p><button id="order">Place order</button></form></body></html>"""
