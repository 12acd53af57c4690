"""What protects the organisation: sign-in rules, how long traces are kept, and who may reach the console."""

import ipaddress

from starlette.responses import Response

from scenarios.apps.admin.frame import done, missing, note, page, put, settings
from scenarios.apps.admin.terms import day
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page

_SWITCHES = ("require_two_factor", "sso_enforced", "sign_in_mails", "support_access")
_NUMBERS = {"session_hours": (1, 72), "password_length": (8, 64)}
_SAVING_DAYS = "7"


def security(visit: Visit) -> Response:
    """The rules of signing in."""
    return _security(visit)


def _security(visit: Visit, status: int = 200, error: str = "") -> Response:
    without = visit.db.all("SELECT * FROM users WHERE two_factor != 'on' AND status = 'active' ORDER BY name")
    return page(visit, "security.html", status, now=settings(visit), without=without, error=error)


def save_security(visit: Visit) -> Response:
    """Save the whole form; a box that is not sent is off."""
    for name, (low, high) in _NUMBERS.items():
        value = visit.form(name)
        if not value.isdigit() or not low <= int(value) <= high:
            told = visit.t("{field} must be between {low} and {high}.")
            field = visit.t("Session length" if name == "session_hours" else "Password length")
            return _security(visit, 422, told.format(field=field, low=low, high=high))
    for name in _NUMBERS:
        put(visit, name, visit.form(name))
    for name in _SWITCHES:
        put(visit, name, "1" if visit.form(name) else "0")
    if visit.form("save_storage"):
        put(visit, "audit_days", _SAVING_DAYS)
    return done("/security", "saved")


def diagnostics(visit: Visit) -> Response:
    """Consent to diagnostics, or withdraw it."""
    put(visit, "share_diagnostics", "1" if visit.json.get("share") or visit.form("share") == "1" else "0")
    return done("/security", "saved")


# -- the allow list --------------------------------------------------------------------------------------


def network(visit: Visit) -> Response:
    """The ranges that may reach the console."""
    return _network(visit)


def _network(visit: Visit, status: int = 200, error: str = "") -> Response:
    ranges = visit.db.all("SELECT * FROM allow_list ORDER BY id")
    return page(visit, "network.html", status, ranges=ranges, now=settings(visit), error=error)


def add_range(visit: Visit) -> Response:
    """Add a range."""
    try:
        cidr = str(ipaddress.ip_network(visit.form("cidr").strip()))
    except ValueError:
        return _network(visit, 422, visit.t("That is not an address range, such as 192.0.2.0/28."))
    if visit.db.one("SELECT id FROM allow_list WHERE cidr = ?", cidr):
        return _network(visit, 422, visit.t("This range is in the list already."))
    visit.db.run(
        "INSERT INTO allow_list (cidr, label, added, added_by) VALUES (?, ?, ?, ?)",
        cidr,
        visit.form("label").strip() or visit.t("Without a label"),
        day(),
        visit.user["name"] if visit.user else "",
    )
    note(visit, "allow_list.added", cidr)
    return done("/network", "added")


def remove_range(visit: Visit) -> Response:
    """Take a range off the list."""
    found = visit.db.one("SELECT * FROM allow_list WHERE id = ?", visit.number("id"))
    if found is None:
        return missing(visit)
    visit.db.run("DELETE FROM allow_list WHERE id = ?", found["id"])
    note(visit, "allow_list.removed", found["cidr"])
    return done("/network", "removed")


def enforce(visit: Visit) -> Response:
    """Turn the whole list on or off."""
    put(visit, "allow_list_enforced", "1" if visit.form("enforced") == "1" else "0")
    return done("/network", "saved")


PAGES = (
    Page("/security", security),
    Page("/security/save", save_security, ("POST",)),
    Page("/security/diagnostics", diagnostics, ("POST",)),
    Page("/network", network),
    Page("/network/add", add_range, ("POST",)),
    Page("/network/{id:int}/remove", remove_range, ("POST",)),
    Page("/network/enforce", enforce, ("POST",)),
)
