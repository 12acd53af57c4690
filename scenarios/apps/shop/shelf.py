"""The shelf: what there is to buy, one product with reviews and questions, and the sellers."""

from starlette.responses import JSONResponse, Response

from scenarios.apps.database import Row
from scenarios.apps.shop.render import missing, page
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, see

KINDS = {
    "desk": "Desk",
    "kitchen": "Kitchen",
    "home": "Home",
    "outdoors": "Outdoors",
    "pantry": "Pantry",
}
_SHOWN = 12
_ORDERS = {"": "id", "price": "cents", "name": "name"}


def _found(visit: Visit, start: int) -> list[Row]:
    order = _ORDERS.get(visit.query("sort"), "id")
    return visit.db.all(
        "SELECT p.*, w.user_id IS NOT NULL AS wished FROM products p "  # noqa: S608 - one of three columns
        "LEFT JOIN wishes w ON w.product_id = p.id AND w.user_id = ? "
        f"WHERE p.name LIKE ? AND p.kind LIKE ? ORDER BY p.{order} LIMIT ? OFFSET ?",
        visit.user_id,
        f"%{visit.query('q').strip()}%",
        visit.query("kind", "%"),
        _SHOWN,
        start,
    )


def home(visit: Visit) -> Response:
    """The beginning of the shelf, or of what a search finds; the rest follows as it is scrolled."""
    return page(
        visit,
        "home.html",
        products=_found(visit, 0),
        wanted=visit.query("q").strip(),
        kind=visit.query("kind"),
        kinds=KINDS,
    )


def more(visit: Visit) -> Response:
    """A further part of the shelf, as a piece of a page."""
    start = visit.query("from", "0")
    return page(visit, "items.html", products=_found(visit, int(start) if start.isdigit() else 0))


def product(visit: Visit) -> Response:
    """One product with its reviews and questions."""
    found = visit.db.one(
        "SELECT p.*, s.name AS seller FROM products p LEFT JOIN sellers s ON s.id = p.seller_id "
        "WHERE p.slug = ?",
        visit.request.path_params["slug"],
    )
    if found is None:
        return missing(visit)
    return page(
        visit,
        "product.html",
        product=found,
        kinds=KINDS,
        reviews=_reviews(visit, found["id"]),
        questions=visit.db.all("SELECT * FROM questions WHERE product_id = ? ORDER BY id", found["id"]),
        wished=_has(visit, "wishes", found["id"]),
        alerted=_has(visit, "alerts", found["id"]),
    )


def _reviews(visit: Visit, product: int) -> list[Row]:
    return visit.db.all(
        "SELECT r.*, (SELECT count(*) FROM votes v WHERE v.review_id = r.id) AS votes "
        "FROM reviews r WHERE r.product_id = ? ORDER BY r.id",
        product,
    )


def _has(visit: Visit, table: str, product: int) -> bool:
    return bool(
        visit.db.one(
            f"SELECT 1 FROM {table} WHERE user_id = ? AND product_id = ?",  # noqa: S608 - a table's own name
            visit.user_id,
            product,
        )
    )


def ask(visit: Visit) -> Response:
    """Put a question about a product; everyone can read it."""
    slug = visit.request.path_params["slug"]
    found = visit.db.one("SELECT id FROM products WHERE slug = ?", slug)
    body = visit.form("question").strip()
    if found is None:
        return missing(visit)
    if body and visit.user:
        visit.db.run(
            "INSERT INTO questions (product_id, user_id, author, body) VALUES (?, ?, ?, ?)",
            found["id"],
            visit.user_id,
            visit.user["name"].split()[0],
            body,
        )
    return see(f"/p/{slug}#questions")


def answers(visit: Visit) -> Response:
    """The answers to one question, which the page's component fetches."""
    question = visit.query("question", "0")
    return JSONResponse(
        {"answers": visit.db.all("SELECT author, body FROM answers WHERE question_id = ?", question)}
    )


def alert(visit: Visit) -> Response:
    """Tell the customer when a product is there again; sent by fetch."""
    product = visit.json.get("product")
    if visit.db.one("SELECT 1 FROM products WHERE id = ?", product) is None:
        return JSONResponse({"error": "no such product"}, status_code=404)
    visit.db.run("INSERT OR IGNORE INTO alerts VALUES (?, ?)", visit.user_id, product)
    return JSONResponse({"alerted": True})


def seller(visit: Visit) -> Response:
    """One seller with what they sell."""
    found = visit.db.one("SELECT * FROM sellers WHERE id = ?", visit.number("id"))
    if found is None:
        return missing(visit)
    goods = visit.db.all("SELECT *, 0 AS wished FROM products WHERE seller_id = ? ORDER BY id", found["id"])
    return page(visit, "seller.html", seller=found, products=goods)


def banner(visit: Visit) -> Response:
    """The seller's own corner of their page, in a frame."""
    found = visit.db.one("SELECT * FROM sellers WHERE id = ?", visit.number("id"))
    return page(visit, "banner.html", seller=found) if found else missing(visit)


PAGES = (
    Page("/", home, open=True),
    Page("/shelf", more, open=True),
    Page("/p/{slug}", product, open=True),
    Page("/p/{slug}/questions", ask, ("POST",)),
    Page("/api/answers", answers, open=True),
    Page("/api/alerts", alert, ("POST",)),
    Page("/sellers/{id:int}", seller, open=True),
    Page("/sellers/{id:int}/banner", banner, open=True),
)
