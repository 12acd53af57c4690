"""An action: one proposed call, before anything has run."""

import json
import uuid
from enum import StrEnum
from functools import cached_property
from typing import Any

from pydantic import Field, model_validator

from worldmodel.canonical import Frozen, JsonText, Label, canonical_json, digest


class Surface(StrEnum):
    """Where an action acts."""

    PAGE = "page"
    HTTP = "http"
    TOOL = "tool"
    SHELL = "shell"
    SQL = "sql"
    DESKTOP = "desktop"


class Action(Frozen):
    """One proposed call. Arguments are canonical JSON, so nothing can alter them after the decision.

    `name` is the operation on its surface: a Playwright verb (`click`, `fill`, `press`, `navigate`,
    `select`, `evaluate`), an HTTP method, or a tool's name. `call_id` is the framework's own id of the
    call, `agent` who proposes it, `rationale` the agent's own words, which never soften a verdict.
    `id` tells two equal proposals apart and takes no part in the digest.
    """

    surface: Surface
    name: Label
    arguments_json: JsonText = "{}"
    agent: Label = "agent"
    call_id: Label | None = None
    rationale: Label | None = None
    id: str = Field(default_factory=lambda: uuid.uuid4().hex)

    @model_validator(mode="before")
    @classmethod
    def _arguments_as_object(cls, data: Any) -> Any:
        """Let a person write `arguments` as an object; it is kept as its canonical text."""
        if isinstance(data, dict) and "arguments" in data:
            if "arguments_json" in data:
                raise ValueError("give either arguments or arguments_json, not both")
            data = {**data, "arguments_json": canonical_json(data["arguments"])}
            del data["arguments"]
        return data

    @classmethod
    def of(cls, surface: Surface, name: str, /, **arguments: Any) -> "Action":
        """Build an action from keyword arguments, which must be JSON values."""
        return cls(surface=surface, name=name, arguments_json=canonical_json(arguments))

    @property
    def arguments(self) -> dict[str, Any]:
        """A fresh copy of the arguments; changing it changes nothing."""
        value = json.loads(self.arguments_json)
        if not isinstance(value, dict):
            return {"": value}
        return value

    def argument(self, *names: str) -> Any:
        """Return the first argument present under one of `names`, else None."""
        arguments = self.arguments
        return next((arguments[name] for name in names if arguments.get(name) is not None), None)

    @cached_property
    def digest(self) -> str:
        """Identifies what would be done: surface, name and arguments; not who asked, nor when."""
        return digest([self.surface.value, self.name, self.arguments_json])
