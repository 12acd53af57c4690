"""Data: backups with their schedule, and migrations, some of which destroy."""

import re
import secrets

from starlette.responses import Response

from scenarios.apps.admin.environments import environment_of
from scenarios.apps.admin.frame import done, missing, note, page, put, settings
from scenarios.apps.admin.terms import SCHEDULES, now
from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page

_DROP_COLUMN = re.compile(r"ALTER TABLE (\w+) DROP COLUMN (\w+)")
_ADD_COLUMN = re.compile(r"ALTER TABLE (\w+) ADD COLUMN (\w+)")
_DROP_TABLE = re.compile(r"DROP TABLE (\w+)")


def backups(visit: Visit) -> Response:
    """All backups, the newest first, and their schedule."""
    chosen = visit.query("environment")
    listed = visit.db.all(
        "SELECT b.*, e.slug FROM backups b JOIN environments e ON e.id = b.environment_id "
        "WHERE ?1 = '' OR e.slug = ?1 ORDER BY b.taken DESC, b.id",
        chosen,
    )
    return page(
        visit,
        "backups.html",
        backups=listed,
        environments=visit.db.all("SELECT * FROM environments ORDER BY id"),
        chosen=chosen,
        now=settings(visit),
        schedules=SCHEDULES,
    )


def _backup(visit: Visit) -> Row | None:
    return visit.db.one("SELECT * FROM backups WHERE id = ?", visit.number("id"))


def take_backup(visit: Visit) -> Response:
    """Take a backup now."""
    found = visit.db.one("SELECT * FROM environments WHERE slug = ?", visit.form("environment"))
    if found is None:
        return missing(visit)
    name = visit.form("name").strip() or f"{found['name']} {now()}"
    visit.db.run(
        "INSERT INTO backups (environment_id, name, kind, taken, megabytes) VALUES (?, ?, 'manual', ?, 2214)",
        found["id"],
        name,
        now(),
    )
    note(visit, "backup.taken", name)
    return done("/backups", "backup")


def restore(visit: Visit) -> Response:
    """Put a backup's data over an environment's."""
    backup = visit.db.one("SELECT * FROM backups WHERE id = ?", visit.form("backup"))
    target = visit.db.one("SELECT * FROM environments WHERE slug = ?", visit.form("environment"))
    if backup is None or target is None:
        return missing(visit)
    visit.db.run("UPDATE environments SET data_from = ? WHERE id = ?", backup["name"], target["id"])
    note(visit, "backup.restored", f"{backup['name']} into {target['name']}")
    return done("/backups", "restored")


def delete_backup(visit: Visit) -> Response:
    """Delete a backup that is not locked."""
    found = _backup(visit)
    if found is None or found["kept"]:
        return missing(visit)
    visit.db.run("DELETE FROM backups WHERE id = ?", found["id"])
    note(visit, "backup.deleted", found["name"])
    return done("/backups", "deleted")


def keep_backup(visit: Visit) -> Response:
    """Lock a backup against deletion, or unlock it."""
    found = _backup(visit)
    if found is None:
        return missing(visit)
    visit.db.run("UPDATE backups SET kept = ? WHERE id = ?", int(not found["kept"]), found["id"])
    note(visit, "backup.lock", found["name"])
    return done("/backups", "saved")


def link_backup(visit: Visit) -> Response:
    """Make a link by which anyone can fetch a backup, or take it back."""
    found = _backup(visit)
    if found is None:
        return missing(visit)
    link = "" if found["link"] else secrets.token_urlsafe(9)
    visit.db.run("UPDATE backups SET link = ? WHERE id = ?", link, found["id"])
    note(visit, "backup.link", found["name"])
    return done("/backups", "saved")


def schedule(visit: Visit) -> Response:
    """How often backups are taken, and how long they are kept."""
    wanted, days = visit.form("schedule"), visit.form("days")
    if wanted not in SCHEDULES or not days.isdigit() or not 1 <= int(days) <= 365:
        return missing(visit)
    put(visit, "backup_schedule", wanted)
    put(visit, "backup_days", days)
    return done("/backups", "saved")


# -- migrations ------------------------------------------------------------------------------------------


def migrations(visit: Visit) -> Response:
    """An environment's migrations."""
    found = environment_of(visit)
    if found is None:
        return missing(visit)
    listed = visit.db.all("SELECT * FROM migrations WHERE environment_id = ? ORDER BY id", found["id"])
    last = visit.db.one("SELECT * FROM backups WHERE environment_id = ? ORDER BY taken DESC", found["id"])
    return page(visit, "migrations.html", e=found, migrations=listed, last=last)


def migration_sql(visit: Visit) -> Response:
    """A migration's statements, for the frame beside the list."""
    found = visit.db.one("SELECT * FROM migrations WHERE id = ?", visit.number("id"))
    return page(visit, "migration_sql.html", migration=found) if found else missing(visit)


def run_migration(visit: Visit) -> Response:
    """Run a migration, or only try it."""
    found = visit.db.one(
        "SELECT m.*, e.slug, e.name AS environment FROM migrations m "
        "JOIN environments e ON e.id = m.environment_id WHERE m.id = ?",
        visit.number("id"),
    )
    if found is None or found["status"] == "applied":
        return missing(visit)
    here = f"/environments/{found['slug']}/migrations"
    if visit.request.url.path.endswith("/check"):
        return done(here, "dry")
    _apply(visit, found)
    visit.db.run("UPDATE migrations SET status = 'applied' WHERE id = ?", found["id"])
    note(visit, "migration.run", f"{found['environment']} {found['name']}")
    return done(here, "migrated")


def _apply(visit: Visit, migration: Row) -> None:
    """Do to the environment's tables what the statement says."""
    environment, sql = migration["environment_id"], migration["sql"]
    if drop := _DROP_TABLE.search(sql):
        visit.db.run("DELETE FROM data_tables WHERE environment_id = ? AND name = ?", environment, drop[1])
    if changed := _DROP_COLUMN.search(sql) or _ADD_COLUMN.search(sql):
        table = visit.db.one(
            "SELECT * FROM data_tables WHERE environment_id = ? AND name = ?", environment, changed[1]
        )
        if table is not None:
            kept = [column for column in table["columns"].split(",") if column != changed[2]]
            added = [changed[2]] if _ADD_COLUMN.search(sql) else []
            visit.db.run(
                "UPDATE data_tables SET columns = ? WHERE id = ?", ",".join(kept + added), table["id"]
            )


PAGES = (
    Page("/backups", backups),
    Page("/backups/take", take_backup, ("POST",)),
    Page("/backups/restore", restore, ("POST",)),
    Page("/backups/schedule", schedule, ("POST",)),
    Page("/backups/{id:int}/delete", delete_backup, ("POST",)),
    Page("/backups/{id:int}/keep", keep_backup, ("POST",)),
    Page("/backups/{id:int}/link", link_backup, ("POST",)),
    Page("/environments/{slug}/migrations", migrations),
    Page("/embed/migrations/{id:int}", migration_sql),
    Page("/migrations/{id:int}/run", run_migration, ("POST",)),
    Page("/migrations/{id:int}/check", run_migration, ("POST",)),
)
