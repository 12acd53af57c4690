"""Every part of the bench runs and gives figures that can be figures. What they are is not asserted."""

import json
import math
from pathlib import Path

import pytest

from bench.__main__ import PARTS, main
from bench.clock import QUICK, Case, Times, measure
from bench.figures import Section, duration, rows_of

_BROWSER = {"snapshots", "wire"}
_SLOW = {"prediction", "decisions"}  # they start fresh interpreters
_MARKS = {
    **dict.fromkeys(_BROWSER, (pytest.mark.browser, pytest.mark.slow)),
    **dict.fromkeys(_SLOW, (pytest.mark.slow,)),
}


@pytest.mark.parametrize(
    "name", [pytest.param(name, marks=_MARKS.get(name, ())) for name in PARTS if name != "peers"]
)
def test_part_gives_figures(name: str) -> None:
    """All rows of a part hold finite positive times and ratios, from at least one sample."""
    section = PARTS[name](QUICK)
    assert section.name == name
    assert len(section.rows) >= 2
    for row in section.rows:
        assert all(math.isfinite(value) and value > 0 for value in (row.median, row.p95, row.ratio)), row
        assert row.median <= row.p95
        assert row.samples >= 1


def test_command_prints_and_writes(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """`--only` runs one part, prints its table with units, and `--json` writes the same figures."""
    out = tmp_path / "figures.json"
    assert main(["--only", "rules", "--quick", "--json", str(out)]) == 0
    assert "µs" in capsys.readouterr().out
    sections = json.loads(out.read_text("utf-8"))["sections"]
    assert [section["name"] for section in sections] == ["rules"]


def test_samples_are_ranked() -> None:
    """The median and the 95 % figure are samples themselves, by nearest rank."""
    times = Times([5.0, 1.0, 3.0, 2.0, 4.0])
    assert (times.median, times.p95) == (3.0, 5.0)


def test_only_the_call_is_timed() -> None:
    """What a case prepares for its call takes no part in its time."""
    numbers = list(range(20_000))
    times = measure(
        {"prepared": Case(len, lambda: sorted(numbers)), "called": Case(lambda _: sorted(numbers))}, QUICK
    )
    assert times["prepared"].median < times["called"].median


def test_ratio_names_its_alternative() -> None:
    """A row's ratio is its median over the alternative's."""
    rows = rows_of({"a": Times([2.0]), "b": Times([1.0])}, "b")
    assert [row.ratio for row in rows] == [2.0, 1.0]
    assert Section("n", "t", "b", rows).as_json()["rows"][0]["ratio"] == 2.0


@pytest.mark.parametrize(
    ("seconds", "text"), [(1.5, "1.50 s"), (0.0123, "12.3 ms"), (2e-6, "2.00 µs"), (3.1e-8, "31.0 ns")]
)
def test_durations_carry_their_unit(seconds: float, text: str) -> None:
    """A duration is printed with three digits and a unit."""
    assert duration(seconds) == text
