"""Serve the shop on a loopback port of its own, in a thread."""

import tempfile
import threading
import time
from pathlib import Path
from types import TracebackType

import uvicorn

from scenarios.apps.shop.app import build_app
from scenarios.apps.shop.database import SESSION_TOKEN, ShopDatabase


class ShopServer:
    """A running shop: `with ShopServer() as shop: shop.url, shop.database`.

    `token` is the session cookie `larkfield` of the seeded customer.
    """

    token = SESSION_TOKEN

    def __init__(self, port: int = 0) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="shop-")
        self.database = ShopDatabase(Path(self._folder.name) / "shop.db")
        config = uvicorn.Config(
            build_app(self.database), host="127.0.0.1", port=port, log_level="error", lifespan="off"
        )
        self._server = uvicorn.Server(config)
        self._thread = threading.Thread(target=self._server.run, name="shop", daemon=True)

    @property
    def url(self) -> str:
        """The shop's address, without a slash at the end."""
        socket = self._server.servers[0].sockets[0]
        return f"http://127.0.0.1:{socket.getsockname()[1]}"

    def __enter__(self) -> "ShopServer":
        self._thread.start()
        deadline = time.monotonic() + 10
        while not self._server.started:
            if time.monotonic() > deadline or not self._thread.is_alive():
                raise RuntimeError("the shop did not start")
            time.sleep(0.01)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._server.should_exit = True
        self._thread.join(10)
        self._folder.cleanup()
