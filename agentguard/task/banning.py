"""Banning: whether a prohibition covers an effect. A ban is read widely."""

import re
from collections.abc import Iterable
from typing import Final

from agentguard.task.comparing import object_agreement
from agentguard.task.grants import Grant, Prohibition
from agentguard.task.matter import Matter
from agentguard.task.phrases import phrase_book
from agentguard.task.recipients import is_oneself, is_same
from agentguard.task.scope import is_on
from agentguard.task.terms import overlap, terms_of
from worldmodel.action import Surface
from worldmodel.effect import Hazard, Reversibility, Tier
from worldmodel.folding import fold
from worldmodel.hosts import parse_host
from worldmodel.words import split_identifier


def banned_by(ban: Prohibition, matter: Matter, grants: Iterable[Grant] = ()) -> str | None:
    """Return in words why `ban` covers the effect, None where it does not.

    What a grant names is left free by a ban on something else, and by one on "anything else".
    """
    effect = matter.effect
    if ban.within:
        return _leaves(ban, matter)
    if effect.tier is Tier.SAFE or effect.verb in ("read", "navigate") or _is_granted(ban, matter, grants):
        return None
    if _is_left_free(ban, matter):
        return None
    if not ban.verbs:
        return "the user ruled out every change" if not ban.object or _is_on(ban, matter) else None
    if _is_act(ban, matter) and _is_on(ban, matter):
        return "the user ruled this out"
    if "send" in ban.verbs and _hands_in(matter) and _is_on(ban, matter):
        return "the user ruled out sending it"
    if "execute" in ban.verbs and _uses_tool(ban, matter):
        return "the user ruled out this tool"
    return None


def _is_granted(ban: Prohibition, matter: Matter, grants: Iterable[Grant]) -> bool:
    """Whether the effect is on what was asked for, and the ban names another thing, or "anything else"."""
    asked = (grant for grant in grants if matter.effect.verb in (*grant.verbs, *grant.also))
    stands = {object_agreement(grant.object, matter, grant.recipients) for grant in asked}
    if phrase_book().pattern("others").search(fold(ban.text).text):
        return bool(stands - {"no"})
    return (
        bool(ban.object and ban.verbs) and "yes" in stands and object_agreement(ban.object, matter) != "yes"
    )


def _is_act(ban: Prohibition, matter: Matter) -> bool:
    """Whether the act is of a sort that was ruled out; "don't subscribe" rules out a charge that repeats."""
    effect = matter.effect
    if effect.verb in ban.verbs:
        return True
    if effect.verb == "pay" and "subscribe" in ban.verbs:
        return Hazard.RECURRING in effect.hazards
    return effect.verb == "create" and "register" in ban.verbs and _signs_up(matter)


def _signs_up(matter: Matter) -> bool:
    """Whether what is created is an account, or the control's own words are those of signing up."""
    element, book = matter.snapshot.element, phrase_book()
    label = fold(element.name if element is not None else " ".join(split_identifier(matter.action.name))).text
    heads = (book.ask_at(label, word.start()) for word in re.finditer(r"\w+", label))
    return "account" in matter.broad.kinds or any(head and "register" in head.ask.verbs for head in heads)


def _hands_in(matter: Matter) -> bool:
    """Whether the act sends a form: whatever its button says, that is what "don't send it" rules out."""
    before, effect = matter.snapshot, matter.effect
    if before.form is None or before.form.method.lower() != "post" or before.element is None:
        return False
    return before.element.is_submit and effect.reversibility is not Reversibility.REVERSIBLE


def _is_left_free(ban: Prohibition, matter: Matter) -> bool:
    """Whether the ban excepts the thing, is about other people, or the effect is a test to the user alone."""
    if matter.effect.verb == "send" and matter.recipients and all(map(is_oneself, matter.recipients)):
        return True
    if ban.excepted and object_agreement(ban.excepted, matter) == "yes":
        return True
    return bool(ban.recipients and matter.recipients) and not _reaches(ban, matter)


def _reaches(ban: Prohibition, matter: Matter) -> bool:
    return any(is_same(name, given) for name in ban.recipients for given in matter.recipients)


def _is_on(ban: Prohibition, matter: Matter) -> bool:
    """Whether the effect is on what was ruled out; a thing not shown might be it.

    An order rarely tells its items by itself, so for payments the page's own text is searched for them.
    """
    if not ban.object:
        return True
    agreement = object_agreement(ban.object, matter)
    wanted = terms_of(ban.object)
    if agreement == "unsaid" and wanted.words and matter.effect.verb in _PAYS:
        return overlap(wanted.words, terms_of(matter.snapshot.text[:20_000]).words)
    return agreement != "no"


_PAYS: Final = frozenset({"pay", "subscribe", "reserve", "transfer"})


def _uses_tool(ban: Prohibition, matter: Matter) -> bool:
    """Example: "Never run git commands": every change that such a command makes."""
    if matter.action.surface not in (Surface.SHELL, Surface.TOOL, Surface.SQL):
        return False
    named = terms_of(ban.object).words
    said = terms_of(f"{matter.action.name} {matter.action.argument('command', 'query', 'sql') or ''}"[:1000])
    return bool(named) and overlap(named, said.words)


def _leaves(ban: Prohibition, matter: Matter) -> str | None:
    """Whether the effect is outside the place that must not be left."""
    host = matter.host
    if not host or not parse_host(host).ascii:
        return None
    places = tuple(place for place in ban.within if place)
    if not places:
        start = matter.snapshot.url
        places = (start,) if start and parse_host(start).ascii else ()
    if not places or is_on(host, places):
        return None
    return f"the user wanted to stay on {', '.join(places)}, this is on {host}"
