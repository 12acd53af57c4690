"""The request: one effect, and how it stands to the task, as the policy engine is asked about it."""

import json
import posixpath
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from typing import Any, Final, NamedTuple, Protocol

from agentguard.authority import Authority
from agentguard.policy.schema import RESOURCES
from worldmodel.action import Action
from worldmodel.catalogue import Severity
from worldmodel.effect import Effect, Resource
from worldmodel.hosts import Host, parse_host

_LONG_MAX: Final = 2**63 - 1


class SessionView(Protocol):
    """What a rule may know of the session."""

    @property
    def spent(self) -> float:
        """The harm budget used so far, in nats."""
        ...

    @property
    def step(self) -> int:
        """How many state-changing actions were decided before."""
        ...


@dataclass(frozen=True, slots=True)
class SessionFacts:
    """A session in plain figures: see `SessionView`."""

    spent: float = 0.0
    step: int = 0


class Question(NamedTuple):
    """All that one evaluation is about."""

    effect: Effect
    authority: Authority
    action: Action
    session: SessionView
    severity: Severity


def _thousandths(value: float) -> int:
    """Return `value` in thousandths, as the engine has whole numbers only; NaN counts as boundless."""
    return min(round(value * 1000), _LONG_MAX) if value < _LONG_MAX else _LONG_MAX


def _amount(question: Question) -> object:
    money = question.effect.amount
    return None if money is None else {"__extn": {"fn": "decimal", "arg": f"{money.amount:.4f}"}}


def _host(question: Question) -> str:
    resource = question.effect.resource
    return site_name(resource.id) if resource.kind == "site" else ""


ATTRIBUTES: Final[Mapping[str, Callable[[Question], object]]] = {
    "surface": lambda q: q.action.surface,
    "horizon": lambda q: q.effect.horizon,
    "reversibility": lambda q: q.effect.reversibility,
    "scope": lambda q: q.effect.scope,
    "tier": lambda q: q.effect.tier,
    "severity": lambda q: q.severity,
    "probability": lambda q: _thousandths(q.effect.probability),
    "measured": lambda q: q.effect.measured,
    "standing": lambda q: q.authority.standing,
    "origin": lambda q: q.authority.origin,
    "confirmed": lambda q: q.authority.confirmed,
    "mismatches": lambda q: q.authority.mismatches,
    "hazards": lambda q: q.effect.hazards,
    "carries": lambda q: q.effect.carries,
    "count": lambda q: None if q.effect.count is None else min(q.effect.count, _LONG_MAX),
    "amount": _amount,
    "currency": lambda q: None if q.effect.amount is None else q.effect.amount.currency,
    "recipients": lambda q: q.effect.recipients,
    "object": lambda q: q.effect.object,
    "host": _host,
    "spent": lambda q: _thousandths(q.session.spent),
    "step": lambda q: q.session.step,
}
"""How each attribute of `schema.CONTEXT` is read; None leaves it out."""


def context_json(question: Question, attributes: Iterable[str]) -> str:
    """Return those of the context's attributes that the rules read, as Cedar JSON.

    Values of the closed vocabularies go as plain strings: the engine reads them far faster than entity
    references, and `compiled` has put the rules into the same form.
    """
    values: dict[str, Any] = {}
    for name in attributes:
        value = ATTRIBUTES[name](question)
        if value is not None:
            values[name] = value
    return json.dumps(values)


def site_name(identity: str) -> str:
    """Return the host of a site's id: lower case, without scheme, port or final dot."""
    return _host_of(identity).ascii or identity.lower()


def _host_of(identity: str) -> Host:
    return parse_host(identity if "://" in identity else f"//{identity}")


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
    entity, attributes = RESOURCES[kind]
    names = [identity]
    if kind == "site":
        names.append(_host_of(identity).registrable or identity)
    resource = {
        "uid": {"type": entity, "id": identity},
        "attrs": dict(zip(attributes, names, strict=True)),
        "parents": [{"type": entity, "id": parent} for parent in _parents(kind, *names)],
    }
    action = {
        "uid": {"type": "Action", "id": verb},
        "attrs": {},
        "parents": [{"type": "Action", "id": group} for group in groups],
    }
    return json.dumps([action, resource])


def _parents(kind: str, identity: str, registrable: str = "") -> list[str]:
    if kind == "site":
        return _domains(identity, registrable)
    if kind == "file":
        return _folders(identity)
    if kind == "device":
        return []
    parts = identity.split(".")
    return [".".join(parts[:i]) for i in range(len(parts) - 1, 0, -1)]


def _domains(host: str, registrable: str) -> list[str]:
    if not host.endswith("." + registrable):
        return []
    labels = host[: -len(registrable) - 1].split(".")
    return [".".join((*labels[i:], registrable)) for i in range(1, len(labels) + 1)]


def _folders(path: str) -> list[str]:
    parents: list[str] = []
    while (parent := posixpath.dirname(path)) and parent != path:
        parents.append(parent)
        path = parent
    return parents
