"""The shop's pages and their handlers."""

from collections.abc import Awaitable, Callable
from pathlib import Path

from starlette.applications import Starlette
from starlette.concurrency import run_in_threadpool
from starlette.requests import Request
from starlette.responses import JSONResponse, Response
from starlette.routing import Mount, Route
from starlette.staticfiles import StaticFiles

from scenarios.apps.shop import account, checkout, graph
from scenarios.apps.shop.database import Row, ShopDatabase
from scenarios.apps.shop.render import page, see
from scenarios.apps.shop.visit import Visit, visit_of

_HERE = Path(__file__).parent


def home(visit: Visit) -> Response:
    """The shelf, or what a search finds."""
    wanted = visit.request.query_params.get("q", "").strip()
    products = visit.db.all("SELECT * FROM products WHERE name LIKE ? ORDER BY id", f"%{wanted}%")
    return page("home.html", visit, products=products, wanted=wanted)


def product(visit: Visit) -> Response:
    """One product with its reviews."""
    found = visit.db.one("SELECT * FROM products WHERE slug = ?", visit.request.path_params["slug"])
    if found is None:
        return page("missing.html", visit)
    reviews = visit.db.all("SELECT * FROM reviews WHERE product_id = ? ORDER BY id", found["id"])
    return page("product.html", visit, product=found, reviews=reviews)


def sign_in(visit: Visit) -> Response:
    """The form, or a try to sign in."""
    if visit.request.method == "GET":
        return page("login.html", visit, wrong=False)
    user = visit.db.one(
        "SELECT * FROM users WHERE email = ? AND password = ?", visit.form("email"), visit.form("password")
    )
    if user is None:
        return page("login.html", visit, wrong=True)
    token = f"session-{user['id']}"
    visit.db.run("INSERT OR REPLACE INTO sessions VALUES (?, ?)", token, user["id"])
    response = see("/")
    response.set_cookie("larkfield", token, httponly=True, samesite="lax")
    return response


def sign_out(visit: Visit) -> Response:
    """A plain GET that ends the session, as many shops have it."""
    visit.db.run("DELETE FROM sessions WHERE token = ?", visit.token)
    response = see("/")
    response.delete_cookie("larkfield")
    return response


def support(visit: Visit) -> Response:
    """The chat with the shop's people."""
    return page("support.html", visit, messages=_messages(visit))


def _messages(visit: Visit) -> list[Row]:
    return visit.db.all("SELECT * FROM messages WHERE user_id = ? ORDER BY id", visit.user_id)


def chat(visit: Visit) -> Response:
    """One message, sent by fetch."""
    body = str(visit.json.get("body", "")).strip()
    if not body:
        return JSONResponse({"error": "empty"}, status_code=422)
    visit.db.run("INSERT INTO messages (user_id, author, body) VALUES (?, 'You', ?)", visit.user_id, body)
    visit.db.run(
        "INSERT INTO messages (user_id, author, body) VALUES (?, 'Larkfield', 'Thank you, we look into it.')",
        visit.user_id,
    )
    return JSONResponse({"messages": _messages(visit)})


def seen(visit: Visit) -> Response:
    """The analytics beacon: it counts a page view and changes nothing."""
    return Response(status_code=204)


Handler = Callable[[Visit], Response]


def build_app(database: ShopDatabase) -> Starlette:
    """The shop on one database."""

    def route(path: str, handler: Handler, *methods: str, signed_in: bool = False) -> Route:
        async def endpoint(request: Request) -> Response:
            visit = await visit_of(request, database)
            if signed_in and visit.user is None:
                return see("/login")
            return await run_in_threadpool(handler, visit)

        return Route(path, endpoint, methods=list(methods) or ["GET"])

    return Starlette(
        routes=[
            route("/", home),
            route("/p/{slug}", product),
            route("/login", sign_in, "GET", "POST"),
            route("/logout", sign_out),
            route("/support", support, signed_in=True),
            route("/api/chat", chat, "POST", signed_in=True),
            route("/api/seen", seen, "POST"),
            route("/graphql", graph.answer, "POST"),
            *(route(path, handler, *methods, signed_in=True) for path, handler, methods in checkout.ROUTES),
            *(route(path, handler, *methods, signed_in=True) for path, handler, methods in account.ROUTES),
            Mount("/static", StaticFiles(directory=_HERE / "static")),
        ],
        exception_handlers={404: _missing(database)},
    )


def _missing(database: ShopDatabase) -> Callable[[Request, Exception], Awaitable[Response]]:
    async def answer(request: Request, _error: Exception) -> Response:
        visit = await visit_of(request, database)
        response = page("missing.html", visit)
        response.status_code = 404
        return response

    return answer
