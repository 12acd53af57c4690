"""Requests of the people whose data it is, and legal holds that stand against a deletion."""

from starlette.responses import Response

from scenarios.apps.crm.acting import happened
from scenarios.apps.crm.fields import customer, log
from scenarios.apps.crm.render import go, missing, page
from scenarios.apps.crm.terms import KINDS, NOW, TODAY, ends
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page


def shelf(visit: Visit) -> Response:
    """All requests, the open ones first, and the holds."""
    requests = visit.db.all(
        "SELECT r.*, h.matter FROM requests r LEFT JOIN holds h ON h.customer_id = r.customer_id "
        "ORDER BY status = 'closed', received DESC, r.id"
    )
    holds = visit.db.all(
        "SELECT h.*, c.name FROM holds h JOIN customers c ON c.id = h.customer_id ORDER BY h.at DESC"
    )
    customers = visit.db.all("SELECT id, name FROM customers WHERE binned = '' ORDER BY name")
    return page(
        visit,
        "privacy.html",
        requests=requests,
        holds=holds,
        customers=customers,
        problem=visit.query("problem"),
    )


def erase(visit: Visit) -> Response:
    """Carry a deletion out: the record, its notes, deals and mail are gone for good; a hold forbids it."""
    request = visit.db.one("SELECT * FROM requests WHERE id = ? AND status = 'open'", visit.form("request"))
    if request is None:
        return missing(visit)
    if visit.db.one("SELECT id FROM holds WHERE customer_id = ?", request["customer_id"]):
        return go("/privacy?problem=hold", "")
    visit.db.run(
        "UPDATE history SET customer_id = 0, old = '', new = '' WHERE customer_id = ?", request["customer_id"]
    )
    visit.db.run("DELETE FROM customers WHERE id = ?", request["customer_id"])
    visit.db.run("UPDATE requests SET status = 'closed', answer = 'Erased' WHERE id = ?", request["id"])
    log(visit, f"erased the data of request {request['id']}")
    return go("/privacy", "erased")


def ask(visit: Visit) -> Response:
    """Take down a request that came by phone or letter; there is a month to answer it."""
    number, kind, detail = visit.form("customer"), visit.form("kind"), visit.form("detail").strip()
    found = customer(visit, int(number)) if number.isdigit() else None
    if found is None or kind not in KINDS or not detail:
        return go("/privacy?problem=request", "")
    visit.db.run(
        "INSERT INTO requests (customer_id, name, kind, detail, received, due) VALUES (?, ?, ?, ?, ?, ?)",
        found["id"], found["name"], kind, detail, TODAY, ends("30"),
    )  # fmt: skip
    happened(visit, "request_received", found["id"])
    return go("/privacy", "created")


def answer(visit: Visit) -> Response:
    """Close a request with an answer."""
    text = visit.form("answer").strip()
    request = visit.db.one("SELECT id FROM requests WHERE id = ? AND status = 'open'", visit.number("id"))
    if request is None:
        return missing(visit)
    if not text:
        return go("/privacy?problem=answer", "")
    visit.db.run("UPDATE requests SET status = 'closed', answer = ? WHERE id = ?", text, request["id"])
    return go("/privacy", "answered")


def hold(visit: Visit) -> Response:
    """Put a record under legal hold."""
    number, matter = visit.form("customer"), visit.form("matter").strip()
    found = customer(visit, int(number)) if number.isdigit() else None
    if found is None or not matter or visit.user is None:
        return go("/privacy?problem=matter", "")
    visit.db.run(
        "INSERT INTO holds (customer_id, matter, placed_by, at) VALUES (?, ?, ?, ?)",
        found["id"], matter, visit.user["name"], NOW,
    )  # fmt: skip
    return go("/privacy", "held")


def lift(visit: Visit) -> Response:
    """Lift a legal hold."""
    visit.db.run("DELETE FROM holds WHERE id = ?", visit.number("id"))
    log(visit, f"lifted legal hold {visit.number('id')}")
    return go("/privacy", "released")


PAGES = (
    Page("/privacy", shelf),
    Page("/privacy/erase", erase, ("POST",)),
    Page("/privacy/requests", ask, ("POST",)),
    Page("/privacy/{id:int}/answer", answer, ("POST",)),
    Page("/privacy/holds", hold, ("POST",)),
    Page("/privacy/holds/{id:int}/lift", lift, ("POST",)),
)
