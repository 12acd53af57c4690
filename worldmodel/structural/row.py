"""A row of the table of meanings: operations on objects, and the effects they have together."""

from dataclasses import dataclass, field
from typing import Any

from worldmodel.effect import Horizon, Reversibility, Scope, Tier
from worldmodel.wordset import words


@dataclass(frozen=True, slots=True)
class Meaning:
    """One effect of a row: its verb, how surely, and what differs from the catalogue's card."""

    verb: str
    probability: float = 0.9
    overrides: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """Operations on objects, and what they cause."""

    operations: frozenset[str]
    objects: frozenset[str] | None
    meanings: tuple[Meaning, ...]
    unless: frozenset[str] = field(default=frozenset())
    needs: frozenset[str] = field(default=frozenset())
    """Words of which one more has to stand among the objects."""
    head: bool = False
    """Whether the row is about the last object alone: an account's address is not the account."""


def means(verb: str, probability: float = 0.9, **overrides: Any) -> Meaning:
    """Return the meaning `verb`; `overrides` are fields of the effect that differ from the card."""
    return Meaning(verb, probability, tuple(overrides.items()))


def row(
    operations: str,
    objects: frozenset[str] | None,
    *meanings: Meaning,
    unless: str = "",
    needs: frozenset[str] = frozenset(),
    head: bool = False,
) -> Row:
    """Return a row of words: `operations` and `unless` as text, `objects` None for any object."""
    return Row(words(operations), objects, meanings, words(unless), needs, head)


LATER: Any = Horizon.LONG
OWN: dict[str, Any] = {"tier": Tier.LOW, "reversibility": Reversibility.REVERSIBLE, "scope": Scope.SELF}
SMALL: dict[str, Any] = {"tier": Tier.LOW, "reversibility": Reversibility.EFFORTFUL}
FINAL: dict[str, Any] = {"tier": Tier.HIGH, "reversibility": Reversibility.IRREVERSIBLE}
SHARED: dict[str, Any] = {"tier": Tier.HIGH, "reversibility": Reversibility.EFFORTFUL, "scope": Scope.OTHERS}

MAKE = "create add new make insert generate issue mint register provision open store import"
ALTER = "update edit modify change rename move patch configure adjust set put write save"
REMOVE = (
    "delete remove destroy drop purge wipe erase clear trash empty discard unlink rm truncate prune flush"
)
MEASURED = "analytics tracking telemetry metrics metric pixel stream log logs property audit"
OFF = "disable deactivate stop suspend pause turn switch toggle mute silence bypass skip detach disarm unlock"
