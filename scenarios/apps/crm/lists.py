"""Lists of customers."""

from starlette.responses import Response

from scenarios.apps.crm.fields import SELECT
from scenarios.apps.crm.render import go, missing, page
from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page


def shelf(visit: Visit) -> Response:
    """All lists; a POST makes a new one."""
    if visit.request.method == "POST":
        name = visit.form("name").strip()
        if not name:
            return go("/lists?problem=1", "")
        number = visit.db.run(
            "INSERT INTO lists (name, about, owner_id) VALUES (?, ?, ?)",
            name,
            visit.form("about"),
            visit.user_id,
        )
        return go(f"/lists/{number}", "created")
    lists = visit.db.all(
        "SELECT l.*, u.name AS owner, (SELECT count(*) FROM list_members m WHERE m.list_id = l.id) AS size, "
        "(SELECT count(*) FROM shares s WHERE s.kind = 'list' AND s.target_id = l.id) AS shared "
        "FROM lists l JOIN users u ON u.id = l.owner_id ORDER BY l.id"
    )
    return page(visit, "lists.html", lists=lists)


def members(visit: Visit, number: int) -> list[Row]:
    """The customers on a list who are not in the bin."""
    return visit.db.all(
        f"{SELECT} JOIN list_members m ON m.customer_id = c.id WHERE m.list_id = ? "
        "AND c.binned = '' ORDER BY c.name",
        number,
    )


def one(visit: Visit) -> Response:
    """One list with its members and who has access."""
    found = visit.db.one("SELECT * FROM lists WHERE id = ?", visit.number("id"))
    if found is None:
        return missing(visit)
    access = visit.db.all("SELECT * FROM shares WHERE kind = 'list' AND target_id = ?", found["id"])
    return page(visit, "list.html", one=found, members=members(visit, found["id"]), access=access)


def leave(visit: Visit) -> Response:
    """Take a customer off a list."""
    visit.db.run(
        "DELETE FROM list_members WHERE list_id = ? AND customer_id = ?",
        visit.number("id"),
        visit.form("customer"),
    )
    return go(f"/lists/{visit.number('id')}")


def drop(visit: Visit) -> Response:
    """Delete a list that no campaign uses; its customers stay."""
    used = visit.db.one("SELECT id FROM campaigns WHERE list_id = ?", visit.number("id"))
    if used is not None:
        return go(f"/lists/{visit.number('id')}?problem=used", "")
    visit.db.run("DELETE FROM lists WHERE id = ?", visit.number("id"))
    return go("/lists", "purged")


PAGES = (
    Page("/lists", shelf, ("GET", "POST")),
    Page("/lists/{id:int}", one),
    Page("/lists/{id:int}/remove", leave, ("POST",)),
    Page("/lists/{id:int}/delete", drop, ("POST",)),
)
