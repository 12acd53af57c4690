"""Receiving: who would get it, against whom the user named, with what the surface tells of people."""

import re
from collections.abc import Iterator
from typing import Final

from agentguard.authority import Mismatch
from agentguard.task.grants import Grant
from agentguard.task.matter import Matter
from agentguard.task.people import (
    Person,
    accounts_of,
    hints_of,
    in_another_script,
    only_roles,
    people_of,
    told_apart,
)
from agentguard.task.recipients import compare_recipients, is_everybody, is_same
from agentguard.task.terms import named_in
from worldmodel.action import Surface
from worldmodel.effect import Reversibility, Scope, Tier
from worldmodel.folding import fold

PAYS: Final = frozenset({"pay", "transfer", "subscribe", "reserve"})
"""Verbs that move money, or promise it."""
_GOES_OUT: Final = frozenset(
    {"send", "share", "publish", "transfer", "reserve", "grant", "create", "disclose"}
)


def receivers(grant: Grant, matter: Matter) -> Iterator[tuple[Mismatch, str]]:
    """Yield in what those who would get it differ from those whom the user named."""
    people = people_of(matter.snapshot.facts)
    if not grant.recipients:
        listed = (role for role in grant.roles if any(is_same(role, person.name) for person in people))
        grant = grant.model_copy(update={"recipients": tuple(listed)})
    if not _goes_to_somebody(grant, matter) or not grant.recipients or _is_own_draft(matter):
        return
    given = matter.recipients
    if _cannot_be_compared(grant, given, people):
        return
    if not given or all(_CODED.fullmatch(one) for one in given):
        if (
            not given
            and matter.effect.verb in ("send", "share", "transfer")
            and not _seen_around(grant, matter)
        ):
            yield Mismatch.RECIPIENT, f"nothing here shows {', '.join(grant.recipients)}"
        return
    hints = hints_of(grant.text, matter.snapshot.facts)
    told = {one: told_apart(grant.recipients, one, people, hints) for one in given}
    answer = compare_recipients(grant.recipients, [one for one in given if told[one] is None])
    unknown = (one for one in answer.strangers if not _is_named_room(one, grant, matter))
    strangers = (*unknown, *(one for one in given if told[one] is False))
    if not strangers or _is_account_of(grant, matter, strangers):
        return
    wider = len(strangers) < len(given)
    yield (
        Mismatch.RECIPIENTS_WIDER if wider else Mismatch.RECIPIENT,
        f"the user named {', '.join(grant.recipients)}, not {', '.join(strangers)}",
    )


def _goes_to_somebody(grant: Grant, matter: Matter) -> bool:
    """Whether it reaches whom the user named; money that a page sends does, a purchase goes to a shop."""
    verb = matter.effect.verb
    return verb in _GOES_OUT or (
        verb == "pay" and "transfer" in grant.verbs and matter.action.surface is Surface.PAGE
    )


_CODED: Final = re.compile(r"[CGDU][0-9A-Z]{8,12}")
"""Ids by which a chat service names its rooms and people: they can't be held against a name."""


def _cannot_be_compared(grant: Grant, given: tuple[str, ...], people: tuple[Person, ...]) -> bool:
    """Whether nothing tells if one address is the person named: by a role, or in another script."""
    if len(given) > 1 or (
        given and is_everybody(given[0]) and not in_another_script(grant.recipients, given[0])
    ):
        return False
    return only_roles(grant.recipients, people) or (
        bool(given) and in_another_script(grant.recipients, given[0])
    )


def _is_named_room(given: str, grant: Grant, matter: Matter) -> bool:
    """Whether what would get it is the channel that the request names beside the person."""
    rooms = [value for key, value in matter.values if key.rsplit(".", 1)[-1].casefold() in _ROOMS]
    return (
        given in rooms
        and re.search(rf"(?<!\w){re.escape(fold(given).text.lstrip('#'))}(?!\w)", fold(grant.object).text)
        is not None
    )


_ROOMS: Final = frozenset({"channel", "room", "group", "list", "thread", "space"})


def _is_own_draft(matter: Matter) -> bool:
    """Saving a draft reaches nobody yet; who is put on a list of guests is reached."""
    effect = matter.effect
    asked = any(key.split(".")[0].casefold() in _GUESTS for key, _ in matter.values)
    return (
        effect.verb == "create"
        and not asked
        and effect.tier is not Tier.HIGH
        and effect.scope is Scope.SELF
        and effect.reversibility is Reversibility.REVERSIBLE
    )


_GUESTS: Final = frozenset({"guest", "guests", "invitee", "invitees", "attendee", "attendees", "member"})
_ACCOUNT: Final = re.compile(r"(?=.*\d)[\w.\- ]{4,40}")


def _is_account_of(grant: Grant, matter: Matter, strangers: tuple[str, ...]) -> bool:
    """Whether what is unknown is only the account of the payee who was named beside it."""
    rest = [one for one in matter.recipients if one not in strangers]
    named = any(is_same(name, one) for name in grant.recipients for one in rest)
    return (
        matter.effect.verb in ("transfer", "pay")
        and named
        and all(_ACCOUNT.fullmatch(one) and "@" not in one for one in strangers)
        and _is_known_account(grant, matter, strangers)
    )


def _is_known_account(grant: Grant, matter: Matter, accounts: tuple[str, ...]) -> bool:
    """Whether the facts don't tell of another account of the payee."""
    known = accounts_of(grant.recipients, matter.snapshot.facts)
    return not known or all(fold(one).text.strip(" .") in known for one in accounts)


def _seen_around(grant: Grant, matter: Matter) -> bool:
    around = matter.around.all_words()
    talk = matter.snapshot.facts.get("conversation")
    talkers = talk.get("participants") if isinstance(talk, dict) else None
    if isinstance(talkers, list) and talkers:  # an answer goes to those who take part, and all are named
        return all(any(is_same(name, str(one)) for name in grant.recipients) for one in talkers)
    if matter.effect.verb in PAYS and shows_payee(grant, matter):
        return True
    return any(named_in(name.casefold(), matter.around, around) for name in grant.recipients) or any(
        is_same(name, matter.snapshot.title) for name in grant.recipients
    )


def shows_payee(grant: Grant, matter: Matter) -> bool:
    """Whether a payment page shows the payee; what is not shown has not been filled in as asked."""
    folded = fold(matter.snapshot.text[:20_000]).text
    return any(
        re.search(rf"(?<!\w){re.escape(fold(name).text)}(?!\w)", folded) is not None
        for name in grant.recipients
    )


def destination(grant: Grant, matter: Matter) -> Iterator[tuple[Mismatch, str]]:
    """The user told how the account or address ends; another one is another payee."""
    if matter.effect.verb not in PAYS:
        return
    match = _ENDS_IN.search(fold(grant.object).text)
    shown = fold(f"{matter.snapshot.text[:20_000]} {' '.join(value for _, value in matter.values)}").text
    tokens = re.findall(r"[\w\-]*\w", shown)
    if match and tokens and not any(token.endswith(match.group(1)) for token in tokens):
        yield Mismatch.RECIPIENT, f"nothing here ends in {match.group(1)}"


def ends_as_said(grant: Grant, matter: Matter) -> bool:
    """Whether the user told how the account ends, and what is shown ends so."""
    said = _ENDS_IN.search(fold(grant.object).text)
    return said is not None and not list(destination(grant, matter))


_ENDS_IN: Final = re.compile(
    r"\b(?:ends? (?:in|with)|ending (?:in|with)|endet auf|finit par|termina (?:en|con|in|em)"
    r"|eindigt op)\s+(\w{3,20})"
)
