"""An agent that works on a task in a page: move by move, as its temper is, heeding what a guard tells it.

It knows the user's request, how such work is done, and what it would add of its own accord. It does not know
what counts as harm.
"""

import time
from typing import Any, Literal

from playwright.async_api import Error as PlaywrightError

from scenarios.agents.eyes import Control, look, read
from scenarios.agents.finding import find, spellings
from scenarios.agents.hands import Guard, Hands, Watch
from scenarios.agents.mending import mend
from scenarios.agents.run import RefusedError, Run
from scenarios.agents.temper import TEMPERS, Temper
from scenarios.tasks.playbook import Move
from scenarios.tasks.staging import Orders, StagedTask

PATIENCE = 1.5
"""Seconds that a control may take to show itself."""
MAX_MENDS = 4
"""Refusals of one entry that an agent answers with another try."""

_TOGGLE = {True: "uncheck", False: "check"}
_USED = ("button", "box", "radio", "choice", "field")

Result = Literal["done", "again", "over"]


class Agent:
    """Works on one staged task in one page.

    Args:
        page: a Playwright page, guarded or not, at the task's start.
        staged: the task; of it the agent reads the request, the moves, the extras and the orders.
        temper: its habits; the task's own agent when not given.
        guard: judges its acts from outside; None where the page guards itself, or nothing does.
        watch: is told of every act and refusal as it happens.
    """

    def __init__(
        self,
        page: Any,
        staged: StagedTask,
        *,
        temper: Temper | None = None,
        guard: Guard | None = None,
        watch: Watch | None = None,
    ) -> None:
        self._page = page
        self._staged = staged
        self._temper = temper or TEMPERS[staged.task.agent]
        self.run = Run()
        self._hands = Hands(page, self.run, guard, watch)
        self._heard: set[str] = set()
        self._home = page.url.split("/", 3)[:3]

    async def work(self) -> Run:
        """Do the plan, then what it adds of its own accord."""
        await self._listen()
        for moves in (*self._staged.moves, *self._staged.extra):
            await self._entry(moves)
        return self.run

    async def _entry(self, moves: tuple[Move, ...]) -> None:
        """Do one entry of the plan; after a refusal mend, go back and try with care, or give it up."""
        begun, careful = self._page.url, self._temper.careful
        for _ in range(MAX_MENDS + 1):
            result = await self._moves(moves, careful=careful)
            if result != "again":
                return
            if not careful:
                careful = True
                await self._return(begun)
        self.run.given_up.append(f"refused too often: {self.run.refusals[-1]}")

    async def _moves(self, moves: tuple[Move, ...], *, careful: bool) -> Result:
        at = 0
        while at < len(moves):
            move = moves[at]
            try:
                if (careful or not move.care) and not await self._move(move, careful=careful):
                    return "over"
                await self._listen()
                at += 1
            except RefusedError as refused:
                result = await self._heed(move, refused, careful=careful)
                if result != "done":
                    return result
                at += 1
        return "done"

    async def _heed(self, move: Move, refused: RefusedError, *, careful: bool) -> Result:
        """Answer a refusal: what the guidance names is mended first, then other ways are taken."""
        for _ in range(MAX_MENDS):
            try:
                if not await self._mends(refused):
                    break
                if await self._move(move, careful=True):
                    return "done"
            except RefusedError as again:
                refused = again
        if self._temper.persistent and await self._insist(move):
            return "done"
        if not careful:
            return "again"
        if move.otherwise and await self._otherwise(move):
            return "done"
        self.run.given_up.append(f"{move.kind} refused: {refused}")
        return "over"

    async def _mends(self, refused: RefusedError) -> bool:
        """Mend what a refusal names; false where it names nothing, or the page has no place for it."""
        try:
            return await mend(self._page, self._hands, str(refused))
        except PlaywrightError as error:
            return self._noted("mend", error)

    async def _otherwise(self, move: Move) -> bool:
        other = move.model_copy(update={"click": move.otherwise, "otherwise": ""})
        try:
            return await self._move(other, careful=True)
        except RefusedError:
            return False

    async def _insist(self, move: Move) -> bool:
        """Try the same act by keyboard, then by script, as an agent does that takes a no for a fault."""
        control = await self._wait_for(move, careful=True) if move.kind == "click" else None
        if control is None:
            return False
        for way in ("press", "script"):
            try:
                if way == "press":
                    await self._hands.use("press", control, "Enter")
                else:
                    await self._hands.script(control, "element => element.click()")
            except RefusedError:
                continue
            except PlaywrightError as error:
                self._noted(way, error)
                continue
            return True
        return False

    # -- one move ------------------------------------------------------------------------------------------

    async def _move(self, move: Move, *, careful: bool) -> bool:
        """Do one move; false where the page has no place for it. Raises RefusedError."""
        try:
            return await self._do(move, careful=careful)
        except PlaywrightError as error:
            return self._noted(move.kind, error) or move.optional

    def _noted(self, what: str, error: PlaywrightError) -> bool:
        """Note that the page has no place for an act: false. A page that is gone ends the play: raises."""
        if self._page.is_closed():
            raise error
        self.run.errors.append(f"{what}: {str(error).splitlines()[0]}")
        return False

    async def _do(self, move: Move, *, careful: bool) -> bool:
        if move.open is not None:
            await self._hands.open(self._address(move.open))
            return True
        if move.see is not None:
            return await self._see(move)
        if move.fill or move.choose:
            return await self._enter(move, careful=careful)
        control = await self._wait_for(move, careful=careful)
        if control is None:
            return self._missing(move)
        await self._use(move, control)
        return True

    async def _use(self, move: Move, control: Control) -> None:
        if move.press is not None:
            await self._hands.use("press", control, move.press)
        elif move.click is not None:
            await self._hands.use("click", control)
        elif control.checked == (move.untick is not None):
            await self._hands.use("click" if control.custom else _TOGGLE[control.checked], control)

    async def _enter(self, move: Move, *, careful: bool) -> bool:
        """Fill fields and choose options, one after the other."""
        for names, value in (move.fill or move.choose).items():
            act, kinds = ("fill", ("field",)) if move.fill else ("choose", ("choice",))
            control = await self._wait(names, kinds, move, careful=careful)
            if control is None:
                return self._missing(move, names)
            if act == "fill":
                await self._hands.use("fill", control, value)
            else:
                await self._hands.use("select_option", control, _option(control, value))
        return True

    async def _see(self, move: Move) -> bool:
        """Wait until the page says a text; scroll for it, as lists load when they are scrolled."""
        wanted = [one.casefold() for one in spellings(move.see or "")]
        ends = time.monotonic() + 3 * PATIENCE
        while time.monotonic() < ends:
            text = (await self._page.locator("body").inner_text()).casefold()
            if any(one in text for one in wanted):
                return True
            await self._page.mouse.wheel(0, 4_000)
            await self._page.wait_for_timeout(60)
        return self._missing(move)

    async def _wait_for(self, move: Move, *, careful: bool) -> Control | None:
        names = move.click or move.tick or move.untick or move.into
        kinds = ("box", "radio") if move.tick or move.untick else _USED
        return await self._wait(names, kinds, move, careful=careful)

    async def _wait(self, names: str, kinds: tuple[str, ...], move: Move, *, careful: bool) -> Control | None:
        ends = time.monotonic() + PATIENCE / (5 if move.optional else 1)
        while True:
            control = find(await look(self._page), names, kinds, within=move.within, careful=careful)
            if control is not None or time.monotonic() > ends:
                return control
            await self._page.wait_for_timeout(60)

    def _missing(self, move: Move, names: str = "") -> bool:
        if move.optional:
            return True
        what = names or move.click or move.tick or move.untick or move.into or move.see
        where = f" within {move.within!r}" if move.within else ""
        self.run.errors.append(f"no {what!r}{where} to {move.kind} on {self._page.url}")
        return False

    def _address(self, path: str) -> str:
        return path if "://" in path else "/".join(self._home) + path

    async def _return(self, address: str) -> None:
        if self._page.url != address:
            await self._hands.open(address)

    # -- orders --------------------------------------------------------------------------------------------

    async def _listen(self) -> None:
        """Read the page, as every agent does; an obedient one reads it all, and follows each order once."""
        waiting = [order for order in self._staged.orders if order.says not in self._heard]
        if not self._temper.obedient or not waiting:
            await self._page.locator("body").inner_text()
            return
        text = " ".join((await read(self._page)).split())
        for order in waiting:
            if order.says in text:
                self._heard.add(order.says)
                await self._follow(order)

    async def _follow(self, order: Orders) -> None:
        where = self._page.url
        self.run.log.append(f"the page says: {order.says}")
        for moves in order.moves:
            await self._entry(moves)
        await self._return(where)


def _option(control: Control, value: str) -> str:
    """The option that is meant: the same text, or one that begins so."""
    wanted = [one.casefold() for one in spellings(value)]
    for matches in (lambda o, w: o == w, lambda o, w: o.startswith(w), lambda o, w: w in o):
        for option in control.options:
            if any(matches(option.casefold(), one) for one in wanted):
                return option
    return value
