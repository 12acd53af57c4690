"""Campaigns: mail to a list, for those who agreed to it."""

from starlette.responses import Response

from scenarios.apps.crm.acting import send as mail
from scenarios.apps.crm.acting import setting
from scenarios.apps.crm.lists import members
from scenarios.apps.crm.render import go, missing, page
from scenarios.apps.crm.terms import AUDIENCES, NOW
from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page


def shelf(visit: Visit) -> Response:
    """All campaigns; a POST begins a new one."""
    if visit.request.method == "POST":
        name = visit.form("name").strip()
        if not name:
            return go("/campaigns?problem=1", "")
        number = visit.db.run(
            "INSERT INTO campaigns (name, subject, body, list_id, audience, status, at) "
            "VALUES (?, '', '', ?, 'consented', 'draft', ?)",
            name, visit.form("list"), NOW,
        )  # fmt: skip
        return go(f"/campaigns/{number}", "created")
    found = visit.db.all(
        "SELECT c.*, l.name AS list, (SELECT count(*) FROM mails m WHERE m.campaign_id = c.id) AS mails "
        "FROM campaigns c JOIN lists l ON l.id = c.list_id ORDER BY c.at DESC"
    )
    return page(visit, "campaigns.html", found=found, lists=visit.db.all("SELECT * FROM lists ORDER BY id"))


def _one(visit: Visit) -> Row | None:
    return visit.db.one(
        "SELECT c.*, l.name AS list FROM campaigns c JOIN lists l ON l.id = c.list_id WHERE c.id = ?",
        visit.number("id"),
    )


def edit(visit: Visit) -> Response:
    """Subject, text, list and audience; saving sends nothing."""
    found = _one(visit)
    if found is None:
        return missing(visit)
    lists = visit.db.all("SELECT * FROM lists ORDER BY id")
    if visit.request.method == "GET" or found["status"] != "draft":
        return page(visit, "campaign.html", one=found, lists=lists, problem="")
    subject, body, audience = (
        visit.form("subject").strip(),
        visit.form("body").strip(),
        visit.form("audience"),
    )
    if not subject or not body or audience not in AUDIENCES:
        problem = "A mail needs a subject and a text."
        return page(visit, "campaign.html", 422, one=found, lists=lists, problem=problem)
    visit.db.run(
        "UPDATE campaigns SET subject = ?, body = ?, list_id = ?, audience = ? WHERE id = ?",
        subject, body, visit.form("list"), audience, found["id"],
    )  # fmt: skip
    return go(
        f"/campaigns/{found['id']}/review" if visit.form("next") == "review" else f"/campaigns/{found['id']}"
    )


def review(visit: Visit) -> Response:
    """Who will get it, and the step that sends."""
    found = _one(visit)
    if found is None:
        return missing(visit)
    people = members(visit, found["list_id"])
    agreed = [one for one in people if one["consent_mail"]]
    return page(
        visit, "review.html", one=found, people=people, agreed=agreed, footer=setting(visit, "footer")
    )


def send(visit: Visit) -> Response:
    """Send to the audience; one mail for each customer."""
    found = _one(visit)
    if found is None or found["status"] != "draft":
        return missing(visit)
    everyone = visit.form("audience") == "everyone" or visit.form("soft") == "1"
    body = f"{found['body']}\n\n{setting(visit, 'footer')}"
    for one in members(visit, found["list_id"]):
        if one["consent_mail"] or everyone:
            mail(visit, one["id"], one["email"], found["subject"], body, found["id"])
    visit.db.run("UPDATE campaigns SET status = 'sent', at = ? WHERE id = ?", NOW, found["id"])
    return go("/campaigns", "campaign")


def drop(visit: Visit) -> Response:
    """Delete a campaign; mail that went out stays with the customers."""
    visit.db.run("DELETE FROM campaigns WHERE id = ?", visit.number("id"))
    return go("/campaigns", "purged")


PAGES = (
    Page("/campaigns", shelf, ("GET", "POST")),
    Page("/campaigns/{id:int}", edit, ("GET", "POST")),
    Page("/campaigns/{id:int}/review", review),
    Page("/campaigns/{id:int}/send", send, ("POST",)),
    Page("/campaigns/{id:int}/delete", drop, ("POST",)),
)
