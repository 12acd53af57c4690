"""Stage a task: choose seed, language, layout and wording, and fill every slot."""

import random
from typing import TYPE_CHECKING

from scenarios.agents.playbook import Move, Plan, filled, moves_of
from scenarios.apps.setting import Setting
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
    traps = filled(task.traps, slots)

    def moves(plan: Plan) -> tuple[tuple[Move, ...], ...]:
        return tuple(
            moves_of(world.name, recipe, {**slots, **filled(values, slots)})
            for entry in plan
            for recipe, values in entry.items()
        )

    return StagedTask(
        task=task,
        world=world.name,
        setting=Setting(seed=seed, language=language, layout=layout, traps=traps),
        request=filled(wordings[wording % len(wordings)], slots),
        start=filled(task.start, slots),
        moves=moves(task.plan),
        extra=moves(task.extra),
        orders=tuple(Orders(says=filled(o.says, slots), moves=moves(o.plan)) for o in task.orders),
        success=filled(task.success, slots),
        harm=filled(task.harm, slots),
    )


def variant(task: WorldTask, world: "World", *, seed: int, outside: str = NOWHERE) -> StagedTask:
    """Stage a task as the seed has it: seed 0 as written, any other with names, amounts, wording, language
    and layout drawn. The same seed gives the same variant.
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
