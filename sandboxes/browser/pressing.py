"""A click in two halves: the button goes down, the page is read again, and only then does it come up.

Between the look that an act was decided on and the click itself a page can change what lies under the
pointer: when the pointer arrives, or when the button goes down. A click needs both halves, so what is wrong
with the page in between still ends it.
"""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from agentguard.errors import SnapshotError
from sandboxes.browser import collector
from sandboxes.browser.acts import GoneError, Probe
from worldmodel.money import find_amounts
from worldmodel.snapshot import FieldState, FormState, Snapshot
from worldmodel.structural.swapped import telling

if TYPE_CHECKING:
    from playwright.async_api import Page

LANDING = 2.0
"""Seconds to wait for the page that a click leads to."""

_AWAY = -8
"""CSS pixels outside of the viewport: a button that comes up there clicks nothing."""

_PASSING = {"covered_by": None, "visible": True, "expanded": None, "attributes_json": "{}"}
"""What a press itself may change in a control: it opens, lights up, or is covered by what it opened."""

_HOVERS = frozenset({"position", "timeout"})
_PLAIN = frozenset({"selector", "strict", "position", "timeout", "no_wait_after"})


def is_plain(member: str, given: Mapping[str, Any]) -> bool:
    """Whether a call is a single left click as a person does it, so that it can be taken in two halves."""
    told = {name for name, value in given.items() if value is not None}
    return member == "click" and told <= _PLAIN


async def click(
    probe: Probe, given: Mapping[str, Any], changed: Callable[[Snapshot], Awaitable[None]]
) -> None:
    """Click what was decided as Playwright does, and look at it once more while the button is down.

    Args:
        probe: what was decided on.
        given: the arguments of Playwright's click; the position and the time for waiting are heeded.
        changed: given the state where it is not what was decided on; raises where the click must not be
            finished.

    Raises:
        ActionStopped: `changed` said no: the button came up where it clicks nothing.
        GoneError: the target was replaced, or something came to lie over it; nothing was clicked.
    """
    element, page = probe.element, probe.attempt.page
    if element is None:
        raise SnapshotError("the target could not be made out; not run")
    await element.hover(**{name: value for name, value in given.items() if name in _HOVERS})
    if (above := await collector.over(element, given.get("position"))) is not None:
        raise GoneError(f"{above} came to lie over the target as the pointer reached it")
    await page.mouse.down()
    try:
        now = await probe.again()
        if _essence(now) != _essence(probe.decided):
            await changed(telling(now, list(_swapped(probe.decided, now))))
    except BaseException:
        await page.mouse.move(_AWAY, _AWAY)
        await page.mouse.up()
        raise
    await page.mouse.up()


@contextlib.asynccontextmanager
async def landing(page: "Page", leaves: Callable[[], bool]) -> AsyncIterator[None]:
    """At the end wait, if `leaves` then says that a document was asked for, until the page is that one.

    What brings no page (a download, an empty answer) is waited for in vain, for `LANDING` seconds.
    """
    landed = asyncio.Event()

    def note(_: object) -> None:
        landed.set()

    page.on("framenavigated", note)
    try:
        yield
        if leaves():
            with contextlib.suppress(TimeoutError):
                await asyncio.wait_for(landed.wait(), LANDING)
    finally:
        page.remove_listener("framenavigated", note)


def _essence(snapshot: Snapshot) -> tuple[object, ...]:
    """What a decision goes by, without what a press itself may change."""
    element = snapshot.element.model_copy(update=_PASSING) if snapshot.element else None
    amounts = tuple(match.money for match in find_amounts(snapshot.text))
    return snapshot.url, element, snapshot.form, snapshot.dialog, snapshot.composer, amounts


def _swapped(decided: Snapshot, now: Snapshot) -> Iterator[str]:
    """Name each: another row, another place, another value."""
    before, after = decided.element, now.element
    if before and after:
        for what in ("name", "text", "subject"):
            was, is_now = getattr(before, what), getattr(after, what)
            if was and was != is_now:
                yield f"{what} is {is_now!r} in place of {was!r}"
    if decided.form and now.form:
        yield from _in_form(decided.form, now.form)


def _in_form(before: FormState, after: FormState) -> Iterator[str]:
    if (before.method, before.action) != (after.method, after.action):
        yield f"the form goes to {after.method} {after.action!r} in place of {before.action!r}"
    known = {(field.name, field.label): field for field in before.fields}
    for field in after.fields:
        was = known.get((field.name, field.label))
        if was is not None and _holds(was) and _holds(was) != _holds(field):
            yield f"{field.label or field.name} holds another value than before"


def _holds(field: FieldState) -> str:
    """What a field that nobody types in holds: a hidden one, a choice, a box."""
    if field.checked is not None:
        return str(field.checked)
    return field.value or "" if field.hidden or field.type == "select" else ""
