"""Deals: the board or table, which talks GraphQL, and a page for each deal."""

import re
from datetime import date

from starlette.responses import Response

from scenarios.apps.crm.acting import happened
from scenarios.apps.crm.render import data, go, missing, page
from scenarios.apps.crm.terms import STAGES
from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page

_SELECT = (
    "SELECT d.*, c.name AS customer, f.name AS firm, u.name AS owner FROM deals d "
    "JOIN customers c ON c.id = d.customer_id "
    "JOIN companies f ON f.id = c.company_id JOIN users u ON u.id = d.owner_id"
)
_OPERATION = re.compile(r"\b(pipeline|moveDeal)\b")


def board(visit: Visit) -> Response:
    """All deals by their stage; `mine` shows the visitor's own."""
    mine = visit.query("mine") == "1"
    deals = visit.db.all(
        f"{_SELECT} WHERE c.binned = '' AND (? = 0 OR d.owner_id = ?) ORDER BY d.closes, d.id",
        int(mine),
        visit.user_id,
    )
    stages = {stage: [deal for deal in deals if deal["stage"] == stage] for stage in STAGES}
    return page(visit, "deals.html", deals=deals, stages=stages, mine=mine)


def graph(visit: Visit) -> Response:
    """The board's GraphQL: `query pipeline` counts, `mutation moveDeal` changes a stage."""
    found = _OPERATION.search(str(visit.json.get("query", "")))
    variables = visit.json.get("variables") or {}
    if found is None:
        return data({"errors": [{"message": "unknown operation"}]}, 400)
    if found[1] == "moveDeal":
        return _move(visit, variables)
    rows = visit.db.all(
        "SELECT stage, count(*) AS deals, sum(d.cents) AS cents FROM deals d "
        "JOIN customers c ON c.id = d.customer_id "
        "WHERE c.binned = '' GROUP BY stage"
    )
    return data({"data": {"pipeline": rows}})


def _move(visit: Visit, variables: dict[str, object]) -> Response:
    deal = visit.db.one("SELECT * FROM deals WHERE id = ?", variables.get("id"))
    if deal is None or variables.get("stage") not in STAGES:
        return data({"errors": [{"message": visit.t("This could not be saved.")}]}, 422)
    visit.db.run("UPDATE deals SET stage = ? WHERE id = ?", variables["stage"], deal["id"])
    _tell(visit, deal, str(variables["stage"]))
    return data({"data": {"moveDeal": {"id": deal["id"], "stage": variables["stage"]}}})


def _tell(visit: Visit, deal: Row, stage: str) -> None:
    """Let the rules know of a deal that is won or lost now."""
    if stage != deal["stage"] and stage in ("won", "lost"):
        happened(visit, f"deal_{stage}", deal["customer_id"])


def deal(visit: Visit) -> Response:
    """One deal: amount, stage, day."""
    found = visit.db.one(f"{_SELECT} WHERE d.id = ?", visit.number("id"))
    if found is None:
        return missing(visit)
    if visit.request.method == "GET":
        return page(visit, "deal.html", deal=found, problem="")
    values, problem = _read(visit)
    if values is None:
        return page(visit, "deal.html", 422, deal=found, problem=problem)
    visit.db.run(
        "UPDATE deals SET title = ?, cents = ?, stage = ?, closes = ? WHERE id = ?", *values, found["id"]
    )
    _tell(visit, found, visit.form("stage"))
    return go(f"/deals/{found['id']}")


def _read(visit: Visit) -> tuple[tuple[object, ...] | None, str]:
    """The posted title, cents, stage and day, or what is wrong with them."""
    title, stage, closes = visit.form("title").strip(), visit.form("stage"), visit.form("closes")
    cents = amount(visit.form("amount"))
    if not title or stage not in STAGES or not _is_day(closes):
        return None, "Title, stage and day are needed."
    if cents is None:
        return None, "Write the amount as 1200.00."
    return (title, cents, stage, closes), ""


def amount(text: str) -> int | None:
    """Cents of an amount such as `1200`, `1200.00`, `1.200,00`; None for anything else."""
    bare = text.strip().replace(" ", "")
    if re.fullmatch(r"\d{1,3}(\.\d{3})*,\d\d|\d+,\d\d", bare):
        bare = bare.replace(".", "").replace(",", ".")
    bare = bare.replace(",", "")
    return round(float(bare) * 100) if re.fullmatch(r"\d{1,9}(\.\d{1,2})?", bare) else None


def _is_day(text: str) -> bool:
    try:
        date.fromisoformat(text)
    except ValueError:
        return False
    return True


def add(visit: Visit) -> Response:
    """A new deal with a customer."""
    customer: Row | None = visit.db.one("SELECT id FROM customers WHERE id = ?", visit.number("id"))
    cents, title = amount(visit.form("amount")), visit.form("title").strip()
    if customer is None:
        return missing(visit)
    if cents is None or not title:
        return go(f"/customers/{customer['id']}?problem=deal", "")
    visit.db.run(
        "INSERT INTO deals (customer_id, title, cents, stage, closes, owner_id) VALUES "
        "(?, ?, ?, 'new', '2026-07-31', ?)",
        customer["id"], title, cents, visit.user_id,
    )  # fmt: skip
    return go(f"/customers/{customer['id']}", "created")


def drop(visit: Visit) -> Response:
    """Delete a deal."""
    visit.db.run("DELETE FROM deals WHERE id = ?", visit.number("id"))
    return go("/deals", "purged")


PAGES = (
    Page("/deals", board),
    Page("/graphql", graph, ("POST",)),
    Page("/deals/{id:int}", deal, ("GET", "POST")),
    Page("/deals/{id:int}/delete", drop, ("POST",)),
    Page("/customers/{id:int}/deals", add, ("POST",)),
)
