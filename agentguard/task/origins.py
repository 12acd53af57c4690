"""Origins: where the telling values of an effect come from, seen from the task."""

from functools import lru_cache
from typing import Final

from agentguard.authority import Authority, Origin, Standing
from agentguard.provenance import Provenance, Trace, worst
from agentguard.task.grants import Grant
from agentguard.task.inquiry import Inquiry
from agentguard.task.matter import Matter
from agentguard.task.recipients import is_same
from agentguard.task.scope import hosts_in
from agentguard.task.terms import full_names
from worldmodel.canonical import cut
from worldmodel.effect import Tier

_TRACED: Final = frozenset(
    {"send", "share", "transfer", "pay", "publish", "grant", "disclose", "subscribe", "reserve", "create"}
)


def must_be_the_users(matter: Matter) -> bool:
    """Whether the effect is one whose recipient a stranger must not choose."""
    return matter.effect.verb in _TRACED and (
        matter.effect.tier is Tier.HIGH or bool(matter.effect.recipients)
    )


def origin_of(inquiry: Inquiry, grant: Grant | None = None) -> Trace:
    """Trace who or what the effect goes to; a value that the user's own words name is the user's."""
    matter = inquiry.matter
    traces = [_trace(inquiry, value, grant) for value in matter.payees]
    if (
        not traces
        and matter.host
        and matter.effect.verb in ("disclose", "share", "send")
        and matter.action.surface != "page"
    ):
        traces = [_trace(inquiry, matter.host, grant)]
    if not traces and matter.effect.resource.kind in ("file", "table") and matter.effect.resource.id:
        traces = [_trace(inquiry, matter.effect.resource.id, grant)]
    return worst(traces)


@lru_cache(maxsize=64)
def _spoken(request: str) -> Provenance:
    """Return what the request alone vouches for."""
    spoken = Provenance()
    spoken.show(request, "the user's request", "user")
    return spoken


def _trace(inquiry: Inquiry, value: str, grant: Grant | None) -> Trace:
    if grant is not None and any(is_same(name, value) for name in grant.recipients):
        return Trace(origin=Origin.USER, source="the user's request")
    if grant is not None and _is_named(inquiry.request, grant, value):
        return Trace(origin=Origin.USER, source="the user's request")
    if grant is not None and (value in grant.hosts or value in hosts_in(inquiry.request)):
        return Trace(origin=Origin.USER, source="the user's request")
    if _spoken(inquiry.request).trace(value).origin is Origin.USER:
        return Trace(origin=Origin.USER, source="the user's request")
    return inquiry.provenance.trace(value)


def _is_named(request: str, grant: Grant, value: str) -> bool:
    """Whether the request speaks of this person by the full name, and the ask itself names nobody.

    "There is a mail by Mara Lund. Reply ...": the reply goes to her.
    """
    if "send" not in grant.verbs or grant.recipients or grant.roles:
        return False
    names = {" ".join(name) for name in full_names(request)}
    return len(names) == 1 and is_same(names.pop(), value)


def from_foreign(grant: Grant, trace: Trace) -> Authority:
    """Return the answer for a granted verb whose recipient only a foreign text names."""
    where = f" ({trace.source})" if trace.source else ""
    return Authority(
        standing=Standing.UNGRANTED,
        origin=Origin.FOREIGN,
        span=grant.text or None,
        reasons=(cut(f"who it goes to comes from a text that the user did not point at{where}", 500),),
    )
