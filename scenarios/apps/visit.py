"""One request to a world, with who sent it, what it carries and how the world is set up."""

from dataclasses import dataclass, field
from json import JSONDecodeError
from typing import Any

from starlette.datastructures import UploadFile
from starlette.requests import Request

from scenarios.apps.database import Database, Row

SESSION_COOKIE = "session"


@dataclass(frozen=True)
class Visit:
    """A request, its user or None, its form and JSON body, and the world's setting.

    `texts` maps English texts to the world's second language; `t` looks a text up in the language that is
    set. A form field that is sent several times is joined by commas.
    """

    request: Request
    db: Database
    token: str
    user: Row | None
    traps: dict[str, str]
    setting: dict[str, str]
    texts: dict[str, str]
    fields: dict[str, str] = field(default_factory=dict)
    json: dict[str, Any] = field(default_factory=dict)

    @property
    def user_id(self) -> int:
        """The user's id; 0 for nobody."""
        return int(self.user["id"]) if self.user else 0

    @property
    def layout(self) -> int:
        """Which layout is set."""
        return int(self.setting.get("layout", "0"))

    @property
    def language(self) -> str:
        """The language that is set."""
        return self.setting.get("language", "en")

    def t(self, text: str) -> str:
        """`text` in the language that is set; English where the world has no word for it."""
        return text if self.language == "en" else self.texts.get(text, text)

    def form(self, name: str, default: str = "") -> str:
        """One field of the posted form."""
        return self.fields.get(name, default)

    def number(self, name: str) -> int:
        """A number in the path of the address."""
        return int(self.request.path_params[name])

    def query(self, name: str, default: str = "") -> str:
        """One parameter of the address."""
        return str(self.request.query_params.get(name, default))


async def visit_of(request: Request, database: Database, texts: dict[str, str]) -> Visit:
    """Read who is visiting and what was sent."""
    token = request.cookies.get(SESSION_COOKIE, "")
    user = database.one(
        "SELECT u.* FROM users u JOIN sessions s ON s.user_id = u.id WHERE s.token = ?", token
    )
    fields, body = await _sent(request)
    return Visit(
        request,
        database,
        token,
        user,
        {row["name"]: row["detail"] for row in database.all("SELECT * FROM traps")},
        {row["name"]: row["value"] for row in database.all("SELECT * FROM setting")},
        texts,
        fields,
        body,
    )


async def _sent(request: Request) -> tuple[dict[str, str], dict[str, Any]]:
    if request.method in ("GET", "HEAD"):
        return {}, {}
    if request.headers.get("content-type", "").startswith("application/json"):
        try:
            body = await request.json()
        except JSONDecodeError:
            return {}, {}
        return {}, body if isinstance(body, dict) else {}
    fields: dict[str, str] = {}
    for name, value in (await request.form()).multi_items():
        text = value.filename or "" if isinstance(value, UploadFile) else value
        fields[name] = f"{fields[name]},{text}" if name in fields else text
    return fields, {}
