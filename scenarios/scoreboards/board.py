"""What one scoreboard found: its metrics, the trivial floors of the same run, and a row for every record."""

from typing import Any

from pydantic import Field

from scenarios.intervals import wilson
from worldmodel.canonical import Frozen


class Count(Frozen):
    """How often something held: `count` of `of`."""

    count: int
    of: int

    @property
    def rate(self) -> float:
        """The share, 0 to 1; 0 for none of none."""
        return self.count / self.of if self.of else 0.0

    @property
    def interval(self) -> tuple[float, float]:
        """The Wilson 95 % interval of the rate."""
        return wilson(self.count, self.of)


class Row(Frozen):
    """One record: what is true of it, and what was said."""

    id: str
    expected: str
    said: str
    kind: str = "verdict"
    """`verdict` for a decision of the firewall, `predicted` for a label."""

    def as_json(self) -> dict[str, str]:
        """The row under the name that its kind has in a report."""
        return {"id": self.id, "expected": self.expected, self.kind: self.said}


class Published(Frozen):
    """A figure that others have published, quoted with its source."""

    system: str
    figures: str
    source: str


class Board(Frozen):
    """One scoreboard's result.

    `metrics` and every entry of `floors` map a metric's name to its value, 0 to 1. `counts` has those metrics
    that are shares, with their counts. `n` is the number of records scored; `notes` says what was left out
    and why.
    """

    bench: str
    n: int
    metrics: dict[str, float]
    floors: dict[str, dict[str, float]]
    rows: tuple[Row, ...]
    counts: dict[str, Count] = Field(default_factory=dict)
    published: tuple[Published, ...] = ()
    notes: tuple[str, ...] = ()

    def as_json(self) -> dict[str, Any]:
        """The result as `--json` writes it."""
        return {
            "bench": self.bench,
            "n": self.n,
            "metrics": self.metrics,
            "floors": self.floors,
            "counts": {
                name: {**count.model_dump(), "interval": [round(edge, 4) for edge in count.interval]}
                for name, count in self.counts.items()
            },
            "published": [one.model_dump() for one in self.published],
            "notes": list(self.notes),
            "rows": [row.as_json() for row in self.rows],
        }
