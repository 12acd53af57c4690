"""Playwright's `expect`, for guarded pages and locators: assertions only read.

Playwright's own takes the object's inner parts, which a guarded object does not give away, so this one
unwraps first. `from sandboxes.browser import expect` is the one line that a script changes.
"""

from typing import Any

from playwright.async_api import expect as _expect

from sandboxes.browser.guarded import unwrap


class GuardedExpect(type(_expect)):  # type: ignore[misc]  # Playwright exports the instance, not its class
    """`expect(...)`, `expect.soft(...)` and `expect.set_options(...)` as Playwright documents them."""

    def _dispatch(self, actual: Any, message: str | None, is_soft: bool) -> Any:
        return super()._dispatch(unwrap(actual), message, is_soft)


expect = GuardedExpect()
