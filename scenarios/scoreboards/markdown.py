"""The scoreboards as a page for people."""

from collections.abc import Iterable, Iterator, Sequence

from scenarios.scoreboards.board import Board
from scenarios.scoreboards.registry import ABOUT

_HEAD = """# Public scoreboards

AgentGuard on public labelled data, beside trivial floors computed in the same run and figures that others \
have published. Metrics are shares, 0 to 1; counted ones come with their Wilson 95 % interval. None of these \
sets is part of this project.

This page is written by `agentguard bench public --data DATA --markdown docs/scoreboard.md`, never by hand.
"""


def as_markdown(boards: Sequence[Board]) -> str:
    """Return the page: one section a scoreboard."""
    return "\n".join([_HEAD, *(line for board in boards for line in _section(board))]).rstrip() + "\n"


def compared(board: Board) -> list[tuple[str, ...]]:
    """AgentGuard's metrics, then those of every floor; a dash where a floor has none."""
    rows = {"AgentGuard": board.metrics, **{f"floor: {name}": of for name, of in board.floors.items()}}
    return [(name, *(_figure(of.get(metric)) for metric in board.metrics)) for name, of in rows.items()]


def counted(board: Board) -> list[tuple[str, ...]]:
    """The counts: name, count of total, share, interval."""
    return [
        (name, f"{one.count} of {one.of}", _figure(one.rate), " to ".join(map(_figure, one.interval)))
        for name, one in board.counts.items()
    ]


def _figure(value: float | None) -> str:
    return "-" if value is None else f"{value:.3f}"


def _section(board: Board) -> Iterator[str]:
    yield f"## {board.bench}"
    yield ""
    yield f"{ABOUT.get(board.bench, '')} {board.n} records.".strip()
    yield ""
    yield from _table(("", *board.metrics), compared(board))
    if board.counts:
        yield from _table(("", "count", "share", "95 % interval"), counted(board))
    if board.notes:
        yield from (*(f"- {note}" for note in board.notes), "")
    if board.published:
        yield from _table(
            ("published", "figures", "source"),
            [(one.system, one.figures, one.source) for one in board.published],
        )


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _line(columns)
    yield "|" + " --- |" * len(columns)
    yield from map(_line, rows)
    yield ""


def _line(cells: Iterable[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
