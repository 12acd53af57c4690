"""A world's database."""

from pathlib import Path

import pytest

from scenarios.apps.database import Database, insert


@pytest.fixture
def database(tmp_path: Path) -> Database:
    """One table with a key of two columns and a foreign key."""
    schema = tmp_path / "schema.sql"
    schema.write_text(
        "-- two tables\nCREATE TABLE a (id INTEGER PRIMARY KEY, x TEXT);\n"
        "CREATE TABLE b (a INTEGER REFERENCES a(id), n INTEGER, v TEXT, PRIMARY KEY (a, n))  -- no semicolon"
    )
    made = Database(tmp_path / "world.db", schema)
    made.reset(lambda connection: connection.execute("INSERT INTO a VALUES (1, 'seed')"))
    return made


def test_a_reset_puts_everything_back(database: Database) -> None:
    """What was added, changed and referenced is gone; the seed is there."""
    before = database.dump()
    database.run("UPDATE a SET x = 'other'")
    database.run("INSERT INTO b VALUES (1, 2, 'new')")
    assert database.dump() != before
    database.reset(lambda connection: connection.execute("INSERT INTO a VALUES (1, 'seed')"))
    assert database.dump() == before


def test_a_reset_that_fails_changes_nothing(database: Database) -> None:
    """It is one transaction: half a world would be a wrong truth."""
    before = database.dump()
    with pytest.raises(ZeroDivisionError):
        database.reset(lambda connection: 1 // 0)
    assert database.dump() == before


def test_rows_are_keyed_by_their_whole_key(database: Database) -> None:
    """Two rows that share a part of the key are two."""
    database.run("INSERT INTO b VALUES (1, 1, 'p')")
    database.run("INSERT INTO b VALUES (1, 2, 'q')")
    assert {key: row["v"] for key, row in database.dump()["b"].items()} == {"1/1": "p", "1/2": "q"}


@pytest.mark.parametrize(
    ("condition", "holds"),
    [
        ("SELECT 1", True),
        ("SELECT 0", False),
        ("SELECT x FROM a WHERE id = 9", False),
        ("SELECT NULL", False),
    ],
)
def test_a_condition_holds_or_not(database: Database, condition: str, holds: bool) -> None:
    """No row and no value are both no."""
    assert database.holds(condition) is holds


def test_a_deleted_rows_key_is_not_given_out_again(database: Database) -> None:
    """Otherwise a new row would look like the old one, changed."""
    database.run("DELETE FROM a WHERE id = 1")
    assert database.run("INSERT INTO a (x) VALUES ('new')") == 2


def test_rows_are_inserted_into_the_named_columns(database: Database) -> None:
    """The others keep their defaults."""
    with database.connect() as connection:
        insert(connection, "b", "a, n", [(1, 1), (1, 2)])
    assert database.all("SELECT * FROM b") == [{"a": 1, "n": n, "v": None} for n in (1, 2)]


def test_a_table_without_a_key_is_refused(database: Database) -> None:
    """Two equal rows of it would be one in a dump, and the second a change that nobody sees."""
    database.run("CREATE TABLE c (x TEXT)")
    with pytest.raises(ValueError, match="'c' needs a primary key"):
        database.dump()
