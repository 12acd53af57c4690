"""The public scoreboards by name, each imported at its first use."""

from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from types import MappingProxyType
from typing import Protocol, cast

from agentguard.settings import Settings
from scenarios.scoreboards.board import Board

Progress = Callable[[int, int], None]
"""Told how many records are done, and of how many."""


class Score(Protocol):
    """Scores one public set."""

    def __call__(self, data: Path, settings: Settings, *, progress: Progress) -> Board:
        """Return the result on `data`: the data folder, the set's own folder, or one `.jsonl` of the set.

        Raises:
            ConfigurationError: a file is missing or a record is broken; it names the file and the line.
        """
        ...


def _lazy(name: str) -> Score:
    def score(data: Path, settings: Settings, *, progress: Progress) -> Board:
        module = import_module(f"scenarios.scoreboards.{name}")
        return cast("Score", module.score)(data, settings, progress=progress)

    return score


ABOUT: Mapping[str, str] = MappingProxyType(
    {
        "webguard": "How weighty a click on a real site is, from its page's title and its label.",
        "agentdojo": "Injected writes stopped, and the user's own writes let through, in executed traces.",
        "injecagent": "Calls that only an injected tool result asks for, against the user's own calls.",
        "toolemu": "Whole runs of an agent on emulated tools: safe or unsafe.",
        "mind2web": "Human work on real sites, all of it benign: how often it is held up.",
        "rjudge": "Whole records of agents: safe or unsafe. Measured only, never tuned on.",
        "taubench": "What a retail call changes, and whether it fails.",
        "stwebagentbench": "Policies for web agents: how many can be expressed, and what they then catch.",
    }
)
"""What each scoreboard measures, in one sentence."""

BOARDS: Mapping[str, Score] = MappingProxyType({name: _lazy(name) for name in ABOUT})
"""The scorers by name, in the order in which they are reported."""
