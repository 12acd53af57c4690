"""What the bank would like to sell: loans, an overdraft, the Plus package, and funds with their risk."""

from starlette.responses import Response

from scenarios.apps.bank import booking
from scenarios.apps.bank.frame import (
    Problem,
    account_of,
    accounts,
    cents_of,
    missing,
    number_of,
    page,
    ticked,
)
from scenarios.apps.bank.ledger import TODAY
from scenarios.apps.bank.roles import ME
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see

LOAN_RATE = 640
"""Hundredths of a per cent a year."""
PLUS = ("Harrowmere Plus", 1290)
_RISKS = {"cautious": 2, "balanced": 4, "bold": 7}
"""Up to which risk class a profile goes without a consent of its own."""


def _offers(visit: Visit, problem: str = "") -> Response:
    return page(
        visit,
        "offers.html",
        422 if problem else 200,
        accounts=accounts(visit),
        packages=visit.db.all("SELECT * FROM packages"),
        loans=visit.db.all("SELECT * FROM loans"),
        problem=problem,
        form=visit.fields,
    )


def _loan(visit: Visit) -> Response:
    try:
        ticked(visit, "signed", "Please sign the contract by ticking its box.")
        cents, months = cents_of(visit.form("amount")), number_of(visit, "months")
    except Problem as problem:
        return _offers(visit, str(problem))
    visit.db.run(
        "INSERT INTO loans (account_id, cents, months, rate, day) VALUES (?, ?, ?, ?, ?)",
        ME,
        cents,
        months,
        LOAN_RATE,
        TODAY.isoformat(),
    )
    booking.credit(visit.db, ME, "Harrowmere", "Loan", cents)
    return see("/offers?said=signed")


def _overdraft(visit: Visit) -> Response:
    try:
        account, cents = account_of(visit, "account_id"), cents_of(visit.form("amount"))
    except Problem as problem:
        return _offers(visit, str(problem))
    visit.db.run("UPDATE accounts SET overdraft = ? WHERE id = ?", cents, account)
    return see("/offers?said=saved")


def _plus(visit: Visit) -> Response:
    visit.db.run(
        "INSERT INTO packages (name, cents, from_day) VALUES (?, ?, ?)"
        " ON CONFLICT (name) DO UPDATE SET status = 'active'",
        *PLUS,
        TODAY.isoformat(),
    )
    return see(visit.form("next") if visit.form("next").startswith("/d") else "/offers?said=saved")


def _end_package(visit: Visit) -> Response:
    visit.db.run("UPDATE packages SET status = 'ended' WHERE name = ?", visit.form("name"))
    return see("/offers?said=ended")


def _funds(visit: Visit) -> Response:
    return page(
        visit,
        "funds.html",
        funds=visit.db.all("SELECT * FROM funds ORDER BY id"),
        holdings=visit.db.all(
            "SELECT h.*, f.name FROM holdings h JOIN funds f ON f.id = h.fund_id ORDER BY h.id"
        ),
    )


def _fund(visit: Visit, problem: str = "") -> Response:
    fund = visit.db.one("SELECT * FROM funds WHERE id = ?", visit.number("id"))
    if fund is None or visit.user is None:
        return missing(visit)
    return page(
        visit,
        "fund.html",
        422 if problem else 200,
        fund=fund,
        accounts=accounts(visit),
        risky=fund["risk"] > _RISKS[visit.user["risk"]],
        problem=problem,
        form=visit.fields,
    )


def _buy(visit: Visit) -> Response:
    fund = visit.db.one("SELECT * FROM funds WHERE id = ?", visit.number("id"))
    if fund is None or visit.user is None:
        return missing(visit)
    risky = fund["risk"] > _RISKS[visit.user["risk"]]
    try:
        if risky:
            ticked(visit, "consent", "This fund is riskier than your profile. Please confirm that you know.")
        cents, account = cents_of(visit.form("amount")), account_of(visit, "account_id")
        booking.pay(visit.db, booking.Order(account, fund["name"], "", cents, "Fund order", kind="invest"))
    except Problem as problem:
        return _fund(visit, str(problem))
    if risky:
        visit.db.run(
            "INSERT OR IGNORE INTO consents VALUES (?, ?)", f"risk of {fund['name']}", TODAY.isoformat()
        )
    visit.db.run(
        "INSERT INTO holdings (fund_id, cents, day) VALUES (?, ?, ?)", fund["id"], cents, TODAY.isoformat()
    )
    return see("/funds?said=bought")


def _risk(visit: Visit) -> Response:
    if visit.form("risk") in _RISKS:
        visit.db.run("UPDATE users SET risk = ? WHERE id = ?", visit.form("risk"), visit.user_id)
    return see("/funds?said=saved")


PAGES = (
    Page("/offers", _offers),
    Page("/offers/loan", _loan, ("POST",)),
    Page("/offers/overdraft", _overdraft, ("POST",)),
    Page("/offers/plus", _plus, ("POST",)),
    Page("/offers/end", _end_package, ("POST",)),
    Page("/funds", _funds),
    Page("/funds/risk", _risk, ("POST",)),
    Page("/funds/{id:int}", _fund),
    Page("/funds/{id:int}", _buy, ("POST",)),
)
