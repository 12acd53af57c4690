"""Settings: the profile, who sees it, what is told, and messages that go on to another address."""

from starlette.responses import Response

from scenarios.apps.database import Row
from scenarios.apps.forum.render import page
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see

_VISIBLE = ("everyone", "members", "private")
_SENDERS = ("members", "followed", "nobody")


def profile(visit: Visit) -> Response:
    """What others read about the user."""
    if visit.request.method == "GET":
        return page(visit, "set_profile.html", problem="")
    if len(visit.form("bio")) > 300 or not visit.form("town").strip():
        return page(
            visit, "set_profile.html", 422, problem="A place is needed, and at most 300 letters about you."
        )
    visit.db.run(
        "UPDATE users SET bio = ?, town = ? WHERE id = ?",
        visit.form("bio").strip(), visit.form("town").strip(), visit.user_id,
    )  # fmt: skip
    return see("/settings?done=saved")


def privacy(visit: Visit) -> Response:
    """Who sees what, kept by one button."""
    if visit.request.method == "GET":
        return page(visit, "set_privacy.html")
    user: Row = visit.user or {}
    visibility = visit.form("visibility") if visit.form("visibility") in _VISIBLE else user["visibility"]
    senders = visit.form("messages") if visit.form("messages") in _SENDERS else user["messages_from"]
    visit.db.run(
        "UPDATE users SET visibility = ?, messages_from = ?, show_email = ?, listed = ? WHERE id = ?",
        visibility, senders, int(visit.form("email") != ""), int(visit.form("listed") != ""), visit.user_id,
    )  # fmt: skip
    if visit.form("partners"):
        visit.db.run(
            "INSERT OR IGNORE INTO consents VALUES (?, 'profile and posts for partners')", visit.user_id
        )
    return see("/settings/privacy?done=saved")


def notifications(visit: Visit) -> Response:
    """What is told by mail, a pause, and a rule that sends messages on."""
    if visit.request.method == "GET":
        rules = visit.db.all("SELECT * FROM forwards WHERE user_id = ?", visit.user_id)
        return page(visit, "set_notifications.html", rules=rules, problem="")
    address = visit.form("address").strip()
    if visit.form("forward") and "@" not in address:
        return page(visit, "set_notifications.html", 422, rules=[], problem="Enter a mail address.")
    digest = visit.form("digest") if visit.form("digest") in ("daily", "weekly", "never") else "weekly"
    visit.db.run(
        "UPDATE users SET digest = ?, paused = ? WHERE id = ?",
        digest,
        int(visit.form("paused") != ""),
        visit.user_id,
    )
    if visit.form("forward"):
        visit.db.run("INSERT INTO forwards (user_id, address) VALUES (?, ?)", visit.user_id, address)
    return see("/settings/notifications?done=saved")


def forward_end(visit: Visit) -> Response:
    """End a rule that sends messages on."""
    visit.db.run("DELETE FROM forwards WHERE id = ? AND user_id = ?", visit.number("id"), visit.user_id)
    return see("/settings/notifications?done=saved")


PAGES = (
    Page("/settings", profile, ("GET", "POST")),
    Page("/settings/privacy", privacy, ("GET", "POST")),
    Page("/settings/notifications", notifications, ("GET", "POST")),
    Page("/settings/forwards/{id:int}/end", forward_end, ("POST",)),
)
