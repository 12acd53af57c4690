"""From a call of Playwright's API to an attempt: what it acts on, what it carries, how it is run."""

import inspect
import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any
from urllib.parse import urljoin

from agentguard.errors import SnapshotError
from sandboxes.browser import collector, pressing
from sandboxes.browser.acts import Attempt, Locate, Run
from sandboxes.browser.behaviours import Act

if TYPE_CHECKING:
    from playwright.async_api import ElementHandle, Frame, Locator, Page

_ON_HANDLES = {"press_sequentially": "type", "clear": "fill"}
"""Locator methods by the name that the same act has on an element."""

_ON_LOCATORS = frozenset({"drag_to", "drag_and_drop", "drop", "blur"})
"""Acts that an element handle does not have: they run on the locator, right after the last check."""

_CLICKS = frozenset(
    {"click", "dblclick", "mousedown", "mouseup", "pointerdown", "pointerup", "touchend", "tap", "submit"}
)
_ENTER = re.compile(r"(^|\+)(Enter|NumpadEnter|\n|\r)$")

_CLICK_ON_GIVEN = re.compile(
    r"\s*(?:async\s+)?(?:\(?\s*(?P<name>[A-Za-z_$][\w$]*)\s*\)?\s*=>|function\s*[\w$]*\s*\(\s*(?P<named>[A-Za-z_$][\w$]*)\s*\))"
    r"\s*\{?\s*(?:return\s+)?(?:(?P=name)|(?P=named))\.click\(\s*\)\s*;?\s*\}?\s*;?\s*"
)
_CLICK_ON_FOUND = re.compile(
    r"\s*(?:(?:async\s+)?\(\s*\)\s*=>\s*\{?\s*)?document\.(?P<how>querySelector|getElementById)"
    r"\(\s*(?P<quote>['\"`])(?P<what>[^'\"`\\]+|(?:(?!(?P=quote))[^\\])+)(?P=quote)\s*\)\s*\??\.click\(\s*\)\s*;?\s*\}?\s*;?\s*"
)


def enter_of(key: str) -> str:
    """Return `Enter` for every key that stands for it, else the key as it was given."""
    return "Enter" if _ENTER.fullmatch(key) else key


async def plan(
    raw: Any, member: str, act: Act | None, given: inspect.BoundArguments, fallback: "Page", base: str | None
) -> Attempt:
    """Return the attempt that a call stands for.

    Args:
        raw: Playwright's own object.
        member: the method called on it.
        act: what the method does; None where no table tells.
        given: the call's arguments, unwrapped.
        fallback: the page to read where the object does not tell its own.
        base: the context's base address, for relative ones.
    """
    frame = await _frame_of(raw, fallback)
    arguments = dict(given.arguments)
    if act is None:
        return _unknown(raw, member, given, frame)
    match act.aim:
        case "address":
            url = urljoin(base, str(arguments["url"])) if base else str(arguments["url"])
            return _plain(raw, member, act.name, given, frame, {"url": url})
        case "page":
            return _plain(raw, member, act.name, given, frame, _told(arguments))
        case "script":
            return _script(raw, member, act.name, given, frame)
        case _:
            return await _on_element(raw, member, act, given, frame)


def _plain(
    raw: Any,
    member: str,
    name: str,
    given: inspect.BoundArguments,
    frame: "Frame",
    told: Mapping[str, Any],
    value: str | None = None,
) -> Attempt:
    """An act without an element: it runs just as it was called."""

    async def run(_: "ElementHandle | None") -> Any:
        return await getattr(raw, member)(*given.args, **given.kwargs)

    return Attempt(name, frame.page, run, frame, arguments=told, value=value)


def _unknown(raw: Any, member: str, given: inspect.BoundArguments, frame: "Frame") -> Attempt:
    """No predictor may take an unknown member for something that it knows, so its name is one of its own."""
    return _plain(raw, member, f"call_{type(raw).__name__}_{member}", given, frame, _told(given.arguments))


def _script(raw: Any, member: str, name: str, given: inspect.BoundArguments, frame: "Frame") -> Attempt:
    source = str(given.arguments.get("expression", ""))
    click = _scripted_click(raw, source, frame)
    if click is not None:
        return click
    told = {"argument": _jsonable(given.arguments.get("arg"))}
    return _plain(raw, member, name, given, frame, told, source)


def _scripted_click(raw: Any, source: str, frame: "Frame") -> Attempt | None:
    """A script that is one click and nothing else is that click, on the very element that was decided."""

    async def run(element: "ElementHandle | None") -> Any:
        if element is None:
            raise SnapshotError("the script's target is not there")
        return await element.evaluate("element => element.click()")

    locate: Locate | None = None
    found = _CLICK_ON_FOUND.fullmatch(source)
    if _CLICK_ON_GIVEN.fullmatch(source) and type(raw).__name__ in ("Locator", "ElementHandle"):
        locate = _locate(raw, {}, frame)
    elif found and type(raw).__name__ in ("Page", "Frame"):
        what = found["what"]
        css = what if found["how"] == "querySelector" else f'[id="{what}"]'
        locate = _locate(frame, {"selector": f"css:light={css}", "timeout": 1000}, frame)
    if locate is None:
        return None
    return Attempt("click", frame.page, run, frame, locate, {"by": "script"}, patient=False)


