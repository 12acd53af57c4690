"""The address book of payments: add, correct, trust and delete a payee."""

from starlette.responses import Response

from scenarios.apps.bank.frame import Problem, iban_of, missing, needed, page
from scenarios.apps.bank.ledger import TODAY
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see


def _list(visit: Visit, problem: str = "") -> Response:
    payees = visit.db.all("SELECT * FROM payees WHERE user_id = ? ORDER BY used DESC, id", visit.user_id)
    return page(
        visit, "payees.html", 422 if problem else 200, payees=payees, problem=problem, form=visit.fields
    )


def _add(visit: Visit) -> Response:
    try:
        visit.db.run(
            "INSERT INTO payees (user_id, name, iban, used, trusted) VALUES (?, ?, ?, ?, ?)",
            visit.user_id,
            needed(visit, "name"),
            iban_of(needed(visit, "iban")),
            TODAY.isoformat(),
            int(bool(visit.form("trusted"))),
        )
    except Problem as problem:
        return _list(visit, str(problem))
    return see("/payees?said=added")


def _one(visit: Visit, problem: str = "") -> Response:
    payee = visit.db.one("SELECT * FROM payees WHERE id = ?", visit.number("id"))
    if payee is None:
        return missing(visit)
    return page(visit, "payee.html", 422 if problem else 200, payee=payee, problem=problem)


def _change(visit: Visit) -> Response:
    try:
        visit.db.run(
            "UPDATE payees SET name = ?, iban = ? WHERE id = ?",
            needed(visit, "name"),
            iban_of(needed(visit, "iban")),
            visit.number("id"),
        )
    except Problem as problem:
        return _one(visit, str(problem))
    return see("/payees?said=saved")


def _trust(visit: Visit) -> Response:
    visit.db.run("UPDATE payees SET trusted = 1 - trusted WHERE id = ?", visit.number("id"))
    return see("/payees")


def _delete(visit: Visit) -> Response:
    visit.db.run("DELETE FROM payees WHERE id = ?", visit.number("id"))
    return see("/payees?said=deleted")


PAGES = (
    Page("/payees", _list),
    Page("/payees", _add, ("POST",)),
    Page("/payees/{id:int}", _one),
    Page("/payees/{id:int}", _change, ("POST",)),
    Page("/payees/{id:int}/trust", _trust, ("POST",)),
    Page("/payees/{id:int}/delete", _delete, ("POST",)),
)
