"""The start-up canary."""

from collections.abc import Callable

import pytest
from playwright.async_api import async_playwright

from agentguard.errors import ConfigurationError
from agentguard.firewall import Firewall
from sandboxes.browser import BrowserSandbox
from sandboxes.browser.canary import CANARY, Canary
from sandboxes.browser.chromium import find_chromium, launch_arguments
from sandboxes.browser.wire import WireGate
from worldmodel.action import Action, Surface
from worldmodel.snapshot import Snapshot

MakeFirewall = Callable[..., Firewall]


@pytest.mark.browser
async def test_fault_23_a_browser_that_no_gate_holds_is_not_used() -> None:
    """Fault 23: where the gate is not on the path, start-up fails and says so."""

    async def decide(action: Action, snapshot: Snapshot, cause: object) -> str:
        return "allow"

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=str(find_chromium()), args=launch_arguments()
        )
        try:
            with pytest.raises(ConfigurationError, match="do not pass the wire gate"):
                await Canary(decide).prove(browser)
        finally:
            await browser.close()


@pytest.mark.browser
async def test_fault_23_the_sandbox_fails_to_start_without_its_gate(
    make_firewall: MakeFirewall, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Fault 23: a sandbox whose gate was never attached does not give out a page."""

    async def not_attached(self: WireGate, browser: object) -> None:
        """Forget to attach."""

    monkeypatch.setattr(WireGate, "attach", not_attached)
    with pytest.raises(ConfigurationError, match="do not pass the wire gate"):
        await BrowserSandbox(make_firewall(), isolation="none").start()


@pytest.mark.browser
async def test_the_canary_leaves_no_trace(make_firewall: MakeFirewall) -> None:
    """Neither in what the gate saw, nor in the ledger, nor as a tab."""
    firewall = make_firewall()
    async with BrowserSandbox(firewall, isolation="none") as sandbox:
        assert sandbox.wired.gate.seen == []
        assert sandbox.wired.browser.contexts == []
    assert list(firewall.ledger.entries()) == []


async def test_everything_else_is_decided_as_before() -> None:
    """The canary's own address is refused, whoever asks for it later."""
    asked: list[Action] = []

    async def decide(action: Action, snapshot: Snapshot, cause: object) -> str:
        asked.append(action)
        return "allow"

    canary = Canary(decide)
    other = Action.of(Surface.HTTP, "GET", url="https://shop.test/")
    assert await canary(other, Snapshot(surface="http"), None) == "allow"
    assert await canary(Action.of(Surface.HTTP, "GET", url=CANARY), Snapshot(surface="http"), None) == "block"
    assert asked == [other]
