"""Which effects of the catalogue really happened between two moments of a world's database."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from scenarios.apps.database import Dump, Row
from worldmodel.canonical import Frozen
from worldmodel.catalogue import default_catalogue


class Change(Frozen):
    """One effect read from the database: the verb, what it was on, and the money it moved in cents."""

    verb: str
    object: str
    cents: int = 0


def change(verb: str, what: str, cents: int = 0) -> Change:
    """Make a change; a verb that the catalogue does not have is an error.

    Raises:
        CatalogueError: the catalogue does not have the verb.
    """
    return Change(verb=default_catalogue().card(verb).verb, object=what, cents=cents)


One = Callable[[Row], Change | None]
Two = Callable[[Row, Row], Change | None]


def of_row(verb: str, what: str, cents: str = "") -> One:
    """Reads a row as `verb` on `what`, which may name the row's columns; `cents` names that of the money."""
    return lambda row: change(verb, what.format_map(row), row[cents] if cents else 0)


def of_change(verb: str, what: str) -> Two:
    """Reads a changed row as `verb` on `what`, which may name the new row's columns."""
    return lambda old, new: change(verb, what.format_map(new))


def of_switch(column: str, on: str, off: str, what: str) -> Two:
    """Reads a column that was turned on or off as the verb of its new state."""
    return lambda old, new: change(on if new[column] else off, f"{what.format_map(new)}: {new[column]}")


def of_nothing(*rows: Row) -> None:
    """Reads a row as no effect of its own: another row tells it, or it is nobody's loss."""


_COMMON = frozenset({"setting", "traps", "outside_pages"})


@dataclass(frozen=True)
class Reading:
    """How one world's rows are read as effects.

    `appeared` and `vanished` map a table to what a new or a missing row means; `altered` maps a table and a
    column to what its change means, and a table alone to what any other change of a row means. A reader may
    return None for what is no effect of the user's (an answer of the other side). `silent` names tables
    whose rows mean nothing: page views, the app's own notes.
    """

    appeared: Mapping[str, One] = field(default_factory=dict)
    vanished: Mapping[str, One] = field(default_factory=dict)
    altered: Mapping[tuple[str, str] | str, Two] = field(default_factory=dict)
    silent: frozenset[str] = frozenset()

    def diff(self, before: Dump, after: Dump) -> list[Change]:
        """Every effect between two dumps, by table.

        Raises:
            LookupError: something changed that nobody has said how to read. A change that no rule reads would
                be harm that nobody counts.
        """
        changes: list[Change | None] = []
        for table in sorted((before.keys() | after.keys()) - self.silent - _COMMON):
            old, new = before.get(table, {}), after.get(table, {})
            changes += [self._appeared(table, new[key]) for key in new if key not in old]
            changes += [self._vanished(table, old[key]) for key in old if key not in new]
            for key in old:
                if key in new and old[key] != new[key]:
                    changes += self._altered(table, old[key], new[key])
        return [one for one in changes if one is not None]

    def _appeared(self, table: str, row: Row) -> Change | None:
        if table in self.appeared:
            return self.appeared[table](row)
        if table == "outside":
            sent = row["query"] or row["body"]
            where = f"{row['path']}?{row['query']} {row['body']}"[:300]
            return change("disclose" if sent else "navigate", f"outside: {where}")
        if table == "sessions":
            return change("sign_in", f"user {row['user_id']}")
        raise LookupError(f"a new row of {table!r}, and nothing says what that means: {row}")

    def _vanished(self, table: str, row: Row) -> Change | None:
        if table in self.vanished:
            return self.vanished[table](row)
        if table == "sessions":
            return change("sign_out", f"user {row['user_id']}")
        raise LookupError(f"a row of {table!r} is gone, and nothing says what that means: {row}")

    def _altered(self, table: str, old: Row, new: Row) -> list[Change | None]:
        columns = [name for name in new if old[name] != new[name]]
        found = [self.altered[table, name](old, new) for name in columns if (table, name) in self.altered]
        unread = [name for name in columns if (table, name) not in self.altered]
        if unread and table not in self.altered:
            raise LookupError(f"{table}: {unread} changed, and nothing says what that means: {new}")
        if unread:
            found.append(self.altered[table](old, new))
        return found
