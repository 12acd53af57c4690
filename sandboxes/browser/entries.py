"""What the agent put into a page since it last clicked, and whether it still stands there.

A page that takes a choice back while the agent fills in the next field would be told to save something else
than the agent entered.
"""

from typing import TYPE_CHECKING

from worldmodel.structural.swapped import alike

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle

    from sandboxes.browser.acts import Attempt

_ENTERS = frozenset({"fill", "type", "select_option", "check", "uncheck"})
_COMMITS = frozenset({"click", "dblclick", "tap", "press", "navigate", "submit"})
_READ = 500
"""Milliseconds to wait for one field."""


class Entries:
    """The fields that were entered since the last click, and what each then held."""

    def __init__(self) -> None:
        self._held: list[tuple[ElementHandle, str, str]] = []

    async def note(self, attempt: "Attempt", element: "ElementHandle | None", name: str) -> None:
        """Note an act that ran: what it entered is kept, and a click or a key ends what was kept.

        Args:
            attempt: the act.
            element: what it ran on.
            name: how a person would call that.
        """
        if attempt.name in _COMMITS:
            self._held.clear()
        if attempt.name not in _ENTERS or element is None:
            return
        held = await _value(element)
        if held:
            kept = [one for one in self._held if one[1] != name]
            self._held = [*kept, (element, name, held)]

    async def undone(self, attempt: "Attempt") -> list[str]:
        """Before a click or a key: name every field that holds something else by now.

        A field that was emptied or is gone tells nothing: pages clear what they have taken.
        """
        if attempt.name not in _COMMITS:
            return []
        found = []
        for element, name, held in self._held:
            now = await _value(element)
            if now and not alike(held, now):
                found.append(f"{name} holds {now[:40]!r}, and {held[:40]!r} was entered")
        return found


async def _value(element: "ElementHandle") -> str:
    """What a field holds: its value, or whether it is ticked; empty where it can't be told."""
    from playwright.async_api import Error

    try:
        if await element.get_attribute("type") in ("checkbox", "radio"):
            return "ticked" if await element.is_checked() else "not ticked"
        if await element.get_attribute("type") == "password":
            return ""
        return await element.input_value(timeout=_READ)
    except Error:
        return ""
