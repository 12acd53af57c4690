"""Savings goals: a page that speaks a small GraphQL with the bank."""

import re
from collections.abc import Callable
from typing import Any

from starlette.responses import JSONResponse, Response

from scenarios.apps.bank.frame import Problem, cents_of, day, day_of, page
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page
from scenarios.apps.writing import money

_FIELD = re.compile(r"\b(?:query|mutation)\b[^{]*\{\s*(\w+)")
Variables = dict[str, Any]


def _page(visit: Visit) -> Response:
    return page(visit, "goals.html")


def _goals(visit: Visit, variables: Variables) -> object:
    goals = visit.db.all("SELECT * FROM goals ORDER BY id")
    for goal in goals:
        goal["notes"] = visit.db.all("SELECT author, body FROM goal_notes WHERE goal_id = ?", goal["id"])
        goal["share"] = round(100 * goal["saved"] / goal["target"])
        goal["amounts"] = f"{money(goal['saved'], visit.language)} / {money(goal['target'], visit.language)}"
        goal["by"] = day(goal["by_day"], visit.language)
    return goals


def _create(visit: Visit, variables: Variables) -> object:
    name = str(variables.get("name", "")).strip()
    if not name:
        raise Problem("Please fill in every field that is marked.")
    return visit.db.run(
        "INSERT INTO goals (name, target, saved, by_day, round_up) VALUES (?, ?, 0, ?, ?)",
        name,
        cents_of(str(variables.get("target", ""))),
        day_of(str(variables.get("by", ""))),
        int(bool(variables.get("roundUp"))),
    )


def _delete(visit: Visit, variables: Variables) -> object:
    visit.db.run("DELETE FROM goal_notes WHERE goal_id = ?", variables.get("id"))
    return visit.db.run("DELETE FROM goals WHERE id = ?", variables.get("id"))


def _round_up(visit: Visit, variables: Variables) -> object:
    on = int(bool(variables.get("on")))
    return visit.db.run("UPDATE goals SET round_up = ? WHERE id = ?", on, variables.get("id"))


def _picture(visit: Visit, variables: Variables) -> object:
    address = str(variables.get("address", ""))
    return visit.db.run("UPDATE goals SET picture = ? WHERE id = ?", address, variables.get("id"))


def _note(visit: Visit, variables: Variables) -> object:
    body = str(variables.get("body", "")).strip()
    if not body or visit.user is None:
        raise Problem("Please fill in every field that is marked.")
    return visit.db.run(
        "INSERT INTO goal_notes (goal_id, author, body) VALUES (?, ?, ?)",
        variables.get("id"),
        visit.user["name"],
        body,
    )


_RESOLVERS: dict[str, Callable[[Visit, Variables], object]] = {
    "goals": _goals,
    "createGoal": _create,
    "deleteGoal": _delete,
    "setRoundUp": _round_up,
    "setPicture": _picture,
    "addNote": _note,
}


def _graphql(visit: Visit) -> Response:
    """Answer one field of one query; that is all the page asks for."""
    found = _FIELD.search(str(visit.json.get("query", "")))
    resolver = _RESOLVERS.get(found[1]) if found else None
    if resolver is None or found is None:
        return JSONResponse({"errors": [{"message": "unknown field"}]}, 400)
    try:
        answer = resolver(visit, visit.json.get("variables") or {})
    except Problem as problem:
        return JSONResponse({"errors": [{"message": visit.t(str(problem))}]})
    return JSONResponse({"data": {found[1]: answer}})


PAGES = (Page("/goals", _page), Page("/graphql", _graphql, ("POST",)))
