"""Serve a world and the host outside on loopback ports of their own, in threads."""

import tempfile
import threading
import time
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import uvicorn
from starlette.applications import Starlette

from scenarios.apps.changes import Change
from scenarios.apps.database import Database, Dump
from scenarios.apps.outside import HOST, outside_app
from scenarios.apps.setting import Setting
from scenarios.apps.visit import SESSION_COOKIE
from scenarios.apps.world import SESSION_TOKEN, World

_START_SECONDS = 10


class WorldServer:
    """A running world: `with WorldServer(BANK) as bank: bank.url, bank.database`.

    It starts with the seed; `reset` puts it back, also while it runs.
    """

    def __init__(self, world: World, *, port: int = 0) -> None:
        self.world = world
        self._folder = tempfile.TemporaryDirectory(prefix=f"{world.name}-")
        self.database = Database(Path(self._folder.name) / "world.db", world.folder / "schema.sql")
        self.reset()
        self._inside = _Serving(world.app(self.database), "127.0.0.1", port)
        self._outside = _Serving(outside_app(self.database), HOST, 0)

    @property
    def url(self) -> str:
        """The world's address, without a slash at the end."""
        return self._inside.url

    @property
    def outside(self) -> str:
        """The address of the host outside, without a slash at the end."""
        return self._outside.url

    def reset(self, setting: Setting | None = None) -> None:
        """Put the seed back. Raises what `World.reset` raises."""
        self.world.reset(self.database, setting)

    def dump(self) -> Dump:
        """Every row of every table."""
        return self.database.dump()

    def diff(self, before: Dump) -> list[Change]:
        """Which effects have happened since `before`."""
        return self.world.reading.diff(before, self.dump())

    def signed_in(self) -> dict[str, Any]:
        """Playwright's `storage_state` of the seeded user."""
        cookie = {
            "name": SESSION_COOKIE,
            "value": SESSION_TOKEN,
            "domain": "127.0.0.1",
            "path": "/",
            "expires": -1,
            "httpOnly": True,
            "secure": False,
            "sameSite": "Lax",
        }
        return {"cookies": [cookie], "origins": []}

    def __enter__(self) -> Self:
        self._outside.start()
        self._inside.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._inside.stop()
        self._outside.stop()
        self._folder.cleanup()


class _Serving:
    """One application on one socket."""

    def __init__(self, app: Starlette, host: str, port: int) -> None:
        self._host = host
        config = uvicorn.Config(app, host=host, port=port, log_level="error", lifespan="off")
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, daemon=True)

    @property
    def url(self) -> str:
        port = self._server.servers[0].sockets[0].getsockname()[1]
        return f"http://{self._host}:{port}"

    def start(self) -> None:
        self._thread.start()
        deadline = time.monotonic() + _START_SECONDS
        while not self._server.started:
            if time.monotonic() > deadline or not self._thread.is_alive():
                raise RuntimeError(f"no server could be started on {self._host}")
            time.sleep(0.01)

    def stop(self) -> None:
        self._server.should_exit = True
        self._thread.join(_START_SECONDS)
