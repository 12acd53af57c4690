"""Comparing: in what an effect differs from the grant that asks for it."""

import re
from collections.abc import Iterator
from typing import Final, Literal

from agentguard.authority import Mismatch
from agentguard.task.about import thing_words
from agentguard.task.content import content_differs, reports
from agentguard.task.contrary import another_day, the_opposite
from agentguard.task.grants import Grant
from agentguard.task.inviting import another_owner
from agentguard.task.matter import Matter
from agentguard.task.measure import is_for_all, names_one, shown_quantity, speaks_of_many
from agentguard.task.namesake import namesake
from agentguard.task.naming import another_id, exact_name, in_other_tongues, row_of_another
from agentguard.task.paid import another_number
from agentguard.task.phrases import phrase_book
from agentguard.task.receiving import PAYS, destination, receivers
from agentguard.task.scope import imitates, is_on
from agentguard.task.sibling import sibling
from agentguard.task.singling import taken_along
from agentguard.task.terms import Terms, is_concept, named_in, overlap, quoted_in, terms_of
from agentguard.task.values import another_value, more_power
from worldmodel.action import Surface
from worldmodel.effect import Hazard, Money, Tier
from worldmodel.folding import fold
from worldmodel.money import find_amounts
from worldmodel.words import split_identifier

Agreement = Literal["yes", "unsaid", "no"]

_GOES_OUT: Final = frozenset(
    {"send", "share", "publish", "transfer", "reserve", "grant", "create", "disclose"}
)
_NAMED_THING: Final = frozenset(
    "delete overwrite close_account publish share transfer pay grant stop install subscribe conceal weaken "
    "change_credentials".split()
)
_LOST_FOR_GOOD: Final = frozenset({"delete", "overwrite", "close_account", "transfer", "conceal"})
_FREE: Final = frozenset({"read", "navigate"})


def differences(grant: Grant, matter: Matter) -> Iterator[tuple[Mismatch, str]]:
    """Yield each way in which the effect goes beyond the grant, with a reason for people."""
    yield from _host(grant, matter)
    yield from receivers(grant, matter)
    yield from destination(grant, matter)
    yield from _amount(grant, matter)
    yield from another_value(grant, matter)
    yield from another_id(grant, matter)
    yield from another_number(grant, matter)
    yield from more_power(grant, matter)
    yield from another_owner(grant, matter)
    yield from the_opposite(grant, matter)
    yield from another_day(grant, matter)
    yield from _count(grant, matter)
    yield from taken_along(grant, matter)
    yield from _content(grant, matter)
    yield from _object(grant, matter)


def _host(grant: Grant, matter: Matter) -> Iterator[tuple[Mismatch, str]]:
    if not (grant.hosts and matter.host):
        return
    false = imitates(matter.host, grant.hosts)
    if false:
        yield Mismatch.HOST, f"{matter.host} is not {false}"
    elif matter.effect.verb not in _FREE and not is_on(matter.host, grant.hosts):
        yield Mismatch.HOST, f"the user named {', '.join(grant.hosts)}, not {matter.host}"


def _amount(grant: Grant, matter: Matter) -> Iterator[tuple[Mismatch, str]]:
    if grant.amount is None or matter.effect.verb not in PAYS or matter.amount is None:
        return
    if exceeds(matter.amount, grant.amount):
        yield Mismatch.AMOUNT, f"{matter.amount.amount} is more than {grant.amount.amount}"


def exceeds(amount: Money, limit: Money) -> bool:
    """Whether an amount is above a limit, or in another currency and so not comparable."""
    if amount.currency and limit.currency and amount.currency != limit.currency:
        return True
    return amount.amount > limit.amount


def _count(grant: Grant, matter: Matter) -> Iterator[tuple[Mismatch, str]]:
    limit, count = grant.count, matter.count
    if matter.effect.verb in PAYS:
        count = max(filter(None, (count, shown_quantity(grant.object, matter))), default=None)
    if limit == 1 and goes_on(matter):
        yield Mismatch.COUNT, "the user spoke of one time, this goes on"
    bulk = Hazard.BULK in matter.effect.hazards
    if grant.tied and (bulk or (count is not None and count > 1)) and matter.effect.verb in _NAMED_THING:
        yield Mismatch.COUNT, "a vague wish covers no bulk"
    elif limit is None and _is_for_one(grant):
        limit = 1
    if limit == 1 and is_for_all(grant, matter):
        yield Mismatch.COUNT, "the user spoke of one, this is for all of them"
        return
    if (
        limit is not None
        and not grant.tied
        and ((count is not None and count > limit) or (count is None and bulk and limit < 2))
    ):
        yield Mismatch.COUNT, f"the user spoke of {limit}, this touches {count or 'many'}"


