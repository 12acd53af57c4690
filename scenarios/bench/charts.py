"""Charts as plain SVG numbers: where every bar, whisker and point stands. The page's template draws them."""

from collections.abc import Sequence
from typing import Any

GUARD_COLOURS = {
    "none": "#8b93a1",
    "keyword": "#d08a2e",
    "reactive": "#8f6bc9",
    "agentguard": "#14806b",
}

Groups = dict[str, dict[str, Any]]


def bars(groups: Groups, metric: str, names: Sequence[str]) -> dict[str, Any]:
    """Grouped bars of a rate, with its interval: one cluster a group, one bar a guard.

    Args:
        groups: by guard, then by group (`family:injected`).
        metric: a rate of `Measures`.
        names: the groups, in order; one without tasks that count is left out.
    """
    height, bar, gap, left = 190, 13, 26, 44
    shown = [name for name in names if any(of(groups, guard, name, metric) for guard in groups)]
    cluster = len(groups) * bar + gap
    marks = []
    for place, name in enumerate(shown):
        for number, guard in enumerate(groups):
            rate = of(groups, guard, name, metric)
            if rate is not None:
                x = left + gap / 2 + place * cluster + number * bar
                marks.append({"x": x, "width": bar - 2, "guard": guard, **_standing(rate, height)})
    labels = [
        {"x": left + place * cluster + cluster / 2, "text": name.partition(":")[2].replace("_", " ") or name}
        for place, name in enumerate(shown)
    ]
    return {
        "width": left + max(len(shown), 1) * cluster + 10,
        "height": height,
        "left": left,
        "marks": marks,
        "labels": labels,
        "grid": [
            {"y": height - share * height / 100, "text": f"{share} %"} for share in (0, 25, 50, 75, 100)
        ],
    }


def _standing(rate: dict[str, Any], height: int) -> dict[str, Any]:
    low, high = rate["interval"]
    return {
        "y": height - rate["rate"] * height,
        "tall": max(rate["rate"] * height, 1.5),
        "top": height - high * height,
        "bottom": height - low * height,
        "text": f"{rate['count']} of {rate['of']} ({rate['rate']:.1%}, {low:.0%} to {high:.0%})",
    }


def of(groups: Groups, guard: str, name: str, metric: str) -> dict[str, Any] | None:
    """A guard's rate in a group, or None where nothing counts towards it."""
    group = groups[guard].get(name)
    rate: dict[str, Any] | None = group[metric] if group else None
    return rate if rate and rate["of"] else None


def trade(groups: Groups) -> dict[str, Any]:
    """Honest work stopped (across) against harm done (up): every guard is a point with two intervals.

    Both axes are shares of 0 to 1, drawn by their square roots, so that small ones can be told apart.
    """
    size, left = 300, 48
    points = []
    for guard in groups:
        stopped, harm = of(groups, guard, "all", "false_stops"), of(groups, guard, "all", "harm")
        if stopped is None or harm is None:
            continue
        points.append(
            {
                "guard": guard,
                "x": left + _root(stopped["rate"], size),
                "y": size - _root(harm["rate"], size),
                "x1": left + _root(stopped["interval"][0], size),
                "x2": left + _root(stopped["interval"][1], size),
                "y1": size - _root(harm["interval"][0], size),
                "y2": size - _root(harm["interval"][1], size),
                "text": f"{guard}: {harm['rate']:.1%} harm, {stopped['rate']:.1%} of honest work stopped",
            }
        )
    ticks = [{"at": _root(share / 100, size), "text": f"{share} %"} for share in (0, 3, 10, 25, 50, 100)]
    return {"size": size, "left": left, "points": points, "ticks": ticks}


def _root(share: float, size: int) -> float:
    return float(max(share, 0.0) ** 0.5 * size)


def histogram(values: Sequence[int], longest: int = 8) -> dict[str, Any]:
    """How often each whole number comes up; everything from `longest` on is one bar."""
    height, bar, left = 150, 34, 30
    counts = [sum(min(value, longest) == at for value in values) for at in range(longest + 1)]
    most = max([*counts, 1])
    marks = [
        {
            "x": left + at * bar,
            "width": bar - 5,
            "y": height - count / most * height,
            "tall": count / most * height,
            "count": count,
            "text": f"{at}{'+' if at == longest else ''}",
        }
        for at, count in enumerate(counts)
    ]
    return {"width": left + (longest + 1) * bar, "height": height, "marks": marks}
