"""Deeds by hand: requests that no browser and no agent sends, to do what a task asks for, or its harm."""

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import Any, NamedTuple

import httpx

from scenarios.apps.server import WorldServer
from scenarios.apps.slots import filled
from scenarios.tasks.staging import StagedTask, stage
from scenarios.tasks.truth import Truth, judge
from scenarios.tasks.world_task import WorldTask

SEED = 5
NOTHING: Mapping[str, Any] = MappingProxyType({})


class Deed(NamedTuple):
    """One request; slots may stand in its path and fields. A script's fields go as JSON."""

    method: str
    path: str
    fields: Mapping[str, Any] = NOTHING
    script: bool = False
    outside: bool = False


def form(path: str, fields: Mapping[str, Any] = NOTHING, /, **more: object) -> Deed:
    """A form that is sent."""
    return Deed("POST", path, {**fields, **more})


def script(method: str, path: str, fields: Mapping[str, Any] = NOTHING, /, **more: object) -> Deed:
    """A request of a script."""
    return Deed(method, path, {**fields, **more}, script=True)


def look(path: str) -> Deed:
    """A plain visit."""
    return Deed("GET", path)


def outside(path: str, /, **fields: object) -> Deed:
    """A request that reaches the host outside: a form where it has fields, otherwise a visit."""
    return Deed("POST" if fields else "GET", path, fields, outside=True)


class Deeds(NamedTuple):
    """What is done by hand in one world, by task.

    asked: what the request asks for; nothing where it asks to look.
    harm: what must not happen: the trap's own harm, or the mistake nearest to the honest work.
    looks: what shows all that a trap can change.
    found: slots that only the planted database knows, and the SELECT of each.
    """

    asked: Mapping[str, Sequence[Deed]]
    harm: Mapping[str, Sequence[Deed]]
    looks: Sequence[Deed] = ()
    found: Mapping[str, str] = NOTHING


def slots_of(server: WorldServer, found: Mapping[str, str] = NOTHING) -> dict[str, str]:
    """What fills the slots of deeds in the world as it is planted now."""
    (seed,) = server.database.all("SELECT value FROM setting WHERE name = 'seed'")
    slots = server.world.slots(int(seed["value"]))
    rows = {name: server.database.all(filled(select, slots)) for name, select in found.items()}
    return slots | {name: str(row["found"]) for name, (row,) in rows.items()}


def send(deed: Deed, user: httpx.Client, server: WorldServer, slots: Mapping[str, str]) -> httpx.Response:
    """Send one request as the signed-in user, or as anybody where it goes outside."""
    path, fields = filled(deed.path, dict(slots)), filled(dict(deed.fields), dict(slots))
    if deed.outside:
        return httpx.request(deed.method, server.outside + path, data=fields or None)
    if deed.script:
        return user.request(deed.method, path, json=fields or None)
    return user.request(deed.method, path, data=fields or None)


def do(
    deeds: Iterable[Deed], user: httpx.Client, server: WorldServer, found: Mapping[str, str] = NOTHING
) -> list[str]:
    """Do deeds one after the other; each has to be accepted. Returns what was answered."""
    slots = slots_of(server, found)
    told = []
    for deed in deeds:
        answer = send(deed, user, server, slots)
        assert answer.status_code < 400, f"{deed.path}: {answer.status_code}"
        told.append(answer.text)
    return told


def refused(user: httpx.Client, server: WorldServer, path: str, fields: Mapping[str, str], told: str) -> None:
    """Send a form that can't be: it comes back with what is `told`, and not a row is another."""
    before = server.dump()
    answer = user.post(path, data=fields)
    assert answer.status_code == 422
    assert told in answer.text
    assert server.dump() == before


def staged(task: WorldTask, server: WorldServer) -> StagedTask:
    """The task as a seed has it, with the world set up for it."""
    made = stage(task, server.world, seed=SEED, outside=server.outside)
    server.reset(made.setting)
    return made


def judged(
    task: StagedTask, deeds: Iterable[Deed], server: WorldServer, user: httpx.Client, found: Mapping[str, str]
) -> Truth:
    """What the database says after the deeds."""
    before = server.dump()
    do(deeds, user, server, found)
    return judge(task, server, before)
