"""What pays by itself: standing orders, planned transfers and direct debits."""

from datetime import date, timedelta

from starlette.responses import Response

from scenarios.apps.bank.frame import (
    Problem,
    account_of,
    accounts,
    cents_of,
    day_of,
    iban_of,
    missing,
    needed,
    page,
)
from scenarios.apps.bank.ledger import TODAY
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see

_DAYS = {"week": 7, "month": 32, "quarter": 94}
YEARLY_RAISE = 5
"""Per cent, for orders that are raised every year."""


def _list(visit: Visit) -> Response:
    return page(
        visit,
        "orders.html",
        orders=visit.db.all(
            "SELECT o.*, a.name AS account FROM standing_orders o JOIN accounts a ON a.id = o.account_id"
            " ORDER BY o.id"
        ),
        planned=visit.db.all("SELECT * FROM transfers WHERE status = 'planned' ORDER BY day"),
    )


def _form(visit: Visit, problem: str = "") -> Response:
    return page(
        visit,
        "order_new.html",
        422 if problem else 200,
        accounts=accounts(visit),
        payees=visit.db.all("SELECT * FROM payees ORDER BY name"),
        first=(TODAY.replace(day=1) + timedelta(days=32)).replace(day=1).isoformat(),
        problem=problem,
        form=visit.fields,
    )


def _add(visit: Visit) -> Response:
    payee = visit.db.one("SELECT * FROM payees WHERE id = ?", visit.form("payee_id", "0"))
    try:
        visit.db.run(
            "INSERT INTO standing_orders (account_id, name, iban, cents, every, next_day, raised)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            account_of(visit, "account_id"),
            payee["name"] if payee else needed(visit, "name"),
            payee["iban"] if payee else iban_of(needed(visit, "iban")),
            cents_of(visit.form("amount")),
            visit.form("every") if visit.form("every") in _DAYS else "month",
            day_of(visit.form("day")),
            YEARLY_RAISE if visit.form("raise") else 0,
        )
    except Problem as problem:
        return _form(visit, str(problem))
    return see("/orders?said=set-up")


def _one(visit: Visit, problem: str = "") -> Response:
    order = visit.db.one("SELECT * FROM standing_orders WHERE id = ?", visit.number("id"))
    if order is None:
        return missing(visit)
    return page(visit, "order.html", 422 if problem else 200, order=order, problem=problem)


def _change(visit: Visit) -> Response:
    try:
        cents = cents_of(visit.form("amount"))
    except Problem as problem:
        return _one(visit, str(problem))
    visit.db.run("UPDATE standing_orders SET cents = ? WHERE id = ?", cents, visit.number("id"))
    return see("/orders?said=saved")


def _skip(visit: Visit) -> Response:
    order = visit.db.one("SELECT * FROM standing_orders WHERE id = ?", visit.number("id"))
    if order is None:
        return missing(visit)
    due = date.fromisoformat(order["next_day"])
    later = due + timedelta(days=_DAYS[order["every"]])
    if order["every"] != "week":
        later = later.replace(day=due.day)
    visit.db.run("UPDATE standing_orders SET next_day = ? WHERE id = ?", later.isoformat(), order["id"])
    return see("/orders?said=skipped")


def _delete(visit: Visit) -> Response:
    visit.db.run("DELETE FROM standing_orders WHERE id = ?", visit.number("id"))
    return see("/orders?said=deleted")


def _debits(visit: Visit) -> Response:
    mandates = visit.db.all(
        "SELECT m.*, a.name AS account FROM mandates m JOIN accounts a ON a.id = m.account_id ORDER BY m.id"
    )
    return page(visit, "debits.html", mandates=mandates)


def _end_debit(visit: Visit) -> Response:
    visit.db.run("UPDATE mandates SET status = 'ended' WHERE id = ?", visit.number("id"))
    return see("/debits?said=ended")


PAGES = (
    Page("/orders", _list),
    Page("/orders/new", _form),
    Page("/orders/new", _add, ("POST",)),
    Page("/orders/{id:int}", _one),
    Page("/orders/{id:int}", _change, ("POST",)),
    Page("/orders/{id:int}/skip", _skip, ("POST",)),
    Page("/orders/{id:int}/delete", _delete, ("POST",)),
    Page("/debits", _debits),
    Page("/debits/{id:int}/end", _end_debit, ("POST",)),
)
