"""Imports of pasted tables: what would happen is shown first, then it is done."""

import csv
import io
import json

from starlette.responses import Response

from scenarios.apps.crm.customers import added
from scenarios.apps.crm.fields import LABELS, log, write
from scenarios.apps.crm.render import go, missing, page
from scenarios.apps.crm.terms import MODES, NOW, SEGMENTS
from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page


def shelf(visit: Visit) -> Response:
    """The form, and what was imported before."""
    if visit.request.method == "GET":
        return _shelf(visit, "", 200)
    rows, mode = read(visit.form("table")), visit.form("mode")
    if not rows or mode not in MODES:
        return _shelf(visit, "The first line names the columns, one of them is email.", 422)
    number = visit.db.run(
        "INSERT INTO imports (name, rows, mode, status, at) VALUES (?, ?, ?, 'checked', ?)",
        visit.form("name").strip() or "Table", json.dumps(rows), mode, NOW,
    )  # fmt: skip
    return go(f"/imports/{number}", "")


def _shelf(visit: Visit, problem: str, status: int) -> Response:
    found = visit.db.all("SELECT * FROM imports WHERE status = 'done' ORDER BY id DESC")
    return page(visit, "imports.html", status, found=found, problem=problem, table=visit.form("table"))


def read(text: str) -> list[dict[str, str]]:
    """The rows of a pasted table, with names in its first line; none where it is no table."""
    lines = text.strip().splitlines()
    if len(lines) < 2:
        return []
    table = csv.DictReader(io.StringIO("\n".join(lines)), delimiter=";" if ";" in lines[0] else ",")
    known = {name for name in (*LABELS, "firm") if name in (table.fieldnames or ())}
    if "email" not in known:
        return []
    return [
        {name: (row[name] or "").strip() for name in known} for row in table if (row["email"] or "").strip()
    ]


def _there(visit: Visit, row: dict[str, str]) -> Row | None:
    return visit.db.one("SELECT * FROM customers WHERE email = ? AND binned = ''", row["email"])


def check(visit: Visit) -> Response:
    """Show what an import would do; its button does it."""
    found = visit.db.one("SELECT * FROM imports WHERE id = ? AND status = 'checked'", visit.number("id"))
    if found is None:
        return missing(visit)
    rows = [{**row, "known": _there(visit, row)} for row in json.loads(found["rows"])]
    if visit.request.method == "GET":
        return page(visit, "import.html", one=found, rows=rows)
    for row in rows:
        _take(visit, found, row)
    visit.db.run("UPDATE imports SET status = 'done', at = ? WHERE id = ?", NOW, found["id"])
    log(visit, f"imported {found['name']}")
    return go("/imports", "imported")


def _take(visit: Visit, found: Row, row: Row) -> None:
    """One row: a new customer, or, as the mode has it, new values. Overwriting leaves no history."""
    known = row["known"]
    values = {name: str(row[name]) for name in row if name in LABELS}
    if not known:
        added(visit, _whole(row), found["id"])
    elif found["mode"] == "overwrite":
        columns = ", ".join(f"{name} = ?" for name in values)
        change = f"UPDATE customers SET {columns}, import_id = ? WHERE id = ?"  # noqa: S608 - columns of LABELS
        visit.db.run(change, *values.values(), found["id"], known["id"])
    elif found["mode"] == "fill":
        missed = {name: value for name, value in values.items() if value and not known[name]}
        write(visit, known["id"], missed)


def _whole(row: Row) -> dict[str, str]:
    empty = dict.fromkeys((*LABELS, "firm"), "") | {"status": "lead", "segment": SEGMENTS[0]}
    return empty | {name: str(value) for name, value in row.items() if value and name != "known"}


PAGES = (
    Page("/imports", shelf, ("GET", "POST")),
    Page("/imports/{id:int}", check, ("GET", "POST")),
)
