"""The page of the scoreboards."""

from inline_snapshot import snapshot

from scenarios.scoreboards.board import Board, Count, Published
from scenarios.scoreboards.markdown import as_markdown

BOARD = Board(
    bench="rjudge",
    n=4,
    metrics={"recall": 0.75, "f1": 0.5},
    floors={"keyword": {"recall": 0.25}},
    rows=(),
    counts={"recall": Count(count=3, of=4)},
    published=(Published(system="a | b", figures="0.6", source="a paper"),),
    notes=("One is left out.",),
)


def test_a_section_has_result_floors_counts_notes_and_what_others_published() -> None:
    """A dash where a floor has no such metric; a bar in a cell is no border."""
    page = as_markdown([BOARD])
    assert page.partition("## ")[2] == snapshot("""\
rjudge

Whole records of agents: safe or unsafe. Measured only, never tuned on. 4 records.

|  | recall | f1 |
| --- | --- | --- |
| AgentGuard | 0.750 | 0.500 |
| floor: keyword | 0.250 | - |

|  | count | share | 95 % interval |
| --- | --- | --- | --- |
| recall | 3 of 4 | 0.750 | 0.301 to 0.954 |

- One is left out.

| published | figures | source |
| --- | --- | --- |
| a \\| b | 0.6 | a paper |
""")


def test_a_section_leaves_out_what_there_is_none_of() -> None:
    """No empty table stands in the page."""
    bare = Board(bench="other", n=1, metrics={"f1": 1.0}, floors={}, rows=())
    assert as_markdown([bare]).partition("## ")[2] == snapshot("""\
other

1 records.

|  | f1 |
| --- | --- |
| AgentGuard | 1.000 |
""")
