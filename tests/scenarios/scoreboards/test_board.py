"""What a scoreboard's result looks like outside."""

from scenarios.scoreboards.board import Board, Count, Published, Row


def test_a_result_has_the_stated_shape() -> None:
    """Rows say `verdict` for a decision and `predicted` for a label; counts come with their interval."""
    board = Board(
        bench="sample",
        n=2,
        metrics={"accuracy": 0.5},
        floors={"majority": {"accuracy": 0.5}},
        rows=(
            Row(id="a", expected="allow", said="ask"),
            Row(id="b", expected="LOW", said="LOW", kind="predicted"),
        ),
        counts={"accuracy": Count(count=1, of=2)},
        published=(Published(system="other", figures="0.6", source="a paper"),),
        notes=("a note",),
    )
    assert board.as_json() == {
        "bench": "sample",
        "n": 2,
        "metrics": {"accuracy": 0.5},
        "floors": {"majority": {"accuracy": 0.5}},
        "counts": {"accuracy": {"count": 1, "of": 2, "interval": [0.0945, 0.9055]}},
        "published": [{"system": "other", "figures": "0.6", "source": "a paper"}],
        "notes": ["a note"],
        "rows": [
            {"id": "a", "expected": "allow", "verdict": "ask"},
            {"id": "b", "expected": "LOW", "predicted": "LOW"},
        ],
    }


def test_a_share_of_none_is_zero_and_knows_nothing() -> None:
    """Its interval is everything."""
    assert Count(count=0, of=0).rate == 0.0
    assert Count(count=0, of=0).interval == (0.0, 1.0)
