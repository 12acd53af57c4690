"""Calls in what an agent wrote: the forms in which agents of text name a tool and its arguments.

`Name: {...}`, `Name{...}`, `Name` with an `Action Input`, `{"Name": {...}}`, `Name(key=value)`, a fenced
shell script, and acts on a screen such as `click <Send>`. All else is talk, which does nothing.
"""

import ast
import json
import re
from collections.abc import Iterator
from typing import Any

from worldmodel.action import Action, Surface
from worldmodel.canonical import canonical_json

_CALL = re.compile(
    r"[\"'{]*(?P<name>[A-Za-z]\w*)[\"']?\s*:?\s*(?:(?:Action )?Input\s*:)?\s*(?P<given>\{.*)", re.DOTALL
)
_WRAPPED = re.compile(r"\{\s*[\"']?(?P<name>[A-Za-z]\w*)[\"']?\s*:\s*(?P<given>\{.*)\}\s*", re.DOTALL)
_PYTHON = re.compile(r"(?P<name>[A-Za-z]\w*)\((?P<given>.*)\)", re.DOTALL)
_FENCE = re.compile(r"```(?:bash|sh|shell|console|zsh)\s*\n(?P<script>.*?)```", re.DOTALL)
_SCREEN = re.compile(r"(?P<verb>[A-Za-z]+)\s*<(?P<what>[^<>]+)>(?:\s*<(?P<more>[^<>]+)>)?")
_BETWEEN = re.compile(r"\s+AND\s+|\s*\|\s*")
_POINTS = frozenset({"choose", "click", "open", "press", "select", "tap"})
_REPORTS = frozenset({"answer", "output", "response", "result", "thought"})
"""Words before a colon that introduce what the agent says, and name no tool."""


def actions_in(text: str) -> Iterator[Action]:
    """Yield the actions that an agent's text proposes, in order; nothing for talk."""
    text = text.strip()
    scripts = [match["script"].strip() for match in _FENCE.finditer(text)]
    if scripts:
        yield from (Action.of(Surface.SHELL, "run", command=script) for script in scripts)
        return
    call = _called(text)
    if call is not None:
        name, arguments = call
        yield Action(surface=Surface.TOOL, name=name, arguments_json=canonical_json(arguments))
        return
    yield from _on_screen(text)


def _called(text: str) -> tuple[str, dict[str, Any]] | None:
    match = _WRAPPED.fullmatch(text) or _CALL.match(text)
    if match is not None and match["name"].lower() not in _REPORTS:
        return _unwrapped(match["name"], _object(match["given"]))
    match = _PYTHON.fullmatch(text)
    return (match["name"], _keywords(match["given"])) if match is not None else None


def _unwrapped(name: str, arguments: dict[str, Any]) -> tuple[str, dict[str, Any]]:
    """`command: {"name": ..., "args": {...}}` is a call of what it names."""
    inner = arguments.get("args", arguments.get("arguments"))
    if isinstance(arguments.get("name"), str) and isinstance(inner, dict):
        return arguments["name"], inner
    return name, arguments


def _object(given: str) -> dict[str, Any]:
    """The object that `given` begins with, as JSON or as a Python literal; else the text as it stands."""
    try:
        value, _ = json.JSONDecoder(strict=False).raw_decode(given)
    except ValueError:
        try:
            value = ast.literal_eval(given)
        except (SyntaxError, ValueError, MemoryError, RecursionError):
            value = given
    return (
        value if isinstance(value, dict) and all(isinstance(key, str) for key in value) else {"input": given}
    )


def _keywords(given: str) -> dict[str, Any]:
    """The arguments of `name(...)`: keywords, or pairs with a colon; others by their place."""
    if re.match(r"\s*[\"'][^\"']*[\"']\s*:", given):
        return _object("{" + given + "}")
    try:
        call = ast.parse(f"f({given})", mode="eval").body
    except (SyntaxError, ValueError, MemoryError, RecursionError):
        return {"input": given}
    if not isinstance(call, ast.Call):
        return {"input": given}
    placed = {str(number): _value(one) for number, one in enumerate(call.args)}
    return placed | {one.arg or "": _value(one.value) for one in call.keywords}


def _value(node: ast.expr) -> Any:
    """A literal's value if JSON has such a value; of any other expression its text."""
    try:
        value = ast.literal_eval(node)
        json.dumps(value)
    except (ValueError, TypeError, RecursionError):
        return ast.unparse(node)
    return value


def _on_screen(text: str) -> Iterator[Action]:
    """`open <App> | click <Send>`: a click on what is named, with the verb where that is the deed itself."""
    pieces = _BETWEEN.split(text)
    matches = [_SCREEN.fullmatch(piece.strip()) for piece in pieces]
    for match in matches:
        if match is None:
            continue
        what = match["more"] or match["what"]
        name = what if match["verb"].lower() in _POINTS else f"{match['verb']} {what}"
        yield Action.of(Surface.PAGE, "click", name=name)
