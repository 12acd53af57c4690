"""The figures of one part, as they are printed and written."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from bench.clock import Times


@dataclass(frozen=True, slots=True)
class Row:
    """One line: times in seconds; `ratio` says how many times the alternative's median this one is."""

    name: str
    median: float
    p95: float
    samples: int
    ratio: float


@dataclass(frozen=True, slots=True)
class Section:
    """One part's figures. `versus` names what the ratios compare with, `notes` say what to know of them."""

    name: str
    title: str
    versus: str
    rows: tuple[Row, ...]
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """Return the section as plain JSON values."""
        return asdict(self)


def rows_of(times: Mapping[str, Times], versus: str | Mapping[str, str]) -> tuple[Row, ...]:
    """Return a row for each case; `versus` is the alternative's name, or each row's own."""
    rows = []
    for name, taken in times.items():
        other = versus if isinstance(versus, str) else versus[name]
        ratio = taken.median / times[other].median
        rows.append(Row(name, taken.median, taken.p95, len(taken.samples), ratio))
    return tuple(rows)


def duration(seconds: float) -> str:
    """Return a duration with three digits and its unit."""
    for unit, size in (("s", 1.0), ("ms", 1e-3), ("µs", 1e-6)):
        if seconds >= size:
            return f"{_three_digits(seconds / size)} {unit}"
    return f"{_three_digits(seconds / 1e-9)} ns"


def _three_digits(value: float) -> str:
    return f"{value:.0f}" if value >= 100 else f"{value:.1f}" if value >= 10 else f"{value:.2f}"
