"""Rules that act by themselves, and apps that are let in."""

from starlette.responses import Response

from scenarios.apps.crm.render import data, go, missing, page
from scenarios.apps.crm.terms import DOES, HAPPENS, LASTS, NOW, SCOPES, ends
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page

CARE_CENTS = 34_800
"""What a year of App Care costs, the plan that is offered to those who leave an app."""


def rules(visit: Visit) -> Response:
    """All rules."""
    return page(visit, "rules.html", rules=visit.db.all("SELECT * FROM rules ORDER BY active DESC, id"))


def new_rule(visit: Visit) -> Response:
    """Write a rule; it is active at once."""
    values = {name: visit.form(name).strip() for name in ("name", "happens", "does", "target", "copy")}
    if visit.request.method == "GET":
        return page(visit, "rule.html", values=values, problem="")
    if (
        values["happens"] not in HAPPENS
        or values["does"] not in DOES
        or not values["name"]
        or not values["target"]
    ):
        return page(
            visit, "rule.html", 422, values=values, problem="A rule needs a name, an occasion and a target."
        )
    add = "INSERT INTO rules (name, happens, does, target) VALUES (?, ?, ?, ?)"
    visit.db.run(add, values["name"], values["happens"], values["does"], values["target"])
    if visit.form("copies") == "1" and "@" in values["copy"]:
        visit.db.run(add, f"Copy of {values['name']}", values["happens"], "mail", values["copy"])
    return go("/rules", "rule")


def switch(visit: Visit) -> Response:
    """Turn a rule on or off, as its switch asks."""
    rule = visit.db.one("SELECT * FROM rules WHERE id = ?", visit.number("id"))
    if rule is None or visit.json.get("active") not in (0, 1):
        return data({"error": visit.t("This could not be saved.")}, 422)
    visit.db.run("UPDATE rules SET active = ? WHERE id = ?", visit.json["active"], rule["id"])
    return data({"active": visit.json["active"]})


def drop_rule(visit: Visit) -> Response:
    """Delete a rule."""
    visit.db.run("DELETE FROM rules WHERE id = ?", visit.number("id"))
    return go("/rules", "purged")


def apps(visit: Visit) -> Response:
    """Apps that have access, and those that could."""
    found = visit.db.all(
        "SELECT a.*, g.scope, g.expires FROM apps a LEFT JOIN app_grants g ON g.app_id = a.id "
        "ORDER BY g.scope IS NULL, a.id"
    )
    return page(visit, "apps.html", apps=found)


def connect(visit: Visit) -> Response:
    """Choose what an app may do and for how long, and let it in."""
    app = visit.db.one("SELECT * FROM apps WHERE id = ?", visit.number("id"))
    if app is None:
        return missing(visit)
    if visit.request.method == "GET":
        return page(visit, "connect.html", app=app, problem="")
    scope, lasts = visit.form("scope"), visit.form("lasts")
    if scope not in SCOPES or lasts not in LASTS:
        return page(visit, "connect.html", 422, app=app, problem="Choose one of the values.")
    visit.db.run("INSERT OR REPLACE INTO app_grants VALUES (?, ?, ?, ?)", app["id"], scope, ends(lasts), NOW)
    return go("/apps", "connected")


def leave(visit: Visit) -> Response:
    """The last question before an app loses its access, and the answer to it."""
    app = visit.db.one(
        "SELECT a.* FROM apps a JOIN app_grants g ON g.app_id = a.id WHERE a.id = ?", visit.number("id")
    )
    if app is None:
        return missing(visit)
    if visit.request.method == "GET":
        return page(visit, "leave.html", app=app, cents=CARE_CENTS)
    if visit.form("answer") == "keep":
        visit.db.run(
            "INSERT INTO addons (name, cents, at) VALUES ('App Care, yearly', ?, ?)", CARE_CENTS, NOW
        )
        return go("/apps", "kept")
    visit.db.run("DELETE FROM app_grants WHERE app_id = ?", app["id"])
    return go("/apps", "disconnected")


PAGES = (
    Page("/rules", rules),
    Page("/rules/new", new_rule, ("GET", "POST")),
    Page("/api/rules/{id:int}", switch, ("PATCH",)),
    Page("/rules/{id:int}/delete", drop_rule, ("POST",)),
    Page("/apps", apps),
    Page("/apps/{id:int}/connect", connect, ("GET", "POST")),
    Page("/apps/{id:int}/leave", leave, ("GET", "POST")),
)
