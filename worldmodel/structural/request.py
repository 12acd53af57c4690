"""An HTTP request as an action gives it: method, address, headers, and a body in whatever form."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin

from worldmodel.action import Action, Surface
from worldmodel.address import Address, parts_of
from worldmodel.hosts import Host, parse_host
from worldmodel.snapshot import FieldState, FormState, Snapshot

METHODS = frozenset({"GET", "HEAD", "OPTIONS", "POST", "PUT", "PATCH", "DELETE"})
SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_PART = re.compile(
    r'name="([^"]*)"(?:; filename="([^"]*)")?[^\r\n]*(?:\r?\n[^\r\n]+)*\r?\n\r?\n(.*?)(?=\r?\n--|\Z)',
    re.DOTALL,
)
_WORDED = frozenset({"text", "", "textarea", "email", "tel", "url", "number", "date"})
_OVERRIDE_HEADERS = ("x-http-method-override", "x-http-method", "x-method-override")


@dataclass(frozen=True)
class Request:
    """One request. `given_method` is what it is sent as, `method` what the server will take it for."""

    given_method: str
    url: str
    headers: Mapping[str, str]
    body: Any
    page: str | None
    form: FormState | None = None

    @classmethod
    def of(cls, before: Snapshot, action: Action) -> "Request":
        """Read a request from an HTTP action, or from a tool call whose arguments describe one."""
        given = action.arguments
        named = action.name.upper() in METHODS
        method = (
            action.name if named else given.get("method") or given.get("http_method") or given.get("verb")
        )
        told = [part.upper() for part in re.split(r"[^A-Za-z]+|(?<=[a-z])(?=[A-Z])", action.name)]
        tail = next((part for part in told if part in METHODS), "")
        url = str(next((given[k] for k in ("url", "uri", "address", "href", "endpoint") if given.get(k)), ""))
        if before.url and "://" not in url and before.url.startswith("http"):
            url = urljoin(before.url, url)
        url = _with_query(url, given.get("params") or given.get("query_params"))
        headers = {str(k).lower(): str(v) for k, v in _pairs(given.get("headers"))}
        body = next(
            (
                given[k]
                for k in ("body", "data", "json", "form", "post_data", "content", "payload", "files")
                if given.get(k)
            ),
            None,
        )
        default = tail if tail in METHODS else "GET" if body is None else "POST"
        if action.surface is Surface.HTTP and not named and method is None:
            default = action.name  # an unknown method stays unknown
        return cls(str(method or default).upper(), url, headers, body, before.url, before.form)

    @cached_property
    def method(self) -> str:
        """The method after overrides: `_method` in body or query, or an override header."""
        stated = next((self.headers[name] for name in _OVERRIDE_HEADERS if name in self.headers), None)
        query = dict(self.address.query)
        fields = self.fields if isinstance(self.fields, dict) else {}
        stated = stated or query.get("_method") or fields.get("_method")
        if stated and str(stated).upper() in METHODS:
            return str(stated).upper()
        return self.given_method

    @cached_property
    def host(self) -> Host:
        """The host that the request goes to."""
        return parse_host(self.url)

    @cached_property
    def address(self) -> Address:
        """Path and query, decoded."""
        return parts_of(self.url)

    @cached_property
    def edits(self) -> bool:
        """Whether it posts back, to the address of a record, what the page's own form brought of it.

        A form can only post, so that a record is changed by the method that elsewhere makes a new one. Where
        there is a place for longer words, that has to have been brought filled: an empty one is for a reply.
        """
        if (
            self.form is None
            or self.method != "POST"
            or urljoin(self.page or "", self.form.action) != self.url
        ):
            return False
        written = [field for field in self.form.fields if field.type in _WORDED and not field.hidden]
        longer = [field for field in written if field.type == "textarea"]
        return bool(written) and all(_was_brought(field) for field in longer or written[:1])

    @property
    def leaves_site(self) -> bool:
        """Whether it goes to another site than the page at hand; true where no page is known."""
        here = parse_host(self.page) if self.page else None
        return here is None or not here.registrable or here.registrable != self.host.registrable

    @cached_property
    def content_type(self) -> str:
        """The body's media type in lower case, without parameters."""
        return self.headers.get("content-type", "").partition(";")[0].strip().lower()

    @cached_property
    def fields(self) -> Any:
        """The body as JSON-like data: an object, a list for a batch, `{}` where it can't be read."""
        if isinstance(self.body, dict | list):
            return self.body
        if not isinstance(self.body, str) or not self.body.strip():
            return {}
        text = self.body.strip()
        if text[0] in "{[":
            try:
                return json.loads(text)
            except (ValueError, RecursionError):
                return {}
        if "form-data" in self.content_type or ("Content-Disposition" in text and 'name="' in text):
            return _multipart(text)
        return _form(text)

    @cached_property
    def is_opaque(self) -> bool:
        """Whether there is a body that could not be read."""
        return bool(self.body) and not self.fields

    @cached_property
    def uploads(self) -> tuple[str, ...]:
        """Names of the files that the body carries."""
        if isinstance(self.body, str) and "filename=" in self.body:
            return tuple(re.findall(r'filename="([^"]+)"', self.body)[:20])
        return ()


def _was_brought(field: FieldState) -> bool:
    """Whether the page brought a field with something in it."""
    return bool(field.brought) or (field.changed is False and bool(field.value or field.filled))


def _with_query(url: str, params: Any) -> str:
    """An address with the parameters that the call gives beside it."""
    if not isinstance(params, dict) or not params or not url:
        return url
    return f"{url}{'&' if '?' in url else '?'}{urlencode(params, doseq=True)}"


def _pairs(value: Any) -> list[tuple[Any, Any]]:
    if isinstance(value, dict):
        return list(value.items())
    if isinstance(value, list):
        return [(item[0], item[1]) for item in value if isinstance(item, list | tuple) and len(item) == 2]
    return []


def _form(text: str) -> dict[str, Any]:
    if "=" not in text.split("&", 1)[0]:
        return {}
    try:
        pairs = parse_qsl(text, keep_blank_values=True, max_num_fields=500)
    except ValueError:
        return {}
    found: dict[str, Any] = {}
    for key, value in pairs:
        found[key] = (
            [*found[key], value]
            if isinstance(found.get(key), list)
            else [found[key], value]
            if key in found
            else value
        )
    return found


def _multipart(text: str) -> dict[str, Any]:
    return {match.group(1): match.group(2) or match.group(3) for match in _PART.finditer(text)}
