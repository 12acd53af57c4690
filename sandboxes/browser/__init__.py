"""The browser sandbox: guarded pages on top, the wire gate underneath."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from sandboxes.browser.assertions import expect
    from sandboxes.browser.sandbox import BrowserSandbox

__all__ = ["BrowserSandbox", "expect"]


def __getattr__(name: str) -> Any:
    """Load at first use: a part that needs no browser must not need Playwright."""
    if name == "BrowserSandbox":
        from sandboxes.browser.sandbox import BrowserSandbox

        return BrowserSandbox
    if name == "expect":
        from sandboxes.browser.assertions import expect

        return expect
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
