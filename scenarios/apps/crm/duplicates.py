"""Duplicates: pairs that may be one customer, and the merge that can't be undone."""

from starlette.responses import Response

from scenarios.apps.crm.fields import LABELS, SELECT, log, write
from scenarios.apps.crm.render import go, missing, page
from scenarios.apps.crm.terms import NOW
from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page

_MOVED = ("notes", "todos", "deals", "mails")


def shelf(visit: Visit) -> Response:
    """The suggested pairs."""
    pairs = []
    for pair in visit.db.all("SELECT * FROM duplicates WHERE status = 'open' ORDER BY id"):
        sides = [
            visit.db.one(f"{SELECT} WHERE c.id = ? AND c.binned = ''", pair[side])
            for side in ("first_id", "second_id")
        ]
        if None not in sides:
            pairs.append({**pair, "sides": sides})
    merged = visit.db.all(
        "SELECT m.*, c.name FROM merges m JOIN customers c ON c.id = m.kept_id ORDER BY m.id DESC"
    )
    return page(visit, "duplicates.html", pairs=pairs, merged=merged)


def _pair(visit: Visit) -> Row | None:
    return visit.db.one("SELECT * FROM duplicates WHERE id = ? AND status = 'open'", visit.number("id"))


def merge(visit: Visit) -> Response:
    """Make one record of two: what belongs to the other moves, empty fields are filled, the other goes."""
    pair = _pair(visit)
    if pair is None or visit.form("keep") not in (str(pair["first_id"]), str(pair["second_id"])):
        return missing(visit)
    kept = int(visit.form("keep"))
    gone = pair["second_id"] if kept == pair["first_id"] else pair["first_id"]
    former = visit.db.one("SELECT * FROM customers WHERE id = ?", gone) or {}
    with visit.db.connect() as db:
        for table in _MOVED:
            move = f"UPDATE {table} SET customer_id = ? WHERE customer_id = ?"  # noqa: S608 - tables of ours
            db.execute(move, (kept, gone))
    _fill(visit, kept, former)
    visit.db.run("DELETE FROM customers WHERE id = ?", gone)
    visit.db.run(
        "INSERT INTO merges (kept_id, gone_id, gone_name, at) VALUES (?, ?, ?, ?)",
        kept,
        gone,
        former["name"],
        NOW,
    )
    log(visit, f"merged {former['name']}")
    return go("/duplicates", "merged")


def _fill(visit: Visit, kept: int, former: Row) -> None:
    now = visit.db.one("SELECT * FROM customers WHERE id = ?", kept) or {}
    write(visit, kept, {name: former[name] for name in LABELS if not now[name] and former[name]})


def dismiss(visit: Visit) -> Response:
    """These are two customers."""
    pair = _pair(visit)
    if pair is None:
        return missing(visit)
    visit.db.run("UPDATE duplicates SET status = 'dismissed' WHERE id = ?", pair["id"])
    return go("/duplicates", "dismissed")


PAGES = (
    Page("/duplicates", shelf),
    Page("/duplicates/{id:int}/merge", merge, ("POST",)),
    Page("/duplicates/{id:int}/dismiss", dismiss, ("POST",)),
)
