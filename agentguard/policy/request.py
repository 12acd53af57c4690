"""The request: one effect, and how it stands to the task, as the policy engine is asked about it."""

import json
import posixpath
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from agentguard.authority import Authority
from agentguard.policy.schema import RESOURCES, VOCABULARIES
from worldmodel.action import Action
from worldmodel.catalogue import Severity
from worldmodel.effect import Effect, Resource
from worldmodel.hosts import parse_host

_LONG_MAX: Final = 2**63 - 1
_FLAG: Final = ("false", "true")


_VALUES: Final[Mapping[type[StrEnum], Mapping[StrEnum, str]]] = {
    enum: {member: json.dumps({"__entity": {"type": enum.__name__, "id": member.value}}) for member in enum}
    for enum in VOCABULARIES
}
"""Every value of every vocabulary as Cedar JSON, rendered once."""


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """What a rule may know of the session.

    `spent` is the part of the session's budget used so far (1.0 is all of it), `step` how many actions
    were decided before, `abstained` whether a model could not tell what this action does.
    """

    spent: float = 0.0
    step: int = 0
    abstained: bool = False


def _value(member: StrEnum) -> str:
    return _VALUES[type(member)][member]


def _set(members: Iterable[StrEnum]) -> str:
    return "[" + ",".join([_VALUES[type(member)][member] for member in members]) + "]"


def _per_mille(part: float) -> int:
    """Round `part` to per mille; what is beyond every number is as much as a Long holds."""
    return min(round(part * 1000), _LONG_MAX) if part < _LONG_MAX else _LONG_MAX


def context_of(
    effect: Effect, authority: Authority, action: Action, session: SessionFacts, harm: float, severity: Severity
) -> str:
    """Return the context as Cedar JSON; see `schema.CONTEXT` for the meaning of each attribute."""
    optional = ""
    if effect.count is not None:
        optional += f',"count":{min(effect.count, _LONG_MAX)}'
    if effect.amount is not None:
        optional += f',"amount":{{"__extn":{{"fn":"decimal","arg":"{effect.amount.amount:.4f}"}}}}'
        if effect.amount.currency is not None:
            optional += f',"currency":{json.dumps(effect.amount.currency)}'
    host = site_name(effect.resource.id) if effect.resource.kind == "site" else ""
    recipients = json.dumps(effect.recipients) if effect.recipients else "[]"
    return (
        f'{{"surface":{_value(action.surface)},"horizon":{_value(effect.horizon)}'
        f',"reversibility":{_value(effect.reversibility)},"scope":{_value(effect.scope)}'
        f',"tier":{_value(effect.tier)},"severity":{_value(severity)}'
        f',"probability":{_per_mille(effect.probability)},"harm":{_per_mille(harm)}'
        f',"measured":{_FLAG[effect.measured]},"abstained":{_FLAG[session.abstained]}'
        f',"standing":{_value(authority.standing)},"origin":{_value(authority.origin)}'
        f',"confirmed":{_FLAG[authority.confirmed]},"mismatches":{_set(authority.mismatches)}'
        f',"hazards":{_set(effect.hazards)},"carries":{_set(effect.carries)}'
        f',"recipients":{recipients},"object":{json.dumps(effect.object)},"host":{json.dumps(host)}'
        f',"spent":{_per_mille(session.spent)},"step":{session.step}{optional}}}'
    )


def site_name(identity: str) -> str:
    """Return the host of a site's id: lower case, without scheme, port or final dot."""
    return parse_host(identity).ascii or identity


def file_name(identity: str) -> str:
    """Return a path without `.`, `..` and doubled slashes, so that no spelling slips past a rule."""
    return posixpath.normpath(identity.replace("\\", "/"))


def resource_uid(resource: Resource) -> dict[str, str]:
    """Return the entity id of a resource, in its one spelling."""
    identity = resource.id
    if resource.kind == "site":
        identity = site_name(identity)
    elif resource.kind == "file":
        identity = file_name(identity)
    return {"type": RESOURCES[resource.kind][0], "id": identity}


def entities_json(verb: str, groups: Iterable[str], kind: str, identity: str) -> str:
    """Return the entities of one request: the action with its groups, the resource with its parents.

    A site is in every site its name ends with, down to the registrable one; a file in every folder above
    it; a table or tool in what its dotted name begins with.
    """
    names, parents = [identity], _dotted(identity)
    if kind == "site":
        registrable = parse_host(identity).registrable or identity
        names, parents = [identity, registrable], _domains(identity, registrable)
    elif kind == "file":
        parents = _folders(identity)
    elif kind == "device":
        parents = []
    entity = RESOURCES[kind][0]
    resource = {
        "uid": {"type": entity, "id": identity},
        "attrs": dict(zip(RESOURCES[kind][1], names, strict=True)),
        "parents": [{"type": entity, "id": parent} for parent in parents],
    }
    action = {
        "uid": {"type": "Action", "id": verb},
        "attrs": {},
        "parents": [{"type": "Action", "id": group} for group in groups],
    }
    return json.dumps([action, resource])


def _domains(host: str, registrable: str) -> list[str]:
    if not host.endswith("." + registrable):
        return []
    labels = host[: -len(registrable) - 1].split(".")
    return [".".join((*labels[i:], registrable)) for i in range(1, len(labels) + 1)]


def _folders(path: str) -> list[str]:
    parents = []
    while (path := posixpath.dirname(path)) and path not in parents:
        parents.append(path)
    return parents


def _dotted(name: str) -> list[str]:
    parts = name.split(".")
    return [".".join(parts[:i]) for i in range(len(parts) - 1, 0, -1)]
