"""A browser whose every way out is gated: isolation, proxy and wire gate, put together in order."""

import contextlib
import os
from collections.abc import Callable, Iterable
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self

from agentguard.errors import ConfigurationError
from sandboxes.browser.canary import Canary
from sandboxes.browser.chromium import find_chromium, launch_arguments, require_playwright
from sandboxes.browser.coverage import Coverage, coverage_of
from sandboxes.browser.isolation import Isolated, Wish, isolate
from sandboxes.browser.proxy import Proxy
from sandboxes.browser.releases import Releases
from sandboxes.browser.requests import HeldRequest, is_plain_read
from sandboxes.browser.sockets import guard_sockets
from sandboxes.browser.wire import HOLD_LIMIT, Credentials, Decide, WireGate

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Playwright


class WiredBrowser:
    """A running Chromium of which nothing leaves undecided. Made by `launch`; close it with `close`.

    Attributes:
        browser: Playwright's browser. Make contexts by `new_context` here, which guards their sockets.
        gate: holds and decides the requests.
        proxy: the only way out, with its log.
        isolation: what is really in force.
    """

    def __init__(self, browser: "Browser", gate: WireGate, proxy: Proxy, isolation: Isolated) -> None:
        self.browser = browser
        self.gate = gate
        self.proxy = proxy
        self.isolation = isolation

    @classmethod
    async def launch(
        cls,
        playwright: "Playwright",
        decide: Decide,
        *,
        hosts: Iterable[str] = (),
        isolation: Wish = "auto",
        chromium: str | os.PathLike[str] | None = None,
        headless: bool = True,
        allowed: Callable[[str, int], bool] | None = None,
        credentials: Credentials | None = None,
        hold_limit: float = HOLD_LIMIT,
        plain: Callable[[HeldRequest], bool] = is_plain_read,
        arguments: Iterable[str] = (),
    ) -> "WiredBrowser":
        """Start a browser and hold its requests before it has a page.

        Args:
            playwright: the running driver.
            decide: decides about a held request.
            hosts: where plain reads need no decision.
            isolation: what to cut the browser off with; `auto` takes the strongest there is.
            chromium: the browser; found when not given.
            headless: without a window.
            allowed: the proxy's last word on a host and port.
            credentials: see `WireGate`.
            hold_limit: seconds.
            plain: see `WireGate`.
            arguments: more arguments for the browser.

        Raises:
            ConfigurationError: no browser, or the isolation asked for by name can't be had.
        """
        require_playwright()
        program = find_chromium(chromium, playwrights_own=playwright.chromium.executable_path)
        releases = Releases(allowed)
        proxy = Proxy(releases)
        canary = Canary(decide)
        gate = WireGate(
            canary,
            hosts=hosts,
            releases=releases,
            credentials=credentials,
            hold_limit=hold_limit,
            plain=plain,
        )
        isolated = await isolate(isolation, program, proxy, headed=not headless)
        try:
            browser = await playwright.chromium.launch(
                executable_path=isolated.executable,
                headless=headless,
                args=launch_arguments(proxy_port=isolated.proxy_port, extra=tuple(arguments)),
            )
        except BaseException:
            await _close_all(proxy, isolated)
            raise
        wired = cls(browser, gate, proxy, isolated)
        try:
            await isolated.confirm()
            await gate.attach(browser)
            await canary.prove(browser)
            gate.seen.clear()  # what follows is the user's own
        except BaseException:
            await wired.close()
            raise
        return wired

    async def new_context(self, **options: Any) -> "BrowserContext":
        """Make a context with its sockets guarded and service workers blocked.

        Raises:
            ConfigurationError: an option (a proxy, service workers) would open a way past the gate.
        """
        for name in ("proxy", "service_workers"):
            if options.get(name) not in (None, "block"):
                raise ConfigurationError(f"{name}={options[name]!r} would open a way past the wire gate")
        options.pop("proxy", None)
        context = await self.browser.new_context(**{**options, "service_workers": "block"})
        await guard_sockets(context, self.gate)
        return context

    def coverage(self) -> Coverage:
        """Tell which channels are gated, observed or open in this very browser."""
        return coverage_of(
            self.isolation, gate_attached=self.gate.attached, tunnels=self.gate.releases.tunnels
        )

    async def close(self) -> None:
        """Fail what is held, cut the way out, then end the browser: in this order nothing slips out."""
        await self.gate.close()
        await self.proxy.close()
        with contextlib.suppress(Exception):  # it may be gone already
            await self.browser.close()
        await self.isolation.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()


async def _close_all(proxy: Proxy, isolated: Isolated) -> None:
    await proxy.close()
    await isolated.close()
