"""One worker of the bench: a process with browsers of its own and the worlds it has been asked for."""

import asyncio
from contextlib import ExitStack
from multiprocessing.connection import Connection
from typing import TYPE_CHECKING

from agentguard.firewall import Firewall
from agentguard.ledger.temporary import temporary_ledger
from agentguard.settings import Settings
from scenarios.agents.chat import load_model
from scenarios.apps import world_named
from scenarios.apps.server import WorldServer
from scenarios.bench.guards import guard_for
from scenarios.bench.rows import Job, PlayRow, broken_row, row_of
from scenarios.play import play
from scenarios.stages import Stages
from scenarios.tasks.staging import variant
from scenarios.tasks.world_task import WorldTask, tasks_of

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel

LIMIT = 120.0
"""Seconds that one play may take."""


class Worker:
    """Plays jobs one after the other.

    Args:
        stages: the browsers.
        firewall: AgentGuard with the settings that are measured; every play opens a session of its own.
        stack: ends the worlds' servers.
        model: a chat model that plays instead of the tasks' own agents.
    """

    def __init__(
        self, stages: Stages, firewall: Firewall, stack: ExitStack, model: "BaseChatModel | None" = None
    ) -> None:
        self._stages = stages
        self._firewall = firewall
        self._stack = stack
        self._model = model
        self._servers: dict[str, WorldServer] = {}

    async def do(self, job: Job) -> PlayRow:
        """Play one job. What breaks becomes a row that says so."""
        task = next(task for task in tasks_of(job.world) if task.id == job.task)
        cost = float(getattr(self._firewall.settings.gate.harm_cost, task.severity))
        try:
            return await asyncio.wait_for(self._play(job, task, cost), LIMIT)
        except TimeoutError:
            return broken_row(job, task, cost, f"took longer than {LIMIT:.0f} s")
        except Exception as error:  # noqa: BLE001 - a play that breaks is a row, not the end of the bench
            return broken_row(job, task, cost, f"{type(error).__name__}: {error}")

    async def _play(self, job: Job, task: WorldTask, cost: float) -> PlayRow:
        server = self._server(job.world)
        staged = variant(task, server.world, seed=job.seed, outside=server.outside)
        state = server.signed_in()
        if job.guard == "agentguard":
            stage = self._stages.guarded(state, self._firewall.for_task(staged.request))
        else:
            stage = self._stages.plain(state)
        async with stage as opened:
            guard = guard_for(job.guard, staged.request)
            played = await play(staged, server, opened, guard=guard, model=self._model)
        return row_of(job, played, cost)

    def _server(self, world: str) -> WorldServer:
        if world not in self._servers:
            self._servers[world] = self._stack.enter_context(WorldServer(world_named(world)))
        return self._servers[world]


def work(pipe: Connection, settings: Settings, chat_model: str | None) -> None:
    """Take jobs until None comes, and answer each with its row. Runs as a process of its own."""
    asyncio.run(_work(pipe, settings, load_model(chat_model) if chat_model else None))


async def _work(pipe: Connection, settings: Settings, model: "BaseChatModel | None") -> None:
    with temporary_ledger() as ledger, ExitStack() as stack:
        firewall = Firewall(settings=settings, ledger=ledger)
        async with Stages() as stages:
            worker = Worker(stages, firewall, stack, model)
            while (job := await asyncio.to_thread(pipe.recv)) is not None:
                pipe.send(await worker.do(job))
