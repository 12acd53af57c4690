"""Authorising: the order in which prohibitions, limits, grants, consent and origin decide about an effect."""

from collections.abc import Iterator
from typing import Final

from agentguard.authority import Authority, Mismatch, Origin, Standing
from agentguard.task.about import named_before
from agentguard.task.abroad import handed_to_others
from agentguard.task.asking import asks_for, in_other_words, is_minor
from agentguard.task.banning import banned_by
from agentguard.task.bounds import covers_terms
from agentguard.task.comparing import differences
from agentguard.task.confirming import agreed, confirmed, names_thing, over_agreed
from agentguard.task.consent import covers_thing, names_call, names_of, same_shape
from agentguard.task.delegating import Named
from agentguard.task.demands import approval_due
from agentguard.task.echo import echoed
from agentguard.task.grants import Grant
from agentguard.task.handed import by_named_text, ordered
from agentguard.task.inquiry import Inquiry
from agentguard.task.looking import hands_in
from agentguard.task.matter import Matter
from agentguard.task.origins import from_foreign, must_be_the_users, origin_of
from agentguard.task.owning import not_the_users_own
from agentguard.task.people import another_person
from agentguard.task.recipients import is_oneself
from agentguard.task.scope import imitates, inside, is_on
from agentguard.task.values import gave, gave_card, keeps_as_said
from agentguard.task.worded import worded
from worldmodel.canonical import cut
from worldmodel.effect import DataClass, Reversibility, Tier
from worldmodel.hosts import parse_host

_MINOR: Final = frozenset({"create", "update", "configure", "reserve", "sign_in", "agree", "disclose"})
"""Verbs that can be a small step on the way to what was asked."""
_VIEWING: Final = frozenset({"read", "navigate"})


def authority_of(inquiry: Inquiry) -> Authority:
    """Answer: prohibited, else outside the limits, else granted, exceeded, implied or ungranted."""
    return (
        _prohibited(inquiry)
        or _off_limits(inquiry)
        or _of_somebody_else(inquiry)
        or ordered(inquiry)
        or handed_to_others(inquiry)
        or _best_grant(inquiry)
        or _to_oneself(inquiry)
        or _consented(inquiry)
        or _echoed(inquiry)
        or _worded(inquiry)
        or _supplied(inquiry)
        or _implied(inquiry)
        or _ungranted(inquiry)
    )


# -- no, whatever was asked ----------------------------------------------------------------------------------


def _prohibited(inquiry: Inquiry) -> Authority | None:
    for ban in inquiry.prohibitions:
        why = banned_by(ban, inquiry.matter, inquiry.grants)
        if why is None or (ban.until_consent and agreed(inquiry, named_only=True)):
            continue
        return Authority(
            standing=Standing.PROHIBITED,
            origin=Origin.USER,
            mismatches=(Mismatch.HOST,) if ban.within else (),
            span=cut(ban.text, 500) or None,
            reasons=(cut(why, 500),),
        )
    return None


def _off_limits(inquiry: Inquiry) -> Authority | None:
    host = inquiry.matter.host
    if not host or not inquiry.limits or (not parse_host(host).ascii and not parse_host(host).ambiguous):
        return None
    if inside(host, inquiry.limits):
        return None
    return Authority(
        standing=Standing.PROHIBITED,
        origin=Origin.SETUP,
        mismatches=(Mismatch.HOST,),
        reasons=(cut(f"{host} is outside {', '.join(inquiry.limits)}", 500),),
    )


def _of_somebody_else(inquiry: Inquiry) -> Authority | None:
    """The call is on another person than the request tells of, or not on the user's own."""
    if inquiry.matter.effect.tier is Tier.SAFE or inquiry.reading.looks:
        return None
    found = another_person(inquiry.request, inquiry.matter) or not_the_users_own(
        inquiry.request, inquiry.matter
    )
    if found is None:
        return None
    return Authority(standing=Standing.EXCEEDED, mismatches=(found[0],), reasons=(cut(found[1], 500),))


