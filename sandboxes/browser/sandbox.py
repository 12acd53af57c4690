"""The browser sandbox: guarded pages with Playwright's own API, in a browser that is held at the wire."""

import contextlib
import os
import tempfile
from collections.abc import Iterable, Mapping
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, Any, Self, cast

from agentguard.decision import Decision
from agentguard.errors import ConfigurationError
from sandboxes.browser import collector
from sandboxes.browser.chromium import require_playwright
from sandboxes.browser.coverage import Coverage
from sandboxes.browser.desk import Desk
from sandboxes.browser.files import Downloads, GrantedFiles
from sandboxes.browser.guarded import Guarded, unwrap
from sandboxes.browser.isolation import Wish
from sandboxes.browser.launch import WiredBrowser
from sandboxes.browser.requests import HeldRequest, is_plain_read, look_of
from worldmodel.action import Action
from worldmodel.canonical import canonical_json
from worldmodel.secrets import Redactor, SecretKind
from worldmodel.snapshot import Snapshot

if TYPE_CHECKING:
    from playwright.async_api import Browser, BrowserContext, Page, Playwright

    from agentguard.firewall import Firewall
    from agentguard.permit import Permit
    from agentguard.task import Task

_SECRET_COOKIE = 12
"""Characters from which a cookie that a script brings along is taken for a secret."""


