"""Tool calls: what a call would do, from its name, its arguments and what the state says of their objects."""

import json
from collections.abc import Iterator
from typing import Any

from worldmodel.action import Action, Surface
from worldmodel.callname import CallName, read_name
from worldmodel.canonical import JsonObject, canonical_json
from worldmodel.classify import describes_request, is_http_tool
from worldmodel.effect import Resource
from worldmodel.operations import CHANGE, ONLY_IN_TOOLS, READ
from worldmodel.prediction import Prediction, unite
from worldmodel.snapshot import Snapshot
from worldmodel.structural.arguments import Arguments
from worldmodel.structural.audience import addressed
from worldmodel.structural.circumstances import hazards_of, repeated
from worldmodel.structural.diverting import diverted
from worldmodel.structural.files import file_effects, is_secret_file, path_of
from worldmodel.structural.http import predict_http
from worldmodel.structural.inside import reached_inside
from worldmodel.structural.making import (
    effects_of,
    first_value,
    looks_by_lexicon,
    predicted,
    unresolved,
)
from worldmodel.structural.namesakes import meant
from worldmodel.structural.nouns import HOME, OPENING
from worldmodel.structural.numbers import past_limits
from worldmodel.structural.refine import hosts_in, reading, refined
from worldmodel.structural.rehearsing import rehearsed
from worldmodel.structural.sending_out import placed, sent_out
from worldmodel.structural.standing import steering
from worldmodel.structural.strangers import places_of
from worldmodel.structural.told import told_of, warned
from worldmodel.wordset import words

_MODE_KEYS = ("command", "action", "operation", "op", "method", "mode", "subcommand", "verb")
_INNER_NAME = ("tool", "toolname", "function", "functionname", "name", "method", "action")
_INNER_ARGUMENTS = ("args", "arguments", "params", "parameters", "input", "kwargs", "toolinput", "payload")
_BATCHES = (
    "calls",
    "toolcalls",
    "operations",
    "requests",
    "actions",
    "batch",
    "steps",
    "invocations",
    "tooluses",
)
_SHELL = words("shell bash terminal sh zsh powershell cmd console subprocess command")
_SQL = words("sql psql mysql sqlite postgres bigquery snowflake")
_CODE = words("python javascript js code script repl notebook jupyter interpreter eval lambda")
_RUNS = words("run exec execute eval invoke call query interpreter repl bash shell terminal sh")
_MAX_DEPTH = 4
_HOME_SPACES = words("home house homeassistant hass smarthome hue nest iot device garage car vehicle")


def predict_tool(before: Snapshot, action: Action) -> Prediction:
    """Predict a tool call. A tool whose name tells nothing gives an abstained prediction, never silence."""
    return _predict(before, action, 0)


def _predict(before: Snapshot, action: Action, depth: int) -> Prediction:
    given = action.arguments
    if describes_request(action):
        return predict_http(before, action)
    inner = list(_inner_calls(action, given)) if depth < _MAX_DEPTH else []
    if inner:
        return unite(_predict(before, call, depth + 1) for call in inner)
    if is_http_tool(action.name):
        return predict_http(before, action)
    name = read_name(action.name)
    surface = _program(name, given)
    if surface is not None:
        return _unread_program(action, given, surface)
    return _named_call(before, action, name, given)


def _named_call(before: Snapshot, action: Action, name: CallName, given: JsonObject) -> Prediction:
    told = told_of(before)
    arguments = Arguments(given)
    operation = _operation(name, given)
    resource = _resource(name, given)
    shown = f"{name.noun} {arguments.shown}".strip() or action.name
    if operation in READ or (operation is None and name.reads):
        path = path_of(given)
        look = reading(name, arguments, resource, shown, touchy=path is not None and is_secret_file(path))
        shown_to = (
            look,
            *sent_out(name, arguments, resource),
            *reached_inside(arguments, resource),
        )
        return predicted(hosts_in(arguments, warned(shown_to, told, shown, resource)))
    if operation is None and name.operation is None and looks_by_lexicon(action.name):
        return predicted((reading(name, arguments, resource, shown, touchy=False),))
    objects = name.nouns
    if operation in {"approve", "accept"} and len(name.words) == 1:  # the arguments say what is let in
        objects += tuple(key for key, _ in arguments.leaves)
    effects = file_effects(name, operation or "", given, before) or effects_of(
        operation, objects, name=action.name, object=shown, resource=resource, source="name"
    )
    abstained = not effects
    if abstained:
        effects = (unresolved(action.name, resource, "the name of the tool tells nothing"),)
    effects = (
        *refined(effects, name, arguments, resource),
        *sent_out(name, arguments, resource),
        *reached_inside(arguments, resource),
    )
    effects = addressed(before, name, arguments, effects)
    effects = placed(steering(effects, name, arguments), arguments, places_of(before), before.url)
    effects = warned(effects, told, shown, resource)
    effects = tuple(hazards_of(before, action, effect) for effect in hosts_in(arguments, effects))
    effects = past_limits(before, arguments, meant(before, arguments, diverted(before, arguments, effects)))
    effects = repeated(before, action, effects)
    found = predicted(effects, abstained=abstained)
    return rehearsed(before, found, name, arguments, told, shown, resource)