def _to_oneself(inquiry: Inquiry) -> Authority | None:
    """A test sent to the user alone reaches nobody else, whatever it is a test of."""
    matter = inquiry.matter
    alone = bool(matter.recipients) and all(is_oneself(name) for name in matter.recipients)
    if not (inquiry.grants and alone and matter.effect.verb == "send"):
        return None
    return Authority(standing=Standing.GRANTED, origin=Origin.USER, reasons=("it reaches the user alone",))


# -- asked for -----------------------------------------------------------------------------------------------


def _best_grant(inquiry: Inquiry) -> Authority | None:
    """Return the mildest answer of the grants that ask for the verb; None where none does."""
    answers = [answer for grant in inquiry.grants for answer in _by_grant(inquiry, grant)]
    return min(answers, key=_mildness, default=None)


def _mildness(authority: Authority) -> tuple[int, bool, int]:
    order = (Standing.GRANTED, Standing.IMPLIED, Standing.EXCEEDED, Standing.UNGRANTED)
    return order.index(authority.standing), not authority.confirmed, len(authority.mismatches)


def _by_grant(inquiry: Inquiry, grant: Grant) -> Iterator[Authority]:
    matter = inquiry.matter
    if not asks_for(grant, matter):
        return
    trace = origin_of(inquiry, grant)
    differing = tuple(differences(grant, matter))
    if named_before(inquiry, grant):
        differing = _but_object(differing)
    found = (*differing, *_another_than_agreed(inquiry, grant))
    found, named = by_named_text(inquiry, grant, found)
    if more := over_agreed(inquiry):
        found = (*found, *more)
    elif agreed(inquiry):  # who approved this very thing need not have used the request's words for it
        found = _but_object(found)
    elif due := approval_due(inquiry, grant):
        found = (*found, (Mismatch.UNAPPROVED, due))
    if found:
        yield Authority(
            standing=Standing.EXCEEDED,
            origin=trace.origin,
            mismatches=tuple(dict.fromkeys(mismatch for mismatch, _ in found)),
            span=grant.text or None,
            reasons=tuple(cut(why, 500) for _, why in found),
        )
        return
    if trace.origin is Origin.FOREIGN and must_be_the_users(matter) and named is None:
        yield from_foreign(grant, trace)
        return
    yield Authority(
        standing=_standing(grant, matter, named, trace.origin),
        origin=Origin.USER if trace.origin is Origin.UNKNOWN and names_thing(grant, matter) else trace.origin,
        confirmed=confirmed(inquiry, grant),
        span=grant.text or None,
        reasons=("the user asked for this",),
    )


def _but_object(found: tuple[tuple[Mismatch, str], ...]) -> tuple[tuple[Mismatch, str], ...]:
    return tuple(one for one in found if one[0] is not Mismatch.OBJECT)


def _standing(grant: Grant, matter: Matter, named: Named | None, origin: Origin) -> Standing:
    """Granted where the words name the verb, or a text that they name for sure asks for something small.

    Where somebody gives the agent orders in that text, what weighs and comes from there is only implied.
    """
    weighs = matter.effect.tier is Tier.HIGH
    if named is not None and not named.clean and weighs and origin is Origin.FOREIGN:
        return Standing.IMPLIED
    if _outright(grant, matter):
        return Standing.GRANTED
    handed = grant.delegated and named is not None and named.sure and not weighs
    return Standing.GRANTED if handed else Standing.IMPLIED


def _outright(grant: Grant, matter: Matter) -> bool:
    """Whether the words name the verb, or the very measure of a tidying: "keep the last seven"."""
    asked = matter.effect.verb in (*grant.verbs, *grant.also)
    asked = asked or in_other_words(grant, matter)
    return asked or (grant.tied and keeps_as_said(grant, matter))


def _another_than_agreed(inquiry: Inquiry, grant: Grant) -> Iterator[tuple[Mismatch, str]]:
    """The user named one thing when agreeing; another id of the same sort is another thing."""
    matter = inquiry.matter
    if not matter.ids or not (grant.agreed or grant.singular or grant.count == 1):
        return
    named = [name for consent in inquiry.consents if consent.yes for name in names_of(consent)]
    if named and not matter.ids & set(named) and any(same_shape(a, b) for a in named for b in matter.ids):
        yield (
            Mismatch.OBJECT,
            f"the user named {', '.join(named)}, this is on {', '.join(sorted(matter.ids))}",
        )


