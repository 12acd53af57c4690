"""What a call changes and whether it fails, scored."""

import json
from pathlib import Path
from typing import Any

import pytest

from agentguard.errors import ConfigurationError
from agentguard.settings import Settings
from scenarios.scoreboards.board import Board
from scenarios.scoreboards.taubench import Change, score

PARCEL = {"parcel_id": "p1", "place": "Bern", "status": "lost", "cancel_reason": "broken"}


def call(name: str, tool: str, args: dict[str, Any], *paths: str, fails: bool = False) -> dict[str, Any]:
    """One executed call."""
    return {
        "id": name,
        "tool": tool,
        "args": args,
        "result": "Error: no such parcel" if fails else json.dumps(PARCEL),
        "is_error": fails,
        "state_diff": [{"path": path, "before": 0, "after": 1} for path in paths],
    }


CALLS = [
    call("c1", "update_parcel_place", {"parcel_id": "p1", "place": "Bern"}, "/parcels/p1/place/city"),
    call(
        "c2",
        "cancel_parcel",
        {"parcel_id": "p1", "reason": "broken"},
        "/parcels/p1/status",
        "/parcels/p1/cancel_reason",
        "/parcels/p1/refunds/0/amount",
        "/parcels/p1/refunds/0/to",
    ),
    call("c3", "get_parcel", {"parcel_id": "p9"}, fails=True),
]
TOOLS = [
    {
        "type": "function",
        "function": {
            "name": "cancel_parcel",
            "description": "Cancel a parcel.",
            "parameters": {"type": "object", "properties": {"parcel_id": {"type": "string"}}},
        },
    }
]


@pytest.fixture(name="data")
def _data(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("AGENTGUARD_DATA", str(tmp_path))
    (tmp_path / "taubench").mkdir()
    write(tmp_path / "taubench" / "outcomes_retail.jsonl", CALLS)
    (tmp_path / "taubench" / "tools_retail.json").write_text(json.dumps(TOOLS), "utf-8")
    return tmp_path


def write(path: Path, records: list[dict[str, Any]]) -> Path:
    """The records, one a line."""
    path.write_text("".join(json.dumps(one) + "\n" for one in records), "utf-8")
    return path


def scored(data: Path) -> Board:
    """The board on `data`."""
    return score(data, Settings(), progress=lambda done, total: None)


@pytest.mark.parametrize(
    ("path", "field"),
    [("/parcels/p1/refunds/0/amount", "parcels.refunds"), ("/parcels/p1", "parcels")],
)
def test_a_field_is_a_collection_and_its_column(path: str, field: str) -> None:
    """What lies inside the column does not count; a whole new record is its collection."""
    assert Change(path=path).field == field


def test_fields_and_errors_are_scored(data: Path) -> None:
    """Three of four changed fields are told, none wrongly; that a call fails is never told."""
    board = scored(data)
    assert board.n == 3
    assert board.metrics == pytest.approx({"state_diff_f1": 6 / 7, "error_accuracy": 2 / 3})
    assert [(row.expected, row.said) for row in board.rows] == [
        ("parcels.place", "parcels.place"),
        ("parcels.cancel_reason, parcels.refunds, parcels.status", "parcels.cancel_reason, parcels.status"),
        ("fails", "nothing changes"),
    ]
    assert board.rows[0].as_json()["predicted"] == "parcels.place"
    assert board.counts["changed fields that were told (recall)"].of == 4
    assert board.counts["calls with exactly their fields"].count == 2


def test_floors(data: Path) -> None:
    """No field changes in half of the calls; the keyword takes what shares a word with an argument."""
    floors = scored(data).floors
    nothing = {"state_diff_f1": 0.0, "error_accuracy": pytest.approx(2 / 3)}
    assert floors["majority"] == nothing
    assert floors["nothing changes"] == nothing
    named = floors["keyword (a write changes every field its arguments name)"]
    assert named["state_diff_f1"] == pytest.approx(2 * 2 / (2 + 4))  # place, cancel_reason


def test_a_usual_field_and_usual_failure_are_the_majoritys(data: Path, tmp_path: Path) -> None:
    """It says of every call what most calls do."""
    board = scored(
        write(tmp_path / "split.jsonl", [CALLS[0], *[{**CALLS[2], "id": f"e{i}"} for i in (1, 2)]])
    )
    assert board.floors["majority"]["error_accuracy"] == pytest.approx(2 / 3)
    board = scored(write(tmp_path / "split.jsonl", CALLS[:1]))
    assert board.floors["majority"] == {"state_diff_f1": 1.0, "error_accuracy": 1.0}


def test_a_single_file_goes_without_the_tools_words_where_they_are_nowhere(
    data: Path, tmp_path: Path
) -> None:
    """A note tells of it."""
    (data / "taubench" / "tools_retail.json").unlink()
    board = scored(write(tmp_path / "split.jsonl", CALLS[:2]))
    assert board.n == 2
    assert any("No tools_retail.json" in note for note in board.notes)


def test_a_broken_call_is_named_by_file_and_line(data: Path) -> None:
    """With what is wrong about it."""
    broken = write(data / "split.jsonl", [CALLS[0], {**CALLS[1], "is_error": "perhaps"}])
    with pytest.raises(ConfigurationError, match=r"split\.jsonl:2: .*is_error"):
        scored(broken)


@pytest.mark.parametrize("text", ["[{}]", "{", '[{"function": 1}]'])
def test_a_broken_list_of_tools_is_refused(data: Path, text: str) -> None:
    """It is not passed over in silence."""
    (data / "taubench" / "tools_retail.json").write_text(text, "utf-8")
    with pytest.raises(ConfigurationError, match=r"tools_retail\.json: not a list of tools"):
        scored(data)
