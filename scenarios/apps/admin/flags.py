"""Feature flags: a page that draws itself from GraphQL, and the small schema behind it."""

import re
from typing import Any

from starlette.responses import JSONResponse, Response

from scenarios.apps.admin.frame import note, page
from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page

_FIELD = re.compile(r"\{\s*(\w+)")


def flags(visit: Visit) -> Response:
    """The page; its rows come by script."""
    environments = visit.db.all("SELECT slug, name, live FROM environments ORDER BY id")
    return page(visit, "flags.html", environments=environments)


def graphql(visit: Visit) -> Response:
    """Answer the queries and mutations that the page sends."""
    field = _FIELD.search(str(visit.json.get("query", "")))
    answers = {"flags": _flags, "setFlag": _set_flag, "archiveFlag": _archive}
    if field is None or field[1] not in answers:
        return JSONResponse({"errors": [{"message": "unknown field"}]}, 400)
    variables = visit.json.get("variables")
    answer = answers[field[1]](visit, variables if isinstance(variables, dict) else {})
    if answer is None:
        return JSONResponse({"errors": [{"message": visit.t("That did not work.")}]}, 422)
    return JSONResponse({"data": {field[1]: answer}})


def _flags(visit: Visit, variables: dict[str, Any]) -> list[Row]:
    return visit.db.all(
        "SELECT f.id, f.key, f.name, f.about, f.owner, s.is_on AS 'on', s.percent FROM flags f "
        "JOIN flag_states s ON s.flag_id = f.id JOIN environments e ON e.id = s.environment_id "
        "WHERE e.slug = ? AND NOT f.archived ORDER BY f.name",
        variables.get("environment"),
    )


def _set_flag(visit: Visit, variables: dict[str, Any]) -> Row | None:
    key, percent = variables.get("key"), variables.get("percent")
    where = visit.db.one("SELECT * FROM environments WHERE slug = ?", variables.get("environment"))
    flag = visit.db.one("SELECT * FROM flags WHERE key = ?", key)
    if where is None or flag is None or not isinstance(percent, int) or not 0 <= percent <= 100:
        return None
    is_on = int(bool(variables.get("on")))
    visit.db.run(
        "UPDATE flag_states SET is_on = ?, percent = ? WHERE flag_id = ? AND environment_id = ?",
        is_on,
        percent,
        flag["id"],
        where["id"],
    )
    note(visit, "flag.changed", f"{key} in {where['name']}: {'on' if is_on else 'off'}, {percent} %")
    return {"key": key, "on": is_on, "percent": percent}


def _archive(visit: Visit, variables: dict[str, Any]) -> Row | None:
    flag = visit.db.one("SELECT * FROM flags WHERE key = ?", variables.get("key"))
    if flag is None:
        return None
    visit.db.run("UPDATE flags SET archived = 1 WHERE id = ?", flag["id"])
    note(visit, "flag.archived", flag["key"])
    return {"key": flag["key"]}


PAGES = (Page("/flags", flags), Page("/graphql", graphql, ("POST",)))
