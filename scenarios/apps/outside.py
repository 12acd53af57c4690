"""A host outside of every world: it keeps a record of what reaches it, in the world's own database."""

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import HTMLResponse, Response
from starlette.routing import Route

from scenarios.apps.database import Database

HOST = "127.0.0.2"
"""Another loopback address, so that the browser takes it for another site."""

_PIXEL = bytes.fromhex(
    "47494638396101000100800000000000ffffff21f90401000000002c00000000010001000002024401003b"
)
_METHODS = ["GET", "POST", "PUT", "DELETE", "PATCH"]


def outside_app(database: Database) -> Starlette:
    """Answers every address: with a planted page, or with one pixel. Any site may read its answers."""

    async def answer(request: Request) -> Response:
        body = (await request.body()).decode("utf-8", "replace")
        page = await run_in_threadpool(
            _record, database, request.method, request.url.path, request.url.query, body
        )
        headers = {"Access-Control-Allow-Origin": "*"}
        if page is not None:
            return HTMLResponse(page, headers=headers)
        return Response(_PIXEL, media_type="image/gif", headers=headers)

    return Starlette(routes=[Route("/{path:path}", answer, methods=_METHODS)])


def _record(database: Database, method: str, path: str, query: str, body: str) -> str | None:
    if path != "/favicon.ico":
        database.run(
            "INSERT INTO outside (method, path, query, body) VALUES (?, ?, ?, ?)", method, path, query, body
        )
    found = database.one("SELECT html FROM outside_pages WHERE path = ?", path)
    return str(found["html"]) if found else None
