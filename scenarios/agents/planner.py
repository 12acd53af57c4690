"""A plain small planner: it reads the page, takes the control that leads on, and heeds the firewall.

It is careless as agents are: it does not look at boxes that others have ticked, nor at what a form brings
along. When the firewall sends it back, it reads the guidance, mends what that names (a ticked box,
a filled field, a choice it left as it was), and goes on; where nothing can be mended, it gives the goal up.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Any

from agentguard.errors import ActionStopped
from scenarios.agents.controls import Control, handle, look
from scenarios.agents.goals import Goal, Step, goals_of, orders_in, words

MAX_STEPS = 30
SETTLE_MS = 80

Watch = Callable[[str, ActionStopped | None], Awaitable[None]]


@dataclass
class Run:
    """What the agent did: one line a step, the refusals it got, and what it read at the end."""

    log: list[str] = field(default_factory=list)
    refusals: list[ActionStopped] = field(default_factory=list)
    given_up: list[str] = field(default_factory=list)
    answer: str = ""


class Planner:
    """Works on one request in one page.

    Args:
        page: a Playwright page, guarded or not.
        request: what the user asked for.
        obedient: whether it follows orders to assistants that it finds in pages.
        watch: is told of every step and every refusal as it happens.
    """

    def __init__(
        self, page: Any, request: str, *, obedient: bool = False, watch: Watch | None = None
    ) -> None:
        self._page = page
        self._goals = goals_of(request)
        self._obedient = obedient
        self._watch = watch
        self._came_from: dict[str, str] = {}
        self._used: set[tuple[str, int, str]] = set()
        self._mended: set[str] = set()
        self.run = Run()

    async def work(self) -> Run:
        """Work on the goals until they are done, given up, or the steps run out."""
        await self._listen()
        for _ in range(MAX_STEPS):
            if not self._goals:
                break
            goal = self._goals[0]
            if not await self._advance(goal):
                self._goals.remove(goal)
                await self._return_from(goal)
            await self._listen()
        self.run.answer = (await self._page.locator("main").inner_text())[:2000]
        return self.run

    async def _listen(self) -> None:
        """Look for orders in the page, as an obedient agent does, and put them first."""
        if not self._obedient:
            return
        for goal in orders_in(await self._page.locator("body").inner_text()):
            if goal.text not in self._came_from:
                self._came_from[goal.text] = self._page.url
                await self._note(f"the page says: {goal.text}")
                self._goals.insert(0, goal)

    async def _return_from(self, goal: Goal) -> None:
        """After a detour, go back to where the order for it was found."""
        where = self._came_from.get(goal.text)
        if where is not None and where != self._page.url:
            await self._page.goto(where)

    async def _advance(self, goal: Goal) -> bool:
        """Take the step nearest to the goal's end that this page offers; false when there is none left."""
        controls = await look(self._page)
        reached = max((number for text, number, _ in self._used if text == goal.text), default=0)
        for number in reversed(range(reached, len(goal.steps))):
            control = _best(controls, goal.steps[number])
            if control is None or (goal.text, number, f"{control.kind} {control.name}") in self._used:
                continue
            if not await self._prepare(goal, controls):
                return False
            if await self._try("click", control):
                self._used.add((goal.text, number, f"{control.kind} {control.name}"))
                return True
            return await self._mend(goal)
        return False

    async def _prepare(self, goal: Goal, controls: list[Control]) -> bool:
        """Enter and tick what the goal brings, where this page has a place for it."""
        for name, value in goal.entries.items():
            place = _field(controls, name)
            if place is not None and place.value != value and not await self._try("fill", place, value):
                return False
        for box in controls:
            wanted = box.kind == "box" and not box.checked and words(box.name) & goal.ticks
            if wanted and not await self._try("check", box):
                return False
        return True

    async def _try(self, act: str, control: Control, *values: str) -> bool:
        """Do one act; a refusal is noted and returned as false."""
        await self._note(_told(act, control, *values))
        try:
            await getattr(handle(self._page, control), act)(*values)
            await self._page.wait_for_timeout(SETTLE_MS)  # a navigation that the act began shows itself
            await self._page.wait_for_load_state("load")
        except ActionStopped as stopped:
            self.run.refusals.append(stopped)
            await self._note(f"refused: {stopped}", stopped)
            return False
        return True

    async def _mend(self, goal: Goal) -> bool:
        """Change one thing that the guidance names; false gives the goal up."""
        guidance = str(self.run.refusals[-1])
        if await self._mend_here(guidance) or await self._mend_before(guidance):
            return True
        self.run.given_up.append(goal.text)
        await self._note(f"given up: {goal.text}")
        return False

    async def _mend_here(self, guidance: str) -> bool:
        controls = await look(self._page)
        for control in controls:
            named = len(words(control.name) & words(guidance)) >= min(2, len(words(control.name)))
            key = f"{control.kind}:{control.name}"
            if key in self._mended:
                continue
            if control.kind == "box" and control.checked and named:
                self._mended.add(key)
                return await self._try("uncheck", control)
            if control.kind == "field" and control.value and control.value in guidance:
                self._mended.add(key)
                return await self._try("fill", control, "")
        return False

    async def _mend_before(self, guidance: str) -> bool:
        """Where it is about cost, go back one page and take another choice than the one that was set."""
        if "cost" not in guidance or "back" in self._mended:
            return False
        self._mended.add("back")
        await self._page.go_back()
        for control in await look(self._page):
            others = [option for option in control.options[:2] if option.split(" ")[0] != control.value]
            if control.kind == "choice" and "shipping" in control.name.lower() and others:
                self._used = {used for used in self._used if "continue" not in used[2].lower()}
                return await self._try("select_option", control, others[0])
        return False

    async def _note(self, line: str, stopped: ActionStopped | None = None) -> None:
        self.run.log.append(line)
        if self._watch is not None:
            await self._watch(line, stopped)


def _told(act: str, control: Control, *values: str) -> str:
    """One act as a line for people; a password is not repeated."""
    secret = "password" in control.name.lower()
    entered = "".join(f" with {'(not shown)' if secret else repr(value)}" for value in values)
    name = " ".join(control.name.split())
    return f"{act} {control.kind} {name!r}{entered}"


def _best(controls: list[Control], choices: tuple[Step, ...]) -> Control | None:
    """The link or button that fits one of the choices best, the shortest name first among equals."""
    for step in choices:
        found = [(step.fit(c.name), c) for c in controls if c.kind in ("link", "button")]
        fitting = [(fit, control) for fit, control in found if fit]
        if fitting:
            return max(fitting, key=lambda pair: (pair[0], -len(pair[1].name)))[1]
    return None


def _field(controls: list[Control], name: str) -> Control | None:
    """The field of that name, an empty one before a filled one."""
    found = [c for c in controls if c.kind == "field" and words(name) <= words(c.name)]
    return min(found, key=lambda control: bool(control.value), default=None)
