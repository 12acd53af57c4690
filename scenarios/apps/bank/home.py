"""The overview, one account with its entries, and the search through them."""

from starlette.responses import JSONResponse, Response

from scenarios.apps.bank import booking
from scenarios.apps.bank.frame import (
    Problem,
    account_of,
    accounts,
    day,
    missing,
    needed,
    page,
    start_of,
    ticked,
)
from scenarios.apps.bank.roles import ME
from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see
from scenarios.apps.writing import money

_A_PAGE = 25


def _home(visit: Visit) -> Response:
    latest = visit.db.all("SELECT * FROM entries WHERE account_id = ? ORDER BY day DESC, id DESC LIMIT 8", ME)
    coming = visit.db.all(
        "SELECT name, cents, next_day FROM standing_orders UNION ALL"
        " SELECT name, cents, day FROM transfers WHERE status = 'planned' ORDER BY 3 LIMIT 5"
    )
    bills = visit.db.all("SELECT * FROM bills WHERE status = 'open' ORDER BY due LIMIT 3")
    shown = accounts(visit)
    total = sum(account["cents"] for account in shown)
    return page(visit, "home.html", accounts=shown, total=total, latest=latest, coming=coming, bills=bills)


def _own(visit: Visit) -> Row | None:
    return next((account for account in accounts(visit) if account["id"] == visit.number("id")), None)


def _account(visit: Visit) -> Response:
    account = _own(visit)
    if account is None:
        return missing(visit)
    people = visit.db.all("SELECT * FROM people WHERE account_id = ?", account["id"])
    return page(visit, "account.html", account=account, people=people)


def _entries(visit: Visit) -> Response:
    """The next entries before a place in the list, as the page shows them."""
    start = start_of(visit)
    rows = visit.db.all(
        "SELECT * FROM entries WHERE account_id = ? ORDER BY day DESC, id DESC LIMIT ? OFFSET ?",
        visit.number("id"),
        _A_PAGE + 1,
        start,
    )
    shown = [
        {
            "day": day(row["day"], visit.language),
            "title": row["title"],
            "detail": visit.t(row["detail"]),
            "amount": money(row["cents"], visit.language),
            "incoming": row["cents"] > 0,
        }
        for row in rows[:_A_PAGE]
    ]
    return JSONResponse({"entries": shown, "next": start + _A_PAGE if len(rows) > _A_PAGE else None})


def _search(visit: Visit) -> Response:
    wanted = visit.query("q").strip()
    found = visit.db.all(
        "SELECT e.*, a.name AS account FROM entries e JOIN accounts a ON a.id = e.account_id"
        " WHERE e.title LIKE ? OR e.detail LIKE ? ORDER BY e.day DESC LIMIT 60",
        f"%{wanted}%",
        f"%{wanted}%",
    )
    return page(visit, "search.html", wanted=wanted, found=found if wanted else [])


def _rename(visit: Visit) -> Response:
    account = _own(visit)
    if account is None:
        return missing(visit)
    try:
        visit.db.run("UPDATE accounts SET name = ? WHERE id = ?", needed(visit, "name"), account["id"])
    except Problem as problem:
        people = visit.db.all("SELECT * FROM people WHERE account_id = ?", account["id"])
        return page(visit, "account.html", 422, account=account, people=people, problem=str(problem))
    return see(f"/accounts/{account['id']}")


def _closing(visit: Visit) -> Response:
    account = _own(visit)
    return page(visit, "close.html", account=account, others=accounts(visit)) if account else missing(visit)


def _close(visit: Visit) -> Response:
    account = _own(visit)
    if account is None:
        return missing(visit)
    try:
        ticked(visit, "sure", "Please confirm that the account is to be closed.")
        booking.close(visit.db, account["id"], account_of(visit, "into"))
    except Problem as problem:
        return page(visit, "close.html", 422, account=account, others=accounts(visit), problem=str(problem))
    return see("/?said=closed")


PAGES = (
    Page("/", _home),
    Page("/search", _search),
    Page("/accounts/{id:int}", _account),
    Page("/accounts/{id:int}/name", _rename, ("POST",)),
    Page("/accounts/{id:int}/close", _closing),
    Page("/accounts/{id:int}/close", _close, ("POST",)),
    Page("/api/accounts/{id:int}/entries", _entries),
)
