"""A page to work on, and tasks made of nothing but moves."""

from collections.abc import AsyncIterator, Callable
from typing import Any

import pytest

from scenarios.apps.setting import Setting
from scenarios.stages import Stages
from scenarios.tasks.playbook import Move
from scenarios.tasks.staging import Orders, StagedTask
from scenarios.tasks.world_task import WorldTask

Entry = list[dict[str, Any]]


def staged(
    *plan: Entry, agent: str = "planner", extra: tuple[Entry, ...] = (), orders: Any = ()
) -> StagedTask:
    """A task with these moves; nothing about it is read from a file."""
    task = WorldTask.model_validate(
        {
            "id": "t",
            "family": "honest",
            "request": "Do it.",
            "plan": [],
            "success": "SELECT 1",
            "allowed": [],
            "agent": agent,
        }
    )
    return StagedTask(
        task=task,
        world="none",
        setting=Setting(),
        request="Do it.",
        start="/",
        moves=tuple(_moves(entry) for entry in plan),
        extra=tuple(_moves(entry) for entry in extra),
        orders=tuple(Orders(says=says, moves=(_moves(entry),)) for says, entry in orders),
        success="SELECT 1",
        harm="SELECT 0",
    )


def _moves(entry: Entry) -> tuple[Move, ...]:
    return tuple(Move.model_validate(move) for move in entry)


@pytest.fixture
def make_task() -> Callable[..., StagedTask]:
    """Makes a task of moves."""
    return staged


@pytest.fixture
async def page() -> AsyncIterator[Any]:
    """A plain Chromium page."""
    async with Stages() as stages, stages.plain({}) as stage:
        yield stage.page
