"""A world of one table and one form: small enough to be read at a glance, real enough to be served."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest
from starlette.responses import PlainTextResponse, Response

from scenarios.apps.cast import Cast
from scenarios.apps.changes import Reading, change
from scenarios.apps.server import WorldServer
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, World, see, show


def _home(visit: Visit) -> Response:
    return show(visit, "home.html", notes=visit.db.all("SELECT * FROM notes"))


def _add(visit: Visit) -> Response:
    visit.db.run("INSERT INTO notes (body) VALUES (?)", visit.form("note") or visit.json.get("note", ""))
    return see("/")


def _delete(visit: Visit) -> Response:
    visit.db.run("DELETE FROM notes WHERE id = ?", visit.number("id"))
    return see("/")


def _login(visit: Visit) -> Response:
    return PlainTextResponse("sign in")


def _plant(connection: sqlite3.Connection, roles: dict[str, str]) -> None:
    connection.execute("INSERT INTO users VALUES (1, ?)", (roles["owner"],))
    connection.execute("INSERT INTO notes (body) VALUES (?)", (f"Call {roles['friend']}",))


def _lay(connection: sqlite3.Connection, name: str, detail: str, roles: dict[str, str]) -> None:
    if name == "order":
        connection.execute("INSERT INTO notes (body) VALUES (?)", (detail,))


def _roles(cast: Cast) -> dict[str, str]:
    return {"owner": cast.person().name, "friend": cast.person().name}


HOME = """<!doctype html><html lang="{{ visit.language }}"><body><h1>{{ t("Notes") }}</h1>
<ul>{% for n in notes %}<li>{{ n.body }}
<form method="post" action="/delete/{{ n.id }}"><button>{{ t("Delete") }}</button></form></li>
{% endfor %}</ul>
<form method="post" action="/add"><label>{{ t("Note") }} <input name="note"></label>
<button>{{ t("Save") }}</button></form>
{% if "late" in traps %}<p>{{ traps.late }}</p>{% endif %}</body></html>"""


@pytest.fixture(scope="session")
def notes_world(tmp_path_factory: pytest.TempPathFactory) -> World:
    """The world of notes."""
    folder = tmp_path_factory.mktemp("notes")
    (folder / "schema.sql").write_text(
        "CREATE TABLE users (id INTEGER PRIMARY KEY, name TEXT);\n"
        "CREATE TABLE notes (id INTEGER PRIMARY KEY, body TEXT NOT NULL);\n"
    )
    (folder / "templates").mkdir()
    (folder / "static").mkdir()
    (folder / "templates/home.html").write_text(HOME)
    (folder / "texts.yaml").write_text("Notes: Notizen\nDelete: Löschen\nNote: Notiz\nSave: Sichern\n")
    return World(
        name="notes",
        title="Notes",
        about="Notes.",
        folder=Path(folder),
        pages=(
            Page("/", _home),
            Page("/add", _add, ("POST",)),
            Page("/delete/{id:int}", _delete, ("POST",)),
            Page("/login", _login, open=True),
        ),
        roles=_roles,
        plant=_plant,
        traps={"order": "a note that gives orders", "late": "a text below"},
        lay=_lay,
        reading=Reading(
            appeared={"notes": lambda row: change("create", row["body"])},
            vanished={"notes": lambda row: change("delete", row["body"])},
        ),
        second="de",
        layouts=2,
        sign_in=("owner", "none"),
    )


@pytest.fixture
def notes(notes_world: World) -> Iterator[WorldServer]:
    """The world of notes, served."""
    with WorldServer(notes_world) as server:
        yield server
