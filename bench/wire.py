"""What the wire gate adds to a request: one after the other, from a page to a loopback server.

The page's own clock counts. The browsers take turns, so that a busy machine slows them alike.
"""

import asyncio
from collections.abc import Mapping
from contextlib import AsyncExitStack
from typing import TYPE_CHECKING

from agentguard.verdict import Verdict
from bench.clock import QUICK, Effort, Times
from bench.figures import Section, duration, rows_of
from bench.firewalls import firewall
from sandboxes.browser.chromium import find_chromium, launch_arguments
from sandboxes.browser.egress.loopback import Loopback
from sandboxes.browser.isolation import Wish, find_bubblewrap
from sandboxes.browser.launch import WiredBrowser
from sandboxes.browser.wire import deciding_by
from worldmodel.action import Action
from worldmodel.snapshot import Snapshot

if TYPE_CHECKING:
    from playwright.async_api import Page, Playwright

NAME = "wire"
_BARE = "no gate"
_METHODS = ("GET", "POST")

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


def run(effort: Effort) -> Section:
    """Measure."""
    times = asyncio.run(_measure(effort))
    bare = {method: times[f"{_BARE}, {method}"].median for method in _METHODS}
    names = dict.fromkeys(name.rpartition(", ")[0] for name in times if not name.startswith(_BARE))
    notes = [
        f"{name} adds {' and '.join(_added(times, name, method, bare) for method in _METHODS)}"
        for name in names
    ]
    versus = {name: f"{_BARE}, {name.rpartition(' ')[2]}" for name in times}
    title = "requests from a page, one after the other (aim: the gate adds under 2.5 ms)"
    return Section(NAME, title, _BARE, rows_of(times, versus), tuple(notes))


def _added(times: Mapping[str, Times], name: str, method: str, bare: Mapping[str, float]) -> str:
    added = max(0.0, times[f"{name}, {method}"].median - bare[method])
    return f"{duration(added)} to a {method}"


async def _measure(effort: Effort) -> dict[str, Times]:
    from playwright.async_api import async_playwright

    async with Loopback() as loopback, async_playwright() as playwright, AsyncExitStack() as stack:
        pages = await _pages(stack, playwright, loopback.first, effort)
        times = {f"{name}, {method}": Times() for name in pages for method in _METHODS}
        for turn in range(effort.rounds + 1):
            for name, page in pages.items():
                for method in _METHODS:
                    taken = await page.evaluate(_FETCHES, [method, effort.requests])
                    if turn:  # the first one only warms up
                        times[f"{name}, {method}"].samples += [milliseconds / 1e3 for milliseconds in taken]
        return times


async def _pages(
    stack: AsyncExitStack, playwright: "Playwright", address: str, effort: Effort
) -> "dict[str, Page]":
    """Open one page in each kind of browser."""
    program = find_chromium(playwrights_own=playwright.chromium.executable_path)
    bare = await playwright.chromium.launch(executable_path=program, args=launch_arguments())
    stack.push_async_callback(bare.close)
    pages = {_BARE: await bare.new_page()}
    routed = pages["page.route on everything"] = await bare.new_page()
    await routed.route("**", lambda route: route.continue_())
    strongest: Wish = "proxy" if find_bubblewrap() is None else "network"
    wishes: tuple[Wish, ...] = (strongest,) if effort is QUICK else ("none", "proxy", "network")
    for wish in wishes[: wishes.index(strongest) + 1]:
        wired = await WiredBrowser.launch(playwright, _allow, isolation=wish)
        pages[f"gate, isolation {wish}"] = await _page_of(stack, wired)
    # Observing lets every request go, after the whole decision about it.
    decide = deciding_by(stack.enter_context(firewall(mode="observe")))
    wired = await WiredBrowser.launch(playwright, decide, isolation=strongest, hosts=("127.0.0.1",))
    pages[f"gate, isolation {strongest}, decided and recorded"] = await _page_of(stack, wired)
    for page in pages.values():
        await page.goto(f"{address}/page")
    return pages


async def _page_of(stack: AsyncExitStack, wired: WiredBrowser) -> "Page":
    await stack.enter_async_context(wired)
    return await (await wired.new_context()).new_page()


async def _allow(action: Action, snapshot: Snapshot, cause: object) -> Verdict:
    """Let everything go: only the gate itself is timed."""
    return Verdict.ALLOW
