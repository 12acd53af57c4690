"""Access of colleagues, teams, guests and whoever has a link to a record or a list."""

import secrets

from starlette.responses import Response

from scenarios.apps.crm.acting import setting
from scenarios.apps.crm.fields import customer, log
from scenarios.apps.crm.lists import members
from scenarios.apps.crm.render import go, missing, page
from scenarios.apps.crm.terms import LASTS, NEVER, NOW, RIGHTS, TODAY, ends
from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, show


def _target(visit: Visit) -> Row | None:
    """The record or list that the address names."""
    number = visit.number("id")
    if visit.request.path_params["kind"] == "customer":
        return customer(visit, number)
    return visit.db.one("SELECT * FROM lists WHERE id = ?", number)


def sheet(visit: Visit) -> Response:
    """The form for access to one thing, and who has it already."""
    target = _target(visit)
    return _sheet(visit, target, "", 200) if target else missing(visit)


def _sheet(visit: Visit, target: Row, problem: str, status: int) -> Response:
    kind = visit.request.path_params["kind"]
    return page(
        visit,
        "share.html",
        status,
        kind=kind,
        target=target,
        problem=problem,
        access=visit.db.all(
            "SELECT * FROM shares WHERE kind = ? AND target_id = ? ORDER BY id", kind, target["id"]
        ),
        colleagues=visit.db.all(
            "SELECT id, name FROM users WHERE active = 1 AND id != ? ORDER BY name", visit.user_id
        ),
        teams=visit.db.all("SELECT * FROM teams ORDER BY id"),
        preset_rights="export" if "share_export_preset" in visit.traps else "view",
        preset_lasts=NEVER if "link_never" in visit.traps else setting(visit, "link_lasts"),
    )


def give(visit: Visit) -> Response:
    """Give access."""
    target = _target(visit)
    if target is None:
        return missing(visit)
    kind, number = visit.request.path_params["kind"], target["id"]
    way, name, problem = _with(visit)
    rights, lasts = visit.form("rights", "view"), visit.form("lasts", NEVER)
    if problem or rights not in RIGHTS or lasts not in LASTS:
        return _sheet(visit, target, problem or "Choose one of the values.", 422)
    token = secrets.token_urlsafe(9) if way in ("link", "guest") else ""
    visit.db.run(
        "INSERT INTO shares (kind, target_id, with_kind, with_name, rights, expires, token, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        kind, number, way, name, rights, ends(lasts), token, NOW,
    )  # fmt: skip
    log(visit, f"shared {target['name']} with {name or 'a link'}")
    return go(f"/share/{kind}/{number}", "shared")


def _with(visit: Visit) -> tuple[str, str, str]:
    """Who gets access: the kind, the name, and what is wrong with it."""
    way, _, number = visit.form("with").partition(":")
    if way == "link":
        return "link", "", ""
    if way == "guest":
        address = visit.form("address").strip()
        return "guest", address, "" if "@" in address else "This is no e-mail address."
    table = {"user": "users", "team": "teams"}.get(way)
    query = f"SELECT name FROM {table} WHERE id = ?"  # noqa: S608 - one of the two tables above
    row = visit.db.one(query, number) if table else None
    return way, row["name"] if row else "", "" if row else "Choose a colleague or a team."


def take(visit: Visit) -> Response:
    """Take access back."""
    found = visit.db.one("SELECT * FROM shares WHERE id = ?", visit.number("id"))
    if found is None:
        return missing(visit)
    visit.db.run("DELETE FROM shares WHERE id = ?", found["id"])
    return go(f"/share/{found['kind']}/{found['target_id']}", "revoked")


def public(visit: Visit) -> Response:
    """What whoever has the link sees."""
    token = str(visit.request.path_params["token"])
    found = visit.db.one("SELECT * FROM shares WHERE token = ? AND expires >= ?", token, TODAY)
    if found is None or setting(visit, "guest_links") != "1":
        return show(visit, "public.html", 404, title="", shown=[])
    if found["kind"] == "list":
        title = visit.db.one("SELECT name FROM lists WHERE id = ?", found["target_id"])
        shown = members(visit, found["target_id"])
    else:
        title = customer(visit, found["target_id"])
        shown = [title] if title else []
    return show(visit, "public.html", title=title["name"] if title else "", shown=shown)


PAGES = (
    Page("/share/{kind}/{id:int}", sheet),
    Page("/share/{kind}/{id:int}", give, ("POST",)),
    Page("/shares/{id:int}/revoke", take, ("POST",)),
    Page("/s/{token}", public, open=True),
)
