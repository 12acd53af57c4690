"""What a task grants and what it rules out, as values."""

from decimal import Decimal
from typing import Any, Literal

from pydantic import Field, field_validator

from worldmodel.canonical import Frozen, Label, Text
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Money

Source = Literal["request", "code", "consent"]


def _known(verbs: tuple[str, ...]) -> tuple[str, ...]:
    """Refuse verbs that the catalogue does not know: a misspelt one would grant or forbid nothing."""
    for verb in verbs:
        default_catalogue().card(verb)
    return verbs


class Grant(Frozen):
    """One thing that the user asked for, with its limits.

    `verbs` are asked for outright, `also` comes with them, `steps` are usual minor parts of the way.
    `object` says in the user's words what it is about; empty means that nothing in particular was named.
    `amount` is the most that may be paid, `count` the most objects that may be touched, None without a
    limit; `singular` tells that the words name one thing. `recipients` and `hosts` limit who gets something
    and where; empty means that none was named; `roles` are people named by what they are, whom only an
    address book can tell; `owners` are the people whose thing it is ("Ben has left, remove *his* account").
    `content` is the very text that the user gave. `points` are
    the kinds of foreign text that the task points at ("the bill in that file"), `delegated` that the user
    handed the choice over to such a text. `tied` is true for a wish to tidy up, which covers no bulk;
    `vague` for "clear up that stuck session", whose steps may weigh though none was named. `agreed` is true
    for a consent. `span` is where in the request the words stand, `text` the words.
    """

    verbs: tuple[Label, ...]
    also: tuple[Label, ...] = ()
    steps: tuple[Label, ...] = ()
    object: Label = ""
    amount: Money | None = None
    count: int | None = Field(default=None, ge=0)
    recipients: tuple[Label, ...] = ()
    roles: tuple[Label, ...] = ()
    owners: tuple[Label, ...] = ()
    hosts: tuple[Label, ...] = ()
    content: Text | None = None
    points: tuple[Label, ...] = ()
    delegated: bool = False
    tied: bool = False
    agreed: bool = False
    singular: bool = False
    vague: bool = False
    span: tuple[int, int] | None = None
    text: Label = ""
    source: Source = "code"

    _verbs_known = field_validator("verbs", "also", "steps")(_known)

    @classmethod
    def of(cls, *verbs: str, amount: Money | Decimal | str | None = None, **limits: Any) -> "Grant":
        """Grant `verbs` in code: `Grant.of("pay", amount="28.00", hosts=("shop.example.com",))`.

        Raises:
            CatalogueError: a verb that the catalogue does not know.
            ValidationError: a limit of the wrong sort.
        """
        money = Money(amount=Decimal(amount)) if isinstance(amount, str | Decimal) else amount
        return cls(verbs=verbs, amount=money, **limits)


class Prohibition(Frozen):
    """One thing that the user ruled out.

    No `verbs` means every change of state. An empty `object` means whatever object; `excepted` names what
    the ban leaves free; with `recipients` it holds for them only. `within` are hosts that must not be left.
    `until_consent` is true for a ban that the user's later consent to a named thing lifts for that thing.
    """

    verbs: tuple[Label, ...] = ()
    object: Label = ""
    excepted: Label = ""
    recipients: tuple[Label, ...] = ()
    within: tuple[Label, ...] = ()
    until_consent: bool = False
    span: tuple[int, int] | None = None
    text: Label = ""
    source: Source = "request"

    _verbs_known = field_validator("verbs")(_known)


class Consent(Frozen):
    """The user's answer about one thing: a yes or a no, with the terms it was given on.

    `about` is the user's text; `terms` are structured limits (merchant, item, quantity, highest total).
    `ids` are the things agreed to, one by one; `fields` the plain facts of a structured approval by key.
    `call_ids` and `digests` name the very proposal. `this_very` is true for a text that speaks of the act
    at hand without naming it. `due` is true for one that is not given: pending, missing or run out.
    """

    yes: bool
    about: Label = ""
    verbs: tuple[Label, ...] = ()
    item: Label = ""
    merchant: Label = ""
    ids: tuple[Label, ...] = ()
    fields: tuple[tuple[Label, Label], ...] = ()
    quantity: int | None = Field(default=None, ge=0)
    amount: Money | None = None
    recipients: tuple[Label, ...] = ()
    call_ids: tuple[Label, ...] = ()
    digests: tuple[Label, ...] = ()
    this_very: bool = False
    due: bool = False
