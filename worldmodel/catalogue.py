"""The effect catalogue: one card of knowledge for every verb that an effect can have.

The set of verbs is closed at load time. A user's own file may add verbs or raise the caution of a
shipped one, never lower it. An unknown key, verb or value stops the load with file, line and mend.
"""

import difflib
from collections.abc import Mapping
from enum import StrEnum
from functools import cache
from pathlib import Path
from typing import Annotated, Any

from pydantic import Field, StringConstraints

from worldmodel.action import Surface
from worldmodel.canonical import Frozen
from worldmodel.effect import Effect, Resource, Reversibility, Scope, Tier
from worldmodel.errors import CatalogueError
from worldmodel.marked_yaml import MarkedYaml

SHIPPED_PATH = Path(__file__).with_name("effects.yaml")

SHIPPED_VERBS = (
    "read", "navigate", "react", "create", "update", "overwrite", "delete", "send",
    "publish", "share", "pay", "subscribe", "transfer", "reserve", "sign_in", "sign_out",
    "register", "close_account", "change_credentials", "configure", "agree", "disclose", "grant", "weaken",
    "conceal", "persist", "execute", "install", "stop", "exhaust",
)  # fmt: skip
"""The verbs that the shipped file must define, no more and no fewer."""


class Severity(StrEnum):
    """How bad the effect is when nobody wanted it; the members stand mildest first."""

    NEGLIGIBLE = "negligible"
    MINOR = "minor"
    MODERATE = "moderate"
    SEVERE = "severe"
    CRITICAL = "critical"


class Loss(StrEnum):
    """What kind of good is lost."""

    CONFIDENTIALITY = "confidentiality"
    INTEGRITY = "integrity"
    AVAILABILITY = "availability"
    FINANCIAL = "financial"
    LEGAL = "legal"
    REPUTATION = "reputation"


Line = Annotated[str, StringConstraints(min_length=2, max_length=300)]
OwaspId = Annotated[str, StringConstraints(pattern=r"^ASI(0[1-9]|10)$")]
AtlasId = Annotated[str, StringConstraints(pattern=r"^AML\.T\d{4}(\.\d{3})?$")]
VerbName = Annotated[str, StringConstraints(pattern=r"^[a-z]+(_[a-z]+)*$", max_length=40)]


class Signs(Frozen):
    """How the effect typically shows before it happens, surface by surface."""

    page: tuple[Line, ...] = Field(min_length=1)
    http: tuple[Line, ...] = Field(min_length=1)
    tool: tuple[Line, ...] = Field(min_length=1)
    shell: tuple[Line, ...] = Field(min_length=1)
    sql: tuple[Line, ...] = Field(min_length=1)
    desktop: tuple[Line, ...] = Field(min_length=1)

    def on(self, surface: Surface) -> tuple[str, ...]:
        """Return the signs of one surface."""
        signs: tuple[str, ...] = getattr(self, surface.value)
        return signs


class Card(Frozen):
    """What is known of one verb. The defaults hold where a snapshot tells nothing better."""

    verb: VerbName
    definition: Annotated[str, StringConstraints(min_length=40, max_length=800)]
    harm_routes: tuple[Line, ...]
    signs: Signs
    severity: Severity
    reversibility: Reversibility
    scope: Scope
    tier: Tier
    losses: tuple[Loss, ...]
    owasp: tuple[OwaspId, ...]
    atlas: tuple[AtlasId, ...]
    examples: tuple[Line, ...] = Field(min_length=4)
    look_alikes: tuple[Line, ...] = Field(min_length=3)


class _Raise(Frozen):
    """What a user's file may say of a verb that exists already."""

    severity: Severity | None = None
    reversibility: Reversibility | None = None
    scope: Scope | None = None
    tier: Tier | None = None
    losses: tuple[Loss, ...] = ()


class _References(Frozen):
    """The outside taxonomies that the cards point to: id and its published name."""

    owasp: Mapping[OwaspId, Line]
    atlas: Mapping[AtlasId, Line]


_MILDEST_FIRST: dict[str, tuple[str, ...]] = {
    "severity": tuple(Severity),
    # unknown is graver than effortful: what may be final is treated as such until somebody knows
    "reversibility": ("reversible", "effortful", "unknown", "irreversible"),
    "scope": tuple(Scope),
    "tier": tuple(Tier),
}


