"""Cards and limits: a page that is drawn from JSON and changes by PATCH, and the loss of a card."""

from starlette.responses import JSONResponse, Response

from scenarios.apps.bank import booking
from scenarios.apps.bank.frame import Problem, cents_of, missing, page
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see
from scenarios.apps.writing import money

_SWITCHES = ("online", "abroad", "contactless", "gambling_block")
_STATUS = {"freeze": "frozen", "thaw": "active"}


def _page(visit: Visit) -> Response:
    return page(visit, "cards.html")


def _all(visit: Visit) -> Response:
    cards = visit.db.all(
        "SELECT c.*, a.name AS account FROM cards c JOIN accounts a ON a.id = c.account_id ORDER BY c.id"
    )
    for card in cards:
        card["kind"], card["account"] = visit.t(card["kind"]), visit.t(card["account"])
        card["cash"] = money(card["cash_limit"], visit.language)
    return JSONResponse(cards)


def _switch(visit: Visit) -> Response:
    """Turn one of a card's abilities on or off, or freeze and thaw it."""
    name, value = str(visit.json.get("name", "")), bool(visit.json.get("value"))
    if name in _SWITCHES:
        visit.db.run(f"UPDATE cards SET {name} = ? WHERE id = ?", int(value), visit.number("id"))  # noqa: S608 - a name of the list above
    elif name in _STATUS:
        visit.db.run(
            "UPDATE cards SET status = ? WHERE id = ? AND status <> 'cancelled'",
            _STATUS[name],
            visit.number("id"),
        )
    else:
        return JSONResponse({"problem": "unknown"}, 422)
    return JSONResponse({"ok": True})


def _lost(visit: Visit) -> Response:
    card = visit.db.one("SELECT * FROM cards WHERE id = ? AND status <> 'cancelled'", visit.number("id"))
    if card is None:
        return missing(visit)
    visit.db.run("UPDATE cards SET status = 'cancelled' WHERE id = ?", card["id"])
    booking.charge(visit.db, card["account_id"], "Replacement card", booking.REPLACEMENT_FEE)
    return see("/cards?said=replaced")


def _limits(visit: Visit) -> Response:
    return page(visit, "limits.html", cards=visit.db.all("SELECT * FROM cards WHERE status <> 'cancelled'"))


def _limit(visit: Visit) -> Response:
    """Set the daily limit of transfers, or the cash limit of one card."""
    try:
        cents = cents_of(str(visit.json.get("amount", "")))
    except Problem as problem:
        return JSONResponse({"problem": visit.t(str(problem))}, 422)
    card = visit.json.get("card")
    if card:
        visit.db.run("UPDATE cards SET cash_limit = ? WHERE id = ?", cents, card)
    else:
        visit.db.run("UPDATE users SET day_limit = ? WHERE id = ?", cents, visit.user_id)
    return JSONResponse({"shown": money(cents, visit.language)})


PAGES = (
    Page("/cards", _page),
    Page("/cards/{id:int}/lost", _lost, ("POST",)),
    Page("/api/cards", _all),
    Page("/api/cards/{id:int}", _switch, ("PATCH",)),
    Page("/limits", _limits),
    Page("/api/limits", _limit, ("PATCH",)),
)
