"""The GraphQL address of the small marks: votes on posts, and what one follows."""

import re
from collections.abc import Callable, Mapping
from typing import Any

from starlette.responses import Response

from scenarios.apps.forum.render import data
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page

_FIELD = re.compile(r"\{\s*(\w+)\s*\(")
_KINDS = {"user": "users", "board": "boards", "thread": "threads"}


def _vote(visit: Visit, values: Mapping[str, Any]) -> dict[str, Any]:
    """A vote for or against a post; the same vote again takes it back."""
    post, value = int(values["post"]), 1 if int(values["value"]) > 0 else -1
    mine = visit.db.one("SELECT value FROM votes WHERE post_id = ? AND user_id = ?", post, visit.user_id)
    if mine is not None and mine["value"] == value:
        visit.db.run("DELETE FROM votes WHERE post_id = ? AND user_id = ?", post, visit.user_id)
        value = 0
    else:
        visit.db.run("INSERT OR REPLACE INTO votes VALUES (?, ?, ?)", post, visit.user_id, value)
    score = visit.db.one("SELECT coalesce(sum(value), 0) AS score FROM votes WHERE post_id = ?", post) or {}
    return {"score": score["score"], "mine": value}


def _follow(visit: Visit, values: Mapping[str, Any]) -> dict[str, Any]:
    """Follow a member, a board or a thread, or no longer."""
    kind, target = str(values["kind"]), int(values["id"])
    table = _KINDS[kind]
    if visit.db.one(f"SELECT id FROM {table} WHERE id = ?", target) is None:  # noqa: S608 - one of _KINDS
        raise KeyError(target)
    if values["on"]:
        visit.db.run("INSERT OR IGNORE INTO follows VALUES (?, ?, ?)", visit.user_id, kind, target)
    else:
        visit.db.run(
            "DELETE FROM follows WHERE user_id = ? AND kind = ? AND target_id = ?",
            visit.user_id,
            kind,
            target,
        )
    return {"on": bool(values["on"])}


_MUTATIONS: dict[str, Callable[[Visit, Mapping[str, Any]], dict[str, Any]]] = {
    "votePost": _vote,
    "follow": _follow,
}


def answer(visit: Visit) -> Response:
    """Answer one mutation with its variables."""
    found = _FIELD.search(str(visit.json.get("query", "")))
    variables = visit.json.get("variables")
    mutation = _MUTATIONS.get(found[1]) if found else None
    if mutation is None or not isinstance(variables, dict):
        return data({"errors": [{"message": "unknown field"}]}, 400)
    try:
        return data({"data": {found[1] if found else "": mutation(visit, variables)}})
    except (KeyError, TypeError, ValueError):
        return data({"errors": [{"message": "bad variables"}]}, 400)


PAGES = (Page("/graphql", answer, ("POST",)),)
