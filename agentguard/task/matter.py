"""The matter: what an effect is on, gathered from the effect, the action and the state around it.

Page text and foreign passages take no part: a page must not talk itself into a grant.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any, Final
from urllib.parse import unquote

from agentguard.task.recipients import is_everybody
from agentguard.task.terms import EMPTY, Terms, is_concept, terms_of
from worldmodel.action import Action, Surface
from worldmodel.effect import Effect, Money
from worldmodel.hosts import parse_host, same_site
from worldmodel.money import find_amounts
from worldmodel.snapshot import Snapshot
from worldmodel.structural.request import Request
from worldmodel.words import split_identifier

_RECIPIENT_KEYS: Final = frozenset(
    "to recipient recipients attendees attendee cc bcc email emails invitees participants user_email channel "
    "payee beneficiary iban account account_number destination phone number chat chat_id receiver "
    "share_with guest guests invitee person".split()
)
_PEOPLE_KEYS: Final = _RECIPIENT_KEYS - {"account", "number", "destination", "account_number", "iban"}
_BODY_KEYS: Final = frozenset(
    "body text message content contents html comment description caption note notes summary new new_str "
    "insert_text "
    "old old_str data payload draft post status reply markdown".split()
)
_GOES_SOMEWHERE: Final = frozenset(
    {"pay", "transfer", "send", "share", "reserve", "subscribe", "grant", "create"}
)
"""Verbs whose recipients are compared as recipients, not as the thing itself."""
_PLACE_KEYS: Final = frozenset(
    {"url", "uri", "href", "endpoint", "host", "domain", "website", "link", "webhook", "callback_url"}
)
_GROUP_KEYS: Final = frozenset({"audience", "segment"})
_GROUP: Final = re.compile(r"[a-z]+(?:[_-][a-z]+)*")
_COUNT_KEYS: Final = ("qty", "quantity", "count", "amount_of_items", "n")
_OPAQUE = re.compile(
    r"^(?:[a-z]{0,5}[-_]?[0-9a-f]{1,40}|[A-Z]{1,6}|[a-z]{1,3}-\d+|[\w\-]*\d{5,}[\w\-]*|true|false|all|none|null)$"
)
_HEADS = re.compile(r"\d{1,3}")
"""How many people, not who: `people=4`."""
_CODE = re.compile(r"\d{1,6}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
_ID = re.compile(r"^#?([a-z]{0,6})[-_#]?\d+$", re.IGNORECASE)
MAX_VALUES: Final = 60
"""Values of one call that are looked at."""

_INTERFACE: Final = frozenset(
    "button click form submit send confirm continue ok next page link site order total payment "
    "checkout review place open "
    "state change request press enter menu row selected selection value address unknown target body "
    "get post put patch api".split()
)


@dataclass(frozen=True)
class Matter:
    """What one effect is on. `values` are the call's short values by key, bodies left out."""

    effect: Effect
    action: Action
    snapshot: Snapshot
    values: tuple[tuple[str, str], ...]
    bodies: tuple[str, ...]

    @classmethod
    def of(cls, effect: Effect, action: Action, snapshot: Snapshot) -> "Matter":
        """Gather the matter of `effect`."""
        values: list[tuple[str, str]] = []
        bodies: list[str] = []
        if action.surface not in (Surface.PAGE, Surface.DESKTOP):
            for key, value in _leaves(action.arguments):
                short = key.rsplit(".", 1)[-1]
                if short.casefold() in _BODY_KEYS and not value.startswith(("{", "[")):
                    bodies.append(value)
                else:
                    values.append((key, value))
        return cls(effect, action, snapshot, tuple(values[:MAX_VALUES]), tuple(bodies[:MAX_VALUES]))

    @cached_property
    def strict(self) -> Terms:
        """The terms of the thing itself: the effect's object, file or table, the selection, short values."""
        parts = [self.effect.object, self.snapshot.selection or ""]
        if self.effect.resource.kind in ("file", "table", "device"):
            parts.append(self.effect.resource.id)
        goes_somewhere = self.effect.verb in _GOES_SOMEWHERE
        parts += [
            value[:200]
            for key, value in self.values
            if not self._is_place(key, value) and not (goes_somewhere and _last(key) in _RECIPIENT_KEYS)
        ]
        return _joined(parts)

    @cached_property
    def broad(self) -> Terms:
        """The strict terms and what stands right around: tool name, keys, the element and its card."""
        element = self.snapshot.element
        parts = [" ".join(split_identifier(self.action.name)), *(_key_words(key) for key, _ in self.values)]
        if element is not None:
            parts += [element.name, element.text, element.context, unquote(element.href or "")]
        if self.snapshot.composer is not None:
            parts.append(self.snapshot.composer.subject)
        if self.action.surface in (Surface.SHELL, Surface.SQL):
            parts.append(str(self.action.argument("command", "query", "sql") or "")[:1000])
        return self.strict.joined(_joined(parts))

    @cached_property
    def around(self) -> Terms:
        """The broad terms and where it happens; counts only where the rest is silent."""
        parts = [
            self.snapshot.title,
            self.snapshot.heading,
            unquote((self.snapshot.url or "").split("://")[-1]),
        ]
        parts += [
            self.effect.resource.id,
            *(value for key, value in self.values if self._is_place(key, value)),
        ]
        return self.broad.joined(_joined(parts))

    @cached_property
    def told(self) -> Terms:
        """The broad terms and everything that the call itself says, bodies and amounts included."""
        parts = [text[:2000] for text in self.bodies]
        parts += [f"{key} {value[:200]}" for key, value in self.values]
        amount = self.effect.amount
        parts += [f"{amount.amount:.2f} {amount.amount:f}"] if amount is not None else []
        if self.action.surface is Surface.PAGE:
            parts += [self.snapshot.title, self.snapshot.heading, self.sent[:2000]]
        return self.broad.joined(_joined(parts))

    @cached_property
    def competing(self) -> frozenset[str]:
        """Words that say the thing is something definite, so that silence about the user's words tells."""
        words = {
            word
            for word in self.strict.words
            if word not in _INTERFACE and not word.isdigit() and len(word) > 2 and not is_concept(word)
        }
        opaque = {piece for _, value in self.values if _OPAQUE.match(value) for piece in (value.casefold(),)}
        return frozenset(words - opaque)

    @cached_property
    def ids(self) -> frozenset[str]:
        """Ids such as `m-17` or `42` among names and values."""
        return frozenset(name for name in self.strict.names if _ID.match(name))

    @cached_property
    def recipients(self) -> tuple[str, ...]:
        """Who would get it: from the effect, else from the message being written, else from the call.

        The very site that the page is of is where the act is done, and no one whom it goes to; what the site
        calls somebody by in its own requests can't be held against a name, but the page shows the name.
        """
        composer = self.snapshot.composer
        given = self.effect.recipients or (composer.to if composer is not None else ())
        given = given or tuple(
            value for key, value in self.values if key.split(".")[0].casefold() in _PEOPLE_KEYS
        )
        return tuple(
            one
            for one in given
            if not (self._is_this_site(one) or self._is_code(one) or _HEADS.fullmatch(one))
            and one not in self._groups
        )

    @cached_property
    def _groups(self) -> frozenset[str]:
        """What the site calls a group of people by in its own requests, but for the one of all of them."""
        if self.action.surface not in (Surface.PAGE, Surface.HTTP) or self.snapshot.element is None:
            return frozenset()
        form = self.snapshot.form
        told = [(_last(key), value) for key, value in _leaves(self._fields)]
        told += [(field.name.casefold(), field.value or "") for field in form.fields] if form else []
        named = (value for key, value in told if key in _GROUP_KEYS and _GROUP.fullmatch(value))
        return frozenset(value for value in named if not is_everybody(value))

    @cached_property
    def _fields(self) -> Any:
        """The fields of a form that a request sends, nothing for any other act."""
        return Request.of(self.snapshot, self.action).fields if self.action.surface is Surface.HTTP else {}

    def _is_this_site(self, recipient: str) -> bool:
        page = parse_host(self.snapshot.url or "")
        return bool(page.name) and (recipient == page.name or same_site(page.name, recipient))

    def _is_code(self, recipient: str) -> bool:
        acted = self.action.surface in (Surface.PAGE, Surface.HTTP) and self.snapshot.element is not None
        return acted and _CODE.fullmatch(recipient) is not None

    @cached_property
    def payees(self) -> tuple[str, ...]:
        """Accounts and addresses that the effect would go to, whatever their sort."""
        keyed = (value for key, value in self.values if key.split(".")[0].casefold() in _RECIPIENT_KEYS)
        return tuple(dict.fromkeys((*self.recipients, *(one for one in keyed if not _HEADS.fullmatch(one)))))

    @cached_property
    def sent(self) -> str:
        """The text that would go out, empty where it is not known."""
        if self.snapshot.composer is not None and self.snapshot.composer.body:
            return self.snapshot.composer.body
        return (
            self._posted if self.action.surface is Surface.HTTP else "\n".join(self.bodies) or self._written
        )

    @cached_property
    def _posted(self) -> str:
        """The texts among the fields of a form that is sent; its codes and choices say nothing to anybody."""
        said = [value for _, value in _leaves(self._fields)] if self.bodies else []
        return "\n".join(value for value in said if " " in value.strip()) if said else "\n".join(self.bodies)

    @property
    def _written(self) -> str:
        """What stands in the long fields of the form, where a post or a message is written."""
        form = self.snapshot.form
        fields = form.fields if form is not None else ()
        return "\n".join(field.value for field in fields if field.type == "textarea" and field.value)

    @cached_property
    def host(self) -> str:
        """The address or host that the effect is on, empty where it is on none."""
        return self.effect.resource.id if self.effect.resource.kind == "site" else ""

    @cached_property
    def amount(self) -> Money | None:
        """The money that moves: as predicted, else the highest amount that the view shows."""
        if self.effect.amount is not None:
            return self.effect.amount
        if self.effect.verb not in ("pay", "transfer", "subscribe", "reserve"):
            return None
        shown = [match.money for match in find_amounts(f"{self.snapshot.heading}\n{self.snapshot.text}")]
        return max(shown, key=lambda money: money.amount, default=None)

    @cached_property
    def count(self) -> int | None:
        """How many objects are touched: as predicted, else as the call's own quantity says."""
        stated = next(
            (v for k, v in self.values if k.rsplit(".", 1)[-1].casefold() in _COUNT_KEYS and v.isdigit()),
            None,
        )
        numbers = [n for n in (self.effect.count, int(stated) if stated else None) if n is not None]
        return max(numbers, default=None)

    def _is_place(self, key: str, value: str) -> bool:
        return key.rsplit(".", 1)[-1].casefold() in _PLACE_KEYS or "://" in value


def _leaves(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield the scalar values of arguments with their dotted keys."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from _leaves(inner, f"{key}.{name}" if key else str(name))
    elif isinstance(value, list):
        for inner in value[:MAX_VALUES]:
            yield from _leaves(inner, key)
    elif value is not None and not isinstance(value, bool):
        yield key, str(value)


def _last(key: str) -> str:
    return key.rsplit(".", 1)[-1].casefold()


def _key_words(key: str) -> str:
    return " ".join(
        word for word in split_identifier(key.rsplit(".", 1)[-1]) if word not in ("id", "ids", "name", "args")
    )


def _joined(parts: list[str]) -> Terms:
    terms = EMPTY
    for part in parts:
        if part:
            terms = terms.joined(terms_of(part, verbs_tell=False))
    return terms
