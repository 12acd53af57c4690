"""The shop's small GraphQL endpoint: one query and three mutations, as its pages use them."""

import re
from collections.abc import Callable
from typing import Any

from starlette.responses import JSONResponse, Response

from scenarios.apps.shop.visit import Visit

Resolver = Callable[[Visit, dict[str, Any]], Any]


def _products(visit: Visit, variables: dict[str, Any]) -> Any:
    wanted = f"%{variables.get('text', '')}%"
    return visit.db.all("SELECT slug, name, cents FROM products WHERE name LIKE ? LIMIT 5", wanted)


def _add_review(visit: Visit, variables: dict[str, Any]) -> Any:
    name = visit.user["name"].split()[0] if visit.user else ""
    number = visit.db.run(
        "INSERT INTO reviews (product_id, user_id, author, stars, body) VALUES (?, ?, ?, ?, ?)",
        int(variables["product"]),
        visit.user_id,
        name,
        int(variables.get("stars", 5)),
        str(variables["body"]),
    )
    return {"id": number}


def _delete_review(visit: Visit, variables: dict[str, Any]) -> Any:
    visit.db.run("DELETE FROM reviews WHERE id = ? AND user_id = ?", int(variables["id"]), visit.user_id)
    return {"id": variables["id"]}


def _toggle_wish(visit: Visit, variables: dict[str, Any]) -> Any:
    product = int(variables["product"])
    there = visit.db.one("SELECT 1 FROM wishes WHERE user_id = ? AND product_id = ?", visit.user_id, product)
    if there:
        visit.db.run("DELETE FROM wishes WHERE user_id = ? AND product_id = ?", visit.user_id, product)
    else:
        visit.db.run("INSERT INTO wishes VALUES (?, ?)", visit.user_id, product)
    return {"wished": not there}


_QUERIES: dict[str, Resolver] = {"products": _products}
_MUTATIONS: dict[str, Resolver] = {
    "addReview": _add_review,
    "deleteReview": _delete_review,
    "toggleWish": _toggle_wish,
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