def _operation(name: CallName, given: JsonObject) -> str | None:
    """The operation by the name; a name that tells none, or a noun, takes it from `command` or `action`."""
    mode = first_value(given, *_MODE_KEYS)
    inner = (
        read_name(mode).operation if isinstance(mode, str) and len(mode) < 40 and " " not in mode else None
    )
    if inner is not None and (
        name.operation is None or name.operation in {"file", "note", "tool", "email", "message"}
    ):
        return inner
    known = name.operation in CHANGE or name.operation in ONLY_IN_TOOLS or name.reads
    return name.operation if known else name.operation and _not_reading(name)


def _not_reading(name: CallName) -> str | None:
    """A name that begins like a read and goes on to change something takes the change."""
    if name.operation == "check" and {"in", "out"} & set(name.words):
        return "confirm"
    if name.operation == "list":
        return "relist"  # to list something is to offer it
    return next((word for word in name.words if word in CHANGE), None)


def _resource(name: CallName, given: JsonObject) -> Resource:
    path = path_of(given)
    if path is not None:
        return Resource(kind="file", id=path)
    if set(name.namespace) & _HOME_SPACES or set(name.nouns) & (HOME | OPENING):
        return Resource(kind="device", id=name.place or "device")
    table = first_value(given, "table", "tablename", "collection")
    if isinstance(table, str):
        return Resource(kind="table", id=table)
    return Resource(kind="tool", id=name.place or "tool")


def _program(name: CallName, given: JsonObject) -> Surface | None:
    """Whether the call hands a program to a shell, a database or an interpreter."""
    said = {*name.words, *name.namespace}
    if isinstance(first_value(given, "sql", "statement"), str) or (said & _SQL and said & _RUNS):
        return Surface.SQL
    command = first_value(given, "command", "cmd", "script", "shell", "commandline")
    if isinstance(command, str) and (said & (_SHELL | _RUNS) or " " in command.strip()):
        return Surface.SHELL
    code = first_value(given, "code", "script", "source", "expression", "program")
    if isinstance(code, str) and (
        said & _RUNS or (said & _CODE and (name.operation is None or _is_program(code)))
    ):
        return Surface.SHELL
    return Surface.SHELL if said & _SHELL and said & _RUNS else None


def _is_program(code: str) -> bool:
    """Whether a text is more than a word, as a door code or a voucher is."""
    return any(not (character.isalnum() or character in "-_") for character in code.strip())


def _unread_program(action: Action, given: JsonObject, surface: Surface) -> Prediction:
    text = str(
        first_value(
            given, "sql", "statement", "command", "cmd", "script", "code", "query", "source", "expression"
        )
        or ""
    )
    resource = Resource(kind="tool", id=action.name)
    effect = unresolved(
        text or action.name, resource, f"a {surface.value} program that no reader here understands"
    )
    return predicted((effect,), notes=(f"{surface.value} program not read",), abstained=True)


def _inner_calls(action: Action, given: JsonObject) -> Iterator[Action]:
    """Calls inside the call: `{"tool": ..., "args": {...}}`, or a list of such."""
    single = _as_call(action, given)
    if single is not None:
        yield single
        return
    for key in _BATCHES:
        batch = first_value(given, key)
        batch = _loads(batch) if isinstance(batch, str) else batch
        if isinstance(batch, list) and batch and all(isinstance(item, dict) for item in batch):
            calls = [_as_call(action, item) for item in batch]
            yield from (call for call in calls if call is not None)
            if None in calls and any(call is not None for call in calls):
                yield Action(surface=Surface.TOOL, name="unreadable part of a batch", agent=action.agent)


def _as_call(action: Action, given: JsonObject) -> Action | None:
    name = first_value(given, *_INNER_NAME)
    inner = first_value(given, *_INNER_ARGUMENTS)
    if isinstance(name, dict):
        return _as_call(action, name)
    inner = _loads(inner) if isinstance(inner, str) else inner
    if not isinstance(name, str) or not isinstance(inner, dict) or " " in name.strip():
        return None
    return Action(surface=Surface.TOOL, name=name, arguments_json=canonical_json(inner), agent=action.agent)


def _loads(text: str) -> Any:
    try:
        return json.loads(text)
    except (ValueError, RecursionError):
        return None
