"""The snapshot collector: what an act would land on, read from a world the page can't reach.

The reading itself is `collector.js`, a selector engine that Playwright runs as a content script, that is in
an isolated world: it sees the page's DOM, but none of the page's own JavaScript, so patched prototypes,
getters or globals change nothing in what it reads. Two round trips a snapshot.
"""

import asyncio
import base64
import json
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit
from weakref import WeakKeyDictionary

from agentguard.errors import SnapshotError
from worldmodel.canonical import canonical_json
from worldmodel.snapshot import Element, FieldState, FormState, Message, Snapshot

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, ElementHandle, Frame, Playwright

ENGINE = "agentguard"
"""The selector engine's name."""

PATIENCE = 5.0
"""Seconds to wait for a reading: a page that is stuck in its own script does not answer."""

MASKED = f"{ENGINE}=masked:{base64.b64encode(b'{}').decode()}"
"""A selector for every filled field that holds a secret, for masking a screenshot."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of the page.

    `offscreen` means that no point of the target is in view, `secret` that the target takes a secret,
    `connected` that the element is still part of its document; `tag` is the target's, in capitals.
    """

    snapshot: Snapshot
    offscreen: bool = False
    secret: bool = False
    connected: bool = True
    tag: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """What a page shows and stores at one moment, as digests, to tell later whether it changed."""

    url: str
    title: str
    text: str
    nodes: int
    storage: str


async def install(playwright: "Playwright") -> None:
    """Register the collector with `playwright`, before any page that it shall read exists."""
    script = files("sandboxes.browser").joinpath("collector.js").read_text("utf-8")
    await playwright.selectors.register(ENGINE, script=script, content_script=True)


async def read(
    scope: "Frame | ElementHandle",
    *,
    pointer: bool = False,
    position: Mapping[str, float] | None = None,
    key: str | None = None,
) -> Reading:
    """Read the state around an element, or of a frame's page.

    Args:
        scope: what the act names: an element, or a frame for an act on no element.
        pointer: the act is a click: what counts is the control that the click reaches.
        position: the click's offset from the element's top left corner, in CSS pixels.
        key: the act is this key: what counts is the control that the key activates.

    Raises:
        SnapshotError: the page can't be read, as while it is being replaced.
    """
    order = {"pointer": pointer, "position": dict(position) if position else None, "key": key}
    data = await ask(scope, "read" if _is_element(scope) else "page", order)
    try:
        frame = await _frame_of(scope, data)
        return _reading(data, frame if data["framed"] else None, home_of(frame))
    except (KeyError, TypeError, ValueError) as error:
        raise SnapshotError(f"the collector's answer is unusable: {error}") from error


async def over(element: "ElementHandle", position: Mapping[str, float] | None) -> str | None:
    """Return what lies over the point that a click on `element` goes to; None where the click reaches it.

    Raises:
        SnapshotError: the page can't be read.
    """
    found: str | None = await ask(element, "over", {"position": dict(position) if position else None})
    return found


def _is_element(scope: object) -> bool:
    return hasattr(scope, "owner_frame")


async def _frame_of(scope: "Frame | ElementHandle", data: Mapping[str, Any]) -> "Frame | None":
    """The frame, where it matters: in a frame, at a field that takes a secret, on a site that is no home."""
    if not (data["framed"] or data["secret"] or _is_away(data["url"])):
        return None
    return await scope.owner_frame() if _is_element(scope) else scope  # type: ignore[union-attr, return-value]  # told apart by _is_element


async def mark(frame: "Frame") -> Mark:
    """Take the digests of what the frame shows and stores.

    Raises:
        SnapshotError: the page can't be read.
    """
    home_of(frame)
    return Mark(**await ask(frame, "mark", {}))


_homes: "WeakKeyDictionary[BrowserContext, str]" = WeakKeyDictionary()


def home_of(frame: "Frame | None") -> str | None:
    """Return the origin where the work in the frame's browser context began: the first one that was marked.

    Every act is marked before it runs, so no page that an act leads to can become the home.
    """
    if frame is None:
        return None
    context = frame.page.context
    origin = origin_of(frame.page.url)
    return _homes.setdefault(context, origin) if origin else _homes.get(context)


def _is_away(url: str) -> bool:
    """Whether a document is of an origin where no work began."""
    origin = origin_of(url)
    return origin is not None and origin not in _homes.values()


def origin_of(url: str) -> str | None:
    """Return scheme, host and port of a web address; None for any other."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}" if parts.scheme in ("http", "https") else None


async def ask(scope: "Frame | ElementHandle", operation: str, order: Mapping[str, Any]) -> Any:
    """Give the collector an order and return its JSON answer.

    Raises:
        SnapshotError: the page can't be read.
    """
    from playwright.async_api import Error

    try:
        async with asyncio.timeout(PATIENCE):
            text = await _answer(scope, selector(operation, order))
    except Error as error:
        raise SnapshotError(f"the page could not be read: {error.message}") from error
    except TimeoutError as error:
        raise SnapshotError(f"the page could not be read within {PATIENCE:g} s") from error
    if text is None:
        raise SnapshotError("the page could not be read: it gave no answer")
    return json.loads(text)


async def _answer(scope: "Frame | ElementHandle", order: str) -> str | None:
    if not _is_element(scope):
        return await scope.text_content(order)  # type: ignore[call-arg]  # one round trip; a frame takes a selector
    carrier = await scope.query_selector(order)
    return await carrier.text_content() if carrier else None


def selector(operation: str, order: Mapping[str, Any]) -> str:
    """Return the selector that carries an order; its text is opaque to Playwright's selector syntax."""
    return f"{ENGINE}={operation}:{base64.b64encode(canonical_json(dict(order)).encode()).decode()}"


def _reading(data: dict[str, Any], frame: "Frame | None", home: str | None) -> Reading:
    element, form, composer = data["element"], data["form"], data["composer"]
    snapshot = Snapshot(
        url=address_of(frame, data["url"]) if frame else data["url"],
        title=data["title"],
        heading=data["heading"],
        text=data["text"],
        lang=data["lang"],
        element=_element(element) if element else None,
        form=_form(form) if form else None,
        dialog=data["dialog"],
        composer=Message(**composer) if composer else None,
        selection=data["selection"],
        selection_count=data["selection_count"],
        focus=data["focus"],
        facts_json=canonical_json(_facts(frame, home if data["secret"] or _is_away(data["url"]) else None)),
        complete=data["connected"],
    )
    return Reading(snapshot, data["offscreen"], data["secret"], data["connected"], data["hit"])


def _facts(frame: "Frame | None", home: str | None) -> dict[str, str]:
    told = {"top_url": frame.page.url if frame else None, "home": home}
    return {key: value for key, value in told.items() if value is not None}


def _element(data: dict[str, Any]) -> Element:
    attributes = data.pop("attributes")
    return Element(**data, attributes_json=canonical_json(attributes))


def _form(data: dict[str, Any]) -> FormState:
    fields = tuple(FieldState(**field) for field in data.pop("fields"))
    return FormState(**data, fields=fields)


def address_of(frame: "Frame", url: str) -> str:
    """Return the address that a frame's document acts for: a document without one acts for its parent."""
    outer = frame.parent_frame
    return address_of(outer, outer.url) if outer is not None and url.startswith("about:") else url
