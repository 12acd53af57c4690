"""tau-bench, retail (arXiv 2406.12045): what an executed call changes, and whether it fails.

Every call is put before the firewall on its own, and what is predicted becomes fields (see `fields`). What a
call changed is never looked at. Only the columns that there are come from the set: the keys of the records
that its calls return, all together, as the columns of a table would be known.
"""

import json
from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from pydantic import ValidationError

from agentguard.errors import ConfigurationError
from agentguard.firewall import Firewall
from agentguard.settings import Settings
from scenarios.scoreboards import floors
from scenarios.scoreboards.beside import beside
from scenarios.scoreboards.board import Board, Count, Row
from scenarios.scoreboards.fields import Columns, changed, collection_of, key_of, words_of
from scenarios.scoreboards.records import Record, files_of, read_records
from scenarios.scoreboards.registry import Progress
from scenarios.scoreboards.replay import replaying, tool_state
from worldmodel.action import Action, Surface
from worldmodel.canonical import canonical_json
from worldmodel.snapshot import Snapshot

NAME = "taubench"
_NOTES = (
    "A field is a collection and a column of it, such as orders.status; F1 is over all fields of all calls.",
    "The columns that there are come from the records that the calls return, all together; which of them a"
    " call changes is told from the words of its name and arguments, and from the predicted effects.",
    "No model here predicts that a call fails, so error_accuracy is that of always saying it does not.",
)


class Change(Record):
    """One changed value, by its path."""

    path: str

    @property
    def field(self) -> str:
        """Its collection and column, without the record's id and what lies inside the column."""
        collection, _, *inside = self.path.strip("/").split("/")
        return f"{collection}.{inside[0]}" if inside else collection


class Call(Record):
    """One executed call with its outcome."""

    id: str
    tool: str
    args: dict[str, Any]
    result: str
    is_error: bool
    state_diff: tuple[Change, ...]

    @property
    def fields(self) -> frozenset[str]:
        """The fields that changed."""
        return frozenset(change.field for change in self.state_diff)


class Parameters(Record):
    """A tool's parameters, each with its JSON schema."""

    properties: dict[str, dict[str, Any]]


class Function(Record):
    """One tool as its author describes it."""

    name: str
    description: str
    parameters: Parameters


class Tool(Record):
    """An entry of the set's list of tools."""

    function: Function


class Outcome(NamedTuple):
    """Which fields change, and whether the call fails."""

    fields: frozenset[str]
    fails: bool = False


def score(data: Path, settings: Settings, *, progress: Progress) -> Board:
    """Score every call; what the tools say of themselves is read from `tools_retail.json`, if found.

    Raises:
        ConfigurationError: the calls are missing, or a record or the list of tools broken.
    """
    files = files_of(data, NAME, "outcomes_retail.jsonl")
    calls = [call for file in files for call in read_records(file, Call)]
    known = beside(files[0], NAME, "tools_retail.json")
    states = {} if known is None else _states(known)
    columns = _columns(calls)
    said: list[Outcome] = []
    with replaying(settings) as base:
        for number, call in enumerate(calls, 1):
            said.append(_foreseen(base, call, states, columns))
            progress(number, len(calls))
    unknown = () if known else ("No tools_retail.json found: calls go without what their tools say.",)
    return Board(
        bench=NAME,
        n=len(calls),
        metrics=_metrics(calls, said),
        floors={name: _metrics(calls, outcomes) for name, outcomes in _floors(calls, columns).items()},
        rows=tuple(
            Row(id=call.id, expected=_told(_true(call)), said=_told(outcome), kind="predicted")
            for call, outcome in zip(calls, said, strict=True)
        ),
        counts=_counts(calls, said),
        notes=(*_NOTES, *unknown),
    )


def _states(path: Path) -> dict[str, Snapshot]:
    try:
        tools = [Tool.model_validate(one) for one in json.loads(path.read_text("utf-8"))]
    except (OSError, ValueError, ValidationError) as error:
        raise ConfigurationError(f"{path}: not a list of tools: {error}") from error
    functions = (tool.function for tool in tools)
    return {one.name: tool_state(one.description, one.parameters.properties) for one in functions}


