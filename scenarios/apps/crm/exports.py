"""Exports of records and lists: as a download, by mail, or behind a link that ends."""

import csv
import io
import secrets

from starlette.responses import PlainTextResponse, Response

from scenarios.apps.crm.fields import customer, log
from scenarios.apps.crm.lists import members
from scenarios.apps.crm.render import go, missing, page
from scenarios.apps.crm.terms import NOW, PARTS, TODAY, ends
from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page

TRIAL_CENTS = 2_900
"""What Export Plus costs a month after its free days."""
_CONTACT = ("name", "title", "firm", "email", "phone", "street", "city", "segment")


def shelf(visit: Visit) -> Response:
    """The exports so far, and what can be exported."""
    return page(
        visit,
        "exports.html",
        found=visit.db.all("SELECT * FROM exports ORDER BY at DESC, id DESC"),
        lists=visit.db.all("SELECT * FROM lists ORDER BY id"),
    )


def _source(visit: Visit, kind: str, number: str) -> Row | None:
    if kind == "customer":
        return customer(visit, int(number)) if number.isdigit() else None
    return visit.db.one("SELECT * FROM lists WHERE id = ?", number)


def new(visit: Visit) -> Response:
    """Choose what goes where; the form's button does it."""
    kind, number = visit.query("kind", "list"), visit.query("id", "1")
    source = _source(visit, kind, number)
    if source is None:
        return missing(visit)
    if visit.request.method == "GET":
        return _form(visit, kind, source, "", 200)
    ticked = visit.form("parts").split(",")
    parts = [part for part in PARTS if part in ticked]
    destination, address = visit.form("destination"), visit.form("address").strip()
    problem = _problem(parts, destination, address)
    if problem:
        return _form(visit, kind, source, problem, 422)
    if visit.form("plus") == "1":
        visit.db.run("INSERT INTO addons (name, cents, at) VALUES ('Export Plus', ?, ?)", TRIAL_CENTS, NOW)
    linked = destination == "link"
    visit.db.run(
        "INSERT INTO exports (what, kind, target_id, parts, destination, address, expires, token, at) "
        "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)",
        source["name"], kind, source["id"], ",".join(parts), destination,
        address if destination == "mail" else "", ends(visit.form("lasts")) if linked else "",
        secrets.token_urlsafe(9), NOW,
    )  # fmt: skip
    log(visit, f"exported {source['name']}")
    return go("/exports", "mailed" if destination == "mail" else "exported")


def _form(visit: Visit, kind: str, source: Row, problem: str, status: int) -> Response:
    return page(visit, "export.html", status, kind=kind, source=source, problem=problem, cents=TRIAL_CENTS)


def _problem(parts: list[str], destination: str, address: str) -> str:
    if not parts:
        return "Tick at least one part."
    if destination not in ("download", "mail", "link"):
        return "Choose where the export goes."
    if destination == "mail" and "@" not in address:
        return "This is no e-mail address."
    return ""


def file(visit: Visit) -> Response:
    """An export as a file, for those who are signed in."""
    found = visit.db.one("SELECT * FROM exports WHERE id = ?", visit.number("id"))
    return _file(visit, found) if found else missing(visit)


def linked(visit: Visit) -> Response:
    """An export as a file, for whoever has its link while it lasts."""
    found = visit.db.one(
        "SELECT * FROM exports WHERE token = ? AND destination = 'link' AND expires >= ?",
        str(visit.request.path_params["token"]),
        TODAY,
    )
    return _file(visit, found) if found else PlainTextResponse("This link has ended.", 404)


def _file(visit: Visit, found: Row) -> Response:
    if found["kind"] == "list":
        people = members(visit, found["target_id"])
    else:
        one = customer(visit, found["target_id"])
        people = [one] if one else []
    parts = found["parts"].split(",")
    text = io.StringIO()
    out = csv.writer(text)
    out.writerow(
        [*(_CONTACT if "contact" in parts else ("name",)), *[part for part in parts if part != "contact"]]
    )
    for person in people:
        known = [person[name] for name in (_CONTACT if "contact" in parts else ("name",))]
        out.writerow([*known, *[_part(visit, person, part) for part in parts if part != "contact"]])
    return PlainTextResponse(text.getvalue(), media_type="text/csv")


def _part(visit: Visit, person: Row, part: str) -> str:
    if part == "consent":
        return f"mail {person['consent_mail']}, phone {person['consent_phone']}"
    column, table = ("body", "notes") if part == "notes" else ("title", "deals")
    query = f"SELECT {column} AS text FROM {table} WHERE customer_id = ?"  # noqa: S608 - both named above
    rows = visit.db.all(query, person["id"])
    return " | ".join(row["text"] for row in rows)


def drop(visit: Visit) -> Response:
    """Delete an export; its link ends."""
    visit.db.run("DELETE FROM exports WHERE id = ?", visit.number("id"))
    return go("/exports", "purged")


PAGES = (
    Page("/exports", shelf),
    Page("/exports/new", new, ("GET", "POST")),
    Page("/exports/{id:int}/file", file),
    Page("/x/{token}", linked, open=True),
    Page("/exports/{id:int}/delete", drop, ("POST",)),
)
