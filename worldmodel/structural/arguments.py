"""What the arguments of a call say by their meaning: to whom, how much, how many, for how long, for good."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation
from functools import cached_property
from typing import Any

from worldmodel.canonical import JsonObject
from worldmodel.effect import Money
from worldmodel.money import find_amounts
from worldmodel.structural.lasting import has_no_end, says_end
from worldmodel.structural.making import flat, truthy
from worldmodel.wordset import words

_TO = words(
    """
    to recipient recipients cc bcc attendees attendee invitees guests participants emails email phone
    phones phone_number channel chat chat_id contact payee beneficiary iban destination share_with
    shared_with forward_to forwarding_address users members member user_ids audience to_number to_email
    to_address to_account recipient_id payee_id receiver target_account destination_account account_to
    mailbox_to user_email collaborator invitee grantee redirect_to who with with_user person people member
    send_to notify_email
    """
)
_AMOUNT = words(
    "amount total price sum value_usd total_amount amount_cents unit_amount cost tip bid max_price"
    " limit_price"
    " amount_minor salary budget total_price payment_amount fee charge"
)
_MINOR = re.compile(r"cents|minor|unit_amount")
_TEXTS = words(
    "body text content message description html subject title comment note caption summary payload"
    " file_text new_str insert_text new_string data status code patch diff contents markdown"
    " replacement new"
)
_FINAL = words(
    "permanent permanently hard hard_delete purge skip_trash skip_recycle_bin force_delete no_trash destroy"
)
_FORCE = words(
    "force forced no_backup skip_backup ignore_checks no_verify skip_checks force_push override bypass"
)
_SOFT = words("trashed trash soft soft_delete to_trash move_to_trash recycle archived in_trash")
_TRIAL = words(
    "dry_run dryrun simulate simulation validate_only preview_only preview check_only what_if test_only"
    " plan_only"
)
_BROAD = words("recursive cascade all everything include_all all_users select_all apply_to_all")
_MANY_KEYS = words(
    "query filter where match pattern accounts scope room selector folder label target targets ids"
    " range user"
    " users user_id device devices device_id member members customer customers employee employees account"
    " account_id group groups audience environment environments region regions host hosts node"
    " nodes id recipients"
    " segment list to who project projects location site sites channel"
)
_PEOPLE = words(
    "user users user_id member members customer customers employee employees account accounts"
    " audience group"
    " groups team recipients to who segment"
)
_ALL = re.compile(
    r"^(\*|\*\.\*|any|everything|everyone|everybody|/|\.\*|%|1=1|true|global"
    r"|org(ani[sz]ation)?(-?wide)?|company(-?wide)?"
    r"|whole[ _-]\w+|entire[ _-]\w+|@?(all|everyone|here)([-_ :/]\w+)?|\w+[:/._-](all|\*))$",
    re.IGNORECASE,
)
_BIG = re.compile(
    r"admin|full_?access|(?<!\w)\*(?!\w)|^owner$|^root$|super_?user|power_?user|cluster-admin"
    r"|maintainer|:\*",
    re.IGNORECASE,
)
_POWER_KEYS = words(
    """
    role roles policy policies policy_arn permission permissions scope scopes access_level privilege action
    actions policy_name role_name level grant group access
    """
)
_BOUNDLESS = words("unlimited max maximum infinite infinity all")
_PLACES = words("env environment stage target cluster context namespace workspace profile instance")
_TRIAL_PLACE = re.compile(
    r"^(staging|stage|test(ing)?|dev(elopment)?|sandbox|preview|qa|local|uat|demo)([-_]?\d+)?$", re.I
)
_PUBLIC_KEYS = words(
    "visibility access acl sharing privacy audience scope link_access who type general_access"
)
_PUBLIC = re.compile(
    r"^(public|public[-_ ]read(-write)?|anyone|anyone[-_ ]with[-_ ].*|allusers|everyone|world|open"
    r"|unlisted)$",
    re.I,
)
_REPEATS = words(
    "recurrence rrule recurring repeat auto_renew autorenew interval billing_cycle frequency period"
)
_COUNTS = words("expected expected_count count max_items max_count affected total_items num_items")
_SHOWN_NAMES = words(
    """
    title name subject id number file_id fileid path file_path filename key bucket table repo repository
    branch message_id event_id document document_id doc_id username user user_id project instance_id
    instance service query label symbol item product sku slug room device entity_id role policy
    thread_id url spec package list calendar page property customer customer_id merchant vendor payee
    invoice order account
    account_id order_id invoice_id contact_id contact employee employee_id host domain topic image
    """
)
_TELLING_KEYS = words(
    "customer customer_id merchant vendor payee invoice invoice_id order order_id employee employee_id"
)
_CURRENCIES = re.compile(r"^[A-Za-z]{3}$")


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
                one for value in self.under(_TO) if isinstance(value, str | int) for one in _each(value)
            )
        )

    @cached_property
    def amount(self) -> Money | None:
        """The money it names, with its currency where one stands beside it."""
        currency = next(
            (str(v).upper() for v in self.under(words("currency")) if _CURRENCIES.match(str(v))), None
        )
        for key, value in self.leaves:
            if (
                key in _AMOUNT
                and not isinstance(value, bool)
                and (money := _money(value, currency)) is not None
            ):
                return _major(money) if _MINOR.search(key) else money
        return None

    @cached_property
    def texts(self) -> tuple[tuple[str, str], ...]:
        """Every text of some length, under whatever name, longest first; reviewed names have no privilege."""
        found = [
            (key, value)
            for key, value in self.leaves
            if isinstance(value, str) and (key in _TEXTS or len(value) > 24)
        ]
        return tuple(sorted(found, key=lambda pair: -len(pair[1])))

    @cached_property
    def trial(self) -> str | None:
        """The argument that asks for a rehearsal only (`dry_run`), else None."""
        return self.flag(_TRIAL)

    @cached_property
    def final(self) -> str | None:
        """The argument that skips the bin, else None."""
        return self.flag(_FINAL)

    @cached_property
    def forced(self) -> str | None:
        """The argument that overrides a check, else None."""
        return self.flag(_FORCE)

    @cached_property
    def soft(self) -> str | None:
        """The argument that moves to a bin or archive only, else None."""
        return self.flag(_SOFT)

    @cached_property
    def broad(self) -> str | None:
        """The argument by which it reaches everything that matches, else None."""
        if (key := self.flag(_BROAD)) is not None:
            return key
        return next(
            (
                key
                for key, value in self.leaves
                if key in _MANY_KEYS and isinstance(value, str) and _ALL.match(value.strip())
            ),
            None,
        )

    @cached_property
    def everyone(self) -> bool:
        """Whether it reaches people by a word for all of them."""
        return any(
            key in _PEOPLE and isinstance(value, str) and _ALL.match(value.strip())
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
        return next((int(v) for v in self.under(_COUNTS) if str(v).isdigit()), None)

    @cached_property
    def power(self) -> str | None:
        """A role, policy or scope that gives everything, else None."""
        return next((str(value) for value in self.under(_POWER_KEYS) if _BIG.search(str(value))), None)

    @property
    def powers(self) -> Iterator[Any]:
        """The roles, scopes and permissions that it gives."""
        return self.under(_POWER_KEYS)

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
            str(value).lower() in _BOUNDLESS for value in self.under(_AMOUNT | words("allowance limit"))
        )

    @cached_property
    def rehearsal_place(self) -> str | None:
        """The place for trying things out where it acts (`env=staging`), else None."""
        return next((str(v) for v in self.under(_PLACES) if _TRIAL_PLACE.match(str(v).strip())), None)

    @cached_property
    def public(self) -> str | None:
        """The argument that opens something to everybody, else None."""
        for key, value in self.leaves:
            if key in _PUBLIC_KEYS and _PUBLIC.match(str(value)):
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
                for v in self.under(_REPEATS)
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
        order = (key for key in _ORDERED_NAMES if key in named)
        first = next(order, None) or next((key for key in named if key.endswith(("_id", "_name"))), None)
        if first is None:
            return ""
        value = str(named[first])[:120]
        return f"{first.removesuffix('_id')} {value}" if first in _TELLING_KEYS else value


_FIRST_NAMES = """
    title subject name file document doc folder sheet album path file_path filename file_id fileid number id
    key bucket table symbol query spec
    package
"""
_LAST_NAMES = ("role", "policy", "query", "label")
_ORDERED_NAMES = (
    *_FIRST_NAMES.split(),
    *sorted(_SHOWN_NAMES.difference(_LAST_NAMES)),
    *_LAST_NAMES,
)


def _plain_key(key: str) -> str:
    tail = key.rpartition(".")[2]
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[-\s]", "_", tail).lower().rstrip("[]")


def _each(value: str | int) -> Iterable[str]:
    return (part.strip() for part in re.split(r"[,;]\s*", str(value)) if part.strip())


def _money(value: Any, currency: str | None) -> Money | None:
    if isinstance(value, str) and (found := find_amounts(value)):
        return found[0].money
    try:
        number = Decimal(str(value))
        return (
            Money(amount=number.quantize(Decimal("0.01")), currency=currency)
            if 0 <= number < Decimal(10) ** 13
            else None
        )
    except (InvalidOperation, ValueError):
        return None


def _major(money: Money) -> Money:
    return Money(amount=money.amount / 100, currency=money.currency)
