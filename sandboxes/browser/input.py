"""Keyboard, mouse and touch: acts by coordinates and focus, decided by what they reach.

A mouse press, its moves and its release are one gesture: they are decided together when the button is let go,
and played to the page then, so that both ends are known before anything happens.
"""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any, Literal, Protocol

from agentguard.errors import SnapshotError
from sandboxes.browser import collector
from sandboxes.browser.acts import Attempt
from sandboxes.browser.plan import enter_of
from sandboxes.browser.target import at_point, focused

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle, Page

Button = Literal["left", "middle", "right"]

_MODIFIERS = frozenset({"Shift", "Control", "Alt", "Meta", "ControlOrMeta"})
_SAME_SPOT = 4.0
"""CSS pixels within which press and release are a click."""

_LONGEST_PRESS = 3.0
"""Seconds that a held button is played back at most."""


class Carrier(Protocol):
    """Decides about an attempt and runs it."""

    async def carry_out(self, attempt: Attempt) -> Any:
        """Return what the act returned."""
        ...


class GuardedMouse:
    """Playwright's `Mouse`: a click lands on what is under the point, and that is what is decided."""

    def __init__(self, page: "Page", carrier: Carrier) -> None:
        self._page = page
        self._carrier = carrier
        self._at = (0.0, 0.0)
        self._gesture: _Gesture | None = None

    async def click(
        self,
        x: float,
        y: float,
        *,
        delay: float | None = None,
        button: Button | None = None,
        click_count: int | None = None,
    ) -> None:
        """Click at a point of the viewport, in CSS pixels."""
        self._at = (x, y)

        async def run(_: "ElementHandle | None") -> None:
            await self._page.mouse.click(x, y, delay=delay, button=button, click_count=click_count)

        await self._carrier.carry_out(
            self._attempt("click", x, y, run, button=button, click_count=click_count)
        )

    async def dblclick(
        self, x: float, y: float, *, delay: float | None = None, button: Button | None = None
    ) -> None:
        """Click twice at a point of the viewport."""
        self._at = (x, y)

        async def run(_: "ElementHandle | None") -> None:
            await self._page.mouse.dblclick(x, y, delay=delay, button=button)

        await self._carrier.carry_out(self._attempt("dblclick", x, y, run, button=button))

    async def move(self, x: float, y: float, *, steps: int | None = None) -> None:
        """Move to a point; during a gesture the move waits for its end."""
        self._at = (x, y)
        if self._gesture is not None:
            self._gesture.moves.append(lambda: self._page.mouse.move(x, y, steps=steps))
            return
        await self._page.mouse.move(x, y, steps=steps)

    async def down(self, *, button: Button | None = None, click_count: int | None = None) -> None:
        """Begin a gesture at the present point; it is decided and played when the button is let go."""
        self._gesture = _Gesture(
            self._at, lambda: self._page.mouse.down(button=button, click_count=click_count)
        )

    async def up(self, *, button: Button | None = None, click_count: int | None = None) -> None:
        """End a gesture: a click where it began and ended on one spot, else a drag."""
        gesture, self._gesture = self._gesture, None
        if gesture is None:
            return
        end = self._at

        async def run(_: "ElementHandle | None") -> None:
            await gesture.play(self._page)
            await self._page.mouse.up(button=button, click_count=click_count)

        x, y = gesture.start
        if gesture.stays(end):
            await self._carrier.carry_out(
                self._attempt("click", x, y, run, button=button, click_count=click_count)
            )
            return
        await self._carrier.carry_out(
            self._attempt("drag_to", x, y, run, button=button, to=await self._named(*end))
        )

    async def wheel(self, delta_x: float, delta_y: float) -> None:
        """Scroll."""
        await self._page.mouse.wheel(delta_x, delta_y)

    def _attempt(
        self, name: str, x: float, y: float, run: Callable[..., Awaitable[Any]], **told: Any
    ) -> Attempt:
        return at(self._page, name, x, y, run, **told)

    async def _named(self, x: float, y: float) -> str:
        try:
            element = (await collector.read((await at_point(self._page, x, y)).element)).snapshot.element
        except SnapshotError:
            element = None
        return (element.name or element.text or element.role) if element else f"{x:g},{y:g}"


