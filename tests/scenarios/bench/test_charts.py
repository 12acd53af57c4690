"""Where bars, whiskers and points stand."""

from typing import Any

from scenarios.bench import charts


def _rate(count: int, of: int) -> dict[str, Any]:
    share = count / of if of else None
    return {"count": count, "of": of, "rate": share, "interval": (max((share or 0) - 0.1, 0), 0.9)}


GROUPS = {
    "none": {
        "all": {"harm": _rate(9, 10), "false_stops": _rate(0, 10)},
        "family:injected": {"harm": _rate(1, 2)},
    },
    "agentguard": {
        "all": {"harm": _rate(1, 10), "false_stops": _rate(1, 10)},
        "family:injected": {"harm": _rate(0, 2)},
        "family:split": {"harm": _rate(0, 0)},
    },
}


def test_a_bar_is_as_tall_as_its_rate() -> None:
    """And none is drawn where nothing counts."""
    chart = charts.bars(GROUPS, "harm", ["family:injected", "family:split"])
    assert [mark["guard"] for mark in chart["marks"]] == ["none", "agentguard"]
    half = chart["marks"][0]
    assert half["tall"] == chart["height"] / 2
    assert half["y"] + half["tall"] == chart["height"]
    assert [label["text"] for label in chart["labels"]] == ["injected"]


def test_less_harm_stands_lower_and_fewer_stops_further_left() -> None:
    """The trade is read at a glance."""
    none, ours = charts.trade(GROUPS)["points"]
    assert ours["y"] > none["y"]
    assert ours["x"] > none["x"]
    assert ours["x1"] <= ours["x"] <= ours["x2"]


def test_a_histogram_counts_every_value_once() -> None:
    """The longest are put together."""
    chart = charts.histogram([0, 1, 1, 5, 30], longest=4)
    assert [mark["count"] for mark in chart["marks"]] == [1, 2, 0, 0, 2]
    assert chart["marks"][-1]["text"] == "4+"