def goes_on(matter: Matter) -> bool:
    """Whether a payment repeats: as predicted, or as the page of a transfer shows."""
    effect, form = matter.effect, matter.snapshot.form
    if effect.verb not in PAYS:
        return False
    shown = fold(_set_out(matter) if form is not None and form.fields else matter.snapshot.text[:5000]).text
    repeats = effect.verb == "transfer" and phrase_book().pattern("repeats").search(shown) is not None
    return repeats or Hazard.RECURRING in effect.hazards


def goes_on_as_said(grant: Grant, matter: Matter) -> bool:
    """Whether a payment is made once, or repeats at the very interval that the request names."""
    if not goes_on(matter):
        return True
    said, shown = _intervals(grant.text), _intervals(_set_out(matter))
    return bool(shown) and shown <= said


def _intervals(text: str) -> frozenset[str]:
    """The periods that a text repeats at: "every month", "monatlich"."""
    folded = fold(text).text
    repeats = (match.group() for match in phrase_book().pattern("repeats").all(folded))
    return frozenset(found.per for one in repeats for found in find_amounts(f"1.00 {one}") if found.per)


def _set_out(matter: Matter) -> str:
    """What the form itself says of a payment; the menu of a bank speaks of standing orders, too."""
    form, snapshot = matter.snapshot.form, matter.snapshot
    fields = form.fields if form is not None else ()
    said = [field.label for field in fields if field.checked]
    said += [f"{field.label} {field.value}" for field in fields if field.checked is None and field.value]
    return "\n".join([snapshot.heading, snapshot.dialog or "", *said])


def _is_for_one(grant: Grant) -> bool:
    """Whether the user named one thing, by an article, its number or a proper name."""
    return (grant.singular or names_one(grant)) and not speaks_of_many(grant)


def _content(grant: Grant, matter: Matter) -> Iterator[tuple[Mismatch, str]]:
    goes = matter.effect.verb in ("send", "publish", "share") and bool(matter.sent)
    if goes and reports(matter.sent, grant.recipients) and not reports(grant.content or "", grant.recipients):
        yield Mismatch.CONTENT, "the text tells of the message instead of being it"
    elif grant.content and goes:
        composer = matter.snapshot.composer
        headed = f"{composer.subject}\n{matter.sent}" if composer is not None else matter.sent
        why = content_differs(grant.content, headed, grant.recipients)
        if why:
            yield Mismatch.CONTENT, why


def _object(grant: Grant, matter: Matter) -> Iterator[tuple[Mismatch, str]]:
    verb = matter.effect.verb
    weighty = verb in _NAMED_THING or (
        matter.effect.tier is Tier.HIGH and verb not in _GOES_OUT | {"execute", "agree"}
    )
    if not weighty or (verb in PAYS and matter.action.surface in (Surface.PAGE, Surface.HTTP)):
        return
    if verb in PAYS and (grant.recipients or matter.payees) and not _item_named(matter):
        return  # payee and amount are compared; the tool's own name says nothing of what is paid
    if verb == "install" and _INDEFINITE.match(fold(grant.object).text):
        return  # "a library for images" leaves the choice to the agent
    if (other := namesake(grant, matter) or sibling(grant, matter)) is not None:
        yield Mismatch.OBJECT, f"the user spoke of “{grant.object.strip()}”, this is {other}"
        return
    another = verb in _LOST_FOR_GOOD and _another_name(grant, matter)
    if another or object_agreement(thing_words(grant, matter), matter, grant.recipients) == "no":
        yield (
            Mismatch.OBJECT,
            f"the user spoke of “{grant.object.strip()}”, this is on {matter.effect.object or 'another'}",
        )


