"""What a world is: its pages, its seed, its traps, and how its database is read."""

import secrets
import sqlite3
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

import yaml
from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import RedirectResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles
from starlette.templating import Jinja2Templates

from scenarios.apps.cast import Cast
from scenarios.apps.changes import Reading
from scenarios.apps.database import Database
from scenarios.apps.setting import Setting
from scenarios.apps.visit import SESSION_COOKIE, Visit, visit_of

SESSION_TOKEN = "seeded-session"  # noqa: S105 - the seeded visitor's session in a world that holds nothing

Handler = Callable[[Visit], Response]


@dataclass(frozen=True)
class Page:
    """One address: `methods` defaults to GET; `open` ones need nobody signed in."""

    path: str
    handler: Handler
    methods: tuple[str, ...] = ("GET",)
    open: bool = False


@dataclass(frozen=True)
class World:
    """A small real application whose truth is in its database.

    Args:
        name: as on the command line.
        title: what the application calls itself.
        about: one line for a person who chooses.
        folder: holds `schema.sql` (with a `users` table), `templates/`, `static/` and `texts.yaml` (the
            second language, from English).
        pages: every address it answers. `/login` is one of them, `open`.
        roles: draws the slots that the seed and the tasks share (`{landlord}`), from the cast.
        plant: fills an empty database; gets the connection and the roles.
        traps: what each trap that can be laid does.
        lay: lays one trap in a planted database: the connection, the trap's name, its detail, the roles.
            Traps that only pages read need nothing done.
        reading: how rows are read as effects.
        second: the second language, as an ISO 639-1 code.
        layouts: how many layouts there are.
        sign_in: user name and password of the seeded user (id 1), for a person who wants to click through;
            slots may stand in them.
    """

    name: str
    title: str
    about: str
    folder: Path
    pages: Sequence[Page]
    roles: Callable[[Cast], dict[str, str]]
    plant: Callable[[sqlite3.Connection, dict[str, str]], None]
    traps: Mapping[str, str]
    lay: Callable[[sqlite3.Connection, str, str, dict[str, str]], None]
    reading: Reading
    second: str
    layouts: int
    sign_in: tuple[str, str]

    def slots(self, seed: int) -> dict[str, str]:
        """The roles of a seed."""
        return self.roles(Cast(seed))

    def reset(self, database: Database, setting: Setting | None = None) -> None:
        """Put a database back to the seed, with the setting's traps laid and user 1 signed in.

        Raises:
            ValueError: the setting names a trap, a language or a layout that the world does not have.
        """
        setting = setting or Setting()
        self._check(setting)
        roles = self.slots(setting.seed)

        def plant(connection: sqlite3.Connection) -> None:
            connection.executemany(
                "INSERT INTO setting VALUES (?, ?)",
                [
                    ("language", setting.language),
                    ("layout", str(setting.layout)),
                    ("seed", str(setting.seed)),
                ],
            )
            self.plant(connection, roles)
            connection.execute("INSERT INTO sessions VALUES (?, 1)", (SESSION_TOKEN,))
            for name, detail in setting.traps.items():
                connection.execute("INSERT INTO traps VALUES (?, ?)", (name, detail))
                self.lay(connection, name, detail, roles)

        database.reset(plant)

    def _check(self, setting: Setting) -> None:
        unknown = [name for name in setting.traps if name not in self.traps]
        if unknown:
            raise ValueError(f"{self.name}: no trap named {unknown[0]!r}; known are {', '.join(self.traps)}")
        if setting.language not in ("en", self.second):
            raise ValueError(f"{self.name}: speaks en and {self.second}, not {setting.language!r}")
        if not 0 <= setting.layout < self.layouts:
            raise ValueError(f"{self.name}: has layouts 0 to {self.layouts - 1}, not {setting.layout}")

    @cached_property
    def texts(self) -> dict[str, str]:
        """English to the second language."""
        texts: dict[str, str] = yaml.safe_load((self.folder / "texts.yaml").read_text("utf-8"))
        return texts

    @cached_property
    def _templates(self) -> Jinja2Templates:
        templates = Jinja2Templates(directory=self.folder / "templates")
        templates.env.filters["money"] = lambda cents: f"{cents / 100:,.2f}"
        return templates

    def app(self, database: Database) -> Starlette:
        """The application on one database."""
        static = Mount("/static", StaticFiles(directory=self.folder / "static"))
        return Starlette(routes=[*(self._route(page, database) for page in self.pages), static])

    def _route(self, page: Page, database: Database) -> Route:
        async def endpoint(request: Request) -> Response:
            request.state.templates = self._templates
            visit = await visit_of(request, database, self.texts)
            if visit.user is None and not page.open:
                return see("/login")
            return await run_in_threadpool(page.handler, visit)

        return Route(page.path, endpoint, methods=list(page.methods))


def show(visit: Visit, template: str, status: int = 200, **values: Any) -> Response:
    """Render a template; it knows `visit`, `user`, `traps`, `layout` and `t`."""
    shown = {
        "visit": visit,
        "user": visit.user,
        "traps": visit.traps,
        "layout": visit.layout,
        "t": visit.t,
        **values,
    }
    templates: Jinja2Templates = visit.request.state.templates
    return templates.TemplateResponse(visit.request, template, shown, status_code=status)


def let_in(visit: Visit, user_id: int, path: str = "/") -> Response:
    """Begin a session of a user who has given the password, and go on to `path`."""
    token = secrets.token_urlsafe(16)
    visit.db.run("INSERT INTO sessions VALUES (?, ?)", token, user_id)
    answer = see(path)
    answer.set_cookie(SESSION_COOKIE, token, httponly=True, samesite="lax")
    return answer


def let_out(visit: Visit, path: str = "/login") -> Response:
    """End the session, and go on to `path`."""
    visit.db.run("DELETE FROM sessions WHERE token = ?", visit.token)
    answer = see(path)
    answer.delete_cookie(SESSION_COOKIE)
    return answer


def see(path: str) -> Response:
    """Send the browser on after a POST."""
    return RedirectResponse(path, status_code=303)
