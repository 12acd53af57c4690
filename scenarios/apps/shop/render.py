"""Render a page of the shop, or send the browser on."""

from pathlib import Path
from typing import Any

from starlette.responses import RedirectResponse, Response
from starlette.templating import Jinja2Templates

from scenarios.apps.shop.visit import Visit

_templates = Jinja2Templates(directory=Path(__file__).with_name("templates"))
_templates.env.filters["money"] = lambda cents: f"{cents / 100:.2f}"


def page(name: str, visit: Visit, **values: Any) -> Response:
    """Render a template with what every page shows."""
    shown = {"user": visit.user, "traps": visit.traps, "cart_count": visit.cart_count, **values}
    return _templates.TemplateResponse(visit.request, name, shown)


def see(path: str) -> Response:
    """Send the browser on after a POST."""
    return RedirectResponse(path, status_code=303)
