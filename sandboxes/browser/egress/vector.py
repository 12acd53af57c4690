"""A way out of a page: a few lines of script.

In a script, `OUT` is the address of this way out on the page's own origin, `FAR` on the other one, `A` and
`B` the origins, `WS` the socket's address, `PORT` a port where any connection or datagram counts, and
`asset(type, body)` an address that answers with that body. `finish` says what happens after the script:
`wait` a moment, `close` the page, or `leave` it for another document.
"""

# ruff: noqa: E501 - a script stays on one line

from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlencode

Finish = Literal["wait", "close", "leave"]


@dataclass(frozen=True)
class Vector:
    """One way out of a page."""

    name: str
    script: str
    finish: Finish = "wait"
    headers: tuple[str, ...] = ()
    """Headers of the page that tries it, in which `{out}` stands for the address."""
    taps: bool = False
    """It needs a port of its own, since what leaves is not HTTP."""
    channel: str = "requests of pages, frames and popups"
    """The row of the coverage that it belongs to."""
    fresh: bool = False
    """It needs a page that was nowhere before."""

    def page_path(self, out: str) -> str:
        """Return the path of the page that tries it."""
        lines = [("header", line.format(out=out)) for line in self.headers]
        return f"/page?{urlencode(lines)}" if lines else "/page"


_HTML = "document.body.insertAdjacentHTML('beforeend', `{}`)"
_LINK = "const l = document.createElement('link'); Object.assign(l, {}); document.head.append(l)"
ICE = (
    "const pc = new RTCPeerConnection({{iceServers: [{}], iceTransportPolicy: '{}'}});"
    "pc.createDataChannel('x'); pc.createOffer().then(o => pc.setLocalDescription(o))"
)
RULES = (
    "const s = document.createElement('script'); s.type = 'speculationrules';"
    "s.textContent = JSON.stringify({{{}: [{{urls: [OUT], eagerness: 'immediate'}}]}}); document.head.append(s)"
)


def html(markup: str) -> str:
    """Return the script that adds this markup to the page."""
    return _HTML.format(markup)


def link(properties: str) -> str:
    """Return the script that adds a link element with these properties."""
    return _LINK.format(properties)


def worker(body: str, kind: str = "Worker") -> str:
    """Return the script that starts a worker which runs `body`."""
    return f"window.w = new {kind}(asset('text/javascript', `{body}`))"


FORM = "const f = document.createElement('form'); f.method = 'post'; f.action = OUT; document.body.append(f);"