class GuardedTouchscreen:
    """Playwright's `Touchscreen`."""

    def __init__(self, page: "Page", carrier: Carrier) -> None:
        self._page = page
        self._carrier = carrier

    async def tap(self, x: float, y: float) -> None:
        """Tap at a point of the viewport."""

        async def run(_: "ElementHandle | None") -> None:
            await self._page.touchscreen.tap(x, y)

        await self._carrier.carry_out(at(self._page, "tap", x, y, run))


class GuardedKeyboard:
    """Playwright's `Keyboard`: a key lands on what has the focus, and Enter on what it would press."""

    def __init__(self, page: "Page", carrier: Carrier) -> None:
        self._page = page
        self._carrier = carrier
        self._held: list[str] = []

    async def press(self, key: str, *, delay: float | None = None) -> None:
        """Press a key, such as `Enter` or `Control+A`."""

        async def run(_: "ElementHandle | None") -> None:
            await self._page.keyboard.press(key, delay=delay)

        await self._carrier.carry_out(self._attempt("press", run, key="+".join([*self._held, enter_of(key)])))

    async def type(self, text: str, *, delay: float | None = None) -> None:
        """Type a text; each line break in it is a press of Enter, decided as such."""
        for index, line in enumerate(text.replace("\r\n", "\n").split("\n")):
            if index:
                await self.press("Enter", delay=delay)
            if line:
                await self._type(line, delay)

    async def insert_text(self, text: str) -> None:
        """Insert a text without key presses."""

        async def run(_: "ElementHandle | None") -> None:
            await self._page.keyboard.insert_text(text)

        await self._carrier.carry_out(self._attempt("type", run, value=text))

    async def down(self, key: str) -> None:
        """Hold a key down: a modifier passes, any other is decided as a press."""
        if key in _MODIFIERS:
            await self._page.keyboard.down(key)
            self._held.append(key)
            return

        async def run(_: "ElementHandle | None") -> None:
            await self._page.keyboard.down(key)

        await self._carrier.carry_out(self._attempt("press", run, key="+".join([*self._held, enter_of(key)])))

    async def up(self, key: str) -> None:
        """Let a key go."""
        if key in self._held:
            self._held.remove(key)
        await self._page.keyboard.up(key)

    async def _type(self, text: str, delay: float | None) -> None:
        async def run(_: "ElementHandle | None") -> None:
            await self._page.keyboard.type(text, delay=delay)

        await self._carrier.carry_out(self._attempt("type", run, value=text))

    def _attempt(
        self,
        name: str,
        run: Callable[..., Awaitable[Any]],
        *,
        key: str | None = None,
        value: str | None = None,
    ) -> Attempt:
        async def locate() -> "ElementHandle":
            return (await focused(self._page)).element

        told = {"key": key} if key else {}
        return Attempt(
            name,
            self._page,
            run,
            self._page.main_frame,
            locate,
            told,
            key if key else value,
            key=key,
            patient=False,
        )


class _Gesture:
    """A press of the mouse that has not been let go."""

    def __init__(self, start: tuple[float, float], press: Callable[[], Awaitable[None]]) -> None:
        self.start = start
        self.moves: list[Callable[[], Awaitable[None]]] = []
        self._press = press
        self._began = time.monotonic()

    def stays(self, end: tuple[float, float]) -> bool:
        return abs(end[0] - self.start[0]) <= _SAME_SPOT and abs(end[1] - self.start[1]) <= _SAME_SPOT

    async def play(self, page: "Page") -> None:
        """Press, hold as long as it was held, and move."""
        held = min(time.monotonic() - self._began, _LONGEST_PRESS)
        await page.mouse.move(*self.start)
        await self._press()
        await asyncio.sleep(held)
        for move in self.moves:
            await move()


def at(
    page: "Page", name: str, x: float, y: float, run: Callable[..., Awaitable[Any]], **told: Any
) -> Attempt:
    """Return the attempt of an act at a point."""

    async def locate() -> "ElementHandle":
        return (await at_point(page, x, y)).element

    arguments = {"x": x, "y": y, **{key: value for key, value in told.items() if value is not None}}
    return Attempt(name, page, run, page.main_frame, locate, arguments, patient=False)
