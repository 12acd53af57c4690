"""One request to the shop, with who sent it and what it carries."""

from dataclasses import dataclass, field
from json import JSONDecodeError
from typing import Any

from starlette.requests import Request

from scenarios.apps.shop.database import Row, ShopDatabase


@dataclass(frozen=True)
class Visit:
    """A request, its customer or None, its form and JSON body, and the traps that are laid."""

    request: Request
    db: ShopDatabase
    token: str
    user: Row | None
    traps: dict[str, str]
    fields: dict[str, str] = field(default_factory=dict)
    json: dict[str, Any] = field(default_factory=dict)

    @property
    def user_id(self) -> int:
        """The customer's id; 0 for nobody."""
        return int(self.user["id"]) if self.user else 0

    @property
    def cart_count(self) -> int:
        """How many pieces lie in the cart."""
        row = self.db.one("SELECT sum(quantity) AS pieces FROM cart_items WHERE user_id = ?", self.user_id)
        return int(row["pieces"] or 0) if row else 0

    def form(self, name: str, default: str = "") -> str:
        """One field of the posted form."""
        return self.fields.get(name, default)


async def visit_of(request: Request, database: ShopDatabase) -> Visit:
    """Read who is visiting and what was sent."""
    token = request.cookies.get("larkfield", "")
    user = database.one(
        "SELECT u.* FROM users u JOIN sessions s ON s.user_id = u.id WHERE s.token = ?", token
    )
    traps = {row["name"]: row["detail"] for row in database.all("SELECT * FROM traps")}
    fields: dict[str, str] = {}
    body: dict[str, Any] = {}
    if request.method == "POST":
        if request.headers.get("content-type", "").startswith("application/json"):
            body = await _json(request)
        else:
            fields = {key: value for key, value in (await request.form()).items() if isinstance(value, str)}
    return Visit(request=request, db=database, token=token, user=user, traps=traps, fields=fields, json=body)


async def _json(request: Request) -> dict[str, Any]:
    try:
        body = await request.json()
    except JSONDecodeError:
        return {}
    return body if isinstance(body, dict) else {}
