"""The GraphQL door: stars, muting and the card of a contact."""

import re
from collections.abc import Callable
from typing import Any

from starlette.responses import JSONResponse, Response

from scenarios.apps.visit import Visit
from scenarios.apps.world import Page

_FIELD = re.compile(r"(query|mutation)\b[^{]*\{\s*(\w+)")
Values = dict[str, Any]


def _star(visit: Visit, values: Values) -> Values:
    visit.db.run("UPDATE threads SET starred = ? WHERE id = ?", bool(values.get("on")), values.get("id"))
    return {"id": values.get("id"), "on": bool(values.get("on"))}


def _mute(visit: Visit, values: Values) -> Values:
    visit.db.run("UPDATE threads SET muted = ? WHERE id = ?", bool(values.get("on")), values.get("id"))
    return {"id": values.get("id"), "on": bool(values.get("on"))}


def _contact(visit: Visit, values: Values) -> Values | None:
    return visit.db.one("SELECT * FROM contacts WHERE id = ?", values.get("id"))


_FIELDS: dict[tuple[str, str], Callable[[Visit, Values], Values | None]] = {
    ("mutation", "star"): _star,
    ("mutation", "mute"): _mute,
    ("query", "contact"): _contact,
}


def _graph(visit: Visit) -> Response:
    found = _FIELD.search(str(visit.json.get("query", "")))
    resolve = _FIELDS.get((found[1], found[2])) if found else None
    if found is None or resolve is None:
        return JSONResponse({"errors": [{"message": "unknown field"}]}, 400)
    values = visit.json.get("variables")
    return JSONResponse({"data": {found[2]: resolve(visit, values if isinstance(values, dict) else {})}})


PAGES = [Page("/graphql", _graph, ("POST",))]