# -- agreed to, implied, or neither --------------------------------------------------------------------------


def _consented(inquiry: Inquiry) -> Authority | None:
    """A consent that names verb and thing grants them, although the request did not."""
    matter = inquiry.matter
    for consent in () if over_agreed(inquiry) else inquiry.consents:
        named = names_call(consent, matter) or (
            matter.effect.verb in consent.verbs and covers_thing(consent, matter)
        )
        if consent.yes and named and covers_terms(consent, matter):
            return Authority(
                standing=Standing.GRANTED,
                origin=Origin.USER,
                confirmed=True,
                span=consent.about or None,
                reasons=("the user agreed to this very thing",),
            )
    return None


def _echoed(inquiry: Inquiry) -> Authority | None:
    """The user named the very control by its words; what differs from them is compared as ever."""
    grant = echoed(inquiry)
    return None if grant is None else min(_by_grant(inquiry, grant), key=_mildness, default=None)


def _worded(inquiry: Inquiry) -> Authority | None:
    """The user gave the words that go out along with the deed; what differs is compared as ever."""
    grant = worded(inquiry)
    return None if grant is None else min(_by_grant(inquiry, grant), key=_mildness, default=None)


def _supplied(inquiry: Inquiry) -> Authority | None:
    """What the user wrote into the request may be entered where the work is done: it was given for that."""
    matter = inquiry.matter
    carries, hosts = set(matter.effect.carries), inquiry.reading.hosts
    entered = matter.effect.verb == "disclose" and matter.action.name in ("fill", "type")
    if not (inquiry.grants and entered) or matter.recipients or (hosts and not is_on(matter.host, hosts)):
        return None
    value = str(matter.action.argument("value") or "")
    if carries == {DataClass.PAYMENT_CARD} and gave_card(inquiry.request, value):
        return Authority(
            standing=Standing.GRANTED, origin=Origin.USER, reasons=("the user gave the card for this",)
        )
    if not carries <= {DataClass.PERSONAL, DataClass.PRIVATE} or not gave(inquiry.request, value):
        return None
    return Authority(standing=Standing.IMPLIED, origin=Origin.USER, reasons=("the user gave it for this",))


def _implied(inquiry: Inquiry) -> Authority | None:
    effect = inquiry.matter.effect
    acting = bool(inquiry.grants) or inquiry.reading.problem
    safe = effect.tier is Tier.SAFE or (effect.verb in _VIEWING and effect.tier is not Tier.HIGH)
    step = acting and effect.verb in _MINOR and is_minor(inquiry.matter)
    view = inquiry.reading.looks and effect.verb in ("configure", "agree") and is_minor(inquiry.matter)
    view = view and effect.reversibility is Reversibility.REVERSIBLE
    if not (safe or step or view):
        return None
    false = imitates(inquiry.matter.host, inquiry.reading.hosts) if inquiry.matter.host else None
    if false:
        return Authority(
            standing=Standing.EXCEEDED,
            mismatches=(Mismatch.HOST,),
            reasons=(cut(f"{inquiry.matter.host} is not {false}", 500),),
        )
    return Authority(
        standing=Standing.IMPLIED, origin=origin_of(inquiry).origin, reasons=("a small step on the way",)
    )


def _ungranted(inquiry: Inquiry) -> Authority:
    origin = origin_of(inquiry).origin
    if inquiry.reading.looks:
        return Authority(
            standing=Standing.EXCEEDED if hands_in(inquiry.matter) else Standing.UNGRANTED,
            origin=origin,
            mismatches=(Mismatch.ONLY_LOOK,),
            reasons=("the user only asked to look",),
        )
    return Authority(
        standing=Standing.UNGRANTED, origin=origin, reasons=("nothing that the user said asks for this",)
    )
