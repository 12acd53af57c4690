"""Reading a request: from the user's own words to grants and prohibitions."""

import re
from dataclasses import dataclass
from functools import lru_cache
from typing import Final

from agentguard.task.asides import (
    approved_by_words,
    is_access_level,
    kept_by_user,
    seen_first,
    singles_out,
    states_approval,
    vouches,
)
from agentguard.task.clauses import Clause, clauses_of
from agentguard.task.grants import Grant, Prohibition
from agentguard.task.inviting import letting_in, owners_of
from agentguard.task.limits import highest_amount, highest_count, sent_amount
from agentguard.task.negated import free_of_negations, limits_only, negates_object
from agentguard.task.phrases import Ask, phrase_book
from agentguard.task.prohibitions import is_a_cap, read_prohibitions, stops_before
from agentguard.task.recipients import listed, read_recipients, read_roles, read_rooms
from agentguard.task.scope import hosts_in, places_in
from agentguard.task.terms import terms_of
from agentguard.task.turning import verbs_of
from agentguard.task.values import levelled
from agentguard.task.wording import (
    dictated,
    exception_in,
    is_one_thing,
    is_pronoun,
    is_singular,
    original,
    points_at,
    without_join,
)
from worldmodel.canonical import cut
from worldmodel.effect import Money
from worldmodel.folding import Folded, fold
from worldmodel.words import Span, find_negations

MAX_REQUEST: Final = 20_000
"""Characters of a request that are read; what comes after grants nothing."""

_PAYING: Final = frozenset({"pay", "transfer", "subscribe", "reserve"})
_GOING_OUT: Final = frozenset({"send", "share", "transfer", "reserve", "grant"})
_ANSWERING: Final = frozenset({"reply", "pay", "move_money", "tidy", "draft", "delegate"})
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Reading:
    """What a request says. `looks` is true where it asks for looking only, `asks` where it asks for any act.

    `problem` is true for a bare statement ("The clone fails"), which asks for help and names no act.
    `approved` are the clauses that tell of an approval.
    """

    grants: tuple[Grant, ...]
    prohibitions: tuple[Prohibition, ...]
    hosts: tuple[str, ...]
    looks: bool
    problem: bool
    approved: tuple[str, ...] = ()


_OR_THE_LIKE: Final = re.compile(r"\bor (?:anything|something|whatever)(?: like that)?(?=\s*(?:[.,;!?]|$))")
"""Closes a list of examples, and speaks of nothing more: "no gift wrap or anything"."""


@lru_cache(maxsize=256)
def read(request: str) -> Reading:
    """Read the user's own words. Deterministic; a longer request is cut at `MAX_REQUEST`."""
    text = _OR_THE_LIKE.sub(lambda match: " " * len(match.group()), request[:MAX_REQUEST])
    folded = fold(text)
    found = (*find_negations(text), *stops_before(text))
    adjectives = tuple(span for span in found if is_access_level(span, ()))
    negations = tuple(span for span in found if not limits_only(span, text) and span not in adjectives)
    clauses = clauses_of(folded.text)
    grants: list[Grant] = []
    exceptions: list[tuple[tuple[str, ...], str]] = []
    before = ""
    hosts: tuple[str, ...] = ()
    for clause in clauses:
        said = original(text, folded, clause.start, clause.end)
        free = free_of_negations(folded, clause, negations)
        if clause.asks and free is not None and not clause.looks and not states_approval(said):
            grant = _grant(text, folded, clause, free, before, hosts)
            if not grant.recipients and grants and is_pronoun(grant.object, clause.language):
                grant = _inherit(grant, grants[-1])
            elif grants and before.strip() and grant.object.strip() == before.strip():
                grant = _within(grant, grants[-1])
            rest, kept = exception_in(grant.object)
            if kept:
                exceptions.append((grant.verbs, kept))
                grant = grant.model_copy(update={"object": rest, "singular": False})
            grants.append(grant)
            admitted = letting_in(grant, clause)
            grants += [admitted] if admitted is not None else []
        elif not clause.asks and grants:
            exceptions += _kept(said, grants[-1])
            grants = _lowered(grants, highest_amount(said, pays=False))
            grants[-1] = _singled(grants[-1], said)
        hosts = places_in(said) or hosts
        before = _spoken_of(text, folded, clause, None if grants else said) or before
    nothing = tuple(
        tuple(verb for ask in clause.asks for verb in ask.verbs)
        for clause in clauses
        for span in negations
        if negates_object(span)
        and clause.asks
        and folded.start(clause.head[0]) < span.start < folded.end(clause.end)
    )
    grants = levelled(text, grants)
    levels = tuple(span for span in negations if is_access_level(span, grants))
    negations = tuple(span for span in negations if span not in levels)
    prohibitions = (
        *read_prohibitions(_blanked(text, (*levels, *adjectives)), negations, nothing, exceptions),
        *kept_by_user(text),
        *seen_first(text),
    )
    grants = _capped(text, negations, _sent_to_lists(text, grants))
    if vouches(text):
        grants = [grant.model_copy(update={"agreed": True}) for grant in grants]
    acting = any(clause.asks and not clause.looks for clause in clauses)
    looking = any(clause.looks for clause in clauses)
    problem = not (acting or looking or prohibitions) and _tells(text)
    return Reading(
        tuple(grants), prohibitions, hosts_in(text), looking and not acting, problem, approved_by_words(text)
    )