class Catalogue:
    """All cards, by verb. Immutable once loaded."""

    def __init__(self, cards: Mapping[str, Card]) -> None:
        """Take checked cards; use `load` to read files."""
        self._cards = dict(cards)
        self.verbs: frozenset[str] = frozenset(self._cards)

    @classmethod
    def load(cls, *extra_paths: Path | str, shipped: Path = SHIPPED_PATH) -> "Catalogue":
        """Read the shipped catalogue, then each user file in order.

        Raises:
            CatalogueError: any file is unusable; names the file, the line and the mend.
        """
        cards = _shipped_cards(MarkedYaml(shipped))
        for path in extra_paths:
            _extend(cards, MarkedYaml(Path(path)))
        return cls(cards)

    def card(self, verb: str) -> Card:
        """Return the card of `verb`.

        Raises:
            CatalogueError: no such verb; suggests the nearest one.
        """
        found = self._cards.get(verb)
        if found is None:
            raise CatalogueError(f"no effect verb {verb!r}{_nearest(verb, self.verbs)}")
        return found

    def effect(
        self, verb: str, object: str, resource: Resource, *, probability: float = 0.9, **overrides: Any
    ) -> Effect:
        """Build an effect whose tier, reversibility and scope come from the card unless overridden.

        Raises:
            CatalogueError: no such verb.
        """
        card = self.card(verb)
        defaults = {"tier": card.tier, "reversibility": card.reversibility, "scope": card.scope}
        return Effect(
            verb=verb, object=object, resource=resource, probability=probability, **(defaults | overrides)
        )


@cache
def default_catalogue() -> Catalogue:
    """Return the shipped catalogue, read once."""
    return Catalogue.load()


def _shipped_cards(source: MarkedYaml) -> dict[str, Card]:
    _only_keys(source, {"references", "verbs"})
    references = source.into(_References, source.value.get("references"), ("references",))
    cards: dict[str, Card] = {}
    for verb, raw in _verb_entries(source).items():
        if verb not in SHIPPED_VERBS:
            raise source.fault(("verbs", verb), f"no such verb{_nearest(verb, SHIPPED_VERBS)}")
        cards[verb] = _card(source, verb, raw)
    if missing := set(SHIPPED_VERBS) - set(cards):
        raise source.fault(("verbs",), f"the cards of {', '.join(sorted(missing))} are missing; add them.")
    _check_references(source, cards, references)
    return cards


def _check_references(source: MarkedYaml, cards: Mapping[str, Card], references: _References) -> None:
    """Every id that a card cites is listed with its name, and every listed one is cited."""
    for kind in ("owasp", "atlas"):
        listed = set(getattr(references, kind))
        for verb, card in cards.items():
            if unlisted := [one for one in getattr(card, kind) if one not in listed]:
                raise source.fault(("verbs", verb, kind), f"{unlisted[0]} is not among references.{kind}.")
        if unused := listed - {one for card in cards.values() for one in getattr(card, kind)}:
            raise source.fault(("references", kind, min(unused)), "no card cites it; remove or cite it.")


def _extend(cards: dict[str, Card], source: MarkedYaml) -> None:
    _only_keys(source, {"verbs"})
    for verb, raw in _verb_entries(source).items():
        if verb in cards:
            cards[verb] = _raised(source, cards[verb], raw)
            continue
        # one letter away from a known verb is a typing error, not a new idea
        if near := difflib.get_close_matches(verb, cards, n=1, cutoff=0.85):
            raise source.fault(("verbs", verb), f"too near to {near[0]!r}; did you mean that?")
        cards[verb] = _card(source, verb, raw)


def _raised(source: MarkedYaml, card: Card, raw: Any) -> Card:
    wanted = source.into(_Raise, raw, ("verbs", card.verb))
    changes: dict[str, Any] = {"losses": tuple(dict.fromkeys((*card.losses, *wanted.losses)))}
    for key, order in _MILDEST_FIRST.items():
        new, old = getattr(wanted, key), getattr(card, key)
        if new is None:
            continue
        if order.index(new) < order.index(old):
            place = ("verbs", card.verb, key)
            raise source.fault(
                place, f"{new.value!r} is below the shipped {old.value!r}; only raising works."
            )
        changes[key] = new
    return card.model_copy(update=changes)


def _verb_entries(source: MarkedYaml) -> dict[str, Any]:
    entries = source.value.get("verbs")
    if not isinstance(entries, dict) or not entries:
        raise source.fault(("verbs",), "expected a mapping of verbs to cards.")
    return entries


def _card(source: MarkedYaml, verb: str, raw: Any) -> Card:
    if not isinstance(raw, dict) or "verb" in raw:
        raise source.fault(("verbs", verb), "expected a card: a mapping without the key 'verb'.")
    return source.into(Card, {"verb": verb, **raw}, ("verbs", verb))


def _only_keys(source: MarkedYaml, known: set[str]) -> None:
    for key in source.value:
        if key not in known:
            raise source.fault((key,), f"no such key; known keys: {', '.join(sorted(known))}.")


def _nearest(verb: str, known: Any) -> str:
    near = difflib.get_close_matches(verb, list(known), n=1, cutoff=0.5)
    return f"; did you mean {near[0]!r}?" if near else f"; known: {', '.join(sorted(known))}."
