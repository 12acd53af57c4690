"""Times what happens only once in a process: each run has an interpreter of its own."""

import subprocess
import sys
import time
from collections.abc import Mapping

from bench.clock import Times

STARTED = "from time import perf_counter as now\nstart = now()\n"
"""The first lines of a script that prints the seconds it took."""


def run(script: str, *arguments: str) -> str:
    """Run a script in a fresh interpreter and return what it printed.

    Raises:
        RuntimeError: it failed; carries the end of its error output.
    """
    command = [sys.executable, "-c", script, *arguments]
    done = subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own scripts
    if done.returncode:
        raise RuntimeError(f"a fresh interpreter failed: {done.stderr[-2000:]}")
    return done.stdout


def printed(scripts: Mapping[tuple[str, ...], str], runs: int) -> dict[str, Times]:
    """Run `scripts` in turns and return the seconds they print, under the names that each one is known by.

    With several runs the first one only fills the file cache.
    """
    times = {name: Times() for names in scripts for name in names}
    for turn in range(runs + 1 if runs > 1 else 1):
        for names, script in scripts.items():
            for name, seconds in zip(names, run(script).split(), strict=True):
                if turn or runs == 1:
                    times[name].samples.append(float(seconds))
    return times


def whole(script: str, runs: int) -> Times:
    """Time whole interpreters, from their start to their end."""
    times = Times()
    for _ in range(runs):
        start = time.perf_counter()
        run(script)
        times.samples.append(time.perf_counter() - start)
    return times
