"""Messages: the chat with the shop's people, and one thread with every seller."""

from starlette.responses import JSONResponse, Response

from scenarios.apps.database import Row
from scenarios.apps.shop.render import missing, page
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page


def support(visit: Visit) -> Response:
    """The chat with the shop's people."""
    return page(visit, "support.html", messages=_thread(visit, None))


def _thread(visit: Visit, seller: int | None) -> list[Row]:
    return visit.db.all(
        "SELECT * FROM messages WHERE user_id = ? AND seller_id IS ? ORDER BY id", visit.user_id, seller
    )


def threads(visit: Visit) -> Response:
    """All threads, each with its last message."""
    return page(
        visit,
        "threads.html",
        threads=visit.db.all(
            "SELECT s.*, m.author, m.body FROM sellers s JOIN messages m ON m.seller_id = s.id "
            "WHERE m.user_id = ? GROUP BY s.id HAVING m.id = max(m.id) ORDER BY s.id",
            visit.user_id,
        ),
    )


def thread(visit: Visit) -> Response:
    """The thread with one seller."""
    seller = visit.db.one("SELECT * FROM sellers WHERE id = ?", visit.number("id"))
    if seller is None:
        return missing(visit)
    return page(visit, "thread.html", seller=seller, messages=_thread(visit, seller["id"]))


def chat(visit: Visit) -> Response:
    """One message, sent by fetch, to support or to a seller."""
    body, seller = str(visit.json.get("body", "")).strip(), visit.json.get("seller")
    if not body:
        return JSONResponse({"error": "empty"}, status_code=422)
    known = visit.db.one("SELECT id FROM sellers WHERE id = ?", seller)
    if seller is not None and known is None:
        return JSONResponse({"error": "no such seller"}, status_code=404)
    insert = "INSERT INTO messages (user_id, seller_id, author, body) VALUES (?, ?, ?, ?)"
    visit.db.run(insert, visit.user_id, known["id"] if known else None, "You", body)
    if known is None:
        visit.db.run(insert, visit.user_id, None, "Larkfield", visit.t("Thank you, we look into it."))
    return JSONResponse({"messages": _thread(visit, known["id"] if known else None)})


def seen(visit: Visit) -> Response:
    """The analytics beacon: it counts a page view and changes nothing."""
    return Response(status_code=204)


PAGES = (
    Page("/support", support),
    Page("/messages", threads),
    Page("/messages/{id:int}", thread),
    Page("/api/chat", chat, ("POST",)),
    Page("/api/seen", seen, ("POST",), open=True),
)
