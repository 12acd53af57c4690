"""Asking: whether a grant asks for the verb of an effect at all."""

import re
from itertools import pairwise
from typing import Final

from agentguard.task.about import writes_under
from agentguard.task.comparing import object_agreement
from agentguard.task.confirming import says_internal
from agentguard.task.grants import Grant
from agentguard.task.matter import Matter
from agentguard.task.naming import ids_named
from agentguard.task.phrases import phrase_book
from agentguard.task.recipients import holds_whole
from agentguard.task.removing import removes_named
from agentguard.task.terms import is_concept, overlap, terms_of
from agentguard.task.values import keeps_as_said
from worldmodel.effect import DataClass, Effect, Hazard, Reversibility, Scope, Tier
from worldmodel.folding import fold

WEIGHTY_STEPS: Final = frozenset({"agree", "register", "sign_in"})
"""Steps that belong to what was asked though they weigh; a rule may still want a person's word."""


def asks_for(grant: Grant, matter: Matter) -> bool:
    """Whether the grant asks for the verb: outright, as what comes with it, or as a usual step."""
    effect = matter.effect
    if Hazard.PRESELECTED in effect.hazards and not _speaks_of(grant, effect.object):
        return False  # whoever ticked the box, it was not the user
    if effect.verb in grant.verbs or in_other_words(grant, matter):
        return True
    if grant.delegated and (effect.verb in _DELEGATED or (effect.verb == "grant" and is_small(effect))):
        return True
    if effect.verb == "pay" and "reserve" in grant.verbs:
        return True  # what is booked may cost something, though the request does not say so
    if grant.tied and effect.verb in ("delete", "weaken"):
        return keeps_as_said(grant, matter) or (effect.verb == "delete" and _tied_to(grant, matter))
    if effect.verb == "disclose" and not _may_hand_over(grant, matter):
        return False
    if effect.verb in grant.also:
        return not (
            effect.verb in _VISIBLE
            and grant.recipients == ()
            and matter.recipients
            and effect.tier is Tier.HIGH
            and not _all_addressed(grant, matter)
        )
    weighs = grant.vague or effect.verb in WEIGHTY_STEPS
    return effect.verb in grant.steps and (weighs or is_minor(matter))


_DELEGATED: Final = frozenset(
    {"create", "update", "configure", "reserve", "register", "pay", "transfer", "send", "share", "react",
     "sign_in"}
)  # fmt: skip
"""What a text that the user named may ask for; what weighs of it is asked about all the same."""


def is_small(effect: Effect) -> bool:
    """Whether an effect is of the small sort."""
    return effect.tier is Tier.LOW


def in_other_words(grant: Grant, matter: Matter) -> bool:
    """Whether the words name the deed, though not by its verb."""
    return any(one(grant, matter) for one in (stays_inside, closes_record, removes_named, writes_under))


def closes_record(grant: Grant, matter: Matter) -> bool:
    """Example: to delete "customer 7" is to close that customer's account."""
    if matter.effect.verb != "close_account" or "delete" not in grant.verbs:
        return False
    words = re.findall(r"[#\w][\w\-]*", fold(grant.object).text)
    ids, kinds = ids_named(grant.object), phrase_book().kinds
    return any(kinds.get(before) == "account" and word.lstrip("#") in ids for before, word in pairwise(words))


def stays_inside(grant: Grant, matter: Matter) -> bool:
    """Whether a note that was asked for is written, and the call itself says that it stays internal."""
    if matter.effect.verb not in ("publish", "send") or not {"create", "update"} & {*grant.verbs}:
        return False
    return says_internal(matter)


_HANDING_OVER: Final = frozenset(
    {"pay", "subscribe", "reserve", "transfer", "sign_in", "register", "change_credentials", "disclose"}
)


def _may_hand_over(grant: Grant, matter: Matter) -> bool:
    """Paying and signing in need cards and passwords; publishing and sending do not."""
    secret = set(matter.effect.carries) - {DataClass.PERSONAL, DataClass.PRIVATE}
    return not secret or bool(_HANDING_OVER & set(grant.verbs))


_VISIBLE: Final = frozenset({"send", "share", "publish", "grant"})
"""What merely comes along with a grant does not reach people whom the user never named."""


def _all_addressed(grant: Grant, matter: Matter) -> bool:
    """Whether the very words that ask for it hold the address of everybody whom it reaches."""
    said = fold(grant.object).text
    return all("@" in one and holds_whole(said, one) for one in matter.recipients)


def _tied_to(grant: Grant, matter: Matter) -> bool:
    """Whether a deletion is the small, mendable kind that a wish to tidy up covers."""
    effect = matter.effect
    mendable = effect.tier is not Tier.HIGH or effect.reversibility is Reversibility.REVERSIBLE
    single = Hazard.BULK not in effect.hazards and (effect.count is None or effect.count <= 1)
    return mendable and single and object_agreement(grant.object, matter) != "no"


def _speaks_of(grant: Grant, option: str) -> bool:
    """Whether the user's words about the thing and those of an option are about the same."""
    wanted, given = terms_of(grant.object).all_words(), terms_of(option).all_words()
    return overlap((word for word in wanted if not is_concept(word)), given)


def is_minor(matter: Matter) -> bool:
    """Whether an effect is small: own, mendable, and reaching nobody."""
    effect = matter.effect
    return (
        effect.tier is not Tier.HIGH
        and effect.scope is Scope.SELF
        and effect.reversibility in (Reversibility.REVERSIBLE, Reversibility.EFFORTFUL)
        and not effect.recipients
        and effect.amount is None
        and set(effect.hazards) <= {Hazard.HUMAN_CHECK}
    )
