"""Browsers to play in: a plain one and a guarded one, kept open, with a fresh context for every play."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AsyncExitStack, asynccontextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Self

from agentguard.firewall import Firewall
from sandboxes.browser import collector
from sandboxes.browser.chromium import find_chromium, launch_arguments
from sandboxes.browser.isolation import Wish
from sandboxes.browser.sandbox import BrowserSandbox

if TYPE_CHECKING:
    from playwright.async_api import Browser, Playwright

VIEWPORT = {"width": 1100, "height": 760}


@dataclass(frozen=True)
class Stage:
    """A page to act in, and how to picture it."""

    page: Any
    picture: Callable[[], Awaitable[bytes]]


class Stages:
    """Gives stages: `async with Stages() as stages, stages.plain(state) as stage: stage.page`.

    Each browser is started when it is first asked for. One stage of a kind is open at a time.

    Args:
        isolation: of the guarded browser, as `BrowserSandbox` takes it.
        headed: show the windows.
    """

    def __init__(self, *, isolation: Wish = "auto", headed: bool = False) -> None:
        self._isolation: Wish = isolation
        self._headed = headed
        self._stack = AsyncExitStack()
        self._playwright: Playwright | None = None
        self._browser: Browser | None = None
        self._sandbox: BrowserSandbox | None = None

    async def __aenter__(self) -> Self:
        from playwright.async_api import async_playwright

        self._playwright = await self._stack.enter_async_context(async_playwright())
        await collector.install(self._playwright)
        return self

    async def __aexit__(self, *exc: object) -> None:
        await self._stack.aclose()

    @asynccontextmanager
    async def plain(self, storage_state: dict[str, Any]) -> AsyncIterator[Stage]:
        """A plain Chromium page."""
        if self._browser is None:
            self._browser = await self._driver.chromium.launch(
                executable_path=str(find_chromium()), args=launch_arguments(), headless=not self._headed
            )
            self._stack.push_async_callback(self._browser.close)
        options: dict[str, Any] = {"storage_state": storage_state, "viewport": VIEWPORT}
        context = await self._browser.new_context(**options)
        try:
            page = await context.new_page()
            yield Stage(page, page.screenshot)
        finally:
            await context.close()

    @asynccontextmanager
    async def guarded(self, storage_state: dict[str, Any], firewall: Firewall) -> AsyncIterator[Stage]:
        """A page in the browser sandbox, with `firewall` deciding."""
        if self._sandbox is None:
            self._sandbox = await self._stack.enter_async_context(
                BrowserSandbox(
                    firewall, isolation=self._isolation, headed=self._headed, playwright=self._driver
                )
            )
        sandbox = self._sandbox
        await sandbox.renew(firewall)
        page = await sandbox.new_page(storage_state=storage_state, viewport=VIEWPORT)
        yield Stage(page, lambda: sandbox.screenshot(page))

    @property
    def _driver(self) -> "Playwright":
        if self._playwright is None:
            raise RuntimeError("enter the stages first: async with Stages() as stages")
        return self._playwright
