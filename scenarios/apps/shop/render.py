"""Render a page of the shop, with prices and days as the visitor's language writes them."""

import datetime
from collections.abc import Callable
from typing import Any

from starlette.responses import Response

from scenarios.apps.visit import Visit
from scenarios.apps.world import show


def page(visit: Visit, template: str, status: int = 200, **values: Any) -> Response:
    """Render a template with what every page of the shop shows."""
    row = visit.db.one("SELECT sum(quantity) AS pieces FROM cart_items WHERE user_id = ?", visit.user_id)
    return show(
        visit,
        template,
        status,
        pieces=int(row["pieces"] or 0) if row else 0,
        price=price_in(visit.language),
        day=day_in(visit.language),
        notice=visit.query("notice"),
        **values,
    )


def missing(visit: Visit) -> Response:
    """There is nothing at this address."""
    return page(visit, "missing.html", 404)


def price_in(language: str) -> Callable[[int], str]:
    """Writes cents as a language writes prices."""

    def price(cents: int) -> str:
        plain = f"{cents / 100:,.2f}"
        return f"${plain}" if language == "en" else f"{plain.translate(_SWAPPED)} $"

    return price


_SWAPPED = str.maketrans(",.", ".,")


def day_in(language: str) -> Callable[[str], str]:
    """Writes an ISO date as a language writes days."""

    def day(iso: str) -> str:
        date = datetime.date.fromisoformat(iso)
        return f"{date.day} {date:%b %Y}" if language == "en" else f"{date:%d.%m.%Y}"

    return day
