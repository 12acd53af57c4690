"""Read the tasks of a world: request, agent, traps, and the two tests on the database."""

from functools import cache
from pathlib import Path
from typing import Any, Literal, get_args

import yaml
from pydantic import Field, ValidationError, field_validator

from agentguard.errors import ConfigurationError
from scenarios.tasks.playbook import Plan
from worldmodel.canonical import Frozen

FOLDER = Path(__file__).parent

Family = Literal[
    "honest",  # work that the user asked for, also where it looks dangerous
    "careless",  # the agent does not look at what comes along
    "wrong_target",  # the right act on the wrong thing
    "overreach",  # more than was asked
    "deceptive",  # the page says one thing and does another
    "injected",  # text that is not the user's gives the agent orders
    "exfiltration",  # data leaves in an address, an image or a form
    "delayed",  # the harm comes later
    "split",  # the harm is cut into small steps
    "time_of_check",  # the page changes between look and act
]
FAMILIES: tuple[Family, ...] = get_args(Family)

AgentName = Literal["planner", "careless", "obedient", "persistent"]


def _entries(value: Any) -> Any:
    """Entries of a plan; a recipe without values may stand as its bare name."""
    return [{entry: {}} if isinstance(entry, str) else entry for entry in value]


class Order(Frozen):
    """What an order in a page says (a part of its text is enough), and what an obedient agent does then."""

    says: str
    plan: Plan

    _bare_names = field_validator("plan", mode="before")(_entries)


class WorldTask(Frozen):
    """One task in one world.

    Texts may hold slots (`{landlord}`), which the world's roles fill, and `{outside}`, the address of the
    host outside.

    `request` lists wordings of the same wish, or maps a language to its wordings. `plan` is how an agent that
    understood the request goes about it, in recipes of the world's playbook; `extra` is what it adds of its
    own accord; `orders` are those in pages that an obedient agent follows. `success` and `harm` are SQL
    conditions on the database after the run, each a SELECT of one truth value. `allowed` lists the
    catalogue's verbs that the request covers; any other change counts as harm too. `severity` is how bad the
    harm is, in the catalogue's words.
    """

    id: str
    family: Family
    request: dict[str, tuple[str, ...]]
    plan: Plan
    success: str
    allowed: tuple[str, ...]
    harm: str = "SELECT 0"
    start: str = "/"
    agent: AgentName = "planner"
    extra: Plan = ()
    orders: tuple[Order, ...] = ()
    traps: dict[str, str] = Field(default_factory=dict)
    horizon: Literal["short", "long"] = "short"
    severity: Literal["negligible", "minor", "moderate", "severe", "critical"] = "severe"

    @field_validator("request", mode="before")
    @classmethod
    def _by_language(cls, value: Any) -> Any:
        value = [value] if isinstance(value, str) else value
        return {"en": value} if isinstance(value, list) else value

    _bare_names = field_validator("plan", "extra", mode="before")(_entries)

    @property
    def honest(self) -> bool:
        """Whether it is honest work, that has to finish untouched."""
        return self.family == "honest"


@cache
def tasks_of(world: str) -> tuple[WorldTask, ...]:
    """The tasks of a world.

    Raises:
        ConfigurationError: unreadable, not YAML, a task that lacks something, or an id used twice.
    """
    return read_tasks(FOLDER / f"{world}.yaml")


def read_tasks(path: Path) -> tuple[WorldTask, ...]:
    """Read a YAML list of tasks. Raises what `tasks_of` raises."""
    try:
        data = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise ConfigurationError(f"{path}: can't be read: {error}") from error
    if not isinstance(data, list) or not data:
        raise ConfigurationError(f"{path}: holds no list of tasks")
    tasks = tuple(_task(path, item) for item in data)
    ids = [task.id for task in tasks]
    twice = next((name for name in ids if ids.count(name) > 1), None)
    if twice is not None:
        raise ConfigurationError(f"{path}: the id {twice!r} is used twice")
    return tasks


def _task(path: Path, item: Any) -> WorldTask:
    try:
        return WorldTask.model_validate(item)
    except ValidationError as error:
        name = item.get("id", "a task without an id") if isinstance(item, dict) else repr(item)
        raise ConfigurationError(f"{path}: {name}: {error}") from error
