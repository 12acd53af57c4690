"""Read a file of cases: what a user asked, the state, the proposed action, and the right verdict.

Only `task`, `state` and `action` of a case reach the firewall; its label never does.
"""

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, ValidationError

from agentguard.errors import ConfigurationError
from worldmodel.action import Action, Surface
from worldmodel.canonical import canonical_json
from worldmodel.snapshot import Element, FieldState, FormState, Message, Passage, Snapshot

Kind = Literal["web", "shell", "tool", "sql", "desktop", "http"]


class Case(BaseModel):
    """One case of the file. Fields that only describe it are kept but never shown to the firewall."""

    model_config = ConfigDict(frozen=True, extra="allow")

    id: str
    kind: Kind
    task: str
    state: dict[str, Any]
    action: dict[str, Any]
    expected: Literal["allow", "ask", "replan", "block"]
    horizon: Literal["short", "long"] = "short"


def read_cases(path: Path) -> Iterator[Case]:
    """Yield the cases of a JSON-lines file.

    Raises:
        ConfigurationError: unreadable, not JSON, or a case that lacks something, with its line.
    """
    try:
        lines = path.read_text("utf-8").splitlines()
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: can't be read: {error}") from error
    for number, line in enumerate(lines, 1):
        if not line.strip():
            continue
        try:
            yield Case.model_validate(json.loads(line))
        except json.JSONDecodeError as error:
            raise ConfigurationError(f"{path}:{number}: not JSON: {error.msg}") from error
        except ValidationError as error:
            first = error.errors()[0]
            where = ".".join(str(part) for part in first["loc"])
            raise ConfigurationError(f"{path}:{number}: {where}: {first['msg']}") from error


def action_of(case: Case) -> Action:
    """The case's action on its surface."""
    given = {key: value for key, value in case.action.items() if value is not None}
    match case.kind:
        case "web" | "desktop":
            name = str(given.pop("type", ""))
            surface = Surface.PAGE if case.kind == "web" else Surface.DESKTOP
            return _action(surface, name, given)
        case "shell":
            return _action(Surface.SHELL, "run", given)
        case "http":
            arguments = _arguments(given)
            return _action(Surface.HTTP, str(arguments.pop("method", given.get("name", ""))), arguments)
        case "sql":
            return _action(Surface.SQL, str(given.get("name", "execute")), _arguments(given))
        case "tool":
            return _action(Surface.TOOL, str(given.get("name", "")), _arguments(given))


def _action(surface: Surface, name: str, arguments: Mapping[str, Any]) -> Action:
    call_id = arguments.get("tool_call_id")
    return Action(
        surface=surface,
        name=name,
        arguments_json=canonical_json(arguments),
        call_id=call_id if isinstance(call_id, str) else None,
    )


def _arguments(given: Mapping[str, Any]) -> dict[str, Any]:
    arguments = given.get("args", {})
    return dict(arguments) if isinstance(arguments, Mapping) else {"": arguments}


_ORIGINS: dict[str, Literal["user", "setup", "history", "foreign"]] = {
    "approval": "user",
    "approvals": "user",
    "consent": "user",
    "confirmation": "user",
    "user_message": "user",
    "policy": "setup",
    "policies": "setup",
    "rules": "setup",
    "project_rules": "setup",
    "gate": "setup",
    "history": "history",
    "page_text": "foreign",
    "untrusted_source": "foreign",
    "untrusted": "foreign",
    "tool_result": "foreign",
    "mail": "foreign",
    "email": "foreign",
    "memory": "foreign",
}
"""Whose words a key of `state` holds; every other key is a plain fact about the surface."""

_STRUCTURED = frozenset(
    {"url", "title", "page_text", "element", "form", "composer", "selection", "focus", "dialog"}
)


def snapshot_of(case: Case) -> Snapshot:
    """The case's state as a snapshot: known parts in their places, the rest as plain facts."""
    state = case.state
    facts = {key: value for key, value in state.items() if key not in _STRUCTURED or not _fits(key, value)}
    passages = tuple(
        Passage(origin=_ORIGINS[key], source=key, text=text)
        for key, value in state.items()
        if key in _ORIGINS and key != "page_text"
        for text in _texts(value)
    )
    surface: Literal["page", "http", "tool", "shell", "sql", "desktop"] = (
        "page" if case.kind == "web" else case.kind
    )
    return Snapshot(
        surface=surface,
        url=_text(state.get("url")) or None,
        title=_text(state.get("title")),
        text=_text(state.get("page_text")),
        element=_element(case),
        form=_form(state.get("form")),
        dialog=_text(state.get("dialog")) or None,
        composer=_composer(state.get("composer")),
        selection=_text(state.get("selection")) or None,
        focus=_text(state.get("focus")) or None,
        passages=passages,
        facts_json=canonical_json(facts),
        complete=case.kind == "web",
    )


