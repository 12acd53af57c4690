"""Money turned aside: a change of the account that pay, refunds or proceeds go to."""

import re

from worldmodel.effect import Effect, Reversibility, Scope, Tier
from worldmodel.snapshot import Snapshot
from worldmodel.structural.arguments import Arguments
from worldmodel.structural.making import marked
from worldmodel.structural.nouns import PAYS_INTO
from worldmodel.wordset import words

_ACCOUNT_KEYS = words(
    "iban bic swift bank_account account_number routing_number sort_code bank payout_account payout_iban"
    " bank_details clabe konto kontonummer"
)
_CHANGES = words("update configure create overwrite")


def diverted(before: Snapshot, given: Arguments, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return `effects` weighed as a change of where money goes.

    Such a change is weighty by itself. Where a stranger's text stands in the state, it may be the one who
    asks for it, which is how pay is stolen: then what stands there is replaced, and nobody knows whether it
    can be had back.
    """
    if not any(_changes_account(effect, given) for effect in effects):
        return effects
    if any(passage.origin == "foreign" for passage in before.passages):
        return tuple(
            marked(
                effect, why="an account for money is replaced while a stranger's text is in view",
                verb="overwrite", tier=Tier.HIGH, reversibility=Reversibility.UNKNOWN, scope=Scope.OTHERS,
            )
            if effect.verb in _CHANGES
            else effect
            for effect in effects
        )  # fmt: skip
    return tuple(
        marked(effect, why="money will go to this account", tier=Tier.HIGH)
        if effect.verb in _CHANGES
        else effect
        for effect in effects
    )


def _changes_account(effect: Effect, given: Arguments) -> bool:
    if effect.verb not in _CHANGES - {"create"}:
        return False
    keyed = any(key in _ACCOUNT_KEYS and value for key, value in given.leaves)
    named = PAYS_INTO & set(re.findall(r"[a-z]+", effect.object.lower()))
    return keyed or bool(named)
