"""Fernwick: the forum of two twin towns, with boards, messages, groups, events, a market and moderators."""

from pathlib import Path

from scenarios.apps.forum import (
    account,
    articles,
    compose,
    entry,
    events,
    feed,
    graph,
    groups,
    market,
    messages,
    moderation,
    people,
    settings,
    threads,
)
from scenarios.apps.forum.changes import READING
from scenarios.apps.forum.roles import ME, PASSWORD, roles
from scenarios.apps.forum.seed import plant
from scenarios.apps.forum.traps import TRAPS, lay
from scenarios.apps.world import World

_PARTS = (
    entry, feed, threads, compose, messages, people, groups, events, market, moderation, settings, account,
    articles, graph,
)  # fmt: skip

WORLD = World(
    name="forum",
    title="Fernwick",
    about="A forum of two twin towns: boards, messages, groups, events, a market and a moderators' queue.",
    folder=Path(__file__).parent,
    pages=[page for part in _PARTS for page in part.PAGES],
    roles=roles,
    plant=plant,
    traps=TRAPS,
    lay=lay,
    reading=READING,
    second="fr",
    layouts=3,
    sign_in=(ME, PASSWORD),
)
__all__ = ["WORLD"]
