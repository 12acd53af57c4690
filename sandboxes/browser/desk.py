"""The desk of one context: every act of its guarded objects comes here to be decided, run and observed."""

import contextlib
import inspect
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from agentguard.decision import Decision
from agentguard.errors import ActionStopped, EvaluationError
from agentguard.verdict import Verdict
from sandboxes.browser import pressing
from sandboxes.browser.acts import Attempt, GoneError, Probe, Running, action_of
from sandboxes.browser.behaviours import Act
from sandboxes.browser.collector import Reading
from sandboxes.browser.dialogs import Dialogs
from sandboxes.browser.entries import Entries
from sandboxes.browser.files import Downloads, GrantedFiles
from sandboxes.browser.guarded import Guarded, unwrap
from sandboxes.browser.members import Members
from sandboxes.browser.observe import Watch, place_of
from sandboxes.browser.plan import plan
from sandboxes.browser.refusals import refusal, weighty
from sandboxes.browser.requests import PORTS
from worldmodel.action import Action, Surface
from worldmodel.canonical import cut
from worldmodel.hosts import parse_host
from worldmodel.secrets import Redactor, SecretKind, kind_of_name
from worldmodel.snapshot import Snapshot

if TYPE_CHECKING:
    from playwright.async_api import BrowserContext, Dialog, Page

    from agentguard.firewall import Firewall
    from agentguard.permit import Permit
    from sandboxes.browser.wire import WireGate

SHOWN_LIMIT = 20_000
"""Characters of one text that the firewall is shown."""


REDRAWS = 2
"""Times that an act is decided anew because the page replaced its target just before it ran."""


