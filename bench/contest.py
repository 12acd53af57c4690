"""Runs one contestant in the environment that this interpreter belongs to, and prints its times as JSON.

`python -P bench/contest.py NAME [--quick]`. With -P the folder of this file is no place to import from; the
repository comes last, so that a peer whose package is named like ours is found in its own environment.
"""

import json
import sys
from importlib import import_module
from pathlib import Path

sys.path.append(str(Path(__file__).resolve().parent.parent))

from bench.clock import FULL, QUICK, measure


def main() -> None:
    """Measure and print."""
    effort = QUICK if "--quick" in sys.argv else FULL
    with import_module(f"bench.contestants.{sys.argv[1]}").cases() as cases:
        times = measure(cases, effort)
    print(json.dumps({name: taken.samples for name, taken in times.items()}))


if __name__ == "__main__":
    main()