async def _on_element(
    raw: Any, member: str, act: Act, given: inspect.BoundArguments, frame: "Frame"
) -> Attempt:
    arguments = dict(given.arguments)
    locate = _locate(raw, arguments, frame)
    told, value = await _details(act, arguments, frame)
    key = enter_of(str(arguments["key"])) if act.aim == "key" else None
    return Attempt(
        _name(act, arguments),
        frame.page,
        _run(raw, member, given),
        frame,
        locate,
        told,
        value,
        pointer=act.aim == "pointer" and act.name != "dispatch_event",
        position=arguments.get("position") or arguments.get("source_position"),
        key=key,
        patient=act.name not in ("dispatch_event", "press", "focus", "blur") and not arguments.get("force"),
        timeout=arguments.get("timeout"),
        click=arguments if act.aim == "pointer" and pressing.is_plain(member, arguments) else None,
    )


def _name(act: Act, arguments: Mapping[str, Any]) -> str:
    if act.name == "set_checked":
        return "check" if arguments.get("checked") else "uncheck"
    if act.name == "dispatch_event" and arguments.get("type") in _CLICKS:
        return "click"
    return act.name


async def _details(
    act: Act, arguments: Mapping[str, Any], frame: "Frame"
) -> tuple[dict[str, Any], str | None]:
    """What the action tells besides its target, and the value that it carries."""
    told = {
        name: _jsonable(arguments[name])
        for name in ("button", "click_count", "modifiers")
        if name in arguments
    }
    if act.name == "dispatch_event":
        return {**told, "type": str(arguments["type"])}, None
    if act.aim == "key":
        key = str(arguments["key"])
        return {**told, "key": enter_of(key)}, key
    if act.name == "select_option":
        chosen = next(
            (arguments[name] for name in ("label", "value", "index") if arguments.get(name) is not None), None
        )
        return told, _text(chosen)
    if act.name in ("drag_to", "drag_and_drop"):
        return {**told, "to": await _described(arguments["target"], frame)}, None
    if act.name == "clear":
        return told, ""
    return told, _text(arguments.get(act.value)) if act.value else None


async def _described(target: "Locator | str", frame: "Frame") -> str:
    """The name of what something is dropped on; its selector where it can't be read."""
    locator = frame.locator(target) if isinstance(target, str) else target
    try:
        element = (await collector.read(await locator.first.element_handle(timeout=5000))).snapshot.element
    except SnapshotError:
        element = None
    return (element.name or element.text or element.role) if element else str(target)


def _locate(raw: Any, arguments: Mapping[str, Any], frame: "Frame") -> Locate:
    """Return what finds the element: as Playwright would, with its strictness and its patience."""
    if type(raw).__name__ == "ElementHandle":
        return lambda: _itself(raw)
    timeout = arguments.get("timeout")
    if type(raw).__name__ == "Locator":
        return lambda: _element(raw, timeout)
    locator = frame.locator(arguments.get("selector") or arguments["source"])
    one = locator if arguments.get("strict") else locator.first
    return lambda: _element(one, timeout)


async def _itself(element: "ElementHandle") -> "ElementHandle":
    return element


async def _element(locator: "Locator", timeout: float | None) -> "ElementHandle":
    return await locator.element_handle(timeout=timeout)


def _run(raw: Any, member: str, given: inspect.BoundArguments) -> Run:
    """Return what runs the act on the element that was decided."""

    async def on_element(element: "ElementHandle | None") -> Any:
        if element is None:
            raise SnapshotError("the target could not be made out; not run")
        method = getattr(element, _ON_HANDLES.get(member, member))
        known = inspect.signature(method).parameters
        passed = {name: value for name, value in given.arguments.items() if name in known}
        if member == "clear":
            passed["value"] = ""
        return await method(**passed)

    async def as_called(_: "ElementHandle | None") -> Any:
        return await getattr(raw, member)(*given.args, **given.kwargs)

    return as_called if member in _ON_LOCATORS else on_element


async def _frame_of(raw: Any, fallback: "Page") -> "Frame":
    kind = type(raw).__name__
    if kind == "Page":
        return raw.main_frame  # type: ignore[no-any-return]  # told apart by its class
    if kind == "Frame":
        return raw  # type: ignore[no-any-return]  # told apart by its class
    if kind == "Locator":
        return raw.page.main_frame  # type: ignore[no-any-return]  # told apart by its class
    owner = await raw.owner_frame() if kind == "ElementHandle" else None
    return owner or fallback.main_frame


def _told(arguments: Mapping[str, Any]) -> dict[str, Any]:
    return {name: _jsonable(value) for name, value in arguments.items() if value is not None}


def _text(value: Any) -> str | None:
    if value is None or isinstance(value, str):
        return value
    return ", ".join(str(item) for item in value) if isinstance(value, list | tuple) else str(value)


def _jsonable(value: Any) -> Any:
    """The value as far as it is JSON; the rest by its written form, cut."""
    if value is None or isinstance(value, bool | int | float | str):
        return value
    if isinstance(value, list | tuple):
        return [_jsonable(item) for item in value]
    if isinstance(value, dict):
        return {str(key): _jsonable(item) for key, item in value.items()}
    return repr(value)[:200]
