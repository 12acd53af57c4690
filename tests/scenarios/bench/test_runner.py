"""Running the jobs of a bench in worker processes."""

import multiprocessing
import os
import signal
import threading
from pathlib import Path

import pytest

from agentguard.errors import ConfigurationError
from agentguard.settings import Settings
from scenarios.apps import NAMES
from scenarios.bench import runner
from scenarios.bench.journal import Journal, journal_for
from scenarios.bench.rows import Job, PlayRow
from scenarios.bench.runner import QUICK_HONEST, QUICK_TRAPS, jobs_for, run_jobs
from scenarios.tasks.world_task import FAMILIES, tasks_of


@pytest.fixture(autouse=True)
def _cache(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Journals of a test lie in a folder of its own."""
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path))


def test_all_tasks_of_all_worlds_with_all_guards_are_the_default() -> None:
    """And every job is another one."""
    jobs = jobs_for()
    assert len(jobs) == 4 * sum(len(tasks_of(world)) for world in NAMES)
    assert len({job.key for job in jobs}) == len(jobs)


def test_a_quick_run_has_every_family_and_honest_work_of_every_world() -> None:
    """It is small, the same every time, and half of its tasks are honest work."""
    jobs = jobs_for(quick=True, guards=["none"])
    assert jobs == jobs_for(quick=True, guards=["none"])
    chosen = {task.id: task for world in NAMES for task in tasks_of(world)}
    played = [chosen[job.task] for job in jobs]
    assert len(played) == len({task.id for task in played}) == (QUICK_HONEST + QUICK_TRAPS) * len(NAMES)
    assert {task.family for task in played} == set(FAMILIES)
    honest = [job.world for job in jobs if chosen[job.task].honest]
    assert honest == [world for world in NAMES for _ in range(QUICK_HONEST)]


def test_a_quick_run_of_chosen_families_has_them_in_every_world() -> None:
    """One task of each where there are no more families than a world has turns."""
    jobs = jobs_for(quick=True, guards=["none"], families=["split", "injected"])
    chosen = {task.id: task for world in NAMES for task in tasks_of(world)}
    shown = {(job.world, chosen[job.task].family) for job in jobs}
    assert shown == {(world, family) for world in NAMES for family in ("split", "injected")}
    assert len(jobs) == len(shown)


@pytest.mark.parametrize(
    ("chosen", "named"),
    [
        ({"worlds": ["shopp"]}, "no world named 'shopp'"),
        ({"families": ["hones"]}, "no family named 'hones'"),
        ({"guards": ["agent"]}, "no guard named 'agent'"),
        ({"tasks": ["nix"]}, "no task named 'nix'"),
        ({"worlds": ["shop"], "quick": True, "families": ["split"], "tasks": ["shop-review"]}, "no task"),
    ],
)
def test_what_there_is_not_is_refused_by_name(chosen: dict[str, list[str]], named: str) -> None:
    """Before anything is played."""
    with pytest.raises(ConfigurationError, match=named):
        jobs_for(**chosen)  # type: ignore[arg-type]  # misspelt on purpose


def _jobs() -> list[Job]:
    return jobs_for(worlds=["shop"], tasks=["shop-cart-only", "shop-newsletter"], guards=["none"])


@pytest.mark.browser
def test_an_interrupted_run_goes_on_where_it_was() -> None:
    """What was played is not played again; the journal is gone at the end."""
    jobs, settings = _jobs(), Settings()
    journal = Journal(journal_for(jobs, f"{settings.model_dump_json()} None"))
    kept = PlayRow(
        job=jobs[0],
        family="honest",
        horizon="short",
        agent="planner",
        language="en",
        layout=0,
        request="kept from before",
    )
    journal.add(kept)
    told: list[tuple[int, int, bool]] = []
    rows = run_jobs(jobs, settings, progress=lambda done, total, row: told.append((done, total, row is None)))
    assert rows[0] == kept
    assert (rows[1].done, rows[1].harmed, rows[1].error) == (True, False, None)
    assert told == [(1, 2, True), (2, 2, False)]
    assert not journal.path.exists()


@pytest.mark.browser
def test_a_worker_that_is_killed_is_a_row_and_not_the_end() -> None:
    """Its play counts as harmed, since nobody knows; another worker plays on."""
    jobs = _jobs()
    before = {child.pid for child in multiprocessing.active_children()}

    def kill() -> None:
        while not (new := [c for c in multiprocessing.active_children() if c.pid not in before]):
            continue
        os.kill(new[0].pid or 0, signal.SIGKILL)

    killer = threading.Thread(target=kill)
    killer.start()
    rows = run_jobs(jobs, Settings(), workers=1)
    killer.join()
    assert [row.error is not None for row in rows] == [True, False]
    assert "the worker died with code -9" in str(rows[0].error)
    assert (rows[0].done, rows[0].harmed) == (False, True)
    assert rows[1].done


def test_a_worker_that_hangs_is_killed_and_its_plays_are_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """A bench comes to its end whatever happens in a page."""
    monkeypatch.setattr(runner, "HUNG", -1.0)
    monkeypatch.setattr(runner, "_LOOK_SECONDS", 0.0)
    rows = run_jobs(_jobs(), Settings(), workers=1)
    assert ["the worker died with code -9" in str(row.error) for row in rows] == [True, True]


def test_workers_that_have_died_idle_do_not_take_the_rows_with_them() -> None:
    """A run whose plays are all there ends well."""
    crew = runner._Crew(Settings(), None, 1)
    (worker,) = multiprocessing.active_children()
    worker.kill()
    worker.join()
    crew.end()
    assert multiprocessing.active_children() == []