class BrowserSandbox:
    """A Chromium whose pages are guarded.

    ```python
    async with BrowserSandbox(Firewall(task="Buy the blue lamp, up to 30 euros")) as sandbox:
        page = await sandbox.new_page()
        await page.goto("https://shop.example/")
        await page.get_by_role("button", name="Add to cart").click()
    ```

    What it does with everything that is neither read nor click:

    - Downloads are kept in `downloads`, never opened. Saving one elsewhere is decided.
    - Uploads: only `files`, and folders named there; the content that was decided on is what is sent.
    - Dialogs: an alert is acknowledged; accepting a confirm or beforeunload is decided with its text.
    - Pop-ups, new tabs and frames are guarded like the page.
    - Permissions (clipboard, geolocation, camera, ...) are denied unless named in `permissions`.
    - HTTP authentication is answered only from `http_credentials`, by origin.
    - Service workers are blocked.

    Args:
        firewall: decides about every act.
        task: what the user asked for; opens a session of the firewall for it.
        isolation: `network` insists on a network namespace; `auto` takes the strongest there is; `proxy` and
            `none` take less. `coverage()` tells what is in force.
        headed: show the window.
        files: files and folders that may be uploaded.
        hosts: hosts whose plain reads need no decision, besides those that an allowed act opened.
        downloads: the folder for downloads; a temporary one when not given.
        stops: a folder that gets a picture and the accessible text of the page at every stop, named by the
            decision, without secrets; none are kept when not given.
        permissions: browser permissions to grant, by Playwright's names.
        http_credentials: from an origin (`https://intranet.example`) to user name and password.
        chromium: the browser; found when not given.
        playwright: a running driver that the collector was installed in; started when not given.
    """

    def __init__(
        self,
        firewall: "Firewall",
        *,
        task: "Task | str | None" = None,
        isolation: Wish = "auto",
        headed: bool = False,
        files: Iterable[str | Path] = (),
        hosts: Iterable[str] = (),
        downloads: str | Path | None = None,
        stops: str | Path | None = None,
        permissions: Iterable[str] = (),
        http_credentials: Mapping[str, tuple[str, str]] | None = None,
        chromium: str | os.PathLike[str] | None = None,
        playwright: "Playwright | None" = None,
    ) -> None:
        self.firewall = firewall.for_task(task) if task is not None else firewall
        self.redactor: Redactor = self.firewall.ledger.redactor
        self.files = GrantedFiles(files)
        self.downloads = Downloads(Path(downloads or tempfile.mkdtemp(prefix="agentguard-downloads-")))
        self._stops = Path(stops) if stops is not None else None
        self._isolation: Wish = isolation
        self._headed = headed
        self._hosts = tuple(hosts)
        self._permissions = list(permissions)
        self._credentials = dict(http_credentials or {})
        self._chromium = chromium
        self._playwright = playwright
        self._driver: Any = None
        self._wired: WiredBrowser | None = None
        self._context: BrowserContext | None = None
        self._tabs = 0
        for _, password in self._credentials.values():
            self.redactor.remember(password)

    async def start(self) -> Self:
        """Start the browser.

        Raises:
            ConfigurationError: no browser was found, or the isolation asked for can't be had.
        """
        require_playwright()
        if self._playwright is None:
            # Not `async_playwright`, which is a guarded one while a user's script runs.
            from playwright.async_api._context_manager import PlaywrightContextManager

            self._driver = PlaywrightContextManager()
            self._playwright = await self._driver.start()
            await collector.install(self._playwright)
        try:
            self._wired = await WiredBrowser.launch(
                self._playwright,
                self._decide,
                hosts=self._hosts,
                isolation=self._isolation,
                chromium=self._chromium,
                headless=not self._headed,
                credentials=self._credentials_for,
                plain=self._is_plain,
            )
            await self._count_tabs(self._wired.browser)
        except BaseException:
            await self.close()
            raise
        return self

    async def close(self) -> None:
        """Fail what is held, end the browser and the driver."""
        wired, self._wired = self._wired, None
        if wired is not None:
            await wired.close()
        driver, self._driver = self._driver, None
        if driver is not None:
            await driver.__aexit__(None, None, None)

    async def __aenter__(self) -> Self:
        return await self.start()

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def renew(self, firewall: "Firewall") -> None:
        """Go on in the same browser for another session: every context is closed, and nothing is granted.

        Downloads stay where they are; `firewall` decides from now on.
        """
        for context in self.wired.browser.contexts:
            await context.close()
        self._context = None
        self.wired.gate.forget()
        self.firewall = firewall
        self.redactor = firewall.ledger.redactor
        for _, password in self._credentials.values():
            self.redactor.remember(password)

    async def new_context(self, **options: Any) -> "BrowserContext":
        """Return a new guarded context; `options` are Playwright's.

        Raises:
            ConfigurationError: an option would open a way past the gate.
        """
        self._check_options(options)
        permissions = options.pop("permissions", None)
        context = await self.wired.new_context(**options)
        await context.grant_permissions(
            [one for one in self._permissions if permissions is None or one in permissions]
        )
        desk = Desk(
            self.firewall,
            self.wired.gate,
            context,
            files=self.files,
            downloads=self.downloads,
            redactor=self.redactor,
            unobserved=lambda: self.coverage().unobserved,
            tabs=lambda: self._tabs,
            stopped=self._keep_stop if self._stops is not None else None,
            base_url=options.get("base_url"),
        )
        return cast("BrowserContext", Guarded(context, desk))

    def _check_options(self, options: dict[str, Any]) -> None:
        """Refuse what would record secrets or bypass the gate; know the secrets that are brought along."""
        for name in ("record_har_path", "record_video_dir", "http_credentials"):
            if options.get(name):
                raise ConfigurationError(
                    f"new_context({name}=...) is not offered: recordings hold secrets in the clear, and"
                    " credentials are given to the sandbox by origin: BrowserSandbox(http_credentials={...})"
                )
        state = options.get("storage_state")
        for cookie in state.get("cookies", ()) if isinstance(state, dict) else ():
            if len(cookie["value"]) >= _SECRET_COOKIE:
                self.redactor.remember(cookie["value"], SecretKind.COOKIE)

    async def new_page(self, **options: Any) -> "Page":
        """Return a new guarded page, in the sandbox's first context."""
        if self._context is None or options:
            self._context = await self.new_context(**options)
        return await self._context.new_page()

    @property
    def wired(self) -> WiredBrowser:
        """The running browser with its gate.

        Raises:
            RuntimeError: the sandbox was not started.
        """
        if self._wired is None:
            raise RuntimeError("start the sandbox first: async with BrowserSandbox(...) as sandbox")
        return self._wired

    def coverage(self) -> Coverage:
        """Tell which channels are gated, observed or open in this very browser."""
        return self.wired.coverage()

    async def screenshot(self, page: "Page", path: str | Path | None = None) -> bytes:
        """Return a PNG of a page, with every filled field that holds a secret masked; save it to `path`."""
        raw: Page = unwrap(page)
        masked = [frame.locator(collector.MASKED) for frame in raw.frames]
        return await raw.screenshot(path=path, mask=masked, animations="disabled", timeout=10_000)

    async def aria_snapshot(self, page: "Page") -> str:
        """Return the page's accessible text as YAML, without secrets."""
        raw: Page = unwrap(page)
        return self.redactor.text(await raw.locator("body").aria_snapshot())

    async def _keep_stop(self, page: "Page", decision: Decision) -> None:
        """Keep the page as it was at a stop; a page that can't be pictured does not turn the stop aside."""
        from playwright.async_api import Error

        if self._stops is None:
            return
        self._stops.mkdir(parents=True, exist_ok=True)
        with contextlib.suppress(Error):
            await self.screenshot(page, self._stops / f"{decision.id}.png")
            text = await self.aria_snapshot(page)
            (self._stops / f"{decision.id}.yaml").write_text(text, "utf-8")

    async def _decide(self, action: Action, snapshot: Snapshot, cause: "Permit | None") -> Decision:
        """Decide about a held request: covered by the act that caused it, or an act of its own."""
        return await self.firewall.aadmit(self._without_secrets(action), snapshot, under=cause)

    def _is_plain(self, request: HeldRequest) -> bool:
        """Whether a request is a plain read that no rule speaks of."""
        return is_plain_read(request) and look_of(request) not in self.firewall.policy.looks

    def _without_secrets(self, action: Action) -> Action:
        """The request as it may be decided on and kept: what it carries is told, secrets are not."""
        arguments = self.redactor.redact(action.arguments)
        if arguments.get("body") != action.argument("body") and arguments.get("body_sha256"):
            arguments["body_sha256"] = self.redactor.seal(arguments["body_sha256"])
        return Action(
            surface=action.surface, name=action.name, arguments_json=canonical_json(arguments), id=action.id
        )

    async def _count_tabs(self, browser: "Browser") -> None:
        """Playwright tells of a new tab only when it has loaded; the browser tells at once."""

        def created(message: dict[str, Any]) -> None:
            self._tabs += message["targetInfo"]["type"] == "page"

        session = await browser.new_browser_cdp_session()
        session.on("Target.targetCreated", created)
        await session.send("Target.setDiscoverTargets", {"discover": True})

    def _credentials_for(self, origin: str, realm: str) -> tuple[str, str] | None:
        return self._credentials.get(origin.rstrip("/"))