_INDEFINITE: Final = re.compile(
    r"\s*(?:an?|some|any|eine?n?|une?|des|una?|uno|um|uma|een)\s+(?!\S+$)|\s*(?:dependencies|packages)\b"
)


def _item_named(matter: Matter) -> bool:
    """Whether a payment's own values name a thing beside payee, amount and reference."""
    return any(key.rsplit(".", 1)[-1].casefold() in _ITEM_KEYS for key, _ in matter.values)


def _another_name(grant: Grant, matter: Matter) -> bool:
    """Whether the call names one of the same sort by another name: "the label urgent", `name="billing"`.

    What the tool itself is called after says nothing of which one; ids and numbers do not tell either.
    """
    tool = terms_of(" ".join(split_identifier(matter.action.name))).all_words()
    sorts = {word for word in terms_of(grant.object).words | tool if overlap((word,), tool)}
    wanted = {word for word in terms_of(grant.object).words if word not in sorts and not is_concept(word)}
    values = [value for key, value in matter.values if key.rsplit(".", 1)[-1].casefold() in ("name", "title")]
    given = {word for value in values for word in terms_of(value).all_words()}
    plain = {word for word in given if word.isalpha() and word not in sorts and not is_concept(word)}
    if not wanted or not plain or matter.action.surface is not Surface.TOOL or grant.points:
        return False
    return not overlap(wanted, given) and not in_other_tongues(grant.object, matter)


_ITEM_KEYS: Final = frozenset({"item", "product", "sku", "title", "name", "plan", "article", "ticket"})


def object_agreement(text: str, matter: Matter, people: tuple[str, ...] = ()) -> Agreement:
    """Say whether the thing that `text` names is the thing of the matter; `unsaid` where neither is shown."""
    wanted = _without_people(_without_receivers(terms_of(text), matter), people)
    words = matter.broad.all_words()
    if matter.effect.verb == "install":  # a package may be called "requests"
        sorts = phrase_book().words("packages")
        named = frozenset(
            word for word in wanted.words | wanted.kind_words if word not in sorts and not is_concept(word)
        )
        wanted = Terms(wanted.names, named, frozenset())
        words = frozenset(word for word in words if word not in sorts)
    definite = bool(matter.competing or matter.strict.names)
    if wanted.names:
        exact = exact_name(text, matter)
        if exact is not None:
            return "yes" if exact else "no"
        quoted = _is_quoted(text, matter.effect.object)
        if quoted or any(named_in(name, matter.broad, words) for name in wanted.names):
            return "yes"
        if any(named_in(name, matter.around, matter.around.all_words()) for name in wanted.names):
            return "yes" if not definite else "unsaid"
        return "no" if definite else "unsaid"
    if wanted.words:
        have = words if definite else matter.around.all_words()
        if overlap(wanted.words, have):
            return "yes"
        told = matter.competing and (not in_other_tongues(text, matter) or row_of_another(text, matter))
        return "no" if told else "unsaid"
    return _kinds_agree(wanted, matter)


def _is_quoted(text: str, thing: str) -> bool:
    """Whether a name that stands in quotes stands in the thing's, word for word, short words too."""
    shown = fold(thing).text
    names = (re.escape(fold(name).text.strip()) for name in quoted_in(text))
    return any(name and re.search(rf"(?<!\w){name}(?!\w)", shown) for name in names)


def _kinds_agree(wanted: Terms, matter: Matter) -> Agreement:
    if not wanted.kinds:
        return "unsaid"
    if wanted.kinds & matter.broad.kinds or "thing" in wanted.kinds:
        return "yes"
    if matter.strict.kinds - {"thing"}:
        return "no"
    return "no" if matter.competing and matter.effect.verb in _LOST_FOR_GOOD else "unsaid"


def _without_receivers(terms: Terms, matter: Matter) -> Terms:
    """The terms less the addresses that it goes to: "my list with sam@a.example" is about the list."""
    given = {fold(one).text for one in matter.recipients if "@" in one}
    return Terms(terms.names - given, terms.words - given, terms.kinds, terms.kind_words)


def _without_people(terms: Terms, people: tuple[str, ...]) -> Terms:
    names = frozenset(word for person in people for word in terms_of(person).all_words())
    return Terms(terms.names, terms.words - names, terms.kinds, terms.kind_words)
