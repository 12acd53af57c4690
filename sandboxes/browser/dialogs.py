"""JavaScript dialogs: an alert is acknowledged, every other is an act of its own, decided with its text."""

import inspect
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from agentguard.errors import AgentGuardError
from sandboxes.browser.guarded import Guarded, unwrap, wrap

if TYPE_CHECKING:
    from playwright.async_api import Dialog

    from sandboxes.browser.desk import Desk

Handler = Callable[..., Any]


class Dialogs:
    """Answers the dialogs of one context.

    Without a handler of the script's own: `alert` is acknowledged, `prompt` dismissed; `confirm` and
    `beforeunload` are decided as the act of accepting them, with their text, and dismissed unless allowed.
    With a handler: dismissing passes, accepting is decided, and a refusal dismisses the dialog and is raised.
    """

    def __init__(self, desk: "Desk") -> None:
        self.answered: list[tuple[str, str, bool]] = []
        """Type, text, and whether it was accepted."""
        self._desk = desk
        self._handlers: list[tuple[Handler, bool]] = []
        self._open: set[int] = set()

    def on(self, handler: Handler, *, once: bool = False) -> None:
        """Register a script's own handler."""
        self._handlers.append((handler, once))

    def remove(self, handler: Handler) -> None:
        """Remove it again."""
        self._handlers = [(kept, once) for kept, once in self._handlers if kept != handler]

    async def opened(self, dialog: "Dialog") -> None:
        """Answer a dialog. While it is open the page stands still, so nothing of it is read."""
        handlers = self._handlers
        self._handlers = [(handler, once) for handler, once in handlers if not once]
        self._open.add(id(dialog))
        try:
            if handlers:
                await self._hand_over(dialog, handlers)
            else:
                await self._answer(dialog)
        except AgentGuardError:
            await self._close(dialog, accept=False)

    async def accept(self, owner: Guarded, prompt_text: str | None = None) -> None:
        """Accept a dialog, if that is allowed; a refusal dismisses it."""
        dialog: Dialog = unwrap(owner)
        try:
            await self._decide(dialog, prompt_text)
        except AgentGuardError:
            await self._close(dialog, accept=False)
            raise
        await self._close(dialog, accept=True, text=prompt_text)

    async def dismiss(self, owner: Guarded) -> None:
        """Dismiss a dialog."""
        await self._close(unwrap(owner), accept=False)

    async def _hand_over(self, dialog: "Dialog", handlers: list[tuple[Handler, bool]]) -> None:
        for handler, _ in handlers:
            result = handler(wrap(dialog, self._desk))
            if inspect.isawaitable(result):
                await _settled(result)

    async def _answer(self, dialog: "Dialog") -> None:
        if dialog.type == "alert":
            await self._close(dialog, accept=True)
        elif dialog.type == "prompt":
            await self._close(dialog, accept=False)
        else:
            await self._decide(dialog, None)
            await self._close(dialog, accept=True)

    async def _decide(self, dialog: "Dialog", text: str | None) -> None:
        if dialog.type != "alert":
            await self._desk.decide_dialog(dialog, text)

    async def _close(self, dialog: "Dialog", *, accept: bool, text: str | None = None) -> None:
        if id(dialog) not in self._open:
            return
        self._open.discard(id(dialog))
        self.answered.append((dialog.type, dialog.message, accept))
        self._desk.note(
            dialog.page, f"{dialog.type} {'accepted' if accept else 'dismissed'}: {dialog.message}"
        )
        await self._desk.show_text(dialog.message, "a dialog of the page")
        if accept:
            await dialog.accept(text) if text is not None else await dialog.accept()
        else:
            await dialog.dismiss()


async def _settled(result: Awaitable[Any]) -> None:
    await result
