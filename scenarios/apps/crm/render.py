"""What every page of the desk has around it, and how days are written."""

from functools import partial
from typing import Any

from starlette.responses import JSONResponse, Response

from scenarios.apps.crm import terms
from scenarios.apps.visit import Visit
from scenarios.apps.world import see, show
from scenarios.apps.writing import money, rich

SECTIONS = (
    ("/", "Desk", "home"),
    ("/customers", "Customers", "people"),
    ("/deals", "Deals", "columns"),
    ("/lists", "Lists", "list"),
    ("/campaigns", "Campaigns", "mail"),
    ("/duplicates", "Duplicates", "copy"),
    ("/privacy", "Privacy", "shield"),
    ("/imports", "Import", "upload"),
    ("/exports", "Exports", "download"),
    ("/rules", "Automation", "bolt"),
    ("/apps", "Apps", "plug"),
    ("/team", "Team", "badge"),
    ("/bin", "Bin", "bin"),
    ("/settings", "Settings", "gear"),
)
"""The navigation: address, title and icon."""

_MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
    "it": "gen feb mar apr mag giu lug ago set ott nov dic".split(),
}


def page(visit: Visit, template: str, status: int = 200, **values: Any) -> Response:
    """Show a page in the desk's frame."""
    shared = {
        "sections": SECTIONS,
        "here": "/" + visit.request.url.path.split("/")[1],
        "waiting": _waiting(visit),
        "done": terms.DONE.get(visit.query("done"), ""),
        "undo": visit.query("undo"),
        "day": partial(day, visit),
        "euros": partial(money, language=visit.language),
        "rich": rich,
        "terms": terms,
        "who": _who(visit),
    }
    return show(visit, template, status, **{**shared, **values})


def _waiting(visit: Visit) -> dict[str, int]:
    """How many things wait in a section."""
    row = visit.db.one(
        "SELECT (SELECT count(*) FROM requests WHERE status = 'open') AS privacy, "
        "(SELECT count(*) FROM duplicates WHERE status = 'open') AS duplicates"
    )
    return {f"/{name}": number for name, number in (row or {}).items()}


def _who(visit: Visit) -> dict[int, str]:
    """The colleagues' names by their ids."""
    return {row["id"]: row["name"] for row in visit.db.all("SELECT id, name FROM users")}


def go(path: str, done: str = "saved") -> Response:
    """Go to `path`, and say there what was done."""
    return see(f"{path}{'&' if '?' in path else '?'}done={done}")


def missing(visit: Visit) -> Response:
    """Nothing is at this address."""
    return page(visit, "missing.html", 404)


def data(value: dict[str, Any], status: int = 200) -> Response:
    """Answer a script."""
    return JSONResponse(value, status_code=status)


def day(visit: Visit, at: str) -> str:
    """A day, with the hour where there is one: `13 May, 21:10`."""
    if not at[:1].isdigit():
        return visit.t("Never") if at == terms.NEVER else at
    date, _, hour = at.partition(" ")
    year, month, number = date.split("-")
    written = f"{int(number)} {_MONTHS[visit.language][int(month) - 1]}"
    written += "" if year == terms.TODAY[:4] else f" {year}"
    return f"{written}, {hour}" if hour else written
