"""The wire gate: every HTTP request is held before it leaves the browser, decided, then released or failed.

The gate speaks CDP Fetch on the browser's own session, so it sees every page, frame, popup and worker of
every context, each hop of a redirect and each preflight. Whatever goes wrong, the request fails.
"""

import asyncio
import contextlib
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Iterable
from typing import TYPE_CHECKING, Any

from agentguard.errors import ActionStopped
from agentguard.verdict import Verdict
from sandboxes.browser.decide import Credentials, Decide, deciding_by
from sandboxes.browser.hosts import GrantedHosts
from sandboxes.browser.releases import Releases
from sandboxes.browser.requests import HeldRequest, is_plain_read
from sandboxes.browser.seen import Act, SeenRequest, seen_from
from worldmodel.snapshot import Snapshot

if TYPE_CHECKING:
    from playwright.async_api import Browser, CDPSession

    from agentguard.permit import Permit

__all__ = ["HOLD_LIMIT", "Act", "Credentials", "Decide", "SeenRequest", "WireGate", "deciding_by"]

HOLD_LIMIT = 300.0
"""Seconds that a request may be held while it is decided; then it fails. A person may be thinking."""

CLOSE_LIMIT = 5.0
"""Seconds that closing waits for the browser to take what it was told; it may be gone."""

_REMEMBERED = 2_000


