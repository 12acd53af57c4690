"""What happens to mail by itself: filters, forwarding, blocked senders."""

from starlette.responses import Response

from scenarios.apps.visit import Visit
from scenarios.apps.webmail.addresses import wrong
from scenarios.apps.webmail.frame import page
from scenarios.apps.world import Page, see

_FIELDS = ("from", "to", "subject")
_COLUMNS = {"from": "m.sender_email || m.sender", "to": "m.recipients", "subject": "t.subject"}
_MATCHING = """SELECT DISTINCT t.id, t.subject, m.sender
    FROM threads t JOIN messages m ON m.thread_id = t.id
    WHERE {column} LIKE ? AND t.folder != 'trash' ORDER BY t.at DESC"""


def _filters(visit: Visit) -> Response:
    filters = visit.db.all("SELECT * FROM filters ORDER BY id")
    blocked = visit.db.all("SELECT * FROM blocked ORDER BY address")
    return page(
        visit, "settings/filters.html", here="settings", tab="filters", filters=filters, blocked=blocked
    )


def _new_filter(visit: Visit) -> Response:
    """First what it looks for; when that is said, what it does."""
    field, contains = visit.query("field", "from"), visit.query("contains").strip()
    field = field if field in _FIELDS else "from"
    return _filter_form(visit, field, contains)


def _filter_form(visit: Visit, field: str, contains: str, problem: str = "") -> Response:
    found = visit.db.all(_MATCHING.format(column=_COLUMNS[field]), f"%{contains}%")
    return page(
        visit, "settings/filter.html", 400 if problem else 200, here="settings", tab="filters", field=field,
        contains=contains, found=found if contains else [], problem=problem,
    )  # fmt: skip


def _create_filter(visit: Visit) -> Response:
    field, contains = visit.form("field", "from"), visit.form("contains").strip()
    forward = visit.form("forward_to").strip() if visit.form("forward") else ""
    label, archive, trash = visit.form("label"), visit.form("archive") == "1", visit.form("trash") == "1"
    if field not in _FIELDS or not contains:
        return see("/settings/filters/new")
    if wrong(forward) or (visit.form("forward") and not forward):
        return _filter_form(visit, field, contains, visit.t("Say where the copies should go."))
    if not (label or archive or trash or forward):
        return _filter_form(
            visit, field, contains, visit.t("Choose at least one thing that the filter does.")
        )
    visit.db.run(
        "INSERT INTO filters (field, contains, label, archive, trash, forward_to) VALUES (?, ?, ?, ?, ?, ?)",
        field, contains, label, archive, trash, forward,
    )  # fmt: skip
    return see("/settings/filters?done=filter")


def _remove_filter(visit: Visit) -> Response:
    visit.db.run("DELETE FROM filters WHERE id = ?", visit.number("id"))
    return see("/settings/filters?done=removed")


def _unblock(visit: Visit) -> Response:
    visit.db.run("DELETE FROM blocked WHERE address = ?", visit.form("address"))
    return see("/settings/filters?done=removed")


def _forwarding(visit: Visit) -> Response:
    rows = visit.db.all("SELECT * FROM forwarding ORDER BY id")
    return page(visit, "settings/forwarding.html", here="settings", tab="forwarding", rows=rows, problem="")


def _forward(visit: Visit) -> Response:
    address = visit.form("address").strip()
    if not address or wrong(address):
        rows = visit.db.all("SELECT * FROM forwarding ORDER BY id")
        problem = visit.t("Say where the copies should go.")
        return page(
            visit,
            "settings/forwarding.html",
            400,
            here="settings",
            tab="forwarding",
            rows=rows,
            problem=problem,
        )
    visit.db.run(
        "INSERT INTO forwarding (address, keep_copy) VALUES (?, ?)", address, visit.form("keep_copy") == "1"
    )
    return see("/settings/forwarding?done=added")


def _stop_forwarding(visit: Visit) -> Response:
    visit.db.run("DELETE FROM forwarding WHERE id = ?", visit.number("id"))
    return see("/settings/forwarding?done=removed")


PAGES = [
    Page("/settings/filters", _filters),
    Page("/settings/filters", _create_filter, ("POST",)),
    Page("/settings/filters/new", _new_filter),
    Page("/settings/filters/{id:int}/remove", _remove_filter, ("POST",)),
    Page("/settings/unblock", _unblock, ("POST",)),
    Page("/settings/forwarding", _forwarding),
    Page("/settings/forwarding", _forward, ("POST",)),
    Page("/settings/forwarding/{id:int}/remove", _stop_forwarding, ("POST",)),
]
