"""Trial runs: whether a call that says `dry_run` changes nothing, or only says so.

A trial run is believed where something other than the call shows that the tool knows the argument: its
schema, what the project or the state says, or a family of tools in which such an argument is the custom
(moving money, clouds and clusters, migrations). Everywhere else a tool may drop an argument that it does
not know and do the real thing, so the effects stay, in doubt. An argument that only a stranger's text speaks
of is never believed, and one beside a switch that commits is none.
"""

import re
from typing import Any

from worldmodel.callname import CallName
from worldmodel.effect import Resource
from worldmodel.prediction import Prediction
from worldmodel.snapshot import Snapshot
from worldmodel.structural.arguments import Arguments
from worldmodel.structural.facts import facts_of
from worldmodel.structural.making import make, predicted
from worldmodel.structural.told import knows_argument
from worldmodel.wordset import words

_CUSTOM = words(
    """
    wallet wallets crypto chain bank banking payment payments payout payouts payroll transfer transfers stripe
    paypal exchange k8s kubernetes kubectl helm cluster terraform ansible cloud aws gcp azure ec2 deploy
    deployment migration migrations
    """
)
"""Families of tools in which a trial run is the custom."""
_STRICT = words("dry_run dryrun validate_only simulate preview_only")
_COMMITS = words("commit execute confirm confirmed live for_real submit apply force now")


def rehearsed(
    before: Snapshot,
    prediction: Prediction,
    name: CallName,
    given: Arguments,
    told: dict[str, Any],
    shown: str,
    resource: Resource,
) -> Prediction:
    """Return `prediction`, or a mere look where the call is a trial run that the tool knows."""
    trial = given.trial
    if trial is None or prediction.abstained or given.flag(_COMMITS) is not None:
        return prediction
    known = _is_known(before, name, given, told, trial)
    if known is False:
        return prediction
    look = make("read", shown, resource, 0.95)
    if known:
        return predicted((look,), notes=(f"{trial}: a trial run",))
    doubtful = (
        e.model_copy(update={"probability": round(e.probability * 0.1, 4)}) for e in prediction.effects
    )
    return predicted((look, *doubtful), notes=(f"{trial}: a trial run, if the tool knows it",))


def _is_known(
    before: Snapshot, name: CallName, given: Arguments, told: dict[str, Any], trial: str
) -> bool | None:
    """Whether the tool knows the argument: True, False where its schema lacks it, None where nobody says."""
    known = knows_argument(told, trial)
    if known is not None or _is_spoken_of(trial, before, {"state", "setup"}):
        return known is not False
    if told or _is_spoken_of(trial, before, {"foreign"}):
        return None  # its author describes it and names no such argument, or a stranger recommends it
    plain = any(key == trial and value is True for key, value in given.leaves)
    return True if plain and trial in _STRICT and _CUSTOM & {*name.namespace, *name.nouns} else None


def _is_spoken_of(argument: str, before: Snapshot, by: set[str]) -> bool:
    """Whether somebody among `by` mentions the argument."""
    if before.facts_json == "{}" and not before.passages:
        return False
    pattern = re.compile(rf"\b{argument.replace('_', '[-_ ]?')}\b", re.IGNORECASE)
    return any(p.origin in by and pattern.search(p.text) for p in facts_of(before).phrases)
