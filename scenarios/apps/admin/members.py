"""Members: who is in the organisation, with which role, and how they come and go."""

from starlette.responses import Response

from scenarios.apps.admin.frame import done, missing, note, page
from scenarios.apps.admin.terms import PERMISSIONS, ROLES, day
from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page

TEAMS = ("Platform", "Product", "Data", "Support", "Finance")


def members(visit: Visit) -> Response:
    """The list, by name; a search and a filter by role narrow it."""
    wanted, role = visit.query("q").strip(), visit.query("role")
    found = visit.db.all(
        "SELECT * FROM users WHERE (name LIKE ?1 OR email LIKE ?1) AND (?2 = '' OR role = ?2) ORDER BY name",
        f"%{wanted}%",
        role,
    )
    return page(visit, "members.html", members=found, wanted=wanted, role=role, roles=ROLES)


def member(visit: Visit) -> Response:
    """One member."""
    return _member(visit)


def _member(visit: Visit, status: int = 200, error: str = "") -> Response:
    person = _person(visit)
    if person is None:
        return missing(visit)
    tokens = visit.db.all("SELECT * FROM tokens WHERE owner = ? AND status = 'active'", person["name"])
    return page(
        visit,
        "member.html",
        status,
        person=person,
        tokens=tokens,
        roles=ROLES,
        permissions=PERMISSIONS,
        error=error,
    )


def _person(visit: Visit) -> Row | None:
    return visit.db.one("SELECT * FROM users WHERE id = ?", visit.number("id"))


def invite(visit: Visit) -> Response:
    """The form to invite somebody, and inviting."""
    if visit.request.method == "GET":
        return _invite(visit)
    email, name = visit.form("email").strip().lower(), visit.form("name").strip()
    role = "Admin" if visit.form("also_admin") else visit.form("role")
    if not name or "@" not in email:
        return _invite(visit, 422, visit.t("A name and a mail address are needed."))
    if role not in ROLES:
        return _invite(visit, 422, visit.t("Choose a role."))
    if visit.db.one("SELECT id FROM users WHERE email = ?", email):
        return _invite(visit, 422, visit.t("This address is a member already."))
    visit.db.run(
        "INSERT INTO users (name, email, role, team, title, status, two_factor, last_seen, joined) "
        "VALUES (?, ?, ?, ?, '', 'invited', 'off', '', ?)",
        name,
        email,
        role,
        visit.form("team", "Platform"),
        day(),
    )
    note(visit, "member.invited", f"{email} as {role}")
    return done("/members", "invited")


def _invite(visit: Visit, status: int = 200, error: str = "") -> Response:
    return page(visit, "invite.html", status, roles=ROLES, teams=TEAMS, error=error)


def change_role(visit: Visit) -> Response:
    """Give a member another role; the last owner keeps theirs."""
    person, role = _person(visit), visit.form("role")
    if person is None or role not in ROLES:
        return missing(visit)
    if person["id"] == visit.user_id and role != person["role"]:
        return _member(visit, 422, visit.t("Another owner has to change your role."))
    visit.db.run("UPDATE users SET role = ? WHERE id = ?", role, person["id"])
    note(visit, "member.role", f"{person['email']} is {role}")
    return done(f"/members/{person['id']}", "role")


def suspend(visit: Visit) -> Response:
    """Suspend a member, or let them in again."""
    person = _person(visit)
    if person is None or person["id"] == visit.user_id:
        return missing(visit)
    status = "active" if person["status"] == "suspended" else "suspended"
    visit.db.run("UPDATE users SET status = ? WHERE id = ?", status, person["id"])
    note(visit, f"member.{status}", person["email"])
    back = visit.form("back") or f"/members/{person['id']}"
    return done(back if back.startswith("/members") else "/members", status)


def reset_factor(visit: Visit) -> Response:
    """Let a member set up a second factor anew."""
    person = _person(visit)
    if person is None:
        return missing(visit)
    visit.db.run("UPDATE users SET two_factor = 'reset' WHERE id = ?", person["id"])
    note(visit, "member.two_factor_reset", person["email"])
    return done(f"/members/{person['id']}", "reset")


def remove(visit: Visit) -> Response:
    """Delete an account for good; its address has to be typed."""
    person = _person(visit)
    if person is None or person["id"] == visit.user_id:
        return missing(visit)
    if visit.form("typed").strip().lower() != person["email"]:
        return _member(visit, 422, visit.t("Type the address of the account to delete it."))
    visit.db.run("DELETE FROM users WHERE id = ?", person["id"])
    note(visit, "member.deleted", person["email"])
    return done("/members", "deleted")


def withdraw(visit: Visit) -> Response:
    """Withdraw an invitation; an old-style link from the list."""
    person = _person(visit)
    if person is None or person["status"] != "invited":
        return missing(visit)
    visit.db.run("DELETE FROM users WHERE id = ?", person["id"])
    note(visit, "member.invitation_withdrawn", person["email"])
    return done("/members", "removed")


PAGES = (
    Page("/members", members),
    Page("/members/invite", invite, ("GET", "POST")),
    Page("/members/{id:int}", member),
    Page("/members/{id:int}/role", change_role, ("POST",)),
    Page("/members/{id:int}/suspend", suspend, ("POST",)),
    Page("/members/{id:int}/reset-two-factor", reset_factor, ("POST",)),
    Page("/members/{id:int}/delete", remove, ("POST",)),
    Page("/members/{id:int}/withdraw", withdraw),
)
