"""Playbooks: how each kind of work is done in a world, move by move, as an agent that knows it would."""

from functools import cache
from pathlib import Path
from typing import Any, Literal, Self

import yaml
from pydantic import Field, ValidationError, model_validator

from agentguard.errors import ConfigurationError
from scenarios.apps.slots import filled
from worldmodel.canonical import Frozen

FOLDER = Path(__file__).with_name("playbooks")

Kind = Literal["open", "click", "fill", "choose", "tick", "untick", "press", "see"]
KINDS: tuple[Kind, ...] = ("open", "click", "fill", "choose", "tick", "untick", "press", "see")


class Move(Frozen):
    """One move. Just one of the kinds is given; names of controls list their spellings, apart by `|`.

    open: go to a path of the world, or to a whole address.
    click: use the control of that name.
    fill: a mapping, from a field's name to what goes in.
    choose: a mapping, from a choice's name to the option.
    tick, untick: the box or switch of that name, if it is not so already.
    press: a key, in the control that `into` names.
    see: wait until the page shows the text; scroll for it where it is a long list.

    `within` narrows to the row, card or dialog that says so. `optional` moves are passed over where the page
    has no such control. `care` moves are left out by a careless agent. `otherwise` names another control for
    one that was refused.
    """

    open: str | None = None
    click: str | None = None
    fill: dict[str, str] = Field(default_factory=dict)
    choose: dict[str, str] = Field(default_factory=dict)
    tick: str | None = None
    untick: str | None = None
    press: str | None = None
    see: str | None = None
    into: str = ""
    within: str = ""
    optional: bool = False
    care: bool = False
    otherwise: str = ""

    @model_validator(mode="after")
    def _one_kind(self) -> Self:
        given = [kind for kind in KINDS if getattr(self, kind)]
        if len(given) != 1:
            raise ValueError(f"a move has one of {', '.join(KINDS)}; this has {', '.join(given) or 'none'}")
        return self

    @property
    def kind(self) -> Kind:
        """Which kind of move it is."""
        return next(kind for kind in KINDS if getattr(self, kind))


Plan = tuple[dict[str, dict[str, str]], ...]
"""Entries of a plan: one recipe's name each, with its values."""


@cache
def _read(path: Path) -> dict[str, list[dict[str, Any]]]:
    try:
        recipes: dict[str, list[dict[str, Any]]] = yaml.safe_load(path.read_text("utf-8"))
    except (OSError, yaml.YAMLError) as error:
        raise ConfigurationError(f"{path}: can't be read: {error}") from error
    return recipes


def moves_of(world: str, recipe: str, values: dict[str, str]) -> tuple[Move, ...]:
    """The moves of a recipe with its values filled in.

    Raises:
        ConfigurationError: the world's playbook lacks the recipe, a move is malformed, or a value is missing.
    """
    path = FOLDER / f"{world}.yaml"
    recipes = _read(path)
    if recipe not in recipes:
        raise ConfigurationError(f"{path}: no recipe {recipe!r}; there are {', '.join(recipes)}")
    try:
        return tuple(Move.model_validate(filled(move, values)) for move in recipes[recipe])
    except (ValidationError, KeyError) as error:
        raise ConfigurationError(f"{path}: {recipe}: {error}") from error
