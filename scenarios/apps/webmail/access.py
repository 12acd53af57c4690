"""Who and what gets in: delegates, password and second step, app passwords, devices, the activity list."""

from typing import Any

from starlette.responses import JSONResponse, Response

from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.webmail.addresses import wrong
from scenarios.apps.webmail.frame import page
from scenarios.apps.webmail.seed import TODAY
from scenarios.apps.world import Page, see

RIGHTS = {
    "read": "Read mail",
    "send": "Read mail and send in my name",
    "full": "Everything, settings included",
}
SCOPES = {"send": "Send mail only", "mail": "Read and send mail", "calendar": "Calendar", "all": "Everything"}
DAYS = {30: "30 days", 90: "90 days", 365: "1 year", 0: "Never"}
_SWITCHES = ("two_step", "sign_in_mail")
_PASSWORD_LENGTH = 10


def _delegates(visit: Visit) -> Response:
    return _delegates_page(visit)


def _delegates_page(visit: Visit, problem: str = "") -> Response:
    rows = visit.db.all("SELECT * FROM delegates ORDER BY id")
    return page(
        visit,
        "settings/delegates.html",
        400 if problem else 200,
        here="settings",
        tab="delegates",
        rows=rows,
        rights=RIGHTS,
        problem=problem,
    )


def _let_in(visit: Visit) -> Response:
    email, rights = visit.form("email").strip().lower(), visit.form("rights")
    if not email or wrong(email) or rights not in RIGHTS:
        return _delegates_page(visit, visit.t("Say whom to let in, by address."))
    visit.db.run("INSERT INTO delegates (email, rights) VALUES (?, ?)", email, rights)
    return see("/settings/delegates?done=added")


def _take_out(visit: Visit) -> Response:
    visit.db.run("DELETE FROM delegates WHERE id = ?", visit.number("id"))
    return see("/settings/delegates?done=removed")


def _security(visit: Visit) -> Response:
    return _security_page(visit)


def _security_page(visit: Visit, problem: str = "", made: Row | None = None) -> Response:
    lists: dict[str, Any] = {
        name: visit.db.all(f"SELECT * FROM {name} ORDER BY id")  # noqa: S608 - the three below
        for name in ("app_passwords", "devices", "activity")
    }
    return page(
        visit, "settings/security.html", 400 if problem else 200, here="settings", tab="security",
        scopes=SCOPES, days=DAYS, problem=problem, made=made, **lists,
    )  # fmt: skip


def _switch(visit: Visit) -> Response:
    """Two switches that the page turns without a form."""
    name, on = str(visit.request.path_params["name"]), bool(visit.json.get("on"))
    if name not in _SWITCHES:
        return JSONResponse({"error": visit.t("That cannot be done here.")}, 404)
    visit.db.run(f"UPDATE users SET {name} = ? WHERE id = 1", on)  # noqa: S608 - one of the two above
    return JSONResponse({"on": on})


def _password(visit: Visit) -> Response:
    user = visit.user or {}
    if visit.form("current") != user.get("password"):
        return _security_page(visit, visit.t("The current password is wrong."))
    if len(visit.form("new")) < _PASSWORD_LENGTH or visit.form("new") != visit.form("again"):
        return _security_page(visit, visit.t("Ten characters or more, the same in both fields."))
    visit.db.run("UPDATE users SET password = ? WHERE id = 1", visit.form("new"))
    return see("/settings/security?done=saved")


def _recovery(visit: Visit) -> Response:
    address = visit.form("recovery_email").strip()
    if not address or wrong(address):
        return _security_page(visit, visit.t("That is not an address."))
    visit.db.run("UPDATE users SET recovery_email = ? WHERE id = 1", address)
    return see("/settings/security?done=saved")


def _make_password(visit: Visit) -> Response:
    name, scope, days = visit.form("name").strip(), visit.form("scope"), visit.form("days")
    if not name or scope not in SCOPES or days not in map(str, DAYS):
        return _security_page(visit, visit.t("Name the app, and choose what it may do and for how long."))
    number = visit.db.run(
        "INSERT INTO app_passwords (name, scope, days, made) VALUES (?, ?, ?, ?)",
        name,
        scope,
        int(days),
        TODAY,
    )
    return _security_page(visit, made=visit.db.one("SELECT * FROM app_passwords WHERE id = ?", number))


def _revoke(visit: Visit) -> Response:
    visit.db.run("DELETE FROM app_passwords WHERE id = ?", visit.number("id"))
    return see("/settings/security?done=removed")


def _sign_out_device(visit: Visit) -> Response:
    if visit.form("which") == "others":
        visit.db.run("DELETE FROM devices WHERE id != 1")
    else:
        visit.db.run("DELETE FROM devices WHERE id = ? AND id != 1", visit.form("which"))
    return see("/settings/security?done=signed_out")


def _clear_activity(visit: Visit) -> Response:
    visit.db.run("DELETE FROM activity")
    return see("/settings/security?done=cleared")


PAGES = [
    Page("/settings/delegates", _delegates),
    Page("/settings/delegates", _let_in, ("POST",)),
    Page("/settings/delegates/{id:int}/remove", _take_out, ("POST",)),
    Page("/settings/security", _security),
    Page("/settings/switch/{name}", _switch, ("PUT",)),
    Page("/settings/password", _password, ("POST",)),
    Page("/settings/recovery", _recovery, ("POST",)),
    Page("/settings/app-passwords", _make_password, ("POST",)),
    Page("/settings/app-passwords/{id:int}/revoke", _revoke, ("POST",)),
    Page("/settings/devices", _sign_out_device, ("POST",)),
    Page("/settings/activity/clear", _clear_activity, ("POST",)),
]
