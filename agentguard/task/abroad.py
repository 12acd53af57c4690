"""Abroad: what an act hands to a site where the work did not begin, against who told the values and the site.

Three answers: the request names the site, so that values may go there; only another page told the values, and
nobody but that page asks for them; or the user, or nobody but the agent, told them.
"""

from urllib.parse import urljoin

from agentguard.authority import Authority, Origin, Standing
from agentguard.task.inquiry import Inquiry
from agentguard.task.matter import Matter
from agentguard.task.scope import hosts_in, is_on
from worldmodel.abroad import carrying_addresses, handed_values, host_abroad, tells
from worldmodel.action import Surface
from worldmodel.canonical import cut
from worldmodel.effect import DataClass
from worldmodel.hosts import parse_host

_PLAIN = frozenset({DataClass.PERSONAL, DataClass.PRIVATE})
_VOUCHED = frozenset({Origin.USER, Origin.SETUP})


def handed_to_others(inquiry: Inquiry) -> Authority | None:
    """Answer about a disclosure by a page to another site; None where it is none, or can't be told apart."""
    matter = inquiry.matter
    host = matter.host
    if matter.effect.verb != "disclose" or matter.action.surface is not Surface.PAGE or not host:
        return None
    values = _written(matter, host) if host != host_abroad(matter.snapshot) else _entered(matter)
    if not values:
        return None
    plain = set(matter.effect.carries) <= _PLAIN
    if is_on(host, (*hosts_in(inquiry.request), *inquiry.limits)):
        return _granted("the user named the site") if plain and inquiry.grants else None
    told = next((value for value in values if _told_elsewhere(inquiry, value, host)), None)
    if told is not None:
        why = f"{host} is to get what another page or text told, and the user did not name {host}"
        return Authority(standing=Standing.UNGRANTED, origin=Origin.FOREIGN, reasons=(cut(why, 500),))
    return _by_nobody_else(inquiry, values) if plain else None


def _by_nobody_else(inquiry: Inquiry, values: tuple[str, ...]) -> Authority | None:
    """Values that the user gave, or texts that the agent wrote; data that nobody told is asked about."""
    if any(value.startswith("[") and "*" in value for value in values):
        return None  # a replaced secret can't be traced
    untold = [value for value in values if inquiry.provenance.trace(value).origin not in _VOUCHED]
    if inquiry.matter.effect.carries == (DataClass.PRIVATE,) or not untold:
        return _granted("nothing that was shown elsewhere goes along")
    return Authority(standing=Standing.IMPLIED, reasons=("nobody told what goes along",))


def _granted(why: str) -> Authority:
    return Authority(standing=Standing.GRANTED, origin=Origin.USER, reasons=(why,))


def _entered(matter: Matter) -> tuple[str, ...]:
    return tuple(v for v in handed_values(matter.snapshot, matter.action) if tells(v, posted=True))


def _written(matter: Matter, host: str) -> tuple[str, ...]:
    """The parts of the addresses in a text that may carry data to `host`; the whole address comes first."""
    found = (
        (url, pieces)
        for text in handed_values(matter.snapshot, matter.action)
        for url, pieces in carrying_addresses(text, matter.snapshot.url or "")
    )
    return tuple(
        f"{url} {piece}"
        for url, pieces in found
        if parse_host(urljoin("https:", url)).name == host
        for piece in pieces
    )


def _told_elsewhere(inquiry: Inquiry, value: str, host: str) -> bool:
    """Whether only texts of other places told `value`; an address that was shown whole is only passed on."""
    url, _, piece = value.partition(" ") if "//" in value[:8] else ("", "", value)
    if url and (url in inquiry.request or any(url in text for _, text in inquiry.provenance.foreign_texts())):
        return False
    trace = inquiry.provenance.trace(piece)
    return trace.origin is Origin.FOREIGN and host not in (trace.source or "")
