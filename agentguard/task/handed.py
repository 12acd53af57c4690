"""Handed over: what a text that the user named grants, and what an order to the agent never does."""

from typing import Final

from agentguard.authority import Authority, Mismatch, Origin, Standing
from agentguard.task.delegating import Named, named_texts
from agentguard.task.grants import Grant
from agentguard.task.inquiry import Inquiry
from agentguard.task.origins import origin_of
from agentguard.task.paid import another_number
from agentguard.task.pointing import Differences, says_all, within_what_it_says
from worldmodel.canonical import cut
from worldmodel.effect import Tier

_ALONG: Final = frozenset({"send", "create", "reserve", "grant"})


def ordered(inquiry: Inquiry) -> Authority | None:
    """What goes out, or weighs, and names something that only an order to the agent itself names."""
    matter = inquiry.matter
    if matter.effect.tier is Tier.SAFE:
        return None
    values = (*matter.payees, *(value for _, value in matter.values), matter.sent)
    said = next((value for value in values if value and inquiry.provenance.is_ordered(value)), None)
    if said is None:
        return None
    return Authority(
        standing=Standing.UNGRANTED,
        origin=Origin.FOREIGN,
        reasons=(cut(f"only a text that gives the agent orders names {said}", 500),),
    )


def by_named_text(inquiry: Inquiry, grant: Grant, found: Differences) -> tuple[Differences, Named | None]:
    """Hold an effect against the text that the request names; return what differs, and that text.

    What that text itself calls the thing is what the user meant by pointing at it, unless the user gave the
    thing's number.
    """
    named = named_texts(inquiry.request, grant, inquiry.provenance)
    beyond = within_what_it_says(grant, inquiry.matter, named, inquiry.provenance)
    if named is None or beyond is None:
        return found, None
    if not beyond and says_all(inquiry.matter, named, inquiry.provenance):
        numbered = tuple(another_number(grant, inquiry.matter))
        found = (*(one for one in found if one[0] is not Mismatch.OBJECT), *numbered)
    return (*found, *beyond), named


def comes_along(inquiry: Inquiry) -> Authority | None:
    """A small effect on just the people whom the text that the user named tells, such as an invitation."""
    matter = inquiry.matter
    if matter.effect.tier is not Tier.LOW or matter.effect.verb not in _ALONG or not matter.recipients:
        return None
    for grant in inquiry.grants:
        named = named_texts(inquiry.request, grant, inquiry.provenance)
        if named is not None and named.sure and says_all(matter, named, inquiry.provenance):
            return Authority(
                standing=Standing.GRANTED,
                origin=origin_of(inquiry, grant).origin,
                span=grant.text or None,
                reasons=("the text that the user named tells who it goes to",),
            )
    return None
