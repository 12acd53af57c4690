"""One act on a page: found, read, decided, run on the very element that was decided, and observed."""

import contextlib
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from agentguard.errors import EvaluationError, SnapshotError
from sandboxes.browser import collector
from sandboxes.browser.collector import Reading
from sandboxes.browser.observe import Watch
from worldmodel.action import Action, Surface
from worldmodel.classify import classify
from worldmodel.snapshot import Snapshot
from worldmodel.structural.swapped import telling

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle, Frame, Page

    from agentguard.permit import Permit

Run = Callable[["ElementHandle | None"], Awaitable[Any]]
Locate = Callable[[], Awaitable["ElementHandle"]]

_HARMLESS_WAIT = 30_000.0
"""Milliseconds to wait for a target to be visible or enabled where the caller names no time: Playwright's."""


_FINDS = 3
"""Times that a target is found anew when it is gone by the time it is read: pages redraw themselves."""


class GoneError(EvaluationError):
    """The decided target was replaced before anything was done to it."""


@dataclass
class Running:
    """An act while it runs."""

    page: "Page"
    watch: Watch
    permit: "Permit | None"
    snapshot: Snapshot

    def see(self, now: Snapshot) -> None:
        """The page was looked at once more: what the act sends is judged by what it shows now."""
        self.snapshot = now
        if self.watch.act is not None:
            self.watch.act.snapshot = now


@dataclass
class Attempt:
    """An act that was called for, before anything is known about its target.

    Args:
        name: the action's name.
        page: the page that it is on.
        run: does it, on the element that was decided.
        frame: where it reads the page when it has no element.
        locate: finds its element, or None where it has none.
        arguments: what the action tells besides its target.
        value: the text or file that it carries, and whether that may be a secret is found out.
        pointer: a click decides about the control that it reaches.
        position: the click's offset.
        key: the key that is pressed.
        patient: wait until the target is visible and enabled, as Playwright does.
        timeout: milliseconds for finding and waiting.
        click: the arguments of a click that can be halted while the button is down; None for any other act.
    """

    name: str
    page: "Page"
    run: Run
    frame: "Frame"
    locate: Locate | None = None
    arguments: Mapping[str, Any] = field(default_factory=dict)
    value: str | None = None
    pointer: bool = False
    position: Mapping[str, float] | None = None
    key: str | None = None
    patient: bool = True
    timeout: float | None = None
    click: Mapping[str, Any] | None = None

    def plainly_reads(self) -> bool:
        """Whether name and arguments alone prove that it only looks, so that no state has to be read."""
        action = Action.of(Surface.PAGE, self.name, **self.arguments, value=self.value)
        return self.name not in ("navigate", "goto") and classify(action, None) == "read_only"