def _sent_to_lists(text: str, grants: list[Grant]) -> list[Grant]:
    """Give what is sent the addresses that follow it behind a colon: "Bcc: kim@example.com"."""
    told = list(grants)
    for place, address in listed(text):
        at = next((n for n in reversed(range(len(told))) if _sends_before(told[n], place)), None)
        if at is not None and address not in told[at].recipients:
            told[at] = told[at].model_copy(update={"recipients": (*told[at].recipients, address)})
    return told


def _sends_before(grant: Grant, place: int) -> bool:
    return "send" in grant.verbs and grant.span is not None and grant.span[0] <= place


def _blanked(text: str, spans: tuple[Span, ...]) -> str:
    """Return the text with some spans as spaces, so that all places stay what they are."""
    for span in spans:
        text = text[: span.start] + " " * (span.end - span.start) + text[span.end :]
    return text


def _capped(text: str, negations: tuple[Span, ...], grants: list[Grant]) -> list[Grant]:
    """Lower what may be paid by "don't pay more than 20 euros"."""
    caps = [
        amount
        for span in negations
        if is_a_cap(span) and (amount := highest_amount(text[span.start :], pays=True))
    ]
    return _lowered(grants, min(caps, key=lambda money: money.amount, default=None))


def _lowered(grants: list[Grant], cap: Money | None) -> list[Grant]:
    """Apply a limit that was said apart: "... but keep the total below 60"."""
    if cap is None:
        return grants
    return [
        grant.model_copy(update={"amount": cap})
        if _PAYING & {*grant.verbs} and (grant.amount is None or grant.amount.amount > cap.amount)
        else grant
        for grant in grants
    ]


def _spoken_of(text: str, folded: Folded, clause: Clause, stated: str | None) -> str:
    """What a clause speaks of, for an "it" in the next one; of a statement only while nothing was asked."""
    if clause.asks or clause.question:
        return _object_text(text, folded, clause, clause.end)
    return stated.strip() if stated else ""


def _kept(said: str, before: Grant) -> list[tuple[tuple[str, ...], str]]:
    """Example: "Delete the photos but keep the ones with Kim" rules the second out of the first."""
    folded = fold(said).text.lstrip()
    keep = phrase_book().pattern("keep").at(folded, 0)
    loses = {"delete", "overwrite", "close_account"} & set(before.verbs)
    return [(before.verbs, folded[keep.end() :].strip())] if keep and loses else []


def _singled(grant: Grant, said: str) -> Grant:
    """Example: "Delete the mail about the prize. Only that one" asks for one, whatever else is picked."""
    one = (grant.count or 1) == 1 and not grant.tied and singles_out(said)
    return grant.model_copy(update={"singular": True}) if one else grant


def _inherit(grant: Grant, before: Grant) -> Grant:
    """Example: "Write to Kim and send it": it goes to Kim, and says what was said."""
    return grant.model_copy(
        update={"recipients": before.recipients, "content": grant.content or before.content}
    )


