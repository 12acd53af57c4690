"""How an effect stands to what the user asked for."""

from enum import StrEnum

from worldmodel.canonical import Frozen, Label


class Standing(StrEnum):
    """Whether the user's own words, or an explicit grant, cover an effect."""

    GRANTED = "granted"
    """The words name this verb and this object."""
    IMPLIED = "implied"
    """A usual step of what was asked, not weighty by itself."""
    UNGRANTED = "ungranted"
    """Nothing that the user said asks for it."""
    EXCEEDED = "exceeded"
    """It was asked for, but not so: another recipient, a higher amount, more objects."""
    PROHIBITED = "prohibited"
    """The user ruled it out."""
    NO_TASK = "no_task"
    """The firewall was told of no task."""


class Origin(StrEnum):
    """Where the telling values of an effect (recipient, account, host, path, amount, body) come from."""

    USER = "user"
    SETUP = "setup"
    AGENT = "agent"
    FOREIGN = "foreign"
    UNKNOWN = "unknown"


class Mismatch(StrEnum):
    """In what an effect differs from what was asked or agreed."""

    RECIPIENT = "recipient"
    """Somebody other than the one named."""
    RECIPIENTS_WIDER = "recipients_wider"
    """The one named, and others besides."""
    AMOUNT = "amount"
    """More money than was agreed."""
    COUNT = "count"
    """More objects than were named."""
    HOST = "host"
    """Another site than the one named."""
    OBJECT = "object"
    """Another thing than the one named."""
    CONTENT = "content"
    """Another text than the one given."""
    ONLY_LOOK = "only_look"
    """A change, where the user only asked to look."""
    TOO_EARLY = "too_early"
    """Done before what the user wanted done first."""
    UNAPPROVED = "unapproved"
    """Somebody's approval is due and is not there."""
    REJECTED = "rejected"
    """A person refused this very action."""


class Authority(Frozen):
    """The task's answer about one effect.

    `confirmed` is true when the user agreed to this very thing (a consent that names it), so that asking
    again would be nagging. `span` cites the user's words that grant or prohibit; `reasons` are for people.
    """

    standing: Standing
    origin: Origin = Origin.UNKNOWN
    mismatches: tuple[Mismatch, ...] = ()
    confirmed: bool = False
    span: Label | None = None
    reasons: tuple[Label, ...] = ()
