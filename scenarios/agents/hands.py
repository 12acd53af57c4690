"""Do one act on a page, through whatever guards it, and settle afterwards."""

import time
from collections.abc import Awaitable, Callable
from typing import Any, Protocol

from agentguard.errors import ActionStopped
from scenarios.agents.eyes import Control, handle
from scenarios.agents.run import Done, RefusedError, Run

SETTLE_MS = 40
TIMEOUT_MS = 4_000

Watch = Callable[[str, RefusedError | None], Awaitable[None]]


class Guard(Protocol):
    """Judges an act from outside of the page. AgentGuard needs none: its pages guard themselves."""

    async def check(self, page: Any, act: str, control: Control | None, value: str) -> None:
        """Let the act run, or raise.

        Raises:
            RefusedError: the act is not to be run.
        """
        ...


class Hands:
    """Acts on one page and keeps the record.

    Args:
        page: a Playwright page, guarded or not.
        run: the record.
        guard: judges before the page does; None for none.
        watch: is told of every act and refusal as it happens.
    """

    def __init__(self, page: Any, run: Run, guard: Guard | None, watch: Watch | None) -> None:
        self.page = page
        self._run = run
        self._guard = guard
        self._watch = watch
        self.entered: set[str] = set()
        """What the agent itself has filled in."""
        self._dialog: ActionStopped | None = None
        page.on("dialog", self._accept)

    async def _accept(self, dialog: Any) -> None:
        """An agent agrees to what its own act asks; whether that runs is the guard's affair."""
        try:
            await dialog.accept()
        except ActionStopped as stopped:
            self._dialog = stopped

    async def use(self, act: str, control: Control, *values: str) -> None:
        """Use a control: `click`, `fill`, `check`, `press`, ... are Playwright's.

        Raises:
            RefusedError: a guard did not let it run.
        """
        self.entered.update(values if act == "fill" else ())

        async def do() -> None:
            await getattr(handle(self.page, control), act)(*values, timeout=TIMEOUT_MS)

        shown = "(not shown)" if control.secret else "".join(map(repr, values))
        line = f"{act} {control.kind} {control.name!r}" + (f" with {shown}" if values else "")
        await self._do(line, act, control, "".join(values), do)

    async def open(self, address: str) -> None:
        """Open an address. Raises RefusedError if that is not let."""
        await self._do(f"open {address}", "goto", None, address, lambda: self.page.goto(address))

    async def script(self, control: Control, code: str) -> None:
        """Run a script on a control. Raises RefusedError if that is not let."""

        async def do() -> None:
            await handle(self.page, control).evaluate(code, timeout=TIMEOUT_MS)

        await self._do(f"script on {control.kind} {control.name!r}", "script", control, code, do)

    async def _do(
        self, line: str, act: str, control: Control | None, value: str, do: Callable[[], Awaitable[Any]]
    ) -> None:
        self._run.log.append(line)
        started = time.perf_counter()
        try:
            if self._guard is not None:
                await self._guard.check(self.page, act, control, value)
            await do()
            self._keep(line, started)
            await self._settle()
            self._dialog_answered()
        except ActionStopped as stopped:
            await self._refused(
                line, started, RefusedError(str(stopped), stopped.decision.verdict.value, stopped)
            )
        except RefusedError as refused:
            await self._refused(line, started, refused)
        if self._watch is not None:
            await self._watch(line, None)

    def _keep(self, line: str, started: float, verdict: str = "allow") -> None:
        self._run.acts.append(Done(line, round((time.perf_counter() - started) * 1000, 2), verdict))

    async def _settle(self) -> None:
        """A navigation that the act began shows itself, and ends."""
        await self.page.wait_for_timeout(SETTLE_MS)
        await self.page.wait_for_load_state("load")

    def _dialog_answered(self) -> None:
        stopped, self._dialog = self._dialog, None
        if stopped is not None:
            self._run.acts.pop()  # the act ended in its dialog, which is what was refused
            raise stopped

    async def _refused(self, line: str, started: float, refused: RefusedError) -> None:
        self._keep(line, started, refused.verdict)
        self._run.refusals.append(refused)
        self._run.log.append(f"refused ({refused.verdict}): {refused}")
        if self._watch is not None:
            await self._watch(f"refused: {refused}", refused)
        raise refused
