"""The policy schema: every word a rule may use, generated from the value types and the catalogue.

Closed vocabularies are Cedar enumerated entity types, so a misspelt value can't validate:
`context.tier == Tier::"HIHG"` is refused when the policy is loaded, never silently false.
"""

import json
from collections.abc import Iterable, Mapping
from enum import StrEnum
from functools import cached_property
from typing import Final

from cedarpy import Schema

from agentguard.authority import Mismatch, Origin, Standing
from worldmodel.action import Surface
from worldmodel.catalogue import Catalogue, Severity
from worldmodel.effect import DataClass, Hazard, Horizon, Reversibility, Scope, Tier

VOCABULARIES: Final[tuple[type[StrEnum], ...]] = (
    DataClass,
    Hazard,
    Horizon,
    Mismatch,
    Origin,
    Reversibility,
    Scope,
    Severity,
    Standing,
    Surface,
    Tier,
)
"""The closed vocabularies of the value types that rules may speak of, each by its Python name."""

RESOURCES: Final[Mapping[str, tuple[str, tuple[str, ...]]]] = {
    "site": ("Site", ("host", "registrable")),
    "file": ("File", ("path",)),
    "table": ("Table", ("name",)),
    "tool": ("Tool", ("name",)),
    "device": ("Device", ("name",)),
}
"""A resource's kind to its entity type and that type's attributes, which are all strings."""

CONTEXT: Final[Mapping[str, str]] = {
    "surface": "Surface",
    "horizon": "Horizon",
    "reversibility": "Reversibility",
    "scope": "Scope",
    "tier": "Tier",
    "severity": "Severity",
    "probability": "Long",  # per mille, 0..1000
    "measured": "Bool",
    "standing": "Standing",
    "origin": "Origin",
    "confirmed": "Bool",
    "mismatches": "Set<Mismatch>",
    "hazards": "Set<Hazard>",
    "carries": "Set<DataClass>",
    "count?": "Long",
    "amount?": "decimal",
    "currency?": "String",
    "recipients": "Set<String>",
    "object": "String",
    "host": "String",  # empty where the effect is on no site
    "spent": "Long",  # of the session's harm budget, in thousandths of a nat
    "step": "Long",  # how many state-changing actions the session decided before
}
"""The attributes of `context` and their Cedar types; those that end in `?` may be absent."""

GROUPS: Final[Mapping[str, str]] = {
    "consequential": "verbs whose usual tier is HIGH",
    "confidentiality": "verbs that can cost confidentiality",
    "integrity": "verbs that can cost integrity",
    "availability": "verbs that can cost availability",
    "financial": "verbs that can cost money",
    "legal": "verbs that can bind or break the law",
    "reputation": "verbs that can cost a good name",
}
"""Action groups, filled from the catalogue's cards: `action in Action::"financial"`."""


class PolicySchema:
    """The schema of one catalogue.

    Args:
        catalogue: its verbs become the actions, its cards fill the action groups.
    """

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        cards = {verb: catalogue.card(verb) for verb in sorted(catalogue.verbs)}
        self.groups: Mapping[str, tuple[str, ...]] = {
            verb: tuple(
                group
                for group in GROUPS
                if (group == "consequential" and card.tier == Tier.HIGH) or group in card.losses
            )
            for verb, card in cards.items()
        }

    @cached_property
    def enums(self) -> Mapping[str, tuple[str, ...]]:
        """Each enumerated entity type and its values."""
        return {enum.__name__: tuple(member.value for member in enum) for enum in VOCABULARIES}

    @cached_property
    def text(self) -> str:
        """The schema as Cedar text."""
        return "\n".join((*self._entities(), *self._actions())) + "\n"

    @cached_property
    def handle(self) -> Schema:
        """The parsed schema, for the validator."""
        return Schema.from_str(self.text)

    @cached_property
    def vocabulary(self) -> frozenset[str]:
        """Every word of the schema, from which near misses are suggested."""
        words = {*CONTEXT_NAMES, *GROUPS, *self.groups, *self.enums, "Agent", "Action"}
        words.update(value for values in self.enums.values() for value in values)
        for entity, attributes in RESOURCES.values():
            words.update((entity, *attributes))
        return frozenset(words)

    def verbs_of(self, names: Iterable[str]) -> frozenset[str]:
        """Return the verbs that are among `names`, or in a group among them."""
        wanted = set(names)
        return frozenset(verb for verb, groups in self.groups.items() if wanted & {verb, *groups})

    def _entities(self) -> list[str]:
        lines = [f"entity {name} enum {json.dumps(list(values))};" for name, values in self.enums.items()]
        lines.append("entity Agent;")
        for entity, attributes in RESOURCES.values():
            fields = ", ".join(f"{name}: String" for name in attributes)
            lines.append(f"entity {entity} in [{entity}] {{ {fields} }};")
        return lines

    def _actions(self) -> list[str]:
        fields = ",\n".join(f"  {_field(name)}: {kind}" for name, kind in CONTEXT.items())
        resources = ", ".join(entity for entity, _ in RESOURCES.values())
        lines = [f"type Circumstances = {{\n{fields}\n}};"]
        lines += [f'action "{group}";' for group in GROUPS]
        for verb, groups in self.groups.items():
            parents = f" in {json.dumps(list(groups))}" if groups else ""
            lines.append(
                f"action {json.dumps(verb)}{parents} appliesTo "
                f"{{ principal: Agent, resource: [{resources}], context: Circumstances }};"
            )
        return lines


def _field(name: str) -> str:
    return json.dumps(name.rstrip("?")) + "?" * name.endswith("?")


CONTEXT_NAMES: Final = frozenset(name.rstrip("?") for name in CONTEXT)
"""The attribute names of `context`, without the mark of the optional ones."""
