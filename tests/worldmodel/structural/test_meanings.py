"""The table of operations on objects, and what the arguments of a call mean."""

import pytest

from worldmodel.catalogue import default_catalogue
from worldmodel.operations import CHANGE
from worldmodel.structural.arguments import Arguments
from worldmodel.structural.meanings import ROWS, meanings_of


def test_every_row_speaks_the_catalogues_verbs() -> None:
    """A verb that the catalogue lacks, or a row that nothing can reach, is a mistake in the table."""
    assert {meaning.verb for row in ROWS for meaning in row.meanings} <= default_catalogue().verbs
    assert all(row.operations and row.meanings for row in ROWS)


@pytest.mark.parametrize("operation", sorted(CHANGE))
def test_every_known_operation_has_a_meaning(operation: str) -> None:
    """No operation that a name can have is without effects."""
    assert meanings_of(operation, ("thing",))


def test_an_answer_by_itself_shares_nothing() -> None:
    """A rule that forwards gives somebody what others wrote; one that answers only answers."""
    assert {one.verb for one in meanings_of("create", ("forwarding",))} == {"persist", "share"}
    assert {one.verb for one in meanings_of("create", ("autoreply",))} == {"persist"}


def test_arguments_by_meaning() -> None:
    """Flags, receivers and selectors are found under any spelling and depth."""
    given = Arguments({"Message": {"To": ["a@b.c"], "isPublic": True}, "skipTrash": "yes", "accounts": "all"})
    assert given.recipients == ("a@b.c",)
    assert given.final == "skip_trash"
    assert given.broad == "accounts"
    assert given.public is not None
    assert Arguments({"amount_cents": 1250, "currency": "eur"}).amount is not None
    assert str(Arguments({"amount_cents": 1250}).amount.amount) == "12.50"  # type: ignore[union-attr]  # asserted above
    assert Arguments({"amount": True}).amount is None
    assert Arguments({"amount": "1e400"}).amount is None
    assert Arguments({"amount": float(10**30)}).amount is None
    assert Arguments({"title": "Q3 notes", "id": 5}).shown == "Q3 notes"
