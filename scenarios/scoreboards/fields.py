"""From a predicted effect to the fields of a record: which columns a tool call would change.

A world model tells what a call does, not to which column. The columns of a collection are known, as a table's
are; which of them a call changes is read from words alone:

- the record is the one whose id is given: `order_id` to a tool that names an order means one of `orders`;
- what only looks changes nothing;
- every argument, and what else the tool's name speaks of, changes the column that all its words fit best: to
  `cancel`, the argument `reason` means `cancel_reason` where there is such a column, else `reason`;
- what does more than make, write or set something (it ends, sends, pays) also changes the record's status.
"""

from collections.abc import Iterable, Mapping, Set

from worldmodel.callname import singular
from worldmodel.effect import Effect
from worldmodel.identifiers import split_identifier

_LOOKS = frozenset({"read", "navigate"})
_WRITES = frozenset({"create", "update", "overwrite", "configure"})
_STATUS = frozenset({"status", "state"})

Columns = Mapping[str, Set[str]]
"""The columns of every collection."""


def key_of(tool: str, arguments: Iterable[str]) -> str | None:
    """The argument that names the record: the first `<noun>_id` whose noun the tool's name has, else None."""
    said = words_of(tool)
    return next((name for name in arguments if name.endswith("_id") and words_of(name) <= said), None)


def collection_of(key: str) -> str:
    """The collection whose records `key` names: `orders` for `order_id`."""
    noun = key.removesuffix("_id")
    return f"{noun[:-1]}ies" if noun.endswith("y") else f"{noun}s"


def words_of(name: str) -> frozenset[str]:
    """The words of an identifier, in the singular, without numbers and `id`."""
    pieces = (singular(piece.lower()) for piece in split_identifier(name))
    return frozenset(piece for piece in pieces if piece.isalpha()) - {"id", "ids"}


def changed(
    tool: str, arguments: Iterable[str], effects: Iterable[Effect], columns: Columns
) -> frozenset[str]:
    """The fields that a call would change, each as `collection.column`.

    Args:
        tool: its name.
        arguments: the names of what it is given.
        effects: what a world model expects of the call.
        columns: the columns that there are.
    """
    verbs = {effect.verb for effect in effects} - _LOOKS
    arguments = tuple(arguments)
    key = key_of(tool, arguments)
    if not verbs or key is None:
        return frozenset()
    collection = collection_of(key)
    known = columns.get(collection, frozenset()) - {key}
    operation = frozenset(split_identifier(tool)[:1])
    subjects = [words_of(name) for name in arguments if name != key]
    subjects.append(words_of(tool) - operation - words_of(key))
    named = {_best(subject, operation, known) for subject in subjects} - {None}
    ended = known & _STATUS if verbs - _WRITES else frozenset()
    return frozenset(f"{collection}.{column}" for column in {*named, *ended})


def _best(subject: Set[str], operation: Set[str], columns: Set[str]) -> str | None:
    """The column with most of the subject's words, and none but these and the operation's own."""
    fitting = [
        column
        for column in columns
        if words_of(column) & subject and words_of(column) <= {*subject, *operation}
    ]
    return min(fitting, key=lambda column: (-len(words_of(column)), column), default=None)
