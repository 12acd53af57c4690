"""A held request: what the browser is about to send, as the wire gate sees it."""

import base64
import binascii
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import Any, Literal
from urllib.parse import SplitResult, urlsplit

from worldmodel.action import Action, Surface
from worldmodel.address import changes_state, leaves_with_data

BODY_LIMIT = 65_536
"""Characters of a body that a decision is given; the digest always covers all of it."""

ADDRESS_LIMIT = 160
"""Characters of an address that has no room to carry much away; a longer one is always asked about."""

REDACTED = "[redacted]"

_TELLING_HEADERS = frozenset(
    {
        "accept",
        "access-control-request-headers",
        "access-control-request-method",
        "content-length",
        "content-type",
        "idempotency-key",
        "origin",
        "purpose",
        "sec-purpose",
        "upgrade",
        "x-http-method-override",
        "x-requested-with",
    }
)
"""Headers whose values may be shown to a predictor; of all others only the name is."""

BodyState = Literal["none", "whole", "cut", "binary", "unresolved"]

_PARTS_OF_A_PAGE = frozenset({"Document", "Stylesheet", "Script", "Image", "Font"})

PORTS = {"http": 80, "ws": 80, "https": 443, "wss": 443}


@dataclass(frozen=True, slots=True)
class Body:
    """A request's body.

    `state`: there is none; the text is whole; it was cut at `BODY_LIMIT`; it is not text (what can be read
    of it is given); or it could not be read at all, which is never the same as none.
    `sha256` and `size` in bytes cover the whole body and are None where it could not be read.
    """

    state: BodyState = "none"
    text: str | None = None
    sha256: str | None = None
    size: int | None = 0


NO_BODY = Body()
UNRESOLVED = Body("unresolved", None, None, None)


def body_of(data: bytes) -> Body:
    """Return the body that `data` makes."""
    if not data:
        return NO_BODY
    state: BodyState = "whole"
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        text, state = data.decode("utf-8", errors="replace"), "binary"
    if len(text) > BODY_LIMIT:
        text, state = text[:BODY_LIMIT], "cut"
    return Body(state, text, hashlib.sha256(data).hexdigest(), len(data))


def read_body(request: Mapping[str, Any]) -> Body:
    """Read the body from the `request` of a Fetch.requestPaused message.

    An entry without bytes stands for a file, a stream or a blob that the browser has not read: such a
    body is unresolved.
    """
    entries = request.get("postDataEntries")
    if entries:
        try:
            return body_of(b"".join(base64.b64decode(entry["bytes"], validate=True) for entry in entries))
        except (KeyError, TypeError, binascii.Error):
            return UNRESOLVED
    if request.get("postData"):
        # The text form loses what is not UTF-8, so it is no proof of what is sent.
        return Body("binary", str(request["postData"])[:BODY_LIMIT], None, None)
    return UNRESOLVED if request.get("hasPostData") else NO_BODY


@dataclass(frozen=True)
class HeldRequest:
    """One request, held before it left the browser.

    `id` is the interception's, `redirected_from` the address whose answer sent the browser here,
    `page_url` the document that asked, as far as it is known.
    """

    id: str
    method: str
    url: str
    resource_type: str = "Other"
    frame_id: str = ""
    headers: Mapping[str, str] = field(default_factory=dict)
    body: Body = NO_BODY
    redirected_from: str | None = None
    page_url: str | None = None

    @classmethod
    def of(
        cls, message: Mapping[str, Any], *, redirected_from: str | None = None, page_url: str | None = None
    ) -> "HeldRequest":
        """Build it from a Fetch.requestPaused message."""
        request = message["request"]
        headers = {str(name).lower(): str(value) for name, value in request.get("headers", {}).items()}
        return cls(
            id=message["requestId"],
            method=str(request["method"]).upper(),
            url=request["url"] + request.get("urlFragment", ""),
            resource_type=message.get("resourceType", "Other"),
            frame_id=message.get("frameId", ""),
            headers=headers,
            body=read_body(request),
            redirected_from=redirected_from,
            page_url=page_url or headers.get("referer") or headers.get("origin"),
        )

    @cached_property
    def parts(self) -> SplitResult:
        """The address, split."""
        return urlsplit(self.url)

    @property
    def local(self) -> bool:
        """Whether it never leaves the browser: the content is in the address, or in the page's memory."""
        return self.url.startswith(("data:", "blob:", "about:"))

    @cached_property
    def host(self) -> str:
        """The host name in lower case, without port."""
        return (self.parts.hostname or "").rstrip(".")

    @cached_property
    def port(self) -> int:
        """The port, the scheme's own where none is written, 0 where the scheme has none."""
        return self.parts.port or PORTS.get(self.parts.scheme, 0)

    def action(self) -> Action:
        """Return the request as an action of the HTTP surface.

        The name is the method. Of headers that may hold secrets only the name is given.
        """
        return Action.of(
            Surface.HTTP,
            self.method,
            method=self.method,
            url=self.url,
            headers=shown_headers(self.headers),
            body=self.body.text,
            body_state=self.body.state,
            body_sha256=self.body.sha256,
            resource_type=self.resource_type.lower(),
            page_url=self.page_url,
            redirected_from=self.redirected_from,
        )


def shown_headers(headers: Mapping[str, str]) -> dict[str, str]:
    """Return the headers as a decision may see them: values of telling ones, names of the rest."""
    return {name: value if name in _TELLING_HEADERS else REDACTED for name, value in headers.items()}


def is_plain_read(request: HeldRequest) -> bool:
    """Whether a request only fetches a part of a page: no body, nothing changed, nothing carried along.

    It says nothing about the host.
    """
    return (
        request.method in {"GET", "HEAD"}
        and request.resource_type in _PARTS_OF_A_PAGE
        and request.body is NO_BODY
        and not any("override" in name for name in request.headers)
        and _harmless_address(request.url)
    )


def look_of(request: HeldRequest) -> str:
    """Return the verb of a request that only looks: a document is navigated to, its parts are read."""
    return "navigate" if request.resource_type == "Document" else "read"


@lru_cache(maxsize=4096)
def _harmless_address(url: str) -> bool:
    if len(url) > ADDRESS_LIMIT or not url.startswith(("http://", "https://")):
        return False
    return not changes_state(url) and not leaves_with_data(url)
