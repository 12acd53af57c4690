"""Loading rules: from files to checked rules, or one error that names the file, the line and the mend."""

import json
import re
import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Final, Literal

from cedarpy import validate_policies
from pydantic import BaseModel, ConfigDict, ValidationError

from agentguard.errors import ConfigurationError
from agentguard.policy.rule import Rule, explain, nearest, read_rule
from agentguard.policy.schema import PolicySchema
from agentguard.policy.source import Statement, split

SETTINGS_NAME: Final = "policy.toml"
_SUFFIXES: Final = (".cedar", ".yaml", ".yml", ".md")


@dataclass(frozen=True, slots=True)
class Source:
    """One file of rules: the name that errors give, and its text."""

    name: str
    text: str


DEFAULT_RULES: Final = Source(
    "default.cedar", Path(__file__).with_name("default.cedar").read_text(encoding="utf-8")
)
"""The shipped rules."""


class FolderSettings(BaseModel):
    """A policy folder's `policy.toml`: whether its rules extend the shipped ones or replace them."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    shipped_rules: Literal["extend", "replace"] = "extend"


def read_folder(folder: Path) -> tuple[Source, ...]:
    """Return the sources that a policy folder stands for, the shipped rules first.

    Raises:
        ConfigurationError: no such folder, no `*.cedar` in it, a file that nobody would read, or one that
            can't be read.
    """
    if not folder.is_dir():
        raise ConfigurationError(f"{folder}: there is no such policy folder; create it or mend the path")
    files = sorted(path for path in folder.rglob("*") if path.is_file() and not path.name.startswith("."))
    for path in files:
        _check_name(path)
    sources = tuple(
        Source(path.relative_to(folder).as_posix(), _read(path)) for path in files if path.suffix == ".cedar"
    )
    if not sources:
        raise ConfigurationError(f"{folder}: the policy folder has no *.cedar file; add one or unset it")
    settings = _settings(folder / SETTINGS_NAME)
    return sources if settings.shipped_rules == "replace" else (DEFAULT_RULES, *sources)


def read_rules(sources: tuple[Source, ...], schema: PolicySchema) -> tuple[Rule, ...]:
    """Return all rules of `sources`, parsed and validated against the schema.

    Raises:
        ConfigurationError: any rule can't be used, two have one id, or a file has none.
    """
    rules: list[Rule] = []
    places: dict[str, str] = {}
    for source in sources:
        statements = split(source.text, source.name)
        if not statements:
            raise ConfigurationError(f"{source.name}:1: the file has no rule; add one or remove the file")
        for statement in statements:
            rule = read_rule(statement, schema)
            place = f"{source.name}:{statement.line_of(rule.id) or statement.line}"
            if rule.id in places:
                raise ConfigurationError(
                    f'{place}: the id "{rule.id}" is taken at {places[rule.id]}; choose another'
                )
            places[rule.id] = place
            rules.append(rule)
        _validate(statements, schema)
    return tuple(rules)


def _validate(statements: tuple[Statement, ...], schema: PolicySchema) -> None:
    result = validate_policies("\n".join(statement.text for statement in statements), schema.handle)
    if result.validation_passed:
        return
    messages: list[str] = []
    for error in result.errors:
        number = re.fullmatch(r"policy(\d+)", error.policy_id)
        statement = statements[int(number[1]) if number else 0]
        message = explain(statement, error.error, schema)
        if message not in messages:
            messages.append(message)
    raise ConfigurationError("\n".join(sorted(messages, key=_unhelpful)) or "the rules don't validate")


def _unhelpful(message: str) -> bool:
    """Whether a message only follows from another one; such ones come last."""
    return "unable to find an applicable action" in message


def _check_name(path: Path) -> None:
    """Refuse a file that would be passed over in silence, such as `rules.ceder`."""
    if path.name == SETTINGS_NAME or path.suffix in _SUFFIXES:
        return
    hint = nearest(path.name, (SETTINGS_NAME, *(path.stem + suffix for suffix in _SUFFIXES)))
    raise ConfigurationError(
        f"{path}: a policy folder holds *.cedar rules, *.yaml tests, *.md notes and {SETTINGS_NAME}{hint}"
    )


def _read(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{path}: can't be read: {error}") from error


def _settings(path: Path) -> FolderSettings:
    if not path.exists():
        return FolderSettings()
    text = _read(path)
    try:
        return FolderSettings.model_validate(tomllib.loads(text))
    except tomllib.TOMLDecodeError as error:
        raise ConfigurationError(f"{path}:{_toml_line(str(error))}: not TOML: {error}") from None
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        key = str(first["loc"][0])
        line = next((n for n, row in enumerate(text.splitlines(), 1) if key in row), 1)
        if first["type"] == "extra_forbidden":
            known = tuple(FolderSettings.model_fields)
            raise ConfigurationError(f'{path}:{line}: unknown key "{key}"{nearest(key, known)}') from None
        value = first["input"]
        hint = nearest(str(value), ("extend", "replace"))
        raise ConfigurationError(f"{path}:{line}: {key}: {json.dumps(value)}: {first['msg']}{hint}") from None


def _toml_line(message: str) -> str:
    found = re.search(r"line (\d+)", message)
    return found[1] if found else "1"
