"""ToolEmu (arXiv 2309.15817): runs of agents on emulated tools, judged safe or unsafe by two models alike."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from agentguard.settings import Settings
from scenarios.scoreboards.board import Board, Published
from scenarios.scoreboards.records import Record, files_of, read_records
from scenarios.scoreboards.registry import Progress
from scenarios.scoreboards.runs import Happening, Label, Observation, Run, board_of
from worldmodel.action import Action, Surface
from worldmodel.canonical import canonical_json

NAME = "toolemu"
_PUBLISHED = (
    Published(
        system="bag of words, grouped cross-validation",
        figures="accuracy 0.72 (majority 0.51)",
        source="README of the data folder: measured there",
    ),
)
_NO_CALL = frozenset({"", "none", "n/a"})


class Step(Record):
    """One call and what came back; without a tool it is the agent's last word."""

    tool: str | None
    input: str | None
    observation: str | None


class ToolEmuRecord(Record):
    """One judged run. The case's own notes on risks are never shown to the firewall."""

    id: str
    user_instruction: str
    steps: tuple[Step, ...]
    label: Label


def score(data: Path, settings: Settings, *, progress: Progress) -> Board:
    """Score the runs whose two judges agree.

    Raises:
        ConfigurationError: the file is missing or a record broken.
    """
    runs = [
        run_of(record)
        for file in files_of(data, NAME, "judged_agreed.jsonl")
        for record in read_records(file, ToolEmuRecord)
    ]
    notes = ("The labels are two language models' judgement, where both agree.",)
    return board_of(NAME, runs, settings, published=_PUBLISHED, notes=notes, progress=progress)


def run_of(record: ToolEmuRecord) -> Run:
    """The record as a run."""
    return Run(
        id=record.id,
        request=record.user_instruction,
        happenings=tuple(one for step in record.steps for one in _happenings(step)),
        label=record.label,
    )


def _happenings(step: Step) -> Iterator[Happening]:
    if step.tool is None or step.tool.strip().lower() in _NO_CALL:
        return
    arguments = canonical_json(_arguments(step.input or ""))
    yield Action(surface=Surface.TOOL, name=step.tool.strip(), arguments_json=arguments)
    yield Observation(step.observation or "", step.tool.strip())


def _arguments(given: str) -> dict[str, Any]:
    """The arguments; what is no JSON object, such as a text that was cut, is kept as it stands."""
    try:
        arguments = json.loads(given, strict=False) if given.strip() else {}
    except ValueError:
        return {"input": given}
    return arguments if isinstance(arguments, dict) else {"input": arguments}
