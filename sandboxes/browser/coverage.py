"""Coverage: which of a browser's ways out are gated, observed or open, for the isolation really in force."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

from sandboxes.browser.isolation import Isolated, Isolation
from worldmodel.canonical import Frozen, Label

if TYPE_CHECKING:
    from rich.table import Table

Standing = Literal["gated", "closed", "observed", "open"]
"""`gated`: held and decided before it leaves. `closed`: can't leave at all. `observed`: may leave, and is
noted. `open`: may leave unseen."""


class Channel(Frozen):
    """One way out, how it stands, and by what."""

    name: Label
    standing: Standing
    by: Label


class Coverage(Frozen):
    """Every way out of the browser. `why` tells why the isolation is weaker than was wished for."""

    isolation: Isolation
    why: Label = ""
    channels: tuple[Channel, ...]

    @property
    def unobserved(self) -> tuple[str, ...]:
        """The channels that nobody watches: what went out there is unknown, never "nothing"."""
        return tuple(channel.name for channel in self.channels if channel.standing == "open")

    def table(self) -> "Table":
        """Return it as a table for a terminal."""
        from rich.table import Table

        table = Table("channel", "standing", "by", title=f"isolation: {self.isolation} {self.why}".strip())
        for channel in self.channels:
            table.add_row(channel.name, channel.standing, channel.by)
        return table


_GATE = "wire gate: CDP Fetch on the browser's session"
_GATED_HTTP = (
    "requests of pages, frames and popups",
    "requests while a page hides or closes",
    "requests of workers",
    "redirects and preflights",
    "downloads",
    "reports of violations",
)

_Row = tuple[Standing, str]
_RELEASED_ONLY: _Row = ("closed", "proxy: passes only what the gate released")
_NAMESPACE: _Row = ("closed", "network namespace: no interface but loopback")
_FLAG: _Row = ("closed", "browser flag: WebRTC without UDP outside a proxy")
_NOTHING: _Row = ("open", "nothing")
_NO_TUNNEL: _Row = ("closed", "proxy: no secure request was released yet")
_TUNNELLED: _Row = ("open", "nothing: shares a connection that was released")

# Columns: in a namespace, with the proxy alone, with neither. The egress trial measures these cells, apart
# from name lookups and preconnects, which no page could be made to show; those follow from the namespace and
# from the proxy's refusals. What is not known to be closed is called open.
_OTHERS: Mapping[str, tuple[_Row, _Row, _Row]] = {
    "speculative fetches over http": (_RELEASED_ONLY, _RELEASED_ONLY, _NOTHING),
    "speculative fetches over https to hosts already reached": (_TUNNELLED, _TUNNELLED, _NOTHING),
    "preconnects to hosts not reached": (_RELEASED_ONLY, _RELEASED_ONLY, _NOTHING),
    "sockets of workers": (_RELEASED_ONLY, _RELEASED_ONLY, _NOTHING),
    "sockets of workers over an open HTTP/2 connection": (_TUNNELLED, _TUNNELLED, _NOTHING),
    "sockets of sandboxed frames": (_RELEASED_ONLY, _RELEASED_ONLY, _NOTHING),
    "WebRTC over UDP": (_NAMESPACE, _FLAG, _FLAG),
    "WebRTC over TCP": (_RELEASED_ONLY, _RELEASED_ONLY, _NOTHING),
    "WebTransport": (_NAMESPACE, ("closed", "the browser: it does not use it beside a proxy"), _NOTHING),
    "name lookups": (_NAMESPACE, _NOTHING, _NOTHING),
    "the browser's own calls": (_RELEASED_ONLY, _RELEASED_ONLY, _NOTHING),
}
_COLUMN: Mapping[Isolation, int] = {"network": 0, "proxy": 1, "none": 2}


def coverage_of(isolation: Isolated, *, gate_attached: bool, tunnels: bool = True) -> Coverage:
    """Return the coverage of a browser, from what is in force in it and not from what was wished for.

    Args:
        isolation: what was confirmed.
        gate_attached: whether the wire gate holds requests.
        tunnels: whether a secure request was released yet; until then there is no connection to share.

    Raises:
        ValueError: the isolation has not been confirmed.
    """
    if not isolation.confirmed:
        raise ValueError("confirm the isolation before telling what it covers")
    gate: _Row = ("gated", _GATE) if gate_attached else _NOTHING
    socket: _Row = (
        ("gated", "route_web_socket: opening, and each batch of messages") if gate_attached else _NOTHING
    )
    part: _Row = ("observed", "wire gate: noted, not asked about") if gate_attached else _NOTHING
    rows: dict[str, _Row] = dict.fromkeys(_GATED_HTTP, gate)
    rows |= {
        "parts of pages from granted hosts": part,
        "sockets of pages and frames": socket,
        "service workers": ("closed", "the context: service_workers='block'"),
    }
    rows |= {name: cells[_COLUMN[isolation.kind]] for name, cells in _OTHERS.items()}
    if not tunnels:
        rows = {name: _NO_TUNNEL if row is _TUNNELLED else row for name, row in rows.items()}
    return Coverage(
        isolation=isolation.kind,
        why=isolation.why,
        channels=tuple(Channel(name=name, standing=row[0], by=row[1]) for name, row in rows.items()),
    )
