"""An effect: what an action would cause, to what, how surely, how soon, and whether it can be undone."""

from decimal import Decimal
from enum import StrEnum
from typing import Literal

from pydantic import Field

from worldmodel.canonical import Frozen, Label


class Horizon(StrEnum):
    """When an effect shows: at once, or later (a renewal, a forwarding rule, a missing log)."""

    SHORT = "short"
    LONG = "long"


class Reversibility(StrEnum):
    """Whether the effect can be taken back by the one who caused it."""

    REVERSIBLE = "reversible"
    EFFORTFUL = "effortful"
    IRREVERSIBLE = "irreversible"
    UNKNOWN = "unknown"


class Scope(StrEnum):
    """Whom the effect touches: the user alone, other people or systems, or everyone."""

    SELF = "self"
    OTHERS = "others"
    PUBLIC = "public"


class Tier(StrEnum):
    """WebGuard's tiers (arXiv 2507.14293): no lasting effect; minor, own and reversible; weighty."""

    SAFE = "SAFE"
    LOW = "LOW"
    HIGH = "HIGH"


class DataClass(StrEnum):
    """What kind of data an effect carries away."""

    CREDENTIAL = "credential"
    ONE_TIME_CODE = "one_time_code"
    PAYMENT_CARD = "payment_card"
    PERSONAL = "personal"
    PRIVATE = "private"
    SESSION = "session"


class Hazard(StrEnum):
    """A circumstance that makes an effect worse than its verb says. Closed; policy speaks of them by name."""

    ALREADY_DONE = "already_done"
    """The history shows that this was done; doing it again repeats it."""
    OUTCOME_UNKNOWN = "outcome_unknown"
    """The same was tried before and nobody knows whether it took effect."""
    BULK = "bulk"
    """It touches many objects at once."""
    CHECK_WEAKENED = "check_weakened"
    """It makes a test, gate, review or protection pass without what it was to check."""
    CODE_IN_CONTENT = "code_in_content"
    """A text argument carries code that runs later."""
    CODE_UNSEEN = "code_unseen"
    """It runs code that nobody has looked at."""
    DECEPTIVE_HOST = "deceptive_host"
    """The host imitates another one: mixed scripts, look-alike spelling, a trusted name as a prefix."""
    AMBIGUOUS_HOST = "ambiguous_host"
    """Two parsers would read the host differently: control bytes, encoded dots, user information."""
    OFF_LIMITS_HOST = "off_limits_host"
    """The host is outside the hosts that the user or project allowed."""
    DATA_IN_ADDRESS = "data_in_address"
    """Data the page or a tool showed would leave inside an address."""
    HIDDEN_COST = "hidden_cost"
    """A charge that the control's own label does not tell."""
    PRESELECTED = "preselected"
    """An option was ticked beforehand and takes effect with this act."""
    RECURRING = "recurring"
    """It renews or repeats until somebody ends it."""
    HUMAN_CHECK = "human_check"
    """A step meant to prove that a person acts."""
    KNOWN_VULNERABLE = "known_vulnerable"
    """What it brings in has a known flaw."""
    LASTING_POWER = "lasting_power"
    """It gives power that stays: administrator rights, a key without an end."""
    MISLABELLED = "mislabelled"
    """The visible label and what the structure does disagree."""
    NO_COPY = "no_copy"
    """What it replaces or removes exists nowhere else."""
    OWN_GUARD = "own_guard"
    """It touches the agent's guard, its policy, its ledger, its hooks or its instructions."""
    PRODUCTION = "production"
    """It acts on a live system that others depend on."""
    UNSAVED_WORK = "unsaved_work"
    """Work that is not saved would be lost."""
    UNRESOLVED = "unresolved"
    """What would be touched could not be made out."""
    WRONG_TARGET = "wrong_target"
    """It lands on something other than what the snapshot or the agent says it means."""


class Money(Frozen):
    """An amount in a currency; `currency` is an ISO 4217 code, or None where the text gave none."""

    amount: Decimal = Field(ge=0, max_digits=18, decimal_places=4)
    currency: str | None = Field(default=None, pattern=r"^[A-Z]{3}$")


class Resource(Frozen):
    """What an effect is on: a site by host, a file by path, a table, a tool, a device."""

    kind: Literal["site", "file", "table", "tool", "device"]
    id: Label


class Evidence(Frozen):
    """One reason for an effect. `source` is the part of the snapshot or action it was read from."""

    source: Label
    text: Label


class Effect(Frozen):
    """One thing that an action would cause.

    `verb` is one of the catalogue's; `object` says in words what is touched; `probability` is in 0..1;
    `count` is how many objects, None where unknown; `amount` the money that moves; `recipients` who gets
    it; `carries` which kinds of data leave; `measured` is true only for what a rehearsal or an
    observation saw. `lasting_of` names the verb of a short-term effect of the same act whose lasting side
    this is: it says that that effect stays, and adds nothing to it.
    """

    verb: Label
    object: Label
    resource: Resource
    probability: float = Field(ge=0, le=1)
    horizon: Horizon = Horizon.SHORT
    reversibility: Reversibility = Reversibility.UNKNOWN
    scope: Scope = Scope.SELF
    tier: Tier = Tier.HIGH
    count: int | None = Field(default=None, ge=0)
    amount: Money | None = None
    recipients: tuple[Label, ...] = ()
    carries: tuple[DataClass, ...] = ()
    hazards: tuple[Hazard, ...] = ()
    measured: bool = False
    model: Label = "structural"
    evidence: tuple[Evidence, ...] = ()
    lasting_of: Label | None = None
