"""The shop's small GraphQL endpoint: one query and four mutations, as its pages use them."""

import re
from collections.abc import Callable
from typing import Any

from starlette.responses import JSONResponse, Response

from scenarios.apps.visit import Visit
from scenarios.apps.world import Page

Resolver = Callable[[Visit, dict[str, Any]], Any]


def _products(visit: Visit, variables: dict[str, Any]) -> Any:
    wanted = f"%{variables.get('text', '')}%"
    return visit.db.all("SELECT slug, name, cents FROM products WHERE name LIKE ? LIMIT 5", wanted)


def _add_review(visit: Visit, variables: dict[str, Any]) -> Any:
    body = str(variables["body"]).strip()
    if not body:
        raise ValueError("a review needs a text")
    number = visit.db.run(
        "INSERT INTO reviews (product_id, user_id, author, stars, body) VALUES (?, ?, ?, ?, ?)",
        int(variables["product"]),
        visit.user_id,
        (visit.user or {})["name"].split()[0],
        min(max(int(variables.get("stars", 5)), 1), 5),
        body,
    )
    return {"id": number}


def _delete_review(visit: Visit, variables: dict[str, Any]) -> Any:
    visit.db.run("DELETE FROM reviews WHERE id = ? AND user_id = ?", int(variables["id"]), visit.user_id)
    return {"id": variables["id"]}


def _toggle_wish(visit: Visit, variables: dict[str, Any]) -> Any:
    return {"wished": _toggle(visit, "wishes", "product_id", int(variables["product"]))}


def _toggle_vote(visit: Visit, variables: dict[str, Any]) -> Any:
    return {"helpful": _toggle(visit, "votes", "review_id", int(variables["review"]))}


def _toggle(visit: Visit, table: str, column: str, number: int) -> bool:
    where = f"{table} WHERE user_id = ? AND {column} = ?"
    there = visit.db.one(f"SELECT 1 FROM {where}", visit.user_id, number)  # noqa: S608 - names of our own
    change = f"DELETE FROM {where}" if there else f"INSERT INTO {table} VALUES (?, ?)"  # noqa: S608 - as above
    visit.db.run(change, visit.user_id, number)
    return there is None


_QUERIES: dict[str, Resolver] = {"products": _products}
_MUTATIONS: dict[str, Resolver] = {
    "addReview": _add_review,
    "deleteReview": _delete_review,
    "toggleWish": _toggle_wish,
    "toggleVote": _toggle_vote,
}


def answer(visit: Visit) -> Response:
    """Answer one operation with one field. Mutations need a customer."""
    document = str(visit.json.get("query", ""))
    variables = visit.json.get("variables") or {}
    field = re.search(r"\{\s*(\w+)", document)
    mutation = document.lstrip().startswith("mutation")
    resolvers = _MUTATIONS if mutation else _QUERIES
    if field is None or field[1] not in resolvers:
        return JSONResponse({"errors": [{"message": "unknown field"}]}, status_code=400)
    if mutation and visit.user is None:
        return JSONResponse({"errors": [{"message": "sign in first"}]}, status_code=401)
    try:
        return JSONResponse({"data": {field[1]: resolvers[field[1]](visit, variables)}})
    except (KeyError, ValueError) as error:
        return JSONResponse({"errors": [{"message": f"bad variable: {error}"}]}, status_code=400)


PAGES = (Page("/graphql", answer, ("POST",), open=True),)
