"""Render a page of the shop, with prices and days as the visitor's language writes them."""

import datetime
from collections.abc import Callable
from functools import partial
from typing import Any

from starlette.responses import Response

from scenarios.apps.visit import Visit
from scenarios.apps.world import show
from scenarios.apps.writing import money


def page(visit: Visit, template: str, status: int = 200, **values: Any) -> Response:
    """Render a template with what every page of the shop shows."""
    row = visit.db.one("SELECT sum(quantity) AS pieces FROM cart_items WHERE user_id = ?", visit.user_id)
    return show(
        visit,
        template,
        status,
        pieces=int(row["pieces"] or 0) if row else 0,
        price=partial(money, language=visit.language, sign="$"),
        day=day_in(visit.language),
        notice=visit.query("notice"),
        **values,
    )


def missing(visit: Visit) -> Response:
    """There is nothing at this address."""
    return page(visit, "missing.html", 404)


def day_in(language: str) -> Callable[[str], str]:
    """Writes an ISO date as a language writes days."""

    def day(iso: str) -> str:
        date = datetime.date.fromisoformat(iso)
        return f"{date.day} {date:%b %Y}" if language == "en" else f"{date:%d.%m.%Y}"

    return day
