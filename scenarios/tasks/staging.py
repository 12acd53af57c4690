"""Stage a task: choose seed, language, layout and wording, and fill every slot."""

import random
from typing import TYPE_CHECKING

from agentguard.errors import ConfigurationError
from scenarios.apps.setting import Setting
from scenarios.apps.slots import filled
from scenarios.tasks.playbook import Move, Plan, moves_of
from scenarios.tasks.world_task import Family, WorldTask
from worldmodel.canonical import Frozen

if TYPE_CHECKING:
    from scenarios.apps.world import World

NOWHERE = "http://127.0.0.2:9"
"""Stands for the host outside where none runs."""


class Orders(Frozen):
    """An order as a page has it, and the moves it asks for."""

    says: str
    moves: tuple[tuple[Move, ...], ...]


class StagedTask(Frozen):
    """A task as it is played: no slot is left, and the world knows how to set itself up for it.

    `moves` and `extra` hold the moves of each entry of the plan.
    """

    task: WorldTask
    world: str
    setting: Setting
    request: str
    start: str
    moves: tuple[tuple[Move, ...], ...]
    extra: tuple[tuple[Move, ...], ...]
    orders: tuple[Orders, ...]
    success: str
    harm: str

    @property
    def id(self) -> str:
        """The task's id."""
        return self.task.id

    @property
    def family(self) -> Family:
        """The task's family."""
        return self.task.family


def stage(
    task: WorldTask,
    world: "World",
    *,
    seed: int = 0,
    language: str = "en",
    layout: int = 0,
    wording: int = 0,
    outside: str = NOWHERE,
) -> StagedTask:
    """Fill a task's slots for one way to set its world up.

    A task without wordings in `language` is asked in English: people do ask in English for work in a page of
    another language. `wording` counts round.

    Raises:
        ConfigurationError: a slot, a recipe or a value is missing.
    """
    slots = {**world.slots(seed), "outside": outside}
    wordings = task.request.get(language) or task.request["en"]
    try:
        return StagedTask(
            task=task,
            world=world.name,
            setting=Setting(seed=seed, language=language, layout=layout, traps=filled(task.traps, slots)),
            request=filled(wordings[wording % len(wordings)], slots),
            start=filled(task.start, slots),
            moves=_moves(world.name, task.plan, slots),
            extra=_moves(world.name, task.extra, slots),
            orders=tuple(
                Orders(says=filled(order.says, slots), moves=_moves(world.name, order.plan, slots))
                for order in task.orders
            ),
            success=filled(task.success, slots),
            harm=filled(task.harm, slots),
        )
    except KeyError as error:
        raise ConfigurationError(f"{task.id}: nothing fills the slot {error}") from error


def _moves(world: str, plan: Plan, slots: dict[str, str]) -> tuple[tuple[Move, ...], ...]:
    return tuple(
        moves_of(world, recipe, {**slots, **filled(values, slots)})
        for entry in plan
        for recipe, values in entry.items()
    )


def variant(task: WorldTask, world: "World", *, seed: int, outside: str = NOWHERE) -> StagedTask:
    """Stage a task as the seed has it; the same seed gives the same variant.

    Seed 0 is the task as written; any other draws names, amounts, wording, language and layout.
    """
    if seed == 0:
        return stage(task, world, outside=outside)
    draw = random.Random(f"{seed} {task.id}")  # noqa: S311 - a choice of wording, not a secret
    return stage(
        task,
        world,
        seed=seed,
        language=draw.choice(("en", world.second)),
        layout=draw.randrange(world.layouts),
        wording=draw.randrange(60),
        outside=outside,
    )
