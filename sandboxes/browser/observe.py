"""The observed outcome of an act: what went out, where the page is now, what it shows and stores."""

import asyncio
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from agentguard.errors import SnapshotError
from sandboxes.browser import collector
from sandboxes.browser.collector import Mark
from sandboxes.browser.wire import Act, SeenRequest
from worldmodel.canonical import canonical_json
from worldmodel.effect import Effect
from worldmodel.outcome import Outcome

if TYPE_CHECKING:
    from playwright.async_api import Page

    from agentguard.permit import Permit

FIRST_REQUEST = 0.03
"""Seconds to wait for an act's first request: scripts send from a timer as often as from the handler."""

NEW_TAB = 0.5
"""Seconds to wait for the first request of a tab that an act opened."""

SETTLE = 10.0
"""Seconds to wait for the requests of an act to be decided and answered; later ones are unobserved."""

_LISTED = 40
"""Requests named in an outcome."""


class Watch:
    """Watches one act from just before it runs.

    Args:
        page: the page that it is on.
        unobserved: names the channels that nobody watches.
        tabs: how many tabs were opened so far.
    """

    def __init__(
        self, page: "Page", unobserved: Callable[[], tuple[str, ...]], tabs: Callable[[], int] = lambda: 0
    ) -> None:
        self.happenings: list[str] = []
        self.act: Act | None = None
        self.navigated = False
        self._page = page
        self._unobserved = unobserved
        self._before: Mark | None = None
        self._settled = True
        self._waited = False
        self._tabs = tabs
        self._tabs_before = tabs()

    async def begin(self) -> None:
        """Note what the page shows and stores now."""
        self._before = await _mark(self._page)

    async def settle(self, act: Act) -> None:
        """Wait until what the act sent was decided and answered."""
        self.act = act
        if not act.requests and not self._waited:
            self._waited = True  # once an act: a click is settled while it lands, and again when it is over
            await asyncio.sleep(FIRST_REQUEST)
        await self._first_of_new_tab(act)
        self._settled = await act.settled(SETTLE)

    async def _first_of_new_tab(self, act: Act) -> None:
        """A new tab sends its first request from a process that is just starting."""
        waited = 0.0
        while self._tabs() > self._tabs_before and waited < NEW_TAB:
            if any(seen.resource_type == "Document" for seen in act.requests):
                return
            await asyncio.sleep(FIRST_REQUEST)
            waited += FIRST_REQUEST

    def note(self, happening: str) -> None:
        """Note something that happened meanwhile: a dialog, a download, a new tab."""
        self.happenings.append(happening)

    @property
    def refused(self) -> list[SeenRequest]:
        """The requests of the act that were not let go."""
        return [seen for seen in self.act.requests if not seen.released] if self.act else []

    @property
    def leaves(self) -> bool:
        """Whether a document was asked for, and let go."""
        requests = self.act.requests if self.act else []
        return any(seen.resource_type == "Document" and seen.released for seen in requests)

    async def outcome(self, result: Any) -> Outcome:
        """Return what was seen; what could not be seen is named."""
        after = await _mark(self._page)
        requests = self.act.requests if self.act else []
        refused = self.refused
        return Outcome(
            status="failed" if refused and not any(seen.released for seen in requests) else "done",
            effects=(*self._moved(after), *_effects(requests, self.act.permit if self.act else None)),
            unobserved=self._blind(after),
            detail=f"{len(refused)} of {len(requests)} requests refused" if refused else "",
            facts_json=canonical_json(self._facts(after, requests)),
        )

    def _moved(self, after: Mark | None) -> tuple[Effect, ...]:
        """The foreseen navigation, where the page is another one now."""
        permit = self.act.permit if self.act else None
        moved = self.navigated or (self._before and after and self._before.url != after.url)
        foreseen = permit.effects if permit and moved else ()
        return tuple(
            effect.model_copy(update={"measured": True, "probability": 1.0})
            for effect in foreseen
            if effect.verb == "navigate"
        )

    def _blind(self, after: Mark | None) -> tuple[str, ...]:
        blind = [*self._unobserved()]
        if not self._settled:
            blind.append("requests that had no answer yet")
        if self._before is None or after is None:
            blind.append("what the page shows and stores")
        return tuple(blind)

    def _facts(self, after: Mark | None, requests: list[SeenRequest]) -> dict[str, Any]:
        facts: dict[str, Any] = {
            "requests": [_line(seen) for seen in requests[:_LISTED]],
            "url": place_of(self._page.url),
        }
        if self.happenings:
            facts["happenings"] = self.happenings[:_LISTED]
        if self._before and after:
            facts["navigated"] = self.navigated or self._before.url != after.url
            facts["visible_change"] = (self._before.text, self._before.nodes) != (after.text, after.nodes)
            facts["storage_change"] = self._before.storage != after.storage
        return facts


async def _mark(page: "Page") -> Mark | None:
    try:
        return await collector.mark(page.main_frame)
    except SnapshotError:
        return None


def _effects(requests: list[SeenRequest], permit: "Permit | None") -> tuple[Effect, ...]:
    """The effects of what was sent: as the permit foresaw them where they fit, else as the wire read them."""
    seen = [
        _foreseen(effect, permit).model_copy(update={"measured": True, "probability": _reached(request)})
        for request in requests
        if request.released
        for effect in getattr(getattr(request.decision, "prediction", None), "effects", ())
    ]
    return tuple(dict.fromkeys(effect for effect in seen if effect.verb != "navigate"))


def _foreseen(effect: Effect, permit: "Permit | None") -> Effect:
    if permit is None:
        return effect
    fitting = (
        known for known in permit.effects if permit.model_copy(update={"effects": (known,)}).covers(effect)
    )
    return next(fitting, effect)


def _reached(request: SeenRequest) -> float:
    """A request that was answered took effect; an error answer leaves it open, and so does none."""
    if request.status is None:
        return 0.5
    return 1.0 if request.status < 400 else 0.1


def _line(seen: SeenRequest) -> str:
    fate = str(seen.status or seen.error or "sent") if seen.released else "refused"
    return f"{seen.method} {place_of(seen.url)} {fate}"


def place_of(url: str) -> str:
    """Return an address without its query, which may carry data."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc}{parts.path}" + ("?…" if parts.query else "")
