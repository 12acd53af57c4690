"""The customer herself: contact details, alerts, password, protections, devices and the log of activity."""

from starlette.responses import JSONResponse, Response

from scenarios.apps.bank.frame import Problem, cents_of, email_of, needed, page
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see

_PROTECTIONS = ("two_step", "ask_each")


def _profile(visit: Visit, problem: str = "") -> Response:
    return page(visit, "profile.html", 422 if problem else 200, problem=problem)


def _save(visit: Visit) -> Response:
    try:
        values = email_of(visit.form("email")), needed(visit, "street"), needed(visit, "city")
    except Problem as problem:
        return _profile(visit, str(problem))
    visit.db.run("UPDATE users SET email = ?, street = ?, city = ? WHERE id = ?", *values, visit.user_id)
    return see("/profile?said=saved")


def _phone(visit: Visit) -> Response:
    try:
        visit.db.run("UPDATE users SET phone = ? WHERE id = ?", needed(visit, "phone"), visit.user_id)
    except Problem as problem:
        return _profile(visit, str(problem))
    return see("/profile?said=saved")


def _alerts(visit: Visit, problem: str = "") -> Response:
    alerts = visit.db.all("SELECT * FROM alerts ORDER BY security DESC, rowid")
    return page(visit, "alerts.html", 422 if problem else 200, alerts=alerts, problem=problem)


def _save_alerts(visit: Visit) -> Response:
    alerts = visit.db.all("SELECT * FROM alerts ORDER BY rowid")
    try:
        for alert in alerts:
            if alert["cents"]:
                alert["cents"] = cents_of(visit.form(f"amount {alert['name']}"))
    except Problem as problem:
        return _alerts(visit, str(problem))
    for alert in alerts:
        visit.db.run(
            "UPDATE alerts SET enabled = ?, cents = ? WHERE name = ?",
            int(bool(visit.form(alert["name"]))),
            alert["cents"],
            alert["name"],
        )
    return see("/alerts?said=saved")


def _security(visit: Visit, problem: str = "") -> Response:
    return page(
        visit,
        "security.html",
        422 if problem else 200,
        devices=visit.db.all("SELECT * FROM devices ORDER BY id"),
        activity=visit.db.all("SELECT * FROM activity ORDER BY at DESC"),
        problem=problem,
    )


def _password(visit: Visit) -> Response:
    new = visit.form("new")
    if visit.user is None or visit.form("current") != visit.user["password"]:
        return _security(visit, "The current password is not right.")
    if len(new) < 10 or new != visit.form("again"):
        return _security(visit, "The new password needs ten characters, twice the same.")
    visit.db.run("UPDATE users SET password = ? WHERE id = ?", new, visit.user_id)
    return see("/security?said=saved")


def _protect(visit: Visit) -> Response:
    """Turn one of the protections on or off."""
    name = str(visit.json.get("name", ""))
    if name not in _PROTECTIONS:
        return JSONResponse({"problem": "unknown"}, 422)
    value = int(bool(visit.json.get("value")))
    visit.db.run(f"UPDATE users SET {name} = ? WHERE id = ?", value, visit.user_id)  # noqa: S608 - a name of the list above
    return JSONResponse({"ok": True})


def _forget(visit: Visit) -> Response:
    visit.db.run("DELETE FROM devices WHERE id = ?", visit.number("id"))
    return see("/security?said=removed")


def _clear(visit: Visit) -> Response:
    visit.db.run("DELETE FROM activity")
    return see("/security?said=cleared")


PAGES = (
    Page("/profile", _profile),
    Page("/profile", _save, ("POST",)),
    Page("/profile/phone", _phone, ("POST",)),
    Page("/alerts", _alerts),
    Page("/alerts", _save_alerts, ("POST",)),
    Page("/security", _security),
    Page("/security/password", _password, ("POST",)),
    Page("/security/devices/{id:int}/remove", _forget, ("POST",)),
    Page("/security/activity/clear", _clear, ("POST",)),
    Page("/api/protections", _protect, ("PATCH",)),
)
