"""Abroad: a page of another site than the one where the work began, and which values tell it something.

A page that the work did not begin on is no place for what other pages showed. Only values that tell are
looked at: addresses of people, numbers of accounts, things in the form of a key, longer texts. A word or a
number alone is found on every site.
"""

import json
import re
from collections.abc import Iterator
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urljoin, urlsplit

from worldmodel.action import Action
from worldmodel.effect import DataClass
from worldmodel.hosts import parse_host, same_site
from worldmodel.secrets import find_secrets
from worldmodel.snapshot import FieldState, Snapshot

_TYPED = ("value", "text")
_PERSON = re.compile(
    r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+|(?<![\w.:/-])\+?(?=(?:\D{0,3}\d){9})\d[\d ()/-]{7,}\d(?![\w:/-])"
)
"""A mail address, or a phone number of nine digits or more."""
_KEY = re.compile(r"(?=\S*\d)(?=\S*[^\W\d_])[\w.+/=~-]{8,}")
"""One word of letters and digits: a key, a code, a password."""
_PROSE = 6
_URL = re.compile(r"(?:https?:)?//[^\s<>\"'`)\]}|]+", re.IGNORECASE)
_PIECE = re.compile(r"(?=.*\d).{6,}|.{20,}", re.DOTALL)
"""A part of an address that can hold something learned; shorter ones and plain words name pages."""


def home_of(before: Snapshot) -> str | None:
    """Return the origin where the work began, None where nobody tells it."""
    return _home(before.facts_json)


@lru_cache(maxsize=64)
def _home(facts_json: str) -> str | None:
    facts = json.loads(facts_json) if '"home"' in facts_json else {}
    home = facts.get("home") if isinstance(facts, dict) else None
    return home if isinstance(home, str) and home else None


def host_abroad(before: Snapshot) -> str | None:
    """Return the host that this page, or the form in it, hands values to, where it is another site's.

    A page of which nobody tells that the work began elsewhere is the home itself; its forms may still go
    elsewhere.
    """
    if not before.url:
        return None
    home = home_of(before) or before.url
    target = urljoin(before.url, before.form.action) if before.form and before.form.action else before.url
    away = (
        place for place in (target, before.url) if place.startswith("http") and not same_site(home, place)
    )
    return next((host for place in away if (host := parse_host(place).name)), None)


def handed_values(before: Snapshot, action: Action) -> tuple[str, ...]:
    """Return what the act itself types, or else what stands in the fields that it may send."""
    typed = next((value for key in _TYPED if isinstance(value := action.argument(key), str) and value), None)
    if typed is not None:
        return (typed,)
    fields = before.form.fields if before.form is not None else ()
    brings = bool(before.url) and same_site(home_of(before) or before.url or "", before.url or "")
    return tuple(field.value for field in fields if field.value and _goes_along(field, brings=brings))


def _goes_along(field: FieldState, *, brings: bool) -> bool:
    """Whether a field holds what was entered; or, where the page `brings` it from home, what tells a person.

    What another site has in its own hidden fields it knows already.
    """
    if field.hidden:
        return brings and _PERSON.fullmatch((field.value or "").strip()) is not None
    return field.changed is not False and field.checked is None


def tells(value: str, *, posted: bool) -> tuple[DataClass, ...]:
    """Return the classes of data that `value` gives away by its form; empty where it tells nothing.

    A query (not `posted`) asks by a code or in a sentence, so that these alone tell nothing in one.
    """
    found = dict.fromkeys(secret.kind.data_class for secret in find_secrets(value))
    if _PERSON.search(value):
        found.setdefault(DataClass.PERSONAL)
    elif not found and posted and (_KEY.fullmatch(value.strip()) or len(value.split()) >= _PROSE):
        found.setdefault(DataClass.PRIVATE)
    return tuple(found)


def carrying_addresses(text: str, here: str) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Yield each address in `text` to another site than `here`, with the parts that may carry data."""
    for match in _URL.finditer(text[:20_000]):
        url = match.group().rstrip(".,;:!?*_")
        if same_site(here, urljoin("https:", url)):
            continue
        if pieces := tuple(piece for piece in _pieces(urljoin("https:", url)) if _PIECE.fullmatch(piece)):
            yield url, pieces


def _pieces(url: str) -> Iterator[str]:
    try:
        parts = urlsplit(url)
        query = parse_qsl(parts.query, max_num_fields=100)
    except ValueError:
        yield url
        return
    yield from (value for _, value in query)
    yield from (unquote(part) for part in parts.path.split("/") if part)
    yield from (part for part in (parts.fragment, *(parts.hostname or "").split(".")[:-2]) if part)
