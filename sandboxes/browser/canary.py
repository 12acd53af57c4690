"""A start-up canary: one request that has to be caught, or the browser is not used.

A gate that is not on the path is noticed here, and not by the first harm that passes.
"""

import asyncio
import contextlib
from collections.abc import Awaitable
from typing import TYPE_CHECKING, Any

from agentguard.errors import ConfigurationError
from agentguard.verdict import Verdict
from worldmodel.action import Action
from worldmodel.snapshot import Snapshot

if TYPE_CHECKING:
    from playwright.async_api import Browser

    from agentguard.permit import Permit
    from sandboxes.browser.wire import Decide

CANARY = "http://agentguard-canary.invalid/"
"""An address that exists nowhere (RFC 6761), so that nothing is reached where it is not caught."""

_LONGEST = 15_000.0


class Canary:
    """Decides as `decide` does, besides its own address, which it refuses and notes."""

    def __init__(self, decide: "Decide") -> None:
        self._decide = decide
        self._caught = asyncio.Event()

    def __call__(self, action: Action, snapshot: Snapshot, cause: "Permit | None") -> Awaitable[Any]:
        """Return the verdict on a held request."""
        if action.argument("url") == CANARY:
            return self._refuse()
        return self._decide(action, snapshot, cause)

    async def _refuse(self) -> Verdict:
        self._caught.set()
        return Verdict.BLOCK

    async def prove(self, browser: "Browser") -> None:
        """Open the address in a context of its own.

        Raises:
            ConfigurationError: the request was not held, so nothing in this browser would be.
        """
        from playwright.async_api import Error

        context = await browser.new_context(service_workers="block")
        try:
            page = await context.new_page()
            with contextlib.suppress(Error):  # refused: that is what is hoped for
                await page.goto(CANARY, timeout=_LONGEST)
        finally:
            await context.close()
        if not self._caught.is_set():
            raise ConfigurationError(
                "this browser's requests do not pass the wire gate; it was not used. "
                "Try another Chromium: AGENTGUARD_CHROMIUM=/path/to/chromium"
            )
