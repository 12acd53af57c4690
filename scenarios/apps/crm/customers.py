"""The list of customers, which a script fills as it is scrolled, and what is done to many of them at once."""

import json

from starlette.responses import Response

from scenarios.apps.crm.acting import happened
from scenarios.apps.crm.fields import LABELS, SELECT, problem, write
from scenarios.apps.crm.render import data, day, go, missing, page
from scenarios.apps.crm.terms import NOW, SEGMENTS, STATUSES
from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page

BATCH = 20
"""How many rows come at a time."""
BULK = ("segment", "status", "city")
"""Fields that can be changed for many."""
_SHOWN = ("id", "name", "title", "firm", "email", "phone", "city", "status", "segment", "owner", "starred")


def shelf(visit: Visit) -> Response:
    """The page; its rows come by script."""
    return page(
        visit,
        "customers.html",
        wanted=visit.query("q"),
        chosen=visit.query("status"),
        fields={name: LABELS[name] for name in BULK},
        lists=visit.db.all("SELECT id, name FROM lists ORDER BY name"),
        colleagues=visit.db.all("SELECT id, name FROM users WHERE active = 1 ORDER BY name"),
    )


def _matching(visit: Visit, wanted: str, status: str) -> list[Row]:
    like = f"%{wanted.strip()}%"
    query = (
        f"{SELECT} WHERE c.binned = '' "
        "AND (c.name LIKE ?1 OR f.name LIKE ?1 OR c.email LIKE ?1 OR c.city LIKE ?1) "
        "AND (?2 = '' OR c.status = ?2) ORDER BY c.touched DESC, c.id"
    )
    return visit.db.all(query, like, status)


def rows(visit: Visit) -> Response:
    """Some rows of the list as JSON, from `from` on."""
    found = _matching(visit, visit.query("q"), visit.query("status"))
    start = int(visit.query("from", "0") or 0)
    shown = [
        {name: row[name] for name in _SHOWN}
        | {"touched": day(visit, row["touched"][:10]), "status_text": visit.t(STATUSES[row["status"]])}
        | {"segment": visit.t(row["segment"])}
        for row in found[start : start + BATCH]
    ]
    return data({"rows": shown, "total": len(found)})


def bulk(visit: Visit) -> Response:
    """Change a field, the owner or the lists of the chosen customers, or put them into the bin."""
    chosen = _chosen(visit)
    action = visit.form("action")
    if not chosen or action not in _ACTIONS:
        return missing(visit)
    return _ACTIONS[action](visit, chosen)


def _chosen(visit: Visit) -> list[Row]:
    """The ticked customers; all that match the filter where the form says so."""
    everyone = _matching(visit, "", "")
    if visit.form("all") == "1":
        return _matching(visit, visit.form("q"), visit.form("status"))
    ticked = set(visit.form("ids").split(","))
    return [row for row in everyone if str(row["id"]) in ticked]


def _edit(visit: Visit, chosen: list[Row]) -> Response:
    """One field; a batch remembers the former values for the undo."""
    field, value = visit.form("field"), _meant(visit, visit.form("value").strip())
    if field not in BULK or not value or problem({field: value}):
        return go("/customers?problem=1", "")
    former = {row["id"]: row[field] for row in chosen}
    for number in former:
        write(visit, number, {field: value})
    batch = visit.db.run(
        "INSERT INTO batches (field, former, at) VALUES (?, ?, ?)", field, json.dumps(former), NOW
    )
    return go(f"/customers?undo={batch}")


def _meant(visit: Visit, value: str) -> str:
    """A segment or status as the records keep it, whichever language it was written in."""
    names = {visit.t(name): name for name in SEGMENTS} | {
        visit.t(text): name for name, text in STATUSES.items()
    }
    return names.get(value, value)


def _owner(visit: Visit, chosen: list[Row]) -> Response:
    owner = visit.db.one("SELECT id FROM users WHERE id = ? AND active = 1", visit.form("owner"))
    if owner is None:
        return missing(visit)
    for row in chosen:
        write(visit, row["id"], {"owner_id": owner["id"]})
    return go("/customers", "handed")


def _listed(visit: Visit, chosen: list[Row]) -> Response:
    for row in chosen:
        visit.db.run("INSERT OR IGNORE INTO list_members VALUES (?, ?)", visit.form("list"), row["id"])
    return go("/customers")


def _bin(visit: Visit, chosen: list[Row]) -> Response:
    for row in chosen:
        write(visit, row["id"], {"binned": NOW})
    return go("/customers", "binned")


_ACTIONS = {"edit": _edit, "owner": _owner, "list": _listed, "bin": _bin}


def undo(visit: Visit) -> Response:
    """Take a bulk edit back."""
    batch = visit.db.one("SELECT * FROM batches WHERE id = ? AND undone = 0", visit.number("id"))
    if batch is None:
        return missing(visit)
    for number, value in json.loads(batch["former"]).items():
        write(visit, int(number), {batch["field"]: value})
    visit.db.run("UPDATE batches SET undone = 1 WHERE id = ?", batch["id"])
    return go("/customers", "undone")


def new(visit: Visit) -> Response:
    """A new customer."""
    values = {name: visit.form(name).strip() for name in LABELS} | {"firm": visit.form("firm").strip()}
    if visit.request.method == "GET":
        values |= {"status": "lead", "segment": SEGMENTS[0]}
        return page(visit, "customer_form.html", customer=None, values=values, problem="")
    wrong = problem(values) or ("" if values["firm"] else "A customer needs a firm.")
    if wrong:
        return page(visit, "customer_form.html", 422, customer=None, values=values, problem=wrong)
    number = added(visit, values)
    return go(f"/customers/{number}", "created")


def _firm(visit: Visit, values: dict[str, str]) -> int:
    add = "INSERT INTO companies (name, trade, city) VALUES (?, ?, ?)"
    return visit.db.run(add, values["firm"], values["segment"], values["city"])


def added(visit: Visit, values: dict[str, str], imported: int = 0) -> int:
    """Add a customer, and the firm if nobody knows it yet; return the customer's id."""
    firm = visit.db.one("SELECT id FROM companies WHERE name = ?", values["firm"])
    firm_id = firm["id"] if firm else _firm(visit, values)
    number = visit.db.run(
        "INSERT INTO customers (name, title, email, phone, street, city, status, segment, "
        "company_id, owner_id, "
        "consent_mail, consent_phone, import_id, touched) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 0, 0, ?, ?)",
        *(values[name] for name in LABELS), firm_id, visit.user_id, imported, NOW,
    )  # fmt: skip
    happened(visit, "customer_created", number)
    return number


PAGES = (
    Page("/customers", shelf),
    Page("/api/customers", rows),
    Page("/customers/bulk", bulk, ("POST",)),
    Page("/batches/{id:int}/undo", undo, ("POST",)),
    Page("/customers/new", new, ("GET", "POST")),
)
