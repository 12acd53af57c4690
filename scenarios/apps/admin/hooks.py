"""Webhooks: other systems that are told what happens here."""

from urllib.parse import urlsplit

from starlette.responses import Response

from scenarios.apps.admin.frame import done, missing, note, page
from scenarios.apps.admin.terms import TOPICS, day, now
from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page


def webhooks(visit: Visit) -> Response:
    """The list and the form for a new one."""
    return _webhooks(visit)


def _webhooks(visit: Visit, status: int = 200, error: str = "") -> Response:
    return page(
        visit,
        "webhooks.html",
        status,
        hooks=visit.db.all("SELECT * FROM webhooks ORDER BY id"),
        deliveries=visit.db.all(
            "SELECT d.*, w.url FROM deliveries d JOIN webhooks w ON w.id = d.webhook_id ORDER BY d.id DESC"
        ),
        topics=TOPICS,
        error=error,
    )


def add(visit: Visit) -> Response:
    """Add a webhook."""
    url = visit.form("url").strip()
    topics = [topic for topic in visit.form("topics").split(",") if topic in TOPICS]
    if urlsplit(url).scheme not in ("http", "https") or not urlsplit(url).netloc:
        return _webhooks(visit, 422, visit.t("A webhook needs an address that begins with https://."))
    if not topics:
        return _webhooks(visit, 422, visit.t("Choose what it is told."))
    visit.db.run(
        "INSERT INTO webhooks (url, topics, status, created) VALUES (?, ?, 'active', ?)",
        url,
        ",".join(topics),
        day(),
    )
    note(visit, "webhook.added", url)
    return done("/webhooks", "added")


def _hook(visit: Visit) -> Row | None:
    return visit.db.one("SELECT * FROM webhooks WHERE id = ?", visit.number("id"))


def toggle(visit: Visit) -> Response:
    """Pause a webhook or let it go on; an old-style link."""
    found = _hook(visit)
    if found is None:
        return missing(visit)
    status = "paused" if found["status"] == "active" else "active"
    visit.db.run("UPDATE webhooks SET status = ? WHERE id = ?", status, found["id"])
    note(visit, f"webhook.{status}", found["url"])
    return done("/webhooks", "saved")


def test(visit: Visit) -> Response:
    """Send a sample delivery."""
    found = _hook(visit)
    if found is None:
        return missing(visit)
    visit.db.run(
        "INSERT INTO deliveries (webhook_id, topic, at, code) VALUES (?, ?, ?, 200)",
        found["id"],
        found["topics"].split(",")[0],
        now(),
    )
    return done("/webhooks", "saved")


def delete(visit: Visit) -> Response:
    """Delete a webhook."""
    found = _hook(visit)
    if found is None:
        return missing(visit)
    visit.db.run("DELETE FROM webhooks WHERE id = ?", found["id"])
    note(visit, "webhook.deleted", found["url"])
    return done("/webhooks", "deleted")


PAGES = (
    Page("/webhooks", webhooks),
    Page("/webhooks/add", add, ("POST",)),
    Page("/webhooks/{id:int}/toggle", toggle),
    Page("/webhooks/{id:int}/test", test, ("POST",)),
    Page("/webhooks/{id:int}/delete", delete, ("POST",)),
)
