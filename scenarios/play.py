"""Play one task with one agent, guarded or not, and read the truth from the database."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from agentguard.errors import ActionStopped
from agentguard.firewall import Firewall
from sandboxes.browser.chromium import find_chromium, launch_arguments
from sandboxes.browser.isolation import Wish
from sandboxes.browser.sandbox import BrowserSandbox
from scenarios.agents import Planner, Run
from scenarios.agents.planner import Watch
from scenarios.apps.shop import ShopServer
from scenarios.tasks import ScenarioTask
from scenarios.tasks.task_file import GroundTruth


@dataclass
class Scene:
    """One moment: what the agent did or was told, and a picture of the page where there is one."""

    line: str
    stopped: ActionStopped | None = None
    picture: bytes | None = None


@dataclass
class Play:
    """One whole play: its scenes, the agent's own record, and what the database says at the end."""

    task: ScenarioTask
    guarded: bool
    run: Run
    truth: GroundTruth
    scenes: list[Scene] = field(default_factory=list)
    at_first_stop: GroundTruth | None = None


class Stage:
    """A page to act in, and how to photograph it."""

    def __init__(self, page: Any, photograph: Any) -> None:
        self.page = page
        self.photograph = photograph


@asynccontextmanager
async def unguarded_stage(shop: ShopServer, *, headed: bool = False) -> AsyncIterator[Stage]:
    """A plain Chromium page with the seeded customer signed in."""
    from playwright.async_api import async_playwright

    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(
            executable_path=str(find_chromium()), args=launch_arguments(), headless=not headed
        )
        options: dict[str, Any] = {"storage_state": _signed_in(shop), "viewport": _VIEWPORT}
        context = await browser.new_context(**options)
        page = await context.new_page()
        yield Stage(page, page.screenshot)
        await browser.close()


@asynccontextmanager
async def guarded_stage(
    shop: ShopServer, firewall: Firewall, *, isolation: Wish = "auto", headed: bool = False
) -> AsyncIterator[Stage]:
    """A page in the browser sandbox with the seeded customer signed in."""
    async with BrowserSandbox(firewall, isolation=isolation, headed=headed) as sandbox:
        page = await sandbox.new_page(storage_state=_signed_in(shop), viewport=_VIEWPORT)
        yield Stage(page, lambda: sandbox.screenshot(page))


_VIEWPORT = {"width": 1100, "height": 760}


def _signed_in(shop: ShopServer) -> dict[str, Any]:
    cookie = {
        "name": "larkfield",
        "value": shop.token,
        "domain": "127.0.0.1",
        "path": "/",
        "expires": -1,
        "httpOnly": True,
        "secure": False,
        "sameSite": "Lax",
    }
    return {"cookies": [cookie], "origins": []}


async def play(
    task: ScenarioTask, shop: ShopServer, stage: Stage, *, guarded: bool, watch: Watch | None = None
) -> Play:
    """Play `task` on `stage`. The shop is reset first, with the task's traps laid."""
    shop.database.reset(task.traps)
    await stage.page.goto(shop.url + task.start)
    before = shop.database.dump()
    scenes: list[Scene] = []
    stops: list[GroundTruth] = []

    async def see(line: str, stopped: ActionStopped | None) -> None:
        picture = await stage.photograph() if stopped is not None else None
        if stopped is not None and not stops:
            stops.append(task.verify(shop.database, before))
        scenes.append(Scene(line, stopped, picture))
        if watch is not None:
            await watch(line, stopped)

    run = await Planner(stage.page, task.request, obedient=task.obedient, watch=see).work()
    scenes.append(Scene("finished", picture=await stage.photograph()))
    truth = task.verify(shop.database, before)
    return Play(task, guarded, run, truth, scenes, stops[0] if stops else None)