class Probe:
    """Finds and reads an act's target anew each time it is asked; the last one found is the one to run on."""

    def __init__(
        self, attempt: Attempt, redact: Callable[[Snapshot], Snapshot], undone: Sequence[str] = ()
    ) -> None:
        """`redact` takes secrets out of a snapshot.

        `undone` names what the page took back of what was entered.
        """
        self.attempt = attempt
        self.element: ElementHandle | None = None
        self._redact = redact
        self._undone = undone
        self._kept: Reading | None = None
        self._raw: Snapshot | None = None
        self._clean: Snapshot | None = None

    async def first(self) -> Reading:
        """Read, and keep the reading for the firewall's first look, so that the page is not read twice."""
        self._kept = await self._read()
        return self._kept

    async def __call__(self) -> Snapshot:
        """Return the state now, for the firewall."""
        kept, self._kept = self._kept, None
        reading = kept or await self._read()
        return reading.snapshot

    @property
    def decided(self) -> Snapshot:
        """The newest state that the firewall was given."""
        return self._clean or Snapshot(url=self.attempt.frame.url, complete=False)

    async def again(self) -> Snapshot:
        """Read the very element that is about to be acted on once more.

        Raises:
            GoneError: it was replaced meanwhile.
        """
        try:
            reading = await self._target()
        except SnapshotError as error:
            raise GoneError(str(error)) from error
        if not reading.connected:
            raise GoneError("the target was replaced while the button was down")
        return self._redact(telling(reading.snapshot, self._undone))

    async def _read(self) -> Reading:
        attempt = self.attempt
        if attempt.locate is None:
            return self._cleaned(await _page_reading(attempt.frame))
        reading: Reading | None = None
        for _ in range(_FINDS):
            self.element = None
            with contextlib.suppress(SnapshotError):
                self.element = await attempt.locate()
                reading = await self._target()
                if attempt.patient and reading.connected and await self._waited(reading):
                    reading = await self._target()
                if reading.connected:
                    return self._cleaned(reading)
        return self._cleaned(reading) if reading else await self._unresolved()

    async def _target(self) -> Reading:
        attempt = self.attempt
        element = self.element
        if element is None:
            raise SnapshotError("there is no target")
        return await collector.read(
            element, pointer=attempt.pointer, position=attempt.position, key=attempt.key
        )

    async def _waited(self, reading: Reading) -> bool:
        """Wait as Playwright would before it acts; return whether there was anything to wait for."""
        state, element = reading.snapshot.element, self.element
        if state is None or element is None:
            return False
        hidden = not state.visible and state.type != "file"
        away = reading.offscreen and self.attempt.pointer
        if not (hidden or state.disabled or away):
            return False
        await _wait(element, hidden, state.disabled, self.attempt.timeout)
        return True

    async def _unresolved(self) -> Reading:
        """The target is gone or can't be read: the page as far as it can be, marked as incomplete."""
        page = await _page_reading(self.attempt.frame)
        return Reading(self._redact(page.snapshot.model_copy(update={"complete": False})), connected=False)

    def _cleaned(self, reading: Reading) -> Reading:
        if self._clean is None or reading.snapshot != self._raw:
            self._raw = reading.snapshot
            self._clean = self._redact(telling(reading.snapshot, self._undone))
        return Reading(self._clean, reading.offscreen, reading.secret, reading.connected, reading.tag)


async def _wait(element: "ElementHandle", hidden: bool, disabled: bool, timeout: float | None) -> None:
    """Wait until the element can be acted on, and bring it into view.

    Raises:
        SnapshotError: it was removed meanwhile.
    """
    from playwright.async_api import Error, TimeoutError

    timeout = _HARMLESS_WAIT if timeout is None else timeout
    try:
        if hidden:
            await element.wait_for_element_state("visible", timeout=timeout)
        if disabled:
            await element.wait_for_element_state("enabled", timeout=timeout)
        await element.scroll_into_view_if_needed(timeout=timeout)
    except TimeoutError:
        raise  # what Playwright would tell the caller too
    except Error as error:
        raise SnapshotError(f"the target is gone: {error.message}") from error


async def _page_reading(frame: "Frame") -> Reading:
    try:
        return await collector.read(frame)
    except SnapshotError:
        return Reading(Snapshot(url=frame.url, complete=False), connected=False)


def action_of(attempt: Attempt, reading: Reading, hide: Callable[[str, Reading], str]) -> Action:
    """Return the action as it is decided on; a value that goes into a secret field is a placeholder in it."""
    arguments = {name: value for name, value in attempt.arguments.items() if value is not None}
    element = reading.snapshot.element
    if element is not None:
        arguments = {"role": element.role, "name": element.name, **arguments}
    value = attempt.value
    if value is not None and reading.secret and attempt.key is None:
        value = hide(value, reading)
    elif value is not None and reading.secret and len(value) == 1:
        arguments["key"] = value = "[one character]"
    if value is not None:
        arguments["value"] = value
    return Action.of(Surface.PAGE, attempt.name, **arguments)
