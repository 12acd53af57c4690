"""An ordinary script's entry points, guarded: `async_playwright()`, `chromium.launch()`, the browser."""

import asyncio
from collections.abc import Callable
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from agentguard.errors import ConfigurationError
from sandboxes.browser import collector
from sandboxes.browser.guarded import RefusedMemberError
from sandboxes.browser.isolation import Wish
from sandboxes.browser.sandbox import BrowserSandbox

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Page, Playwright

    from agentguard.firewall import Firewall

_OTHER_WAYS = "only chromium.launch is guarded: another browser, or one that runs already, can't be held"


class GuardedPlaywright:
    """Stands for what `async_playwright()` returns, and for the driver that it gives."""

    def __init__(self, firewall: "Firewall", *, isolation: Wish, headed: bool) -> None:
        self._firewall = firewall
        self._isolation: Wish = isolation
        self._headed = headed
        from playwright.async_api._context_manager import PlaywrightContextManager

        self._manager = PlaywrightContextManager()
        self._raw: Playwright | None = None
        self._sandboxes: list[BrowserSandbox] = []

    async def start(self) -> Self:
        """Start the driver."""
        self._raw = await self._manager.start()
        await collector.install(self._raw)
        return self

    async def stop(self) -> None:
        """End every browser and the driver."""
        for sandbox in self._sandboxes:
            await sandbox.close()
        await self._manager.__aexit__(None, None, None)

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.stop()

    @property
    def chromium(self) -> "GuardedChromium":
        """The browser type that is guarded."""
        return GuardedChromium(self._launch)

    @property
    def devices(self) -> dict[str, Any]:
        """Playwright's device descriptions."""
        return self._driver.devices

    @property
    def selectors(self) -> Any:
        """Playwright's selector engines: they only find."""
        return self._driver.selectors

    def __getattr__(self, name: str) -> Any:
        raise RefusedMemberError(f"playwright.{name} is not offered by a guarded run: {_OTHER_WAYS}")

    @property
    def _driver(self) -> "Playwright":
        if self._raw is None:
            raise RuntimeError("start Playwright first")
        return self._raw

    async def _launch(self, *, headless: bool, chromium: Any) -> "GuardedBrowser":
        sandbox = BrowserSandbox(
            self._firewall,
            isolation=self._isolation,
            headed=self._headed or not headless,
            chromium=chromium,
            playwright=self._driver,
        )
        self._sandboxes.append(sandbox)
        return GuardedBrowser(await sandbox.start())


class GuardedChromium:
    """Stands for `playwright.chromium`."""

    name = "chromium"

    def __init__(self, launch: Callable[..., Any]) -> None:
        self._launch = launch

    async def launch(self, **options: Any) -> "GuardedBrowser":
        """Start a guarded browser. Of Playwright's options `headless` and `executable_path` count.

        Raises:
            ConfigurationError: `proxy` or `args`, which could lead past the gate.
        """
        for name in ("proxy", "args", "ignore_default_args"):
            if options.get(name):
                raise ConfigurationError(f"launch({name}=...) could lead past the gate; leave it out")
        browser: GuardedBrowser = await self._launch(
            headless=options.get("headless", True) is not False, chromium=options.get("executable_path")
        )
        return browser

    def __getattr__(self, name: str) -> Any:
        raise RefusedMemberError(f"chromium.{name} is not offered by a guarded run: {_OTHER_WAYS}")


class GuardedBrowser:
    """Stands for Playwright's `Browser`: its contexts and pages are guarded."""

    def __init__(self, sandbox: BrowserSandbox) -> None:
        self._sandbox = sandbox
        self._contexts: list[BrowserContext] = []

    @property
    def contexts(self) -> "list[BrowserContext]":
        """The open contexts."""
        return [context for context in self._contexts if not context.is_closed()]

    @property
    def version(self) -> str:
        """The browser's version."""
        return self._sandbox.wired.browser.version

    def is_connected(self) -> bool:
        """Whether the browser runs."""
        return self._sandbox.wired.browser.is_connected()

    async def new_context(self, **options: Any) -> "BrowserContext":
        """Return a new guarded context."""
        context = await self._sandbox.new_context(**options)
        self._contexts.append(context)
        return context

    async def new_page(self, **options: Any) -> "Page":
        """Return a page in a context of its own."""
        return await (await self.new_context(**options)).new_page()

    async def close(self, *, reason: str | None = None) -> None:
        """Fail what is held, and end the browser."""
        await asyncio.shield(self._sandbox.close())

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    def __getattr__(self, name: str) -> Any:
        raise RefusedMemberError(f"Browser.{name} is not offered by a guarded browser")
