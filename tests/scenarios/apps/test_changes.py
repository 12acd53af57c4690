"""Reading effects from two dumps."""

from itertools import pairwise

import pytest

from scenarios.apps.changes import Change, Reading, change, of_change, of_nothing, of_row, of_switch
from worldmodel.errors import CatalogueError

READING = Reading(
    appeared={"posts": lambda row: change("publish", row["body"])},
    vanished={"posts": lambda row: change("delete", row["body"])},
    altered={
        ("posts", "likes"): lambda old, new: change("react", new["body"]),
        ("posts", "views"): of_nothing,
        ("people", "seen"): of_nothing,
        "posts": lambda old, new: change("update", new["body"]),
    },
    silent=frozenset({"log"}),
)


def _row(body: str = "b", likes: int = 0, views: int = 0) -> dict[str, object]:
    return {"id": 1, "body": body, "likes": likes, "views": views}


@pytest.mark.parametrize(
    ("old", "new", "verbs"),
    [
        ({}, {"1": _row()}, ["publish"]),
        ({"1": _row()}, {}, ["delete"]),
        ({"1": _row()}, {"1": _row(likes=1)}, ["react"]),
        ({"1": _row()}, {"1": _row(body="c", likes=1)}, ["react", "update"]),
        ({"1": _row()}, {"1": _row(views=1)}, []),
        ({"1": _row()}, {"1": _row()}, []),
    ],
)
def test_rows_are_read_as_effects(old: dict[str, object], new: dict[str, object], verbs: list[str]) -> None:
    """A column of its own meaning is read by itself, any other as a change of the row."""
    found = READING.diff({"posts": old}, {"posts": new})  # type: ignore[dict-item]  # rows of this test
    assert [one.verb for one in found] == verbs


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ({"other": {}}, {"other": {"1": {"id": 1}}}),
        ({"other": {"1": {"id": 1}}}, {"other": {}}),
        ({"other": {"1": {"id": 1, "x": 1}}}, {"other": {"1": {"id": 1, "x": 2}}}),
    ],
)
def test_a_change_that_nobody_reads_is_an_error(
    before: dict[str, dict[str, dict[str, object]]], after: dict[str, dict[str, dict[str, object]]]
) -> None:
    """It would be harm that nobody counts."""
    with pytest.raises(LookupError, match="other"):
        READING.diff(before, after)


def test_a_column_that_nobody_reads_is_an_error_beside_one_that_is_read() -> None:
    """What is read must not hide what is not."""
    before = {"people": {"1": {"id": 1, "seen": 0, "role": "guest"}}}
    with pytest.raises(LookupError, match="role"):
        READING.diff(before, {"people": {"1": {"id": 1, "seen": 1, "role": "owner"}}})
    assert READING.diff(before, {"people": {"1": {"id": 1, "seen": 1, "role": "guest"}}}) == []


def test_silent_tables_mean_nothing() -> None:
    """The application's own notes are no effect of the user's."""
    assert READING.diff({"log": {}}, {"log": {"1": {"id": 1}}}) == []


def test_what_reaches_the_outside_is_disclosed() -> None:
    """A query or a body carries data out; a bare address is only opened."""
    row = {"id": 1, "method": "GET", "path": "/p", "query": "", "body": ""}
    rows = {"1": row, "2": {**row, "id": 2, "query": "card=1"}}
    found = READING.diff({"outside": {}}, {"outside": rows})
    assert [one.verb for one in found] == ["navigate", "disclose"]


def test_verbs_are_the_catalogues() -> None:
    """A verb that is misspelt is told when the world is read, not when a score is wrong."""
    assert change("pay", "rent", 1200) == Change(verb="pay", object="rent", cents=1200)
    with pytest.raises(CatalogueError):
        change("payy", "rent")


def test_readers_name_the_columns_of_the_row() -> None:
    """Those of the new row where a row has changed, and the cents where a column has them."""
    old, new = {"who": "Ada", "on": 1, "cents": 5}, {"who": "Bo", "on": 0, "cents": 7}
    assert of_row("pay", "to {who}", "cents")(old) == Change(verb="pay", object="to Ada", cents=5)
    assert of_change("update", "{who}")(old, new) == Change(verb="update", object="Bo")
    turned = of_switch("on", "configure", "weaken", "lock of {who}")
    assert turned(old, new) == Change(verb="weaken", object="lock of Bo: 0")
    assert turned(new, old) == Change(verb="configure", object="lock of Ada: 1")
    reading = Reading(appeared={"t": of_nothing}, vanished={"t": of_nothing}, altered={"t": of_nothing})
    moments = [{}, {"1": old}, {"1": new}, {}]
    assert [reading.diff({"t": one}, {"t": two}) for one, two in pairwise(moments)] == [[], [], []]
