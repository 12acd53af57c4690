"""Members of Playwright's API that the sandbox handles itself: events, input devices, files."""

import inspect
from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from sandboxes.browser.behaviours import Act
from sandboxes.browser.files import UngrantedFileError, Upload
from sandboxes.browser.guarded import Guarded, RefusedMemberError, unwrap, wrap_callback
from sandboxes.browser.input import GuardedKeyboard, GuardedMouse, GuardedTouchscreen
from worldmodel.action import Action, Surface
from worldmodel.snapshot import Snapshot

if TYPE_CHECKING:
    from playwright.async_api import Page

    from sandboxes.browser.desk import Desk


class Members:
    """Serves one desk."""

    def __init__(self, desk: "Desk") -> None:
        self._desk = desk
        self._inputs: dict[tuple[int, str], Any] = {}
        self._listeners: dict[tuple[int, str, Any], Callable[..., Any]] = {}

    def get(self, owner: Guarded, member: str) -> Any:
        """Return a member that is handled here instead of being passed on."""
        raw = unwrap(owner)
        kind = type(raw).__name__
        if member in ("on", "once", "remove_listener"):
            return partial(getattr(self, f"_{member}"), raw)
        if member in ("keyboard", "mouse", "touchscreen"):
            return self._input(raw, member)
        known: dict[tuple[str, str], Callable[..., Any]] = {
            ("Dialog", "accept"): partial(self._desk.dialogs.accept, owner),
            ("Dialog", "dismiss"): partial(self._desk.dialogs.dismiss, owner),
            ("Download", "save_as"): partial(self._save_download, raw),
            ("FileChooser", "set_files"): partial(self._choose_files, raw),
            ("Page", "add_locator_handler"): partial(self._locator_handler, raw),
        }
        if (kind, member) not in known:
            raise RefusedMemberError(f"{kind}.{member} is not offered by a guarded browser")
        return known[kind, member]

    def _on(self, raw: Any, event: str, handler: Callable[..., Any]) -> None:
        self._listen(raw, event, handler, "on")

    def _once(self, raw: Any, event: str, handler: Callable[..., Any]) -> None:
        self._listen(raw, event, handler, "once")

    def _listen(self, raw: Any, event: str, handler: Callable[..., Any], how: str) -> None:
        if event == "dialog":
            self._desk.dialogs.on(handler, once=how == "once")
            return
        wrapped = self._listeners.setdefault((id(raw), event, handler), wrap_callback(handler, self._desk))
        getattr(raw, how)(event, wrapped)

    def _remove_listener(self, raw: Any, event: str, handler: Callable[..., Any]) -> None:
        if event == "dialog":
            self._desk.dialogs.remove(handler)
            return
        wrapped = self._listeners.pop((id(raw), event, handler), None)
        if wrapped is not None:
            raw.remove_listener(event, wrapped)

    def _input(self, page: "Page", member: str) -> Any:
        made = {"keyboard": GuardedKeyboard, "mouse": GuardedMouse, "touchscreen": GuardedTouchscreen}
        key = (id(page), member)
        if key not in self._inputs:
            self._inputs[key] = made[member](page, self._desk)
        return self._inputs[key]

    async def _save_download(self, download: Any, path: str | Path) -> None:
        """Into the sandbox's folder freely; elsewhere it writes to the user's files, and is decided."""
        if self._desk.downloads.holds(path):
            await download.save_as(path)
            return
        action = Action.of(Surface.PAGE, "call_Download_save_as", path=str(path), url=download.url)
        snapshot = Snapshot(url=download.page.url, complete=False)
        await self._desk.firewall.arun(action, lambda _: download.save_as(path), snapshot=snapshot)

    async def _choose_files(self, chooser: Any, files: Any, **options: Any) -> None:
        signature = inspect.signature(chooser.element.set_input_files).bind(files, **options)
        await self.upload(
            chooser.element, "set_input_files", Act("set_input_files", "file", "files"), signature
        )

    async def _locator_handler(
        self, page: Any, locator: Any, handler: Callable[..., Any], **options: Any
    ) -> None:
        await page.add_locator_handler(unwrap(locator), wrap_callback(handler, self._desk), **options)

    def page_opened(self, page: "Page") -> None:
        """Watch a new page's downloads."""
        page.on("download", self._downloaded)
        self._desk.note(page, "new tab")

    async def _downloaded(self, download: Any) -> None:
        from playwright.async_api import Error

        try:
            kept = await self._desk.downloads.keep(download)
        except Error as error:
            self._desk.note(download.page, f"download failed: {error.message}")
        else:
            self._desk.note(download.page, f"downloaded {kept.name}")

    async def upload(self, raw: Any, member: str, act: Act, given: inspect.BoundArguments) -> Any:
        """Upload only what the task grants, with the very content that was decided on."""
        uploads = self._granted(given.arguments["files"])
        given.arguments["files"] = [upload.payload for upload in uploads]
        attempt = await self._desk.plan(raw, member, act, given)
        attempt.arguments = {"files": [upload.told for upload in uploads]}
        attempt.value = ", ".join(upload.name for upload in uploads)
        return await self._desk.carry_out(attempt)

    def _granted(self, given: Any) -> tuple[Upload, ...]:
        try:
            return self._desk.files.read(given)
        except UngrantedFileError as error:
            self._desk.firewall.ledger.append("upload_refused", {"why": self._desk.redactor.text(str(error))})
            raise
