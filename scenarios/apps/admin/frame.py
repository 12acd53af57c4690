"""What every page of the console has around it: sections, counts, what has just been done, and the log."""

from typing import Any

from starlette.responses import Response

from scenarios.apps.admin.terms import now
from scenarios.apps.visit import Visit
from scenarios.apps.world import see, show

SECTIONS: dict[str, tuple[tuple[str, str, str], ...]] = {
    "Workspace": (("/", "Overview", "home"), ("/runbooks", "Runbooks", "book")),
    "People": (
        ("/members", "Members", "people"),
        ("/requests", "Access requests", "inbox"),
        ("/service-accounts", "Service accounts", "robot"),
        ("/tokens", "API tokens", "key"),
    ),
    "Platform": (
        ("/environments", "Environments", "server"),
        ("/flags", "Feature flags", "flag"),
        ("/backups", "Backups", "archive"),
        ("/incidents", "Incidents", "alert"),
        ("/webhooks", "Webhooks", "hook"),
    ),
    "Company": (
        ("/security", "Security", "shield"),
        ("/network", "IP allow list", "globe"),
        ("/audit", "Audit log", "list"),
        ("/billing", "Plan and billing", "card"),
    ),
}
"""Groups of the navigation: address, title and icon."""

DONE = {
    "saved": "Your changes are saved.",
    "invited": "The invitation is on its way.",
    "removed": "Removed.",
    "suspended": "The account is suspended. Its sessions have ended.",
    "active": "The account is active again.",
    "role": "The role is changed.",
    "reset": "The second factor is reset.",
    "approved": "Approved. The role applies at once.",
    "denied": "The request is denied.",
    "commented": "Your comment is there.",
    "revoked": "The token is revoked.",
    "rotated": "A new key is in place; the old one stopped working.",
    "restored": "The restore has begun. The environment shows the old data in a few minutes.",
    "backup": "The backup is taken.",
    "deleted": "Deleted.",
    "migrated": "The migration has run.",
    "dry": "Dry run: no errors, nothing was changed.",
    "deployed": "The release is live.",
    "restarted": "Restarting. This takes about a minute.",
    "published": "The update is on the status page.",
    "paid": "Thank you. The invoice is paid.",
    "bought": "Your plan is changed.",
    "added": "Added.",
    "sent": "On its way by mail.",
    "purged": "The entries are gone.",
    "signed_out": "Signed out there.",
}
"""What is said after an act, by the word in the address."""


def page(visit: Visit, template: str, status: int = 200, **values: Any) -> Response:
    """Render a page in the console's frame."""
    done = DONE.get(visit.query("done"), "")
    open_requests = visit.db.one("SELECT count(*) AS n FROM access_requests WHERE status = 'open'")
    return show(
        visit,
        template,
        status,
        sections=SECTIONS,
        here="/" + visit.request.url.path.split("/")[1],
        done=done,
        open_requests=open_requests["n"] if open_requests else 0,
        organisation=str(visit.user["email"]).split("@")[1].split(".")[0].replace("-", " ").title()
        if visit.user
        else "",
        typed=visit.fields,
        **values,
    )


def done(path: str, what: str) -> Response:
    """Go to `path` and say there what was done."""
    return see(f"{path}?done={what}")


def missing(visit: Visit) -> Response:
    """Nothing is at this address."""
    return page(visit, "missing.html", 404)


def note(visit: Visit, action: str, target: str) -> None:
    """Write an entry of the audit log."""
    actor = visit.user["name"] if visit.user else "nobody"
    visit.db.run(
        "INSERT INTO audit (at, actor, action, target, address) VALUES (?, ?, ?, ?, '198.51.100.14')",
        now(),
        actor,
        action,
        target,
    )


def setting(visit: Visit, name: str) -> str:
    """The value of one of the organisation's settings."""
    row = visit.db.one("SELECT value FROM org_settings WHERE name = ?", name)
    return str(row["value"]) if row else ""


def settings(visit: Visit) -> dict[str, str]:
    """All of the organisation's settings."""
    return {row["name"]: row["value"] for row in visit.db.all("SELECT * FROM org_settings")}


def put(visit: Visit, name: str, value: str) -> None:
    """Change one of the organisation's settings, and note it if it is another value."""
    if setting(visit, name) != value:
        visit.db.run("UPDATE org_settings SET value = ? WHERE name = ?", value, name)
        note(visit, "setting.changed", f"{name}: {value}")
