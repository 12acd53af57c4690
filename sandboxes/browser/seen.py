"""What the wire gate saw: requests and what became of them, put down to the act that caused them."""

import asyncio
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from agentguard.verdict import Verdict
from sandboxes.browser.requests import HeldRequest
from worldmodel.snapshot import Snapshot

if TYPE_CHECKING:
    from agentguard.permit import Permit


@dataclass
class SeenRequest:
    """What became of one request.

    `by` tells who said so: `local` (it never leaves the browser), `plain` (a plain read of a granted host),
    `decided`, `closing`, `timeout`, `error`. `status` is the answer's HTTP status, watched for
    what changes something during an act, else None; `error` the browser's reason where no answer came.
    """

    method: str
    url: str
    resource_type: str
    page_url: str | None = None
    redirected_from: str | None = None
    verdict: Verdict | None = None
    by: str = ""
    decision: Any = None
    status: int | None = None
    error: str = ""

    @classmethod
    def of(cls, request: HeldRequest) -> "SeenRequest":
        """Begin the record of a held request."""
        return cls(
            request.method, request.url, request.resource_type, request.page_url, request.redirected_from
        )

    @property
    def released(self) -> bool:
        """Whether it left the browser."""
        return self.verdict is Verdict.ALLOW


@dataclass(eq=False)
class Act:
    """One permitted act while it runs, and the requests that began meanwhile.

    `frames` limits it to requests of these frames (CDP frame ids); None takes those of all.
    """

    permit: "Permit | None"
    snapshot: Snapshot | None = None
    frames: frozenset[str] | None = None
    requests: list[SeenRequest] = field(default_factory=list)
    _open: int = 0
    _quiet: asyncio.Event = field(default_factory=asyncio.Event)

    def __post_init__(self) -> None:
        self._quiet.set()

    def begin(self) -> None:
        """Note that a request is held, whose end is not known yet."""
        self._open += 1
        self._quiet.clear()

    def end(self) -> None:
        """Note that one request came to its end."""
        self._open = max(0, self._open - 1)
        if not self._open:
            self._quiet.set()

    async def settled(self, timeout: float) -> bool:
        """Wait until no decided request of this act is open; False when `timeout` seconds pass first."""
        try:
            await asyncio.wait_for(self._quiet.wait(), timeout)
        except TimeoutError:
            return False
        return True


def seen_from(request: HeldRequest, page: Snapshot | None) -> Snapshot:
    """Return the state that a request is judged in: what the page showed that its act was done on."""
    url = request.page_url or (page.url if page else None)
    if page is None or urlsplit(url or "")[:2] != urlsplit(page.url or "")[:2]:
        return Snapshot(surface="http", url=url)
    return page.model_copy(update={"surface": "http", "url": url})
