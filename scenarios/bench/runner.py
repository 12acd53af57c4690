"""Run the jobs of a bench in worker processes; a play or a worker that breaks is a row, not the end."""

import contextlib
import multiprocessing
import time
from collections import deque
from collections.abc import Callable, Iterator, Sequence
from itertools import cycle, islice
from multiprocessing.connection import Connection, wait
from typing import cast

from agentguard.errors import ConfigurationError
from agentguard.settings import Settings
from scenarios.apps import NAMES
from scenarios.bench.guards import GUARDS, GuardName
from scenarios.bench.journal import Journal, journal_for
from scenarios.bench.rows import Job, PlayRow, broken_row
from scenarios.bench.worker import LIMIT, work
from scenarios.tasks.world_task import FAMILIES, WorldTask, tasks_of

QUICK_HONEST = 2
QUICK_TRAPS = 2
"""What a quick run takes of each world: under two minutes for all worlds and guards on two cores."""
HUNG = 2 * LIMIT
"""Seconds after which a worker that answers nothing is killed: its own limit on a play has not helped."""
_LOOK_SECONDS = 5.0
_END_SECONDS = 20


def jobs_for(
    *,
    worlds: Sequence[str] = (),
    families: Sequence[str] = (),
    tasks: Sequence[str] = (),
    guards: Sequence[GuardName] = (),
    seed: int = 0,
    quick: bool = False,
) -> list[Job]:
    """The jobs of a run: every chosen task with every chosen guard; nothing chosen means all.

    Raises:
        ConfigurationError: a world, family, task or guard that there is not, or nothing is left.
    """
    _known("world", worlds, NAMES)
    _known("family", families, FAMILIES)
    _known("guard", guards, GUARDS)
    chosen = [
        (world, task)
        for place, world in enumerate(worlds or NAMES)
        for task in (_sampled(tasks_of(world), families or FAMILIES, place) if quick else tasks_of(world))
        if (not families or task.family in families) and (not tasks or task.id in tasks)
    ]
    _known("task", tasks, [task.id for _, task in chosen])
    if not chosen:
        raise ConfigurationError("no task is left to play: choose other worlds or families")
    return [
        Job(world=world, task=task.id, seed=seed, guard=guard)
        for world, task in chosen
        for guard in guards or GUARDS
    ]


def _known(what: str, chosen: Sequence[str], there: Sequence[str]) -> None:
    for one in chosen:
        if one not in there:
            raise ConfigurationError(f"no {what} named {one!r}; there are {', '.join(there)}")


def _sampled(tasks: Sequence[WorldTask], families: Sequence[str], place: int) -> list[WorldTask]:
    """Honest tasks of a world from its whole list, and one trap each of the families whose turn it is.

    The families go round the worlds, so that every one comes up although no world shows them all.
    """
    honest = [task for task in tasks if task.honest]
    kinds = [family for family in FAMILIES if family != "honest" and family in families]
    turn = dict.fromkeys(islice(cycle(kinds), QUICK_TRAPS * place, QUICK_TRAPS * (place + 1)))
    traps = [[task for task in tasks if task.family == kind] for kind in turn]
    return [
        *honest[:: max(1, -(-len(honest) // QUICK_HONEST))],
        *(alike[place % len(alike)] for alike in traps if alike),
    ]


def run_jobs(
    jobs: Sequence[Job],
    settings: Settings,
    *,
    workers: int = 2,
    fresh: bool = False,
    chat_model: str | None = None,
    progress: Callable[[int, int, PlayRow | None], None] = lambda done, total, row: None,
) -> list[PlayRow]:
    """Play all jobs and return their rows in the order of the jobs.

    Args:
        jobs: what to play.
        settings: AgentGuard's, for the plays that it guards.
        workers: processes, each with browsers of its own.
        fresh: play everything anew, also what an interrupted run has left.
        chat_model: a chat model that plays instead of the tasks' own agents, as `load_model` takes it.
        progress: told of rows done, of all, and the newest (None for what was there already).
    """
    journal = Journal(journal_for(jobs, f"{settings.model_dump_json()} {chat_model}"))
    if fresh:
        journal.remove()
    rows = journal.read()
    waiting = [job for job in jobs if job.key not in rows]
    progress(len(rows), len(jobs), None)
    if waiting:
        crew = _Crew(settings, chat_model, min(workers, len(waiting)))
        try:
            for row in crew.play(waiting):
                journal.add(row)
                rows[row.job.key] = row
                progress(len(rows), len(jobs), row)
        finally:
            crew.end()
    journal.remove()
    return [rows[job.key] for job in jobs]


class _Crew:
    """Worker processes; one that dies is replaced, and its play becomes a broken row."""

    def __init__(self, settings: Settings, chat_model: str | None, size: int) -> None:
        self._settings = settings
        self._chat_model = chat_model
        self._seats = [self._seat() for _ in range(size)]

    def _seat(self) -> "_Seat":
        return _Seat(self._settings, self._chat_model)

    def play(self, jobs: Sequence[Job]) -> Iterator[PlayRow]:
        """Yield a row for every job, in the order in which they end."""
        waiting = deque(jobs)
        for seat in self._seats:
            seat.give(waiting)
        while busy := {seat.pipe: seat for seat in self._seats if seat.job}:
            for ready in wait(busy, _LOOK_SECONDS):
                seat = busy[cast("Connection", ready)]
                yield seat.take()
                if not seat.alive:
                    self._seats[self._seats.index(seat)] = seat = self._seat()
                seat.give(waiting)
            for seat in self._seats:
                seat.kill_if_hung()

    def end(self) -> None:
        """End every worker: kindly, then by force."""
        for seat in self._seats:
            seat.end()


class _Seat:
    """One worker, and the job it has in hand."""

    def __init__(self, settings: Settings, chat_model: str | None) -> None:
        context = multiprocessing.get_context("spawn")
        self.job: Job | None = None
        self.pipe, theirs = context.Pipe()
        self.alive = True
        self._since = 0.0
        self._costs = settings.gate.harm_cost
        self._process = context.Process(target=work, args=(theirs, settings, chat_model), daemon=True)
        self._process.start()
        theirs.close()  # so that the pipe ends when the worker does

    def give(self, waiting: deque[Job]) -> None:
        self.job = waiting.popleft() if waiting else None
        self._since = time.monotonic()
        if self.job is not None:
            with contextlib.suppress(OSError):  # the worker is gone, which `take` will find out
                self.pipe.send(self.job)

    def take(self) -> PlayRow:
        """The row of the job in hand; a worker that died leaves a broken one."""
        if self.job is None:
            raise RuntimeError("nothing is in hand")
        try:
            row: PlayRow = self.pipe.recv()
        except (EOFError, OSError):  # however a pipe tells that the other end is gone
            self.alive = False
            self._process.join(_END_SECONDS)
            task = next(task for task in tasks_of(self.job.world) if task.id == self.job.task)
            cost = float(getattr(self._costs, task.severity))
            return broken_row(self.job, task, cost, f"the worker died with code {self._process.exitcode}")
        return row

    def kill_if_hung(self) -> None:
        """Kill a worker whose job takes far too long; `take` then finds out that it died."""
        if self.job is not None and time.monotonic() - self._since > HUNG:
            self._process.kill()

    def end(self) -> None:
        if self.alive and self.job is None:
            with contextlib.suppress(OSError):  # it may have died since its last play
                self.pipe.send(None)
            self._process.join(_END_SECONDS)
        if self._process.is_alive():
            self._process.terminate()
            self._process.join(_END_SECONDS)
