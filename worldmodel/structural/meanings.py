"""What an operation on an object causes: the meaning of tool names, request paths and mutation names."""

from functools import lru_cache

from worldmodel.callname import singular
from worldmodel.operations import ONLY_IN_TOOLS, SAME_AS
from worldmodel.structural.row import Meaning, Row
from worldmodel.structural.rows import ROWS
from worldmodel.wordset import words

__all__ = ["ROWS", "Meaning", "meanings_of"]


@lru_cache(maxsize=4096)
def meanings_of(operation: str, objects: tuple[str, ...]) -> tuple[Meaning, ...]:
    """Return what `operation` on `objects` (words, any number) causes; empty where no row fits."""
    things = _forms(objects)
    head = _forms(_head(objects))
    operation = SAME_AS.get(operation) or ONLY_IN_TOOLS.get(operation) or operation
    return next((row.meanings for row in ROWS if _fits(row, operation, things, head)), ())


def _fits(row: Row, operation: str, things: frozenset[str], head: frozenset[str]) -> bool:
    if operation not in row.operations or not row.unless.isdisjoint(things):
        return False
    if row.needs and row.needs.isdisjoint(things):
        return False
    return row.objects is None or not row.objects.isdisjoint(head if row.head else things)


def _forms(objects: tuple[str, ...]) -> frozenset[str]:
    return frozenset(form for word in objects for form in (word, singular(word)))


def _head(objects: tuple[str, ...]) -> tuple[str, ...]:
    """The last of the objects, before what only says which: `user by id` is about the user."""
    cut = next((i for i, word in enumerate(objects) if i and word in _SAYS_WHICH), len(objects))
    named = [word for word in objects[:cut] if word not in _SAYS_NOTHING]
    return tuple(named[-1:]) or objects[-1:]


_SAYS_WHICH = words("by for from in with to where and")
_SAYS_NOTHING = words("id ids uid uuid all many batch bulk now permanently permanent forever my me current")
