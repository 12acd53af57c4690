"""What is told: the overview, the platform's feed, incidents on the status page, and the handbook."""

from starlette.responses import HTMLResponse, Response

from scenarios.apps.admin.frame import done, missing, note, page, settings
from scenarios.apps.admin.prose import written
from scenarios.apps.admin.terms import now
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see

_STATES = ("investigating", "identified", "monitoring", "resolved")
_IMPACTS = ("minor", "major", "critical")


def overview(visit: Visit) -> Response:
    """The state of everything, at a glance."""
    return page(
        visit,
        "overview.html",
        environments=visit.db.all("SELECT * FROM environments ORDER BY id"),
        notices=visit.db.all("SELECT * FROM notices WHERE NOT dismissed"),
        incident=visit.db.one("SELECT * FROM incidents WHERE state != 'resolved'"),
        recent=visit.db.all("SELECT * FROM audit ORDER BY id DESC LIMIT 8"),
        members=visit.db.all("SELECT id, two_factor FROM users WHERE status = 'active'"),
        due=visit.db.one("SELECT * FROM invoices WHERE status = 'due'"),
        last=visit.db.one("SELECT * FROM backups ORDER BY taken DESC"),
        now=settings(visit),
    )


def dismiss(visit: Visit) -> Response:
    """Put a notice away; an old-style link."""
    visit.db.run("UPDATE notices SET dismissed = 1 WHERE id = ?", visit.number("id"))
    return see("/")


def feed(visit: Visit) -> Response:
    """The platform's feed, for the frame on the overview."""
    return page(visit, "feed.html", items=visit.db.all("SELECT * FROM feed ORDER BY at DESC"))


# -- incidents -------------------------------------------------------------------------------------------


def incidents(visit: Visit) -> Response:
    """All incidents, and the form for a new one."""
    listed = visit.db.all("SELECT * FROM incidents ORDER BY began DESC")
    return page(visit, "incidents.html", incidents=listed, impacts=_IMPACTS)


def open_incident(visit: Visit) -> Response:
    """Open an incident: it is on the status page at once."""
    title = visit.form("title").strip()
    if not title or visit.form("impact") not in _IMPACTS:
        return missing(visit)
    number = visit.db.run(
        "INSERT INTO incidents (title, state, impact, began) VALUES (?, 'investigating', ?, ?)",
        title,
        visit.form("impact"),
        now(),
    )
    note(visit, "incident.opened", title)
    return done(f"/incidents/{number}", "published")


def incident(visit: Visit) -> Response:
    """One incident: what was told, what colleagues say, and the next update."""
    found = visit.db.one("SELECT * FROM incidents WHERE id = ?", visit.number("id"))
    if found is None:
        return missing(visit)
    return page(
        visit,
        "incident.html",
        incident=found,
        updates=visit.db.all("SELECT * FROM incident_updates WHERE incident_id = ? ORDER BY id", found["id"]),
        comments=visit.db.all("SELECT * FROM comments WHERE topic = ?", f"incident/{found['id']}"),
        states=_STATES,
        written=written,
    )


def preview(visit: Visit) -> Response:
    """How an update will look."""
    return HTMLResponse(str(written(str(visit.json.get("body", "")))))


def publish(visit: Visit) -> Response:
    """Publish an update."""
    number, body, state = visit.number("id"), visit.form("body").strip(), visit.form("state")
    if not body or state not in _STATES:
        return missing(visit)
    visit.db.run(
        "INSERT INTO incident_updates (incident_id, state, body, author, at) VALUES (?, ?, ?, ?, ?)",
        number,
        state,
        body,
        visit.user["name"] if visit.user else "",
        now(),
    )
    visit.db.run("UPDATE incidents SET state = ? WHERE id = ?", state, number)
    note(visit, "incident.update", body[:60])
    return done(f"/incidents/{number}", "published")


def delete_update(visit: Visit) -> Response:
    """Take an update off the status page."""
    found = visit.db.one("SELECT * FROM incident_updates WHERE id = ?", visit.number("id"))
    if found is None:
        return missing(visit)
    visit.db.run("DELETE FROM incident_updates WHERE id = ?", found["id"])
    note(visit, "incident.update_deleted", found["body"][:60])
    return done(f"/incidents/{found['incident_id']}", "deleted")


# -- the handbook ----------------------------------------------------------------------------------------


def runbooks(visit: Visit) -> Response:
    """The handbook's pages."""
    return page(visit, "runbooks.html", runbooks=visit.db.all("SELECT * FROM runbooks ORDER BY title"))


def runbook(visit: Visit) -> Response:
    """One of them."""
    found = visit.db.one("SELECT * FROM runbooks WHERE slug = ?", visit.request.path_params["slug"])
    return page(visit, "runbook.html", book=found) if found else missing(visit)


PAGES = (
    Page("/", overview),
    Page("/notices/{id:int}/dismiss", dismiss),
    Page("/embed/feed", feed),
    Page("/incidents", incidents),
    Page("/incidents/open", open_incident, ("POST",)),
    Page("/incidents/{id:int}", incident),
    Page("/incidents/{id:int}/publish", publish, ("POST",)),
    Page("/incidents/updates/{id:int}/delete", delete_update, ("POST",)),
    Page("/api/preview", preview, ("POST",)),
    Page("/runbooks", runbooks),
    Page("/runbooks/{slug}", runbook),
)
