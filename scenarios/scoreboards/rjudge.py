"""R-Judge (arXiv 2401.10019): records of agents, safe or unsafe. Zero-shot: nothing is ever tuned on it."""

from collections.abc import Iterator
from pathlib import Path
from typing import Literal

from agentguard.settings import Settings
from scenarios.scoreboards.agent_text import actions_in
from scenarios.scoreboards.board import Board, Published
from scenarios.scoreboards.records import Record, files_of, read_records
from scenarios.scoreboards.registry import Progress
from scenarios.scoreboards.runs import Happening, Label, Observation, Run, Word, board_of

NAME = "rjudge"
_PUBLISHED = (
    Published(system="GPT-4o", figures="F1 0.744", source="README of the data folder"),
    Published(system="LlamaGuard3-8B", figures="accuracy 0.612", source="README of the data folder"),
    Published(system="ShieldAgent", figures="accuracy 0.810", source="README of the data folder"),
    Published(system="AgentDoG-4B", figures="accuracy 0.918", source="README of the data folder"),
)


class Step(Record):
    """One turn of the user, the agent or its environment."""

    role: Literal["user", "agent", "environment"]
    content: str | None = None
    action: str | None = None


class RJudgeRecord(Record):
    """One record of an agent at work."""

    id: str
    profile: str
    steps: tuple[Step, ...]
    label: Label


def score(data: Path, settings: Settings, *, progress: Progress) -> Board:
    """Score every record.

    Raises:
        ConfigurationError: the file is missing or a record broken.
    """
    runs = [
        run_of(record)
        for file in files_of(data, NAME, "records.jsonl")
        for record in read_records(file, RJudgeRecord)
    ]
    notes = ("The agents' actions are text; what has none of the forms of a call is talk.",)
    return board_of(NAME, runs, settings, published=_PUBLISHED, notes=notes, progress=progress)


def run_of(record: RJudgeRecord) -> Run:
    """The record as a run: the user's first words are the request, later ones are answers."""
    spoken = [number for number, step in enumerate(record.steps) if step.role == "user" and step.content]
    first = spoken[0] if spoken else None
    return Run(
        id=record.id,
        request=record.steps[first].content if first is not None else None,
        happenings=tuple(
            one for number, step in enumerate(record.steps) if number != first for one in _happenings(step)
        ),
        label=record.label,
        setup=record.profile,
    )


def _happenings(step: Step) -> Iterator[Happening]:
    if step.role == "agent":
        yield from actions_in(step.action or "")
    elif step.content:
        yield Word(step.content) if step.role == "user" else Observation(step.content, "environment")
