"""Bills that firms send into the bank: look at the document, pay it, decline it, or have them paid always."""

from starlette.responses import Response

from scenarios.apps.bank import booking
from scenarios.apps.bank.frame import Problem, account_of, accounts, cents_of, missing, page
from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see

AUTOPAY_UP_TO = 50_000
PROTECT = ("Bill Protect", 690, "2026-07-11")


def _list(visit: Visit) -> Response:
    return page(
        visit,
        "bills.html",
        bills=visit.db.all("SELECT * FROM bills ORDER BY status, due"),
        autopay=visit.db.all("SELECT * FROM autopay"),
    )


def _bill(visit: Visit) -> Row | None:
    return visit.db.one("SELECT * FROM bills WHERE id = ?", visit.number("id"))


def _one(visit: Visit, problem: str = "") -> Response:
    bill = _bill(visit)
    if bill is None:
        return missing(visit)
    return page(
        visit, "bill.html", 422 if problem else 200, bill=bill, accounts=accounts(visit), problem=problem
    )


def _document(visit: Visit) -> Response:
    bill = _bill(visit)
    return page(visit, "bill_document.html", bill=bill) if bill else missing(visit)


def _pay(visit: Visit) -> Response:
    bill = _bill(visit)
    if bill is None or bill["status"] != "open":
        return missing(visit)
    try:
        cents = cents_of(visit.form("amount"))
        account = account_of(visit, "account_id")
        booking.pay(
            visit.db, booking.Order(account, bill["biller"], bill["iban"], cents, bill["number"], kind="home")
        )
    except Problem as problem:
        return _one(visit, str(problem))
    visit.db.run("UPDATE bills SET status = 'paid', paid = ? WHERE id = ?", cents, bill["id"])
    if visit.form("always"):
        visit.db.run("INSERT OR IGNORE INTO autopay VALUES (?, ?)", bill["biller"], AUTOPAY_UP_TO)
    if visit.form("protect"):
        visit.db.run("INSERT OR IGNORE INTO packages (name, cents, from_day) VALUES (?, ?, ?)", *PROTECT)
    return see("/bills?said=paid")


def _decline(visit: Visit) -> Response:
    visit.db.run("UPDATE bills SET status = 'declined' WHERE id = ? AND status = 'open'", visit.number("id"))
    return see("/bills?said=declined")


def _end_autopay(visit: Visit) -> Response:
    visit.db.run("DELETE FROM autopay WHERE biller = ?", visit.form("biller"))
    return see("/bills?said=ended")


PAGES = (
    Page("/bills", _list),
    Page("/bills/autopay/end", _end_autopay, ("POST",)),
    Page("/bills/{id:int}", _one),
    Page("/bills/{id:int}/document", _document),
    Page("/bills/{id:int}/pay", _pay, ("POST",)),
    Page("/bills/{id:int}/decline", _decline, ("POST",)),
)
