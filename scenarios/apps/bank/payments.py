"""Send money: the form, its review, the approval of large sums, and moves between one's own accounts."""

from datetime import timedelta

from starlette.responses import Response

from scenarios.apps.bank import booking
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
from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see

LARGE = 500_000
"""From here on a transfer is approved in a box of its own."""
COVER = 150_000
"""What a cover adds to the overdraft."""


def _form(visit: Visit) -> Response:
    payee = visit.db.one("SELECT * FROM payees WHERE id = ?", visit.query("to", "0"))
    return _shown(visit, payee)


def _shown(visit: Visit, payee: Row | None, problem: str = "") -> Response:
    return page(
        visit,
        "pay.html",
        422 if problem else 200,
        payee=payee,
        accounts=accounts(visit),
        payees=visit.db.all("SELECT * FROM payees ORDER BY used DESC"),
        sent=visit.db.all("SELECT * FROM transfers WHERE own = 0 ORDER BY id DESC LIMIT 6"),
        today=TODAY.isoformat(),
        problem=problem,
        form=visit.fields,
    )


def _prepare(visit: Visit) -> Response:
    payee = visit.db.one("SELECT * FROM payees WHERE id = ?", visit.form("payee_id", "0"))
    try:
        order = booking.Order(
            account_id=account_of(visit, "account_id"),
            name=payee["name"] if payee else needed(visit, "name"),
            iban=payee["iban"] if payee else iban_of(needed(visit, "iban")),
            cents=cents_of(visit.form("amount")),
            reference=visit.form("reference").strip(),
            day=day_of(visit.form("day") or TODAY.isoformat()),
        )
        booking.check(visit.db, order)
    except Problem as problem:
        return _shown(visit, payee, str(problem))
    draft = visit.db.run(
        "INSERT INTO drafts (account_id, payee_id, name, iban, cents, reference, day, monthly)"
        " VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
        order.account_id,
        payee["id"] if payee else 0,
        order.name,
        order.iban,
        order.cents,
        order.reference,
        order.day,
        int(bool(visit.form("monthly"))),
    )
    return see(f"/pay/{draft}")


def _draft(visit: Visit) -> Row | None:
    return visit.db.one(
        "SELECT d.*, a.name AS account FROM drafts d JOIN accounts a ON a.id = d.account_id WHERE d.id = ?",
        visit.number("id"),
    )


def _review(visit: Visit, problem: str = "") -> Response:
    draft = _draft(visit)
    if draft is None:
        return missing(visit)
    payee = visit.db.one("SELECT trusted FROM payees WHERE id = ?", draft["payee_id"])
    asked = bool(visit.user and visit.user["ask_each"]) and not (payee and payee["trusted"])
    other = visit.db.one("SELECT id FROM payees WHERE id <> ? ORDER BY used DESC", draft["payee_id"])
    return page(
        visit,
        "review.html",
        422 if problem else 200,
        draft=draft,
        large=draft["cents"] >= LARGE and asked,
        fee=booking.PRIORITY_FEE,
        other=other["id"] if other else 0,
        problem=problem,
    )


def _approval(visit: Visit) -> Response:
    draft = _draft(visit)
    return page(visit, "approve.html", draft=draft) if draft else missing(visit)


def _send(visit: Visit) -> Response:
    draft = _draft(visit)
    if draft is None:
        return missing(visit)
    payee = visit.db.one("SELECT * FROM payees WHERE id = ?", visit.form("to", "0")) or draft
    order = booking.Order(
        draft["account_id"], payee["name"], payee["iban"], draft["cents"], draft["reference"], draft["day"]
    )
    try:
        sent = booking.transfer(visit.db, order)
    except Problem as problem:
        return _review(visit, str(problem))
    if visit.query("cover"):
        visit.db.run("UPDATE accounts SET overdraft = overdraft + ? WHERE id = ?", COVER, order.account_id)
    if visit.form("priority"):
        booking.charge(visit.db, order.account_id, "Priority payment", booking.PRIORITY_FEE)
    if draft["monthly"]:
        _repeat(visit, order)
    visit.db.run("DELETE FROM drafts WHERE id = ?", draft["id"])
    return see(f"/pay/done/{sent}")


def _repeat(visit: Visit, order: booking.Order) -> None:
    following = (TODAY.replace(day=1) + timedelta(days=32)).replace(day=TODAY.day)
    visit.db.run(
        "INSERT INTO standing_orders (account_id, name, iban, cents, every, next_day)"
        " VALUES (?, ?, ?, ?, 'month', ?)",
        order.account_id,
        order.name,
        order.iban,
        order.cents,
        following.isoformat(),
    )


def _done(visit: Visit) -> Response:
    sent = visit.db.one("SELECT * FROM transfers WHERE id = ?", visit.number("id"))
    return page(visit, "done.html", sent=sent) if sent else missing(visit)


def _cancel(visit: Visit) -> Response:
    visit.db.run(
        "UPDATE transfers SET status = 'cancelled' WHERE id = ? AND status = 'planned'", visit.number("id")
    )
    return see("/orders?said=cancelled")


def _moving(visit: Visit, problem: str = "") -> Response:
    status = 422 if problem else 200
    return page(visit, "move.html", status, accounts=accounts(visit), problem=problem, form=visit.fields)


def _move(visit: Visit) -> Response:
    try:
        source, target = account_of(visit, "source"), account_of(visit, "target")
        booking.move(visit.db, source, target, cents_of(visit.form("amount")))
    except Problem as problem:
        return _moving(visit, str(problem))
    return see(f"/accounts/{target}?said=moved")


PAGES = (
    Page("/pay", _form),
    Page("/pay", _prepare, ("POST",)),
    Page("/pay/{id:int}", _review),
    Page("/pay/{id:int}/approve", _approval),
    Page("/pay/{id:int}/send", _send, ("POST",)),
    Page("/pay/done/{id:int}", _done),
    Page("/transfers/{id:int}/cancel", _cancel, ("POST",)),
    Page("/move", _moving),
    Page("/move", _move, ("POST",)),
)