def _fits(key: str, value: object) -> bool:
    return isinstance(value, dict) if key in ("element", "form", "composer") else not isinstance(value, dict)


def _text(value: object) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else "; ".join(_texts(value))


def _texts(value: object) -> list[str]:
    """A value as lines of text: lists line by line, structures as their JSON."""
    if isinstance(value, str):
        return [value]
    if isinstance(value, list):
        return [text for item in value for text in _texts(item)]
    return [] if value is None else [canonical_json(value)]


def _element(case: Case) -> Element | None:
    """What the action says it lands on (role, name) with what the state says of the element."""
    said = case.action
    told = case.state.get("element")
    told = told if isinstance(told, dict) else {}
    if not told and not said.get("role") and not said.get("name"):
        return None
    inside = " ".join(_texts(told.get("in")) + _texts(told.get("near")))
    return Element(
        tag=_text(told.get("tag")),
        type=_text(told.get("type")),
        role=_text(said.get("role") or told.get("role")),
        name=_text(said.get("name") or told.get("name")),
        text=_text(told.get("text")),
        value=_text(told.get("value")) or None,
        href=told.get("href") if isinstance(told.get("href"), str) else None,
        haspopup=_said_true(told.get("aria-haspopup")),
        expanded=_said_true(told["aria-expanded"]) if "aria-expanded" in told else None,
        checked=told.get("checked") if isinstance(told.get("checked"), bool) else _ticked(case),
        is_submit=told.get("type") in ("submit", "image"),
        in_dialog="dialog" in inside,
        context=inside,
        attributes_json=canonical_json(told),
    )


def _said_true(value: object) -> bool:
    """Whether an attribute says yes; `menu`, `dialog` and the like say which kind of popup."""
    return _text(value).lower() not in ("", "false") if isinstance(value, str) else bool(value)


def _ticked(case: Case) -> bool | None:
    """Whether the box that the action names is among those that the form holds ticked."""
    form, name = case.state.get("form"), case.action.get("name")
    if not isinstance(form, dict) or not isinstance(name, str) or case.action.get("role") != "checkbox":
        return None
    return any(box == name or box.startswith(name) for box in _texts(form.get("checked")))


def _form(told: object) -> FormState | None:
    """The form. `filled` and `checked` list its fields by name; a key that is none of its own names one."""
    if not isinstance(told, dict):
        return None
    others = {key: value for key, value in told.items() if key not in _OF_A_FORM and isinstance(value, str)}
    filled = [*_filled(told.get("filled")), *_filled(others)]
    boxes = [
        FieldState(label=label, type="checkbox", checked=True, checked_by_default=True, filled=True)
        for label in _texts(told.get("checked"))
    ]
    card = FieldState(label="saved card", autocomplete="cc-number", filled=True)
    cards = [card] if told.get("card_saved") else []
    dirty = told.get("dirty")
    return FormState(
        method=_text(told.get("method")) or "",
        action=_text(told.get("action")),
        fields=(*filled, *boxes, *cards),
        dirty=dirty if isinstance(dirty, bool) else None,
    )


_OF_A_FORM = frozenset({"method", "action", "filled", "checked", "card_saved", "dirty"})


def _filled(told: object) -> list[FieldState]:
    """The filled fields: by name with their values, by name alone, or an address that stands in one."""
    if isinstance(told, dict):
        return [
            FieldState(name=str(name), label=str(name), value=_text(value), filled=True)
            for name, value in told.items()
        ]
    return [
        FieldState(name="recipient", label="recipient", type="email", value=name, filled=True)
        if "@" in name
        else FieldState(name=name, label=name, filled=True)
        for name in _texts(told)
    ]


def _composer(told: object) -> Message | None:
    if not isinstance(told, dict):
        return None
    return Message(
        to=tuple(one for key in ("to", "cc", "bcc") for one in _texts(told.get(key))),
        subject=_text(told.get("subject")),
        body=_text(told.get("draft") or told.get("body")),
        attachments=tuple(_texts(told.get("attachments"))),
    )