class WireGate:
    """Holds and decides every request of one browser.

    Args:
        decide: decides about a held request.
        hosts: where plain reads need no decision.
        releases: told of everything that is let go; the proxy reads it.
        credentials: answers HTTP authentication from what the task granted; without it, or where it
            returns None, the challenge is cancelled and the page gets the 401.
        hold_limit: seconds after which an undecided request fails.
        plain: which requests are plain reads.
    """

    def __init__(
        self,
        decide: Decide,
        *,
        hosts: Iterable[str] = (),
        releases: Releases | None = None,
        credentials: Credentials | None = None,
        hold_limit: float = HOLD_LIMIT,
        plain: Callable[[HeldRequest], bool] = is_plain_read,
    ) -> None:
        self._granted = tuple(hosts)
        self.hosts = GrantedHosts(self._granted)
        self.releases = releases if releases is not None else Releases()
        self.seen: list[SeenRequest] = []
        self._decide = decide
        self._credentials = credentials
        self._hold_limit = hold_limit
        self._plain = plain
        self._session: CDPSession | None = None
        self._acts: list[Act] = []
        self._tasks: set[asyncio.Task[None]] = set()
        self._asking: set[asyncio.Task[Any]] = set()
        self._hops: OrderedDict[str, tuple[str, Act | None]] = OrderedDict()
        self._open: OrderedDict[str, tuple[SeenRequest, Act | None]] = OrderedDict()
        self._documents: OrderedDict[str, str] = OrderedDict()
        self._closing = False

    @property
    def attached(self) -> bool:
        """Whether the gate holds requests."""
        return self._session is not None and not self._closing

    async def attach(self, browser: "Browser") -> None:
        """Begin to hold; call it before any context or page exists, since an open document would escape."""
        if browser.contexts:
            raise ValueError("attach the wire gate before the first context exists")
        session = await browser.new_browser_cdp_session()
        session.on("Fetch.requestPaused", self._on_paused)
        session.on("Fetch.authRequired", self._on_auth)
        await session.send("Fetch.enable", {"patterns": [{"urlPattern": "*"}], "handleAuthRequests": True})
        self._session = session

    @contextlib.asynccontextmanager
    async def acting(
        self,
        permit: "Permit | None",
        *,
        snapshot: Snapshot | None = None,
        frames: Iterable[str] | None = None,
    ) -> AsyncIterator[Act]:
        """While it is entered, requests that begin, and their redirects, are put down to `permit`.

        With several acts at once a request belongs to the one whose `frames` it comes from; where that
        does not tell, to none, so that it is decided on its own.
        """
        act = Act(permit, snapshot, None if frames is None else frozenset(frames))
        self._acts.append(act)
        try:
            yield act
        finally:
            self._acts.remove(act)

    def forget(self) -> None:
        """Start over for another session: no host has been reached, and nothing was released or seen.

        Call it when no context is open.
        """
        self.hosts = GrantedHosts(self._granted)
        self.releases.forget()
        self.seen.clear()
        for known in (self._hops, self._open, self._documents):
            known.clear()

    async def close(self) -> None:
        """Fail everything held, and everything to come. Call it before the browser is closed."""
        self._closing = True
        for task in [*self._asking]:
            task.cancel()
        # What was released already is not called back: the record would then say that it did not leave.
        if self._tasks:
            await asyncio.wait([*self._tasks], timeout=CLOSE_LIMIT)

    async def consider(self, request: HeldRequest) -> SeenRequest:
        """Decide about something that is held elsewhere (a socket, a message on it); it never fails open."""
        act = self._act_of(request.frame_id)
        seen = SeenRequest.of(request)
        self._remember(request, seen, act)
        if self._closing:
            seen.verdict, seen.by = Verdict.BLOCK, "closing"
            return seen
        if act is not None:
            act.begin()
        try:
            await self._ask(request, seen, act)
        finally:
            if act is not None:
                act.end()
        return seen

    # What the browser tells

    def _on_paused(self, message: dict[str, Any]) -> None:
        if "responseStatusCode" in message or "responseErrorReason" in message:
            self._spawn(self._answered(message))
            return
        previous = message.get("redirectedRequestId")
        from_url, act = self._hops.get(previous, (None, None)) if previous else (None, None)
        frame = message.get("frameId", "")
        try:
            request = HeldRequest.of(message, redirected_from=from_url, page_url=self._documents.get(frame))
        except (KeyError, TypeError, ValueError):
            self._spawn(self._send("Fetch.failRequest", message["requestId"], errorReason="BlockedByClient"))
            return
        self._spawn(self._hold(request, act or self._act_of(frame)))

    def _act_of(self, frame: str) -> Act | None:
        of_frame = [act for act in self._acts if act.frames is not None and frame in act.frames]
        fitting = of_frame or [act for act in self._acts if act.frames is None]
        return fitting[0] if len(fitting) == 1 else None

    def _spawn(self, work: Any) -> None:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    # Hold, decide, let go

    async def _hold(self, request: HeldRequest, act: Act | None) -> None:
        seen = SeenRequest.of(request)
        self._remember(request, seen, act)
        if act is not None:
            act.begin()
        watched = False
        try:
            await self._judge(request, seen, act)
            if seen.released:
                watched = await self._release(request, seen, act)
        except Exception as error:  # noqa: BLE001 - whatever fails here, the request does not go
            seen.verdict, seen.by, seen.error = Verdict.BLOCK, "error", f"{type(error).__name__}: {error}"
        if not seen.released:
            # An aborted navigation leaves the page as it was, so that the agent can go on from there; any
            # other reason would put an error page in its place.
            reason = "Aborted" if request.resource_type == "Document" else "BlockedByClient"
            await self._send("Fetch.failRequest", request.id, errorReason=reason)
        if act is not None and not watched:
            act.end()

    async def _judge(self, request: HeldRequest, seen: SeenRequest, act: Act | None) -> None:
        if self._closing:
            seen.verdict, seen.by = Verdict.BLOCK, "closing"
        elif request.local:
            seen.verdict, seen.by = Verdict.ALLOW, "local"
        elif self.hosts.cover(request.host, request.port) and self._plain(request):
            seen.verdict, seen.by = Verdict.ALLOW, "plain"
        else:
            await self._ask(request, seen, act)

    async def _ask(self, request: HeldRequest, seen: SeenRequest, act: Act | None) -> None:
        """Put the question, and turn every other end than an answer into a refusal."""
        task = asyncio.current_task()
        if task is not None:
            self._asking.add(task)
        try:
            async with asyncio.timeout(self._hold_limit):
                seen_as = seen_from(request, act.snapshot if act else None)
                answer = await self._decide(request.action(), seen_as, act.permit if act else None)
            seen.decision = answer
            seen.verdict, seen.by = Verdict(getattr(answer, "verdict", answer)), "decided"
        except ActionStopped as stopped:
            seen.decision = stopped.decision
            seen.verdict, seen.by = max(stopped.decision.verdict, Verdict.ASK), "decided"
        except TimeoutError:
            seen.verdict, seen.by = Verdict.BLOCK, "timeout"
        except asyncio.CancelledError:
            seen.verdict, seen.by = Verdict.BLOCK, "closing"
            if not self._closing:
                raise
        except Exception as error:  # noqa: BLE001 - whatever fails in a decision, the request does not go
            seen.verdict, seen.by, seen.error = Verdict.BLOCK, "error", f"{type(error).__name__}: {error}"
        finally:
            if task is not None:
                self._asking.discard(task)

    async def _release(self, request: HeldRequest, seen: SeenRequest, act: Act | None) -> bool:
        """Let it go; return whether its answer will be watched."""
        if not request.local:
            self.releases.release(request.method, request.url, request.body)
        if request.resource_type == "Document":
            self._keep(self._documents, request.frame_id, request.url)
        watch = act is not None and seen.by == "decided" and _changes_something(request, seen)
        if watch:
            self._keep(self._open, request.id, (seen, act))
        if not await self._send("Fetch.continueRequest", request.id, interceptResponse=watch):
            self._open.pop(request.id, None)
            seen.error = "gone before it was released"
            return False
        return watch

    async def _answered(self, message: dict[str, Any]) -> None:
        """Note the answer of a decided request, and let it through to the page."""
        seen, act = self._open.pop(message["requestId"], (None, None))
        if seen is not None:
            seen.status = message.get("responseStatusCode")
            seen.error = message.get("responseErrorReason", "")
            if act is not None:
                act.end()
        await self._send("Fetch.continueRequest", message["requestId"])

    def _on_auth(self, message: dict[str, Any]) -> None:
        challenge = message.get("authChallenge", {})
        known = None
        if self._credentials is not None and challenge.get("source") == "Server":
            known = self._credentials(challenge.get("origin", ""), challenge.get("realm", ""))
        answer = {"response": "CancelAuth"}
        if known is not None:
            # The browser sends the request anew, now with the credentials: the proxy has to know.
            again = HeldRequest.of(message)
            self.releases.release(again.method, again.url, again.body)
            answer = {"response": "ProvideCredentials", "username": known[0], "password": known[1]}
        self._spawn(self._send("Fetch.continueWithAuth", message["requestId"], authChallengeResponse=answer))

    async def _send(self, method: str, request_id: str, **more: Any) -> bool:
        """Send a command about a held request; False where the request is gone, or the browser."""
        from playwright.async_api import Error

        if self._session is None:
            return False
        try:
            await self._session.send(method, {"requestId": request_id, **more})
        except Error:
            return False
        return True

    def _remember(self, request: HeldRequest, seen: SeenRequest, act: Act | None) -> None:
        self.seen.append(seen)
        if act is not None:
            act.requests.append(seen)
        if len(self.seen) > 2 * _REMEMBERED:
            del self.seen[:_REMEMBERED]
        self._keep(self._hops, request.id, (request.url, act))

    @staticmethod
    def _keep(record: "OrderedDict[str, Any]", key: str, value: Any) -> None:
        record[key] = value
        record.move_to_end(key)
        if len(record) > _REMEMBERED:
            record.popitem(last=False)


def _changes_something(request: HeldRequest, seen: SeenRequest) -> bool:
    """Whether the answer is worth watching: it costs a second pause."""
    prediction = getattr(seen.decision, "prediction", None)
    return request.method not in {"GET", "HEAD", "OPTIONS"} or bool(
        getattr(prediction, "state_changing", False)
    )
