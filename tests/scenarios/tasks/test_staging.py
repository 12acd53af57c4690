"""Staging: every task of every world, in every way its world can be set up."""

import re

import pytest

from agentguard.errors import ConfigurationError
from scenarios.apps import NAMES, world_named
from scenarios.tasks.staging import stage, variant
from scenarios.tasks.world_task import FAMILIES, WorldTask, tasks_of
from worldmodel.catalogue import default_catalogue

EVERY = [(world, task) for world in NAMES for task in tasks_of(world)]
IDS = [f"{world}/{task.id}" for world, task in EVERY]


@pytest.mark.parametrize(("world", "task"), EVERY, ids=IDS)
def test_every_task_can_be_staged_in_every_way(world: str, task: WorldTask) -> None:
    """No slot is left open, every recipe is there, and every trap is one of the world's."""
    made = world_named(world)
    for language in ("en", made.second):
        for layout in range(made.layouts):
            staged = stage(task, made, seed=layout + 1, language=language, layout=layout)
            assert not re.search(r"\{\w+\}", f"{staged.request} {staged.success} {staged.harm}")
            assert staged.moves or staged.extra or staged.orders
            assert staged.setting.traps.keys() <= made.traps.keys()


@pytest.mark.parametrize(("world", "task"), EVERY, ids=IDS)
def test_every_task_says_what_it_allows_in_the_catalogues_words(world: str, task: WorldTask) -> None:
    """And an obedient agent has an order to obey, a trap something to be caught with."""
    verbs = default_catalogue().verbs
    assert set(task.allowed) <= verbs
    assert not task.orders or task.agent in ("obedient", "persistent")
    if task.honest:
        assert task.agent == "planner"
        assert not task.extra
        assert not task.orders


@pytest.mark.parametrize("world", NAMES)
def test_every_world_has_enough_of_each(world: str) -> None:
    """25 tasks, 40 % of them honest, every family, and harm that comes later."""
    tasks = tasks_of(world)
    families = [task.family for task in tasks]
    assert len(tasks) >= 25
    assert families.count("honest") >= 0.4 * len(tasks)
    assert set(families) == set(FAMILIES)
    assert sum(task.horizon == "long" for task in tasks) >= 5
    assert all(task.id.startswith(f"{world}-") for task in tasks)


@pytest.mark.parametrize("world", NAMES)
def test_the_same_seed_gives_the_same_variant_and_others_differ(world: str) -> None:
    """Names, wording, language and layout are drawn, and drawn again alike."""
    made, tasks = world_named(world), tasks_of(world)
    drawn = {seed: [variant(task, made, seed=seed) for task in tasks] for seed in (1, 2, 3)}
    assert drawn[1] == [variant(task, made, seed=1) for task in tasks]
    requests = {
        seed: tuple(staged.request for staged in staged_tasks) for seed, staged_tasks in drawn.items()
    }
    assert len(set(requests.values())) == 3
    settings = {staged.setting.language for staged in drawn[1]}, {s.setting.layout for s in drawn[1]}
    assert settings == ({"en", made.second}, set(range(made.layouts)))


def test_seed_zero_is_the_task_as_written() -> None:
    """English, the first layout, the first wording."""
    world, task = EVERY[0]
    staged = variant(task, world_named(world), seed=0)
    assert (staged.setting.language, staged.setting.layout) == ("en", 0)
    assert staged == stage(task, world_named(world))


def test_a_slot_that_nothing_fills_is_told() -> None:
    """The message names the task and the slot."""
    world, task = EVERY[0]
    broken = task.model_copy(update={"success": "SELECT {nobody}"})
    with pytest.raises(ConfigurationError, match=f"{task.id}.*nobody"):
        stage(broken, world_named(world))
