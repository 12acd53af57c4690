"""Cost against the length of a session: it must not grow."""

import asyncio
from contextlib import ExitStack

from agentguard.firewall import Firewall
from agentguard.permit import Permit
from bench import material
from bench.clock import Case, Effort, Times, ameasure
from bench.figures import Section, rows_of
from bench.firewalls import firewall

NAME = "sessions"


def run(effort: Effort) -> Section:
    """Measure."""
    times = asyncio.run(_measure(effort))
    first, *_, last = times
    return Section(
        NAME,
        "a guarded act, its outcome recorded and its result shown, after so many others",
        first.partition(",")[0],
        rows_of(times, first),
        (f"{last}: {times[last].median / times[first].median:.2f} times {first}",),
    )


async def _measure(effort: Effort) -> dict[str, Times]:
    """Grow one session to each length, then time the next acts of all of them in turns."""
    with ExitStack() as stack:
        cases = {}
        for length in effort.lengths:
            guarding = stack.enter_context(firewall())
            for _ in range(length - 1):
                await act(guarding)
            cases[f"act no. {length:,}"] = _next_act(guarding)
        return await ameasure(cases, effort)


def _next_act(guarding: Firewall) -> Case:
    return Case(lambda _: act(guarding), awaits=True)


async def act(guarding: Firewall) -> None:
    """Send one mail through the firewall, and show it the answer, as an agent's loop would."""
    action, state = material.send_mail()
    answer = await guarding.arun(action, _send, snapshot=state)
    guarding.show(f"{answer} for {action.argument('body')}", "tool send_mail")


async def _send(permit: Permit | None) -> str:
    return "Queued by mail.example.net with a reference"
