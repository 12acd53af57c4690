"""The scoreboards as a page for people."""

from collections.abc import Iterable, Iterator, Sequence

from scenarios.scoreboards.board import Board, Count
from scenarios.scoreboards.registry import ABOUT

_HEAD = """# Public scoreboards

AgentGuard on public labelled data, beside trivial floors computed in the same run and figures that others \
have published. Every figure is a share, 0 to 1; where counts are known, the Wilson 95 % interval follows. \
None of these sets is part of this project; `agentguard bench` says for each which folder it needs.

This page is written by `agentguard bench public --data DATA --markdown docs/scoreboard.md`, never by hand.
"""


def as_markdown(boards: Sequence[Board]) -> str:
    """Return the page: one section a scoreboard."""
    return "\n".join([_HEAD, *(line for board in boards for line in _section(board))]).rstrip() + "\n"


def figure(value: float | None) -> str:
    """A share with three decimals; a dash where there is none."""
    return "-" if value is None else f"{value:.3f}"


def _section(board: Board) -> Iterator[str]:
    yield f"## {board.bench}"
    yield ""
    yield f"{ABOUT.get(board.bench, '')} {board.n:,} records.".strip()
    yield ""
    yield from _table(("", *board.metrics), _rows(board))
    if board.counts:
        yield from _table(("counted", "of", "share", "interval"), map(_counted, board.counts.items()))
    for note in board.notes:
        yield f"- {note}"
    if board.notes:
        yield ""
    if board.published:
        yield from _table(
            ("published", "figures", "source"),
            ((one.system, one.figures, one.source) for one in board.published),
        )


def _rows(board: Board) -> Iterator[tuple[str, ...]]:
    yield ("**AgentGuard**", *(f"**{figure(value)}**" for value in board.metrics.values()))
    for floor, values in board.floors.items():
        yield (f"floor: {floor}", *(figure(values.get(metric)) for metric in board.metrics))


def _counted(item: tuple[str, Count]) -> tuple[str, ...]:
    name, count = item
    low, high = count.interval
    return name, f"{count.count:,} of {count.of:,}", figure(count.rate), f"{low:.3f} to {high:.3f}"


def _table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _line(columns)
    yield "|" + " --- |" * len(columns)
    for row in rows:
        yield _line(row)
    yield ""


def _line(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|").replace("\n", " ") for cell in cells) + " |"
