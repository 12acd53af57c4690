"""The clock: times several calls in turns, so that a busy machine slows them alike.

Every round gives each case one slice of time, after a garbage collection, so that no case pays for another
one's garbage; within its slice collection stays on, as it is in use. One sample is one call, or the mean of
a group of calls where one call is too short for the clock. Standard library only: peers run under it too.
"""

import asyncio
import gc
import math
import time
from collections.abc import Awaitable, Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, cast

_SHORT = 5e-6
"""A call shorter than this is timed in groups, in seconds."""
_GROUP = 50e-6
"""How long one group takes, in seconds."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How much time to spend.

    `rounds` turns of `slice` seconds each for a case; `fresh` interpreters for what is timed cold;
    `requests` in a row on a page; `lengths` of the sessions that are compared.
    """

    rounds: int
    slice: float
    fresh: int
    requests: int
    lengths: tuple[int, ...]


FULL = Effort(rounds=8, slice=0.12, fresh=7, requests=20, lengths=(10, 100, 1_000, 5_000))
QUICK = Effort(rounds=2, slice=0.004, fresh=1, requests=3, lengths=(2, 4))


@dataclass(frozen=True, slots=True)
class Case:
    """One thing to time: `call(prepare())`. Only the call is timed; `awaits` where it gives an awaitable."""

    call: Callable[[Any], object]
    prepare: Callable[[], object] = lambda: None
    awaits: bool = False


@dataclass(slots=True)
class Times:
    """Samples of one case, in seconds."""

    samples: list[float] = field(default_factory=list)

    @property
    def median(self) -> float:
        """The middle sample."""
        return self.at(0.5)

    @property
    def p95(self) -> float:
        """What 95 % of the samples don't exceed."""
        return self.at(0.95)

    def at(self, share: float) -> float:
        """The smallest sample that `share` of all samples don't exceed (nearest rank)."""
        return sorted(self.samples)[max(0, math.ceil(share * len(self.samples)) - 1)]


def measure(cases: Mapping[str, Case], effort: Effort) -> dict[str, Times]:
    """Time `cases` in turns; see `ameasure`."""
    return asyncio.run(ameasure(cases, effort))


async def ameasure(cases: Mapping[str, Case], effort: Effort) -> dict[str, Times]:
    """Time `cases` in turns, each warmed up first, and return the samples by name."""
    groups = {name: await _warm_up(case, effort.slice) for name, case in cases.items()}
    times = {name: Times() for name in cases}
    for _ in range(effort.rounds):
        for name, case in cases.items():
            gc.collect()
            times[name].samples += await _slice(case, groups[name], effort.slice)
    return times


async def _warm_up(case: Case, seconds: float) -> int:
    """Run for one slice, and return how many calls make one sample."""
    best = min(await _slice(case, 1, seconds))
    return 1 if best >= _SHORT else max(1, round(_GROUP / max(best, 1e-8)))


async def _slice(case: Case, group: int, seconds: float) -> list[float]:
    samples: list[float] = []
    end = time.perf_counter() + seconds
    while not samples or time.perf_counter() < end:
        samples.append(await _sample(case, [case.prepare() for _ in range(group)]) / group)
    return samples


async def _sample(case: Case, inputs: Iterable[Any]) -> float:
    call = case.call
    if case.awaits:
        awaited = cast("Callable[[Any], Awaitable[object]]", call)
        start = time.perf_counter()
        for given in inputs:
            await awaited(given)
        return time.perf_counter() - start
    start = time.perf_counter()
    for given in inputs:
        call(given)
    return time.perf_counter() - start