def _within(grant: Grant, before: Grant) -> Grant:
    """Example: "Order the atlas, at most 45 euros. Go ahead and buy": the limits said first still hold."""
    return grant.model_copy(
        update={
            "amount": grant.amount or before.amount,
            "count": grant.count or before.count,
            "recipients": grant.recipients or before.recipients,
            "hosts": grant.hosts or before.hosts,
            "content": grant.content or before.content,
        }
    )


def _tells(text: str) -> bool:
    """Whether a statement says enough to be a wish for help; thanks and a lone word do not."""
    closing = phrase_book().pattern("closing").at(fold(text).text.lstrip(), 0)
    return closing is None and len(_WORD.findall(text)) >= 5


def _object_text(text: str, folded: Folded, clause: Clause, end: int) -> str:
    """Return the words of a clause without its head."""
    if clause.object_start <= clause.start and clause.head[1]:
        lead = original(text, folded, clause.start, clause.head[0])
        return f"{lead} {original(text, folded, clause.head[1], end)}".strip(" ,")
    return without_join(original(text, folded, clause.object_start, end))


def _grant(text: str, folded: Folded, clause: Clause, end: int, before: str, hosts: tuple[str, ...]) -> Grant:
    whole = _object_text(text, folded, clause, end)
    ask = clause.asks[0]
    content = dictated(text, folded, clause, whole)
    topic = (
        whole
        if content is None
        else _object_text(text, folded, clause, min(end, _content_start(clause, end)))
    )
    verbs, also, steps = verbs_of(_bought(clause, topic), topic)
    pays = bool(_PAYING & {*verbs})
    money = highest_amount(topic, pays=pays) if pays or ask.name in ("send", "allow") else None
    if money is None and ask.name == "send":
        money = sent_amount(topic)
    if money is not None and ask.name in ("send", "allow") and not ({"file"} & terms_of(topic).kinds):
        verbs, also = (*verbs, "transfer", "pay"), also
    named_hosts = places_in(topic)
    if ask.name == "device":  # "open the garage": the thing stands in the ask itself
        topic = original(text, folded, clause.head[0], end)
    object_text = f"{topic} {before}" if is_pronoun(topic, clause.language) else topic
    goes_out = bool(_GOING_OUT & {*verbs}) or ask.name == "draft"
    recipients = read_recipients(topic, clause.language, person_first=ask.person_first) if goes_out else ()
    recipients = (*recipients, *read_rooms(topic)) if goes_out or ask.name == "publish" else ()
    demonstrated = ask.kind == "tidy" and is_one_thing(topic)
    if demonstrated:
        steps = (*steps, "stop", "delete")
    return Grant(
        verbs=verbs,
        also=also,
        steps=steps,
        object=cut(object_text, 500),
        amount=money,
        count=highest_count(object_text),
        recipients=recipients,
        roles=read_roles(topic, clause.language, person_first=ask.person_first) if goes_out else (),
        owners=owners_of(topic, original(text, folded, 0, clause.start)),
        hosts=named_hosts or hosts,
        content=content,
        points=points_at(object_text, direct=ask.name in _ANSWERING),
        delegated=ask.name == "delegate",
        tied=ask.kind == "tidy" and not demonstrated,
        vague=demonstrated,
        agreed=clause.agrees,
        singular=is_singular(topic),
        span=(folded.start(clause.start), folded.end(clause.end)),
        text=cut(original(text, folded, clause.start, clause.end).strip(), 500),
        source="request",
    )


_RECORDS: Final = re.compile(
    r"\b(?:invoices?|receipts?|bills?|reports?|statements?|quotes?|prices?|details|list|files?|data|numbers?)\b",
    re.IGNORECASE,
)
"""What tells of a price, and is fetched rather than bought: "the invoice for 40 dollars"."""


def _bought(clause: Clause, topic: str) -> tuple[Ask, ...]:
    """The asks of a clause; "get a gift card for 120 dollars" has something bought."""
    gets = any(ask.name == "wish" or (ask.name == "fetch" and clause.language == "en") for ask in clause.asks)
    priced = gets and not _RECORDS.search(topic) and highest_amount(topic, pays=False) is not None
    return (phrase_book().asks["buy"], *clause.asks) if priced else clause.asks


def _content_start(clause: Clause, end: int) -> int:
    return clause.content[0] - 1 if clause.content else end