class Desk:
    """What the guarded objects of one context share.

    Args:
        firewall: decides.
        gate: holds what acts send.
        context: Playwright's own context.
        files: the files that the task lets out.
        downloads: where downloads go.
        redactor: takes secrets out of what is decided on, kept and told.
        unobserved: names the channels that nobody watches.
        tabs: how many tabs the browser opened so far.
        stopped: told of every stop, with the page as it is then.
        base_url: the context's base address.
    """

    def __init__(
        self,
        firewall: "Firewall",
        gate: "WireGate",
        context: "BrowserContext",
        *,
        files: GrantedFiles,
        downloads: Downloads,
        redactor: Redactor,
        unobserved: Callable[[], tuple[str, ...]],
        tabs: Callable[[], int] = lambda: 0,
        stopped: "Callable[[Page, Decision], Awaitable[None]] | None" = None,
        base_url: str | None = None,
    ) -> None:
        self.firewall = firewall
        self.gate = gate
        self.context = context
        self.files = files
        self.downloads = downloads
        self.redactor = redactor
        self.dialogs = Dialogs(self)
        self.members = Members(self)
        self._unobserved = unobserved
        self._tabs = tabs
        self._stopped = stopped
        self._base_url = base_url
        self._running: list[Running] = []
        self._entries = Entries()
        context.on("dialog", self.dialogs.opened)
        context.on("page", self.members.page_opened)
        for page in context.pages:
            self.members.page_opened(page)

    # -- acts ----------------------------------------------------------------------------------------------

    async def perform(
        self, owner: Guarded, member: str, act: Act | None, given: inspect.BoundArguments
    ) -> Any:
        """Decide about a call on a guarded object and run it."""
        raw = unwrap(owner)
        if act is not None and act.aim == "file":
            return await self.members.upload(raw, member, act, given)
        if act is not None and act.name == "type" and "\n" in str(given.arguments.get("text", "")):
            return await self._type_lines(raw, member, act, given)
        attempt = await self.plan(raw, member, act, given)
        result = await self.carry_out(attempt)
        if act is not None and act.aim == "script":
            await self.show(owner, result)
        return result

    async def plan(self, raw: Any, member: str, act: Act | None, given: inspect.BoundArguments) -> Attempt:
        """Return the attempt that a call stands for."""
        return await plan(raw, member, act, given, self._page(), self._base_url)

    async def carry_out(self, attempt: Attempt) -> Any:
        """Decide about one attempt, run it on what was decided, and record what was seen.

        Raises:
            ActionStopped: not run, or what it sent was refused at the wire; the error carries the decision.
            EvaluationError: the firewall failed; not run.
        """
        if attempt.plainly_reads() and "read" not in self.firewall.policy.looks:
            return await attempt.run(await attempt.locate() if attempt.locate else None)
        try:
            for _ in range(REDRAWS):
                with contextlib.suppress(GoneError):
                    return await self._once_decided(attempt)
            return await self._once_decided(attempt)
        except ActionStopped as stop:
            if self._stopped is not None:
                await self._stopped(attempt.page, stop.decision)
            raise

    async def _once_decided(self, attempt: Attempt) -> Any:
        probe = Probe(attempt, self._clean, await self._entries.undone(attempt))
        reading = await probe.first()
        action = action_of(attempt, reading, self._hide)
        watch = Watch(attempt.page, self._unobserved, self._tabs)

        async def execute(permit: "Permit | None") -> Any:
            return await self._execute(attempt, action, probe, permit, watch)

        result = await self.firewall.arun(action, execute, snapshot=probe, observe=watch.outcome)
        await self._entries.note(attempt, probe.element, str(action.argument("name") or ""))
        self._raise_refusal(watch)
        return result

    async def _execute(
        self, attempt: Attempt, action: Action, probe: Probe, permit: "Permit | None", watch: Watch
    ) -> Any:
        from playwright.async_api import Error

        if attempt.name == "navigate":
            self._grant_host(str(attempt.arguments["url"]))
        if permit is not None:
            await watch.begin()
        running = Running(attempt.page, watch, permit, probe.decided)
        address = attempt.page.url
        self._running.append(running)
        try:
            async with self.gate.acting(permit, snapshot=probe.decided) as act:
                watch.act = act
                try:
                    result = await self._do(attempt, action, probe, running)
                except Error as error:
                    await watch.settle(act)
                    if weighty(watch):
                        return None  # the refusal is the reason, and is what the caller gets
                    if "not attached to the DOM" in error.message and not act.requests:
                        raise GoneError(error.message) from error
                    raise
                if permit is not None:
                    await watch.settle(act)
                watch.navigated = attempt.name == "navigate" or attempt.page.url != address
                return result
        finally:
            self._running.remove(running)

    async def _do(self, attempt: Attempt, action: Action, probe: Probe, running: Running) -> Any:
        """Run the act; a plain click is looked at once more while the button is down."""
        if attempt.click is None or running.permit is None or probe.element is None:
            return await attempt.run(probe.element)

        async def changed(now: Snapshot) -> None:
            await self.firewall.aadmit(action, now)
            running.see(now)

        async with pressing.landing(attempt.page, lambda: running.watch.leaves):
            await pressing.click(probe, attempt.click, changed)
            if running.watch.act is not None:
                await running.watch.settle(running.watch.act)

    def _raise_refusal(self, watch: Watch) -> None:
        """What the wire refused comes back as the refusal of the act that sent it."""
        refused = weighty(watch)
        if not refused:
            return
        seen = max(refused, key=lambda one: one.verdict or Verdict.BLOCK)
        if isinstance(seen.decision, Decision):
            raise refusal(seen.decision)
        raise EvaluationError(
            f"{seen.method} {place_of(seen.url)} was not let go: {seen.by} {seen.error}".strip()
        )

    async def _type_lines(self, raw: Any, member: str, act: Act, given: inspect.BoundArguments) -> None:
        """A line break that is typed presses Enter, so it is decided as that."""
        text = str(given.arguments["text"])
        for index, line in enumerate(text.replace("\r\n", "\n").split("\n")):
            if index:
                press = inspect.signature(raw.press).bind(
                    **{k: v for k, v in given.arguments.items() if k in ("selector", "strict", "timeout")},
                    key="Enter",
                )
                await self.carry_out(await self.plan(raw, "press", Act("press", "key", "key"), press))
            if line:
                given.arguments["text"] = line
                await self.carry_out(await self.plan(raw, member, act, given))

    async def admit_reading(self, owner: Guarded, member: str) -> None:
        """Ask the firewall about a reading, where some rule speaks of reading; else it is free.

        Raises:
            ActionStopped: the text must not be taken.
        """
        if "read" in self.firewall.policy.looks:
            before = Snapshot(url=_source(unwrap(owner)) or self._page().url)
            await self.firewall.aadmit(Action.of(Surface.PAGE, member), before)

    def special(self, owner: Guarded, member: str) -> Any:
        """Return a member that the sandbox handles itself."""
        return self.members.get(owner, member)

    async def decide_dialog(self, dialog: "Dialog", text: str | None) -> None:
        """Decide about accepting a dialog, under the act that opened it.

        Raises:
            ActionStopped: it must not be accepted.
        """
        running = next((one for one in reversed(self._running) if one.page == dialog.page), None)
        page = dialog.page
        before = running.snapshot if running else Snapshot(url=page.url if page else None)
        snapshot = self._clean(before.model_copy(update={"dialog": dialog.message}))
        action = Action.of(
            Surface.PAGE, "accept", role="dialog", name=dialog.message, type=dialog.type, value=text
        )
        await self.firewall.aadmit(action, snapshot, under=running.permit if running else None)

    # -- what is shown and noted -----------------------------------------------------------------------------

    async def show(self, owner: Guarded, value: Any) -> None:
        """Tell the firewall of text of the page that the agent is given."""
        if value is None or isinstance(value, bool | int | float):
            return
        text = value if isinstance(value, str) else str(value)
        if text.strip():
            await self.show_text(text, _source(unwrap(owner)) or self._page().url)

    async def show_text(self, text: str, source: str) -> None:
        """Tell the firewall of a foreign text."""
        self.firewall.show(cut(text, SHOWN_LIMIT), source)

    def note(self, page: "Page | None", happening: str) -> None:
        """Note what happened during the acts that run on a page."""
        for running in self._running:
            if page is None or running.page == page or happening.startswith("new tab"):
                running.watch.note(self.redactor.text(cut(happening, 300)))

    # -- small parts -----------------------------------------------------------------------------------------

    def _page(self) -> "Page":
        if not self.context.pages:
            raise EvaluationError("the browser has no open page")
        return self._running[-1].page if self._running else self.context.pages[-1]

    def _grant_host(self, url: str) -> None:
        """An address that was allowed may load its own parts without further words."""
        parts = urlsplit(url)
        host = parse_host(url).ascii if parts.scheme in ("http", "https") else ""
        if host:
            self.gate.hosts.grant(f"{host}:{parts.port or PORTS[parts.scheme]}")

    def _hide(self, value: str, reading: Reading) -> str:
        """Return what stands for a secret that is typed, and mask it from now on wherever it turns up."""
        element = reading.snapshot.element
        named = (element.autocomplete, element.type, element.input_name, element.name) if element else ()
        kind = next((kind for name in named if (kind := kind_of_name(name))), SecretKind.PASSWORD)
        self.redactor.remember(value, kind)
        return self.redactor.placeholder(value, kind)

    def _clean(self, snapshot: Snapshot) -> Snapshot:
        cleaned = self.redactor.redact(snapshot)
        return cleaned if isinstance(cleaned, Snapshot) else snapshot


def _source(raw: Any) -> str:
    url = getattr(raw, "url", None)
    if isinstance(url, str):
        return url
    page = getattr(raw, "page", None)
    return str(getattr(page, "url", "") or "")
