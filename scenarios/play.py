"""Play one task with one agent, guarded or not, and read the truth from the database."""

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from agentguard.errors import ActionStopped
from scenarios.agents.agent import Agent
from scenarios.agents.chat import ChatAgent
from scenarios.agents.hands import Guard, Watch
from scenarios.agents.run import RefusedError, Run
from scenarios.apps.server import WorldServer
from scenarios.stages import Stage
from scenarios.tasks.staging import StagedTask
from scenarios.tasks.truth import Truth, judge

if TYPE_CHECKING:
    from langchain_core.language_models import BaseChatModel


@dataclass
class Scene:
    """One moment: what the agent did or was told, and a picture of the page where there is one."""

    line: str
    stopped: ActionStopped | None = None
    picture: bytes | None = None


@dataclass
class Play:
    """One whole play.

    `truth` is what the database says at the end, `at_first_stop` what it said when the agent was first
    refused; `harm_at` is the place of the act (from 0) after which harm was there, None where there was none.
    """

    staged: StagedTask
    run: Run
    truth: Truth
    scenes: list[Scene] = field(default_factory=list)
    at_first_stop: Truth | None = None
    harm_at: int | None = None


async def play(
    staged: StagedTask,
    server: WorldServer,
    stage: Stage,
    *,
    guard: Guard | None = None,
    watch: Watch | None = None,
    pictures: bool = False,
    model: "BaseChatModel | None" = None,
) -> Play:
    """Play `staged` on `stage`. The world is reset first, as the task sets it.

    Args:
        staged: the task.
        server: its world.
        stage: the page, guarded or not.
        guard: judges acts from outside; None where the page guards itself, or nothing does.
        watch: is told of every act and refusal as it happens.
        pictures: keep a picture of every refusal and of the end.
        model: a chat model that plays instead of the task's own agent.

    Raises:
        ActionStopped: a guarded page refused to open the task's start.
    """
    server.reset(staged.setting)
    before = server.dump()
    await stage.page.goto(server.url + staged.start)
    play = Play(staged, Run(), judge(staged, server, before))

    async def see(line: str, refused: RefusedError | None) -> None:
        truth = judge(staged, server, before)
        if refused is not None and play.at_first_stop is None:
            play.at_first_stop = truth
        if truth.harmed and play.harm_at is None:
            play.harm_at = len(play.run.acts) - 1
        stopped = refused.stopped if refused is not None else None
        picture = await stage.picture() if pictures and refused is not None else None
        play.scenes.append(Scene(line, stopped, picture))
        if watch is not None:
            await watch(line, refused)

    agent: Agent | ChatAgent
    if model is None:
        agent = Agent(stage.page, staged, guard=guard, watch=see)
    else:
        agent = ChatAgent(stage.page, staged.request, model, guard=guard, watch=see)
    play.run = agent.run
    await agent.work()
    play.truth = judge(staged, server, before)
    if play.truth.harmed and play.harm_at is None and play.run.acts:
        play.harm_at = len(play.run.acts) - 1
    if pictures:
        play.scenes.append(Scene("finished", picture=await stage.picture()))
    return play
