"""Targets: from a locator, a selector, a point or the focus to the one element that an act lands on."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from agentguard.errors import SnapshotError
from sandboxes.browser import collector

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle, Frame, Page

_DEPTH = 8
"""Frames within frames that are followed."""


@dataclass(frozen=True, slots=True)
class Spot:
    """An element under a point, or with the focus, in the innermost frame."""

    frame: "Frame"
    element: "ElementHandle"


async def at_point(page: "Page", x: float, y: float) -> Spot:
    """Return what a click at this point of the page reaches, through frames and open shadow roots.

    Args:
        page: the page.
        x: CSS pixels from the left of the viewport.
        y: CSS pixels from its top.

    Raises:
        SnapshotError: there is nothing, or it can't be told.
    """
    frame = page.main_frame
    for _ in range(_DEPTH):
        element = await _one(frame, "at", {"x": x, "y": y})
        inner = await element.content_frame()
        if inner is None:
            return Spot(frame, element)
        origin = await collector.ask(element, "origin", {})
        x, y, frame = x - origin["x"], y - origin["y"], inner
    raise SnapshotError("the point lies too deep in frames")


async def focused(page: "Page") -> Spot:
    """Return what a key press reaches, through frames and open shadow roots.

    Raises:
        SnapshotError: it can't be told.
    """
    frame = page.main_frame
    for _ in range(_DEPTH):
        element = await _one(frame, "focused", {})
        inner = await element.content_frame()
        if inner is None:
            return Spot(frame, element)
        frame = inner
    raise SnapshotError("the focus lies too deep in frames")


async def _one(frame: "Frame", operation: str, order: dict[str, float]) -> "ElementHandle":
    from playwright.async_api import Error

    try:
        element = await frame.query_selector(collector.selector(operation, order))
    except Error as error:
        raise SnapshotError(f"the page could not be read: {error.message}") from error
    if element is None:
        raise SnapshotError("there is nothing")
    return element
