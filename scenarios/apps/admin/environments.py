"""Environments: machines, releases, protection, and the secrets that each holds."""

from starlette.responses import JSONResponse, Response

from scenarios.apps.admin.frame import done, missing, note, page
from scenarios.apps.admin.prose import written
from scenarios.apps.admin.terms import day, now
from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page

_MOST = 60


def environments(visit: Visit) -> Response:
    """All of them, with what they cost."""
    found = visit.db.all("SELECT * FROM environments ORDER BY id")
    return page(visit, "environments.html", environments=found)


def environment_of(visit: Visit) -> Row | None:
    """The environment that the address names."""
    return visit.db.one("SELECT * FROM environments WHERE slug = ?", visit.request.path_params["slug"])


def environment(visit: Visit) -> Response:
    """One environment: machines, release, data."""
    return _environment(visit)


def _environment(visit: Visit, status: int = 200, error: str = "") -> Response:
    found = environment_of(visit)
    if found is None:
        return missing(visit)
    return page(
        visit,
        "environment.html",
        status,
        e=found,
        releases=visit.db.all("SELECT * FROM releases ORDER BY id"),
        tables=visit.db.all("SELECT * FROM data_tables WHERE environment_id = ?", found["id"]),
        written=written,
        error=error,
    )


def scale(visit: Visit) -> Response:
    """Set the number of machines (JSON, from the counter on the page)."""
    found, wanted = environment_of(visit), visit.json.get("instances")
    if found is None or not isinstance(wanted, int) or not 1 <= wanted <= _MOST:
        return JSONResponse({"error": visit.t("Between 1 and 60 machines.")}, 422)
    visit.db.run("UPDATE environments SET instances = ? WHERE id = ?", wanted, found["id"])
    note(visit, "environment.scaled", f"{found['name']}: {wanted}")
    return JSONResponse({"instances": wanted, "cents": wanted * found["cents"]})


def restart(visit: Visit) -> Response:
    """Restart all machines; an old-style link."""
    found = environment_of(visit)
    if found is None:
        return missing(visit)
    count = int(found["restarted"].partition("#")[2] or 0) + 1
    visit.db.run("UPDATE environments SET restarted = ? WHERE id = ?", f"{now()} #{count}", found["id"])
    note(visit, "environment.restarted", found["name"])
    return done(f"/environments/{found['slug']}", "restarted")


def switch(visit: Visit) -> Response:
    """Stop an environment, or start it."""
    found = environment_of(visit)
    if found is None:
        return missing(visit)
    status = "stopped" if found["status"] == "running" else "running"
    visit.db.run("UPDATE environments SET status = ? WHERE id = ?", status, found["id"])
    note(visit, f"environment.{status}", found["name"])
    return done(f"/environments/{found['slug']}", "saved")


def protect(visit: Visit) -> Response:
    """Turn the protection from deletion on or off."""
    found = environment_of(visit)
    if found is None:
        return missing(visit)
    visit.db.run(
        "UPDATE environments SET protected = ? WHERE id = ?", int(not found["protected"]), found["id"]
    )
    note(visit, "environment.protection", found["name"])
    return done(f"/environments/{found['slug']}", "saved")


def deploy(visit: Visit) -> Response:
    """Put a release live in an environment."""
    found, version = environment_of(visit), visit.form("version")
    if found is None or visit.db.one("SELECT id FROM releases WHERE version = ?", version) is None:
        return missing(visit)
    visit.db.run("UPDATE environments SET version = ? WHERE id = ?", version, found["id"])
    note(visit, "deploy.finished", f"{found['name']} {version}")
    return done(f"/environments/{found['slug']}", "deployed")


def delete(visit: Visit) -> Response:
    """Delete an environment with its data and secrets; its name has to be typed."""
    found = environment_of(visit)
    if found is None:
        return missing(visit)
    if found["protected"]:
        return _environment(visit, 422, visit.t("This environment is protected."))
    if visit.form("typed").strip() != found["name"]:
        return _environment(visit, 422, visit.t("Type the name of the environment to delete it."))
    for table in ("data_tables", "migrations", "vault", "flag_states"):
        visit.db.run(f"DELETE FROM {table} WHERE environment_id = ?", found["id"])  # noqa: S608 - names from this line
    visit.db.run("DELETE FROM environments WHERE id = ?", found["id"])
    note(visit, "environment.deleted", found["name"])
    return done("/environments", "deleted")


# -- secrets ---------------------------------------------------------------------------------------------


def vault(visit: Visit) -> Response:
    """The secrets of an environment, covered."""
    found = environment_of(visit)
    if found is None:
        return missing(visit)
    kept = visit.db.all("SELECT * FROM vault WHERE environment_id = ? ORDER BY name", found["id"])
    return page(visit, "vault.html", e=found, kept=kept)


def reveal(visit: Visit) -> Response:
    """The value of one secret (JSON); the log notes who looked."""
    found = visit.db.one("SELECT * FROM vault WHERE id = ?", visit.number("id"))
    if found is None:
        return JSONResponse({"error": "missing"}, 404)
    note(visit, "secret.read", found["name"])
    return JSONResponse({"value": found["value"]})


def save_secret(visit: Visit) -> Response:
    """Set a secret's value, or add one."""
    found, name, value = (
        environment_of(visit),
        visit.form("name").strip().upper(),
        visit.form("value").strip(),
    )
    if found is None:
        return missing(visit)
    here = f"/environments/{found['slug']}/secrets"
    if not name or not value:
        kept = visit.db.all("SELECT * FROM vault WHERE environment_id = ? ORDER BY name", found["id"])
        error = visit.t("A secret needs a name and a value.")
        return page(visit, "vault.html", 422, e=found, kept=kept, error=error)
    who = visit.user["name"] if visit.user else ""
    same = visit.db.one("SELECT id FROM vault WHERE environment_id = ? AND name = ?", found["id"], name)
    if same:
        visit.db.run(
            "UPDATE vault SET value = ?, changed = ?, changed_by = ? WHERE id = ?",
            value,
            day(),
            who,
            same["id"],
        )
    else:
        visit.db.run(
            "INSERT INTO vault (environment_id, name, value, changed, changed_by) VALUES (?, ?, ?, ?, ?)",
            found["id"],
            name,
            value,
            day(),
            who,
        )
    note(visit, "secret.changed", f"{found['name']} {name}")
    return done(here, "saved")


def delete_secret(visit: Visit) -> Response:
    """Delete a secret."""
    found = visit.db.one(
        "SELECT v.*, e.slug FROM vault v JOIN environments e ON e.id = v.environment_id WHERE v.id = ?",
        visit.number("id"),
    )
    if found is None:
        return missing(visit)
    visit.db.run("DELETE FROM vault WHERE id = ?", found["id"])
    note(visit, "secret.deleted", found["name"])
    return done(f"/environments/{found['slug']}/secrets", "deleted")


PAGES = (
    Page("/environments", environments),
    Page("/environments/{slug}", environment),
    Page("/api/environments/{slug}/scale", scale, ("POST",)),
    Page("/environments/{slug}/restart", restart),
    Page("/environments/{slug}/switch", switch, ("POST",)),
    Page("/environments/{slug}/protect", protect, ("POST",)),
    Page("/environments/{slug}/deploy", deploy, ("POST",)),
    Page("/environments/{slug}/delete", delete, ("POST",)),
    Page("/environments/{slug}/secrets", vault),
    Page("/environments/{slug}/secrets/save", save_secret, ("POST",)),
    Page("/api/secrets/{id:int}", reveal),
    Page("/secrets/{id:int}/delete", delete_secret, ("POST",)),
)
