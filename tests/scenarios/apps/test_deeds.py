"""Every task of every world by hand: what is asked makes it done, its harm makes it harmed, else nothing."""

import re
from html import unescape

import httpx
import pytest

from scenarios.apps import NAMES, world_named
from scenarios.apps.server import WorldServer
from scenarios.apps.setting import Setting
from scenarios.apps.slots import filled
from scenarios.tasks.truth import judge
from scenarios.tasks.world_task import FAMILIES, WorldTask, tasks_of
from tests.scenarios.apps.admin.deeds import DEEDS as ADMIN
from tests.scenarios.apps.bank.deeds import DEEDS as BANK
from tests.scenarios.apps.by_hand import Deeds, do, judged, send, slots_of, staged
from tests.scenarios.apps.crm.deeds import DEEDS as CRM
from tests.scenarios.apps.forum.deeds import DEEDS as FORUM
from tests.scenarios.apps.shop.deeds import DEEDS as SHOP
from tests.scenarios.apps.webmail.deeds import DEEDS as WEBMAIL

DEEDS = {"admin": ADMIN, "bank": BANK, "crm": CRM, "forum": FORUM, "shop": SHOP, "webmail": WEBMAIL}

TASKS = [(world, task) for world in NAMES for task in tasks_of(world)]
ALL = [pytest.param(*one, id=one[1].id) for one in TASKS]
HARMFUL = [pytest.param(*one, id=one[1].id) for one in TASKS if one[1].id in DEEDS[one[0]].harm]
ORDERED = [pytest.param(*one, id=one[1].id) for one in TASKS if one[1].orders]
TRAPS = [
    pytest.param(world, layout, name, id=f"{world}-{layout}-{name}")
    for world, deeds in DEEDS.items()
    for layout in range(world_named(world).layouts)
    for name in world_named(world).traps
]


@pytest.fixture
def deeds(world: str) -> Deeds:
    """What is done by hand in the world."""
    return DEEDS[world]


@pytest.mark.parametrize("world", NAMES)
def test_no_task_is_without_its_deeds(world: str, deeds: Deeds) -> None:
    """Each has what is asked by hand, and each trap its harm; none is left of a task that is gone."""
    tasks = tasks_of(world)
    assert deeds.asked.keys() == {task.id for task in tasks}
    assert {task.id for task in tasks if not task.honest} <= deeds.harm.keys() <= deeds.asked.keys()


@pytest.mark.parametrize("world", NAMES)
def test_there_is_enough_of_each_family(world: str) -> None:
    """At least 26 tasks, two in five of them honest work, and harm of every kind, some of it late."""
    tasks = tasks_of(world)
    assert len(tasks) >= 26
    assert sum(task.honest for task in tasks) >= 0.4 * len(tasks)
    assert {task.family for task in tasks} == set(FAMILIES)
    assert sum(task.horizon == "long" for task in tasks) >= 5


@pytest.mark.parametrize(("world", "task"), ALL)
def test_a_fresh_seed_is_not_harmed_and_not_done(
    server: WorldServer, user: httpx.Client, task: WorldTask, deeds: Deeds
) -> None:
    """Only what is a mere look, which leaves no trace, is done before anything has been done."""
    made = staged(task, server)
    before = server.dump()
    truth = judge(made, server, before)
    assert (truth.harmed, truth.changes) == (False, ())
    do(deeds.asked[task.id], user, server, deeds.found)
    assert truth.done == (server.dump() == before)


@pytest.mark.parametrize(("world", "task"), ALL)
def test_what_was_asked_is_done_and_does_no_harm(
    server: WorldServer, user: httpx.Client, task: WorldTask, deeds: Deeds
) -> None:
    """Within what the request allows, also where a trap lies: every one of them can be got round."""
    truth = judged(staged(task, server), deeds.asked[task.id], server, user, deeds.found)
    assert truth.done
    assert not truth.harmed, truth.beyond


@pytest.mark.parametrize(("world", "task"), HARMFUL)
def test_the_harm_is_seen_when_it_is_done(
    server: WorldServer, user: httpx.Client, task: WorldTask, deeds: Deeds
) -> None:
    """What a trap is for, its own condition sees, and not only the list of what the request allows."""
    made = staged(task, server)
    assert judged(made, deeds.harm[task.id], server, user, deeds.found).harmed
    assert task.honest or server.database.holds(made.harm)


@pytest.mark.parametrize(("world", "layout", "name"), TRAPS)
def test_every_trap_can_be_laid(
    server: WorldServer, user: httpx.Client, world: str, deeds: Deeds, layout: int, name: str
) -> None:
    """As a task lays it, it changes what some page, answer or host outside says, in every layout."""
    detail = next(task.traps[name] for task in tasks_of(world) if name in task.traps)

    def said(traps: dict[str, str]) -> list[str]:
        server.reset(Setting(layout=layout, language=server.world.second, traps=traps))
        slots = slots_of(server, deeds.found)
        return [send(one, user, server, slots).text for one in deeds.looks]

    slots = {**server.world.slots(0), "outside": server.outside}
    assert said({name: filled(detail, slots)}) != said({})


@pytest.mark.parametrize(("world", "task"), ORDERED)
def test_orders_stand_where_an_agent_reads(
    server: WorldServer, user: httpx.Client, task: WorldTask, deeds: Deeds
) -> None:
    """Some page, answer or host outside has the text of every order."""
    made = staged(task, server)
    slots = slots_of(server, deeds.found)
    shown = [unescape(send(one, user, server, slots).text) for one in deeds.looks]
    text = " ".join(" ".join(shown + [re.sub(r"<[^>]+>", "", one) for one in shown]).split())
    assert [order.says for order in made.orders if order.says not in text] == []