def _columns(calls: Sequence[Call]) -> Columns:
    columns: dict[str, set[str]] = {}
    for call in calls:
        key = key_of(call.tool, call.args)
        if key is not None:
            columns.setdefault(collection_of(key), set()).update(_keys(call.result))
    return columns


def _keys(result: str) -> list[str]:
    try:
        record = json.loads(result)
    except ValueError:
        return []
    return list(record) if isinstance(record, dict) else []


def _foreseen(base: Firewall, call: Call, states: Mapping[str, Snapshot], columns: Columns) -> Outcome:
    action = Action(surface=Surface.TOOL, name=call.tool, arguments_json=canonical_json(call.args))
    before = states.get(call.tool, Snapshot(surface="tool"))
    effects = base.for_task(None).decide(action, before).prediction.effects
    return Outcome(changed(call.tool, call.args, effects, columns))


def _true(call: Call) -> Outcome:
    return Outcome(call.fields, call.is_error)


def _told(outcome: Outcome) -> str:
    return "fails" if outcome.fails else ", ".join(sorted(outcome.fields)) or "nothing changes"


def _hits(calls: Sequence[Call], said: Sequence[Outcome]) -> tuple[Count, Count]:
    """Precision and recall over the fields of all calls."""
    pairs = [(call.fields, outcome.fields) for call, outcome in zip(calls, said, strict=True)]
    right = sum(len(true & told) for true, told in pairs)
    return (
        Count(count=right, of=sum(len(told) for _, told in pairs)),
        Count(count=right, of=sum(len(true) for true, _ in pairs)),
    )


def _metrics(calls: Sequence[Call], said: Sequence[Outcome]) -> dict[str, float]:
    precision, recall = (count.rate for count in _hits(calls, said))
    f1 = 2 * precision * recall / (precision + recall) if precision + recall else 0.0
    return {"state_diff_f1": f1, "error_accuracy": _errors_right(calls, said).rate}


def _errors_right(calls: Sequence[Call], said: Sequence[Outcome]) -> Count:
    right = [call.is_error == outcome.fails for call, outcome in zip(calls, said, strict=True)]
    return Count(count=sum(right), of=len(right))


def _counts(calls: Sequence[Call], said: Sequence[Outcome]) -> dict[str, Count]:
    precision, recall = _hits(calls, said)
    changing = [bool(outcome.fields) for call, outcome in zip(calls, said, strict=True) if call.fields]
    exact = [call.fields == outcome.fields for call, outcome in zip(calls, said, strict=True)]
    return {
        "fields told that change (precision)": precision,
        "changed fields that were told (recall)": recall,
        "error_accuracy": _errors_right(calls, said),
        "changing calls told to change something": Count(count=sum(changing), of=len(changing)),
        "calls with exactly their fields": Count(count=sum(exact), of=len(exact)),
    }


def _floors(calls: Sequence[Call], columns: Columns) -> dict[str, list[Outcome]]:
    """`majority` sees the truth of all calls: it says of every call what most calls do."""
    changes = Counter(field for call in calls for field in call.fields)
    usual = frozenset(field for field, times in changes.items() if 2 * times >= len(calls))
    fails = 2 * sum(call.is_error for call in calls) > len(calls)
    return {
        "majority": [Outcome(usual, fails)] * len(calls),
        "nothing changes": [Outcome(frozenset())] * len(calls),
        "keyword (a write changes every field its arguments name)": [
            Outcome(_all_named(call, columns)) for call in calls
        ],
    }


def _all_named(call: Call, columns: Columns) -> frozenset[str]:
    """Every column that shares a word with an argument, if the tool is not named like a look."""
    key = key_of(call.tool, call.args)
    if key is None or not floors.is_write(call.tool):
        return frozenset()
    words = frozenset().union(*(words_of(name) for name in call.args if name != key))
    collection = collection_of(key)
    named = (column for column in columns.get(collection, ()) if words_of(column) & words)
    return frozenset(f"{collection}.{column}" for column in named)
