"""What the arguments of a call say by their meaning: to whom, how much, how many, for how long, for good."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from worldmodel.canonical import JsonObject
from worldmodel.effect import Money
from worldmodel.structural.argument_names import (
    ALL,
    BIG,
    BOUNDLESS,
    BROAD,
    COUNTS,
    FINAL,
    FORCE,
    MANY_KEYS,
    ORDERED_NAMES,
    PEOPLE,
    PLACES,
    POWER_KEYS,
    PUBLIC,
    PUBLIC_KEYS,
    REPEATS,
    SOFT,
    TELLING_KEYS,
    TEXTS,
    TO,
    TRIAL,
    TRIAL_PLACE,
)
from worldmodel.structural.lasting import has_no_end, says_end
from worldmodel.structural.making import flat, truthy
from worldmodel.structural.sums import amount_in
from worldmodel.wordset import words


@dataclass(frozen=True)
class Arguments:
    """The arguments of one call, read once."""

    values: JsonObject
    _leaves: tuple[tuple[str, Any], ...] = field(default=(), init=False)

    @cached_property
    def leaves(self) -> tuple[tuple[str, Any], ...]:
        """All (key, leaf) pairs, keys in lower case and without their path."""
        return tuple((_plain_key(key), value) for key, value in flat(self.values))

    def under(self, keys: frozenset[str]) -> Iterator[Any]:
        """The leaves whose key is one of `keys`."""
        return (value for key, value in self.leaves if key in keys and value not in (None, ""))

    def flag(self, keys: frozenset[str]) -> str | None:
        """The first of `keys` that is set to yes, else None."""
        return next((key for key, value in self.leaves if key in keys and truthy(value)), None)

    @cached_property
    def recipients(self) -> tuple[str, ...]:
        """Everyone the call names as a receiver, in order, once."""
        return tuple(
            dict.fromkeys(
                one for value in self.under(TO) if isinstance(value, str | int) for one in _each(value)
            )
        )

    @cached_property
    def amount(self) -> Money | None:
        """The money it names, with its currency where one stands beside it."""
        return amount_in(self.leaves)

    @cached_property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Every text of some length, under whatever name, longest first; reviewed names have no privilege."""
        found = [
            (key, value)
            for key, value in self.leaves
            if isinstance(value, str) and (key in TEXTS or len(value) > 24)
        ]
        return tuple(sorted(found, key=lambda pair: -len(pair[1])))

    @cached_property
    def trial(self) -> str | None:
        """The argument that asks for a rehearsal only (`dry_run`), else None."""
        return self.flag(TRIAL)

    @cached_property
    def final(self) -> str | None:
        """The argument that skips the bin, else None."""
        return self.flag(FINAL)

    @cached_property
    def forced(self) -> str | None:
        """The argument that overrides a check, else None."""
        return self.flag(FORCE)

    @cached_property
    def soft(self) -> str | None:
        """The argument that moves to a bin or archive only, else None."""
        return self.flag(SOFT)

    @cached_property
    def broad(self) -> str | None:
        """The argument by which it reaches everything that matches, else None."""
        if (key := self.flag(BROAD)) is not None:
            return key
        return next(
            (
                key
                for key, value in self.leaves
                if key in MANY_KEYS and isinstance(value, str) and ALL.match(value.strip())
            ),
            None,
        )

    @cached_property
    def everyone(self) -> bool:
        """Whether it reaches people by a word for all of them."""
        return any(
            key in PEOPLE and isinstance(value, str) and ALL.match(value.strip())
            for key, value in self.leaves
        )

    @cached_property
    def selects(self) -> str | None:
        """A query or filter by which it chooses its objects, else None."""
        return next(
            (
                str(v)
                for v in self.under(
                    words("query filter where pattern selector match search older_than before")
                )
            ),
            None,
        )

    @cached_property
    def count(self) -> int | None:
        """How many objects it names, None where it names none or one by a query."""
        return max(
            (len(value) for value in self.values.values() if isinstance(value, list) and len(value) > 1),
            default=None,
        )

    @cached_property
    def stated_count(self) -> int | None:
        """How many objects it says it expects to touch, None where it doesn't say."""
        return next((int(v) for v in self.under(COUNTS) if str(v).isdigit()), None)

    @cached_property
    def power(self) -> str | None:
        """A role, policy or scope that gives everything, else None."""
        return next((str(value) for value in self.under(POWER_KEYS) if BIG.search(str(value))), None)

    @property
    def powers(self) -> Iterator[Any]:
        """The roles, scopes and permissions that it gives."""
        return self.under(POWER_KEYS)

    @cached_property
    def ends(self) -> bool:
        """Whether what it gives is said to end by itself within a year."""
        return any(says_end(key) for key, _ in self.leaves) and not self.endless

    @cached_property
    def endless(self) -> bool:
        """Whether what it gives is said never to end, or not within a year."""
        return any(says_end(key) and has_no_end(key, value) for key, value in self.leaves)

    @cached_property
    def boundless(self) -> bool:
        """Whether the amount that it allows has no bound."""
        return any(
            str(value).lower() in BOUNDLESS for value in self.under(words("amount total allowance limit"))
        )

    @cached_property
    def rehearsal_place(self) -> str | None:
        """The place for trying things out where it acts (`env=staging`), else None."""
        return next((str(v) for v in self.under(PLACES) if TRIAL_PLACE.match(str(v).strip())), None)

    @cached_property
    def public(self) -> str | None:
        """The argument that opens something to everybody, else None."""
        for key, value in self.leaves:
            if key in PUBLIC_KEYS and PUBLIC.match(str(value)):
                return f"{key}={value}"
            if (
                key in {"public", "is_public", "publicly_accessible", "world_readable"} and truthy(value)
            ) or (key in {"private", "is_private"} and value is False):
                return f"{key}={value}"
        return None

    @cached_property
    def repeats(self) -> str | None:
        """What makes it recur, else None."""
        return next(
            (
                str(v)
                for v in self.under(REPEATS)
                if v is not False and str(v).lower() not in {"none", "once", "false"}
            ),
            None,
        )

    @cached_property
    def shown(self) -> str:
        """The value that names its object best: a title, an id, a path."""
        named = {
            key: value
            for key, value in reversed(self.leaves)
            if isinstance(value, str | int) and not isinstance(value, bool)
        }
        order = (key for key in ORDERED_NAMES if key in named)
        first = next(order, None) or next((key for key in named if key.endswith(("_id", "_name"))), None)
        if first is None:
            return ""
        value = str(named[first])[:120]
        return f"{first.removesuffix('_id')} {value}" if first in TELLING_KEYS else value


def _plain_key(key: str) -> str:
    tail = key.rpartition(".")[2]
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[-\s]", "_", tail).lower().rstrip("[]")


def _each(value: str | int) -> Iterable[str]:
    return (part.strip() for part in re.split(r"[,;]\s*", str(value)) if part.strip())
