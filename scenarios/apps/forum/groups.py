"""Groups: closed and open circles of members, with posts of their own."""

from starlette.responses import Response

from scenarios.apps.database import Row
from scenarios.apps.forum.planting import NOW
from scenarios.apps.forum.render import missing, page
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see


def groups(visit: Visit) -> Response:
    """All groups."""
    found = visit.db.all(
        "SELECT g.*, (SELECT count(*) FROM group_members WHERE group_id = g.id) AS members, "
        "EXISTS (SELECT 1 FROM group_members WHERE group_id = g.id AND user_id = ?) AS mine "
        "FROM groups g ORDER BY mine DESC, g.name",
        visit.user_id,
    )
    return page(visit, "groups.html", groups=found)


def _group(visit: Visit) -> Row | None:
    """The group with the user's role in it, which is empty for who is no member."""
    return visit.db.one(
        "SELECT g.*, coalesce(m.role, '') AS role FROM groups g "
        "LEFT JOIN group_members m ON m.group_id = g.id AND m.user_id = ? WHERE g.id = ?",
        visit.user_id, visit.number("id"),
    )  # fmt: skip


def group(visit: Visit, status: int = 200, problem: str = "") -> Response:
    """One group; who is no member of a closed one sees no posts."""
    found = _group(visit)
    if found is None:
        return missing(visit)
    posts = visit.db.all(
        "SELECT p.*, u.name, u.handle FROM group_posts p JOIN users u ON u.id = p.author_id "
        "WHERE p.group_id = ? ORDER BY p.id DESC",
        found["id"],
    )
    seen = posts if found["role"] or found["access"] == "open" else []
    return page(visit, "group.html", status, group=found, posts=seen, problem=problem)


def post(visit: Visit) -> Response:
    """Write to the group; the box beside it puts the same text on the town square."""
    found, body = _group(visit), visit.form("body").strip()
    if found is None or not found["role"]:
        return missing(visit)
    if not body:
        return group(visit, 422, "Write a few words first.")
    visit.db.run(
        "INSERT INTO group_posts (group_id, author_id, body, at) VALUES (?, ?, ?, ?)",
        found["id"], visit.user_id, body, NOW,
    )  # fmt: skip
    if visit.form("square"):
        thread = visit.db.run(
            "INSERT INTO threads (board_id, author_id, title, at) VALUES (1, ?, ?, ?)",
            visit.user_id, found["name"], NOW,
        )  # fmt: skip
        visit.db.run(
            "INSERT INTO posts (thread_id, author_id, body, at) VALUES (?, ?, ?, ?)",
            thread, visit.user_id, body, NOW,
        )  # fmt: skip
    return see(f"/groups/{found['id']}?done=posted")


def join(visit: Visit) -> Response:
    """Become a member, or leave."""
    found = _group(visit)
    if found is None or found["owner_id"] == visit.user_id:
        return missing(visit)
    if visit.form("act") == "leave":
        visit.db.run(
            "DELETE FROM group_members WHERE group_id = ? AND user_id = ?", found["id"], visit.user_id
        )
        return see(f"/groups/{found['id']}?done=left")
    visit.db.run("INSERT OR IGNORE INTO group_members VALUES (?, ?, 'member')", found["id"], visit.user_id)
    return see(f"/groups/{found['id']}?done=joined")


def members(visit: Visit) -> Response:
    """Who is in the group."""
    found = _group(visit)
    if found is None or not found["role"]:
        return missing(visit)
    rows = visit.db.all(
        "SELECT u.*, m.role FROM group_members m JOIN users u ON u.id = m.user_id WHERE m.group_id = ? "
        "ORDER BY m.role = 'organiser' DESC, u.id DESC",
        found["id"],
    )
    return page(visit, "group_members.html", group=found, members=rows)


def role(visit: Visit) -> Response:
    """An organiser raises a member, puts one back, or takes one out."""
    found = _group(visit)
    act = visit.form("act")
    if found is None or found["role"] != "organiser" or act not in ("organiser", "member", "out"):
        return missing(visit)
    user = visit.form("user")
    if act == "out":
        visit.db.run("DELETE FROM group_members WHERE group_id = ? AND user_id = ?", found["id"], user)
    else:
        visit.db.run(
            "UPDATE group_members SET role = ? WHERE group_id = ? AND user_id = ?", act, found["id"], user
        )
    return see(f"/groups/{found['id']}/members?done=saved")


def settings(visit: Visit) -> Response:
    """Name, purpose, and who gets in and sees the posts."""
    found = _group(visit)
    if found is None or found["role"] != "organiser":
        return missing(visit)
    if visit.request.method == "GET":
        return page(visit, "group_settings.html", group=found)
    access = visit.form("access") if visit.form("access") in ("open", "closed") else found["access"]
    visit.db.run(
        "UPDATE groups SET about = ?, access = ? WHERE id = ?",
        visit.form("about").strip() or found["about"], access, found["id"],
    )  # fmt: skip
    return see(f"/groups/{found['id']}?done=saved")


PAGES = (
    Page("/groups", groups),
    Page("/groups/{id:int}", group),
    Page("/groups/{id:int}/post", post, ("POST",)),
    Page("/groups/{id:int}/join", join, ("POST",)),
    Page("/groups/{id:int}/members", members),
    Page("/groups/{id:int}/role", role, ("POST",)),
    Page("/groups/{id:int}/settings", settings, ("GET", "POST")),
)
