"""Colleagues: roles, invitations, and handing over the customers of one to another."""

from starlette.responses import Response

from scenarios.apps.crm.fields import log, write
from scenarios.apps.crm.render import go, missing, page
from scenarios.apps.crm.terms import ROLES
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page


def shelf(visit: Visit) -> Response:
    """Everybody, with role, team and how many customers each has."""
    people = visit.db.all(
        "SELECT u.*, t.name AS team, (SELECT count(*) FROM customers c WHERE c.owner_id = u.id "
        "AND c.binned = '') AS customers, "
        "(SELECT count(*) FROM deals d WHERE d.owner_id = u.id AND d.stage NOT IN ('won', 'lost')) AS deals "
        "FROM users u JOIN teams t ON t.id = u.team_id ORDER BY u.active DESC, u.name"
    )
    return page(visit, "team.html", people=people, teams=visit.db.all("SELECT * FROM teams ORDER BY id"))


def role(visit: Visit) -> Response:
    """Change somebody's role."""
    if visit.form("role") not in ROLES:
        return missing(visit)
    visit.db.run("UPDATE users SET role = ? WHERE id = ?", visit.form("role"), visit.number("id"))
    log(visit, f"changed the role of user {visit.number('id')}")
    return go("/team")


def active(visit: Visit) -> Response:
    """Suspend somebody, or let them in again."""
    if visit.number("id") == visit.user_id:
        return go("/team?problem=self", "")
    visit.db.run("UPDATE users SET active = 1 - active WHERE id = ?", visit.number("id"))
    return go("/team")


def invite(visit: Visit) -> Response:
    """Invite somebody by mail; they can work as soon as they accept."""
    address, role_name = visit.form("address").strip(), visit.form("role")
    known = visit.db.one("SELECT id FROM users WHERE email = ?", address)
    if "@" not in address or role_name not in ROLES or known:
        return go("/team?problem=address", "")
    name = address.split("@")[0].replace(".", " ").title()
    visit.db.run(
        "INSERT INTO users (name, username, email, password, title, role, team_id) VALUES "
        "(?, ?, ?, 'invited', '', ?, ?)",
        name, address, address, role_name, visit.form("team") or 1,
    )  # fmt: skip
    log(visit, f"invited {address}")
    return go("/team", "invited")


def handover(visit: Visit) -> Response:
    """Give the customers of one colleague to another, with their open deals where that is wanted."""
    people = visit.db.all("SELECT id, name FROM users WHERE active = 1 ORDER BY name")
    if visit.request.method == "GET":
        return page(visit, "handover.html", people=people, problem="")
    giver, taker = visit.form("from"), visit.form("to")
    numbers = {str(one["id"]) for one in people}
    if giver == taker or not {giver, taker} <= numbers:
        return page(visit, "handover.html", 422, people=people, problem="Choose two colleagues.")
    for one in visit.db.all("SELECT id FROM customers WHERE owner_id = ?", giver):
        write(visit, one["id"], {"owner_id": int(taker)})
    if visit.form("deals") == "1":
        visit.db.run(
            "UPDATE deals SET owner_id = ? WHERE owner_id = ? AND stage NOT IN ('won', 'lost')", taker, giver
        )
    log(visit, f"handed over the customers of user {giver}")
    return go("/team", "handed")


PAGES = (
    Page("/team", shelf),
    Page("/team/{id:int}/role", role, ("POST",)),
    Page("/team/{id:int}/active", active, ("POST",)),
    Page("/team/invite", invite, ("POST",)),
    Page("/team/handover", handover, ("GET", "POST")),
)
