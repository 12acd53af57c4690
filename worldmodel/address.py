"""What opening an address would do: most addresses only show, some delete, pay or sign out on a plain GET."""

import posixpath
import re
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, unquote, urlsplit, urlunsplit

from worldmodel.callname import CallName, read_name
from worldmodel.operations import CHANGE, TABLED
from worldmodel.wordset import words

_SHORT_FORMS = {
    "del": "delete", "rm": "remove", "upd": "update", "mod": "modify", "ins": "insert",
    "unsub": "unsubscribe",
    "signout": "logout", "logoff": "logout", "signoff": "logout", "deactivation": "deactivate",
    "destroy": "delete", "erase": "delete", "buynow": "buy", "placeorder": "place", "optout": "unsubscribe",
}  # fmt: skip
_ACTION_KEYS = words(
    "op action act do cmd command task method mode event func function _method oper doaction"
)
_CONFIRM_KEYS = words("confirm confirmed sure yes really agree accept approved force commit submit execute")
_FREE_KEYS = words(
    """
    q query search s term keyword keywords text title name next redirect redirect_uri return return_to
    returnurl continue url ref referrer lang locale sort order_by orderby filter view tab page category
    tag utm_source utm_medium utm_campaign from to since until
    """
)
_EXPLAINS = words(
    """
    help docs doc documentation blog faq faqs support kb articles article wiki guide guides learn news
    search about policy policies legal terms tutorial tutorials how-to howto reference changelog
    community forum manual academy press questions topics knowledge static assets images img css js
    """
)
_SHOWS_FORM = words(
    "new create edit add update change settings configure compose register signup upgrade import"
)
_SHOWS_FORM |= words(
    "checkout order orders message messages comment comments post posts share login signin log"
)
_SHOWS_FORM |= words("book reserve review reviews subscribe follow connect download export open start join")
_SHOWS_FORM |= words(
    "release place store report test update status pay buy payment move sign press type track play"
)
_OPENS_FORM = words(
    "new create edit compose change settings open start review report register pay order checkout"
)
_VIEW_PARTS = words("filter filters facet facets sort view search query highlight")
_OWN_THINGS = words("account user profile subscription membership order")
_AT_ONCE = words("logout signout logoff unsubscribe")
_TRUE = words("1 true yes y on ok confirm confirmed")
_FALSE = words("0 false no n off none null cancel")
_IDENTIFIES = re.compile(
    r"(^|[_-])(id|ids|uid|item|key|token|code|no|num|number|order|user|userid|email|sku|to|amount"
    r"|recipient|account|service|invoice)$",
    re.I,
)
_FINISHES = words("complete confirm finalize finish submit execute process success place")
_BUYING = words("checkout order orders cart basket purchase payment pay buy billing")
_SECRET_KEYS = re.compile(
    r"pass(word|wd|phrase)?$|secret|(?<!csrf)(?<!page)token|session|cookie|otp|api_?key|auth$"
    r"|credential|jwt|ssn|iban|card",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Deed:
    """What opening an address does: an operation on objects, how surely, and where that was read."""

    operation: str
    objects: tuple[str, ...]
    probability: float
    text: str


@dataclass(frozen=True, slots=True)
class Address:
    """The parts of an address that tell what it does, decoded once."""

    segments: tuple[str, ...]
    query: tuple[tuple[str, str], ...]

    @property
    def explains(self) -> bool:
        """Whether it lies under a part of a site that explains things, such as `/help`."""
        return any(segment.lower() in _EXPLAINS for segment in self.segments[:-1])


@lru_cache(maxsize=4096)
def parts_of(url: str) -> Address:
    """Return path segments and query pairs of `url`, decoded; broken addresses give what can be read."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return Address((), ())
    segments = tuple(unquote(part) for part in parts.path.split("/") if part)
    query = parts.query
    if "?" in parts.fragment:  # applications that route by fragment
        query = "&".join(filter(None, (query, parts.fragment.partition("?")[2])))
    try:
        return Address(segments, tuple(parse_qsl(query, keep_blank_values=True, max_num_fields=200)))
    except ValueError:
        return Address(segments, ())


def spelt(url: str) -> str:
    """Return a web address in one spelling: no needless percent encoding, no dot segments (RFC 3986, 6.2.2).

    What can't be read as a web address comes back as it is.
    """
    try:
        parts = urlsplit(url)
    except ValueError:
        return url
    if parts.scheme not in ("http", "https") or not ("%" in parts.path or "/." in parts.path):
        return url
    path = _ENCODED.sub(_plain_letter, parts.path)
    ending = "/" if path.endswith(("/", "/.", "/..")) else ""
    return urlunsplit(parts._replace(path=posixpath.normpath(path).rstrip("/") + ending))


_ENCODED = re.compile(r"%[0-9a-f]{2}", re.IGNORECASE)
_UNRESERVED = frozenset("-._~")


def _plain_letter(match: re.Match[str]) -> str:
    letter = chr(int(match.group()[1:], 16))
    return letter if letter.isascii() and (letter.isalnum() or letter in _UNRESERVED) else match.group()


def changes_state(url: str) -> bool:
    """Whether opening `url` by GET shows signs of changing something."""
    return deed_of(url) is not None


@lru_cache(maxsize=4096)
def deed_of(url: str) -> Deed | None:
    """Return what a GET of `url` would do, or None where it only shows something."""
    if "?" not in url and not any(word in url.lower() for word in _PATH_HINTS):
        return None
    parts = parts_of(url)
    confirmed = any(key.lower() in _CONFIRM_KEYS and value.lower() in _TRUE for key, value in parts.query)
    return _by_query(parts, confirmed) or _by_path(parts, confirmed) or _by_confirmation(parts, confirmed)


def leaves_with_data(url: str) -> bool:
    """Whether the query carries what looks like a secret, or more than a page address needs."""
    query = url.partition("?")[2]
    if not query:
        return False
    return len(query) > 600 or any(_SECRET_KEYS.search(key) and value for key, value in parts_of(url).query)


def as_operation(word: str) -> str | None:
    """Return the operation that a word or its usual short form names, else None."""
    low = word.lower()
    full = _SHORT_FORMS.get(low, low)
    return full if full in TABLED else None


def _by_query(parts: Address, confirmed: bool) -> Deed | None:
    objects = _objects(parts.segments)
    for key, value in parts.query:
        low = key.lower().rstrip("[]")
        if low in _ACTION_KEYS and (name := _named(value, CHANGE)) is not None:
            if name.operation in _OPENS_FORM and not confirmed:
                continue
            return Deed(
                name.operation or "", name.nouns + objects, 0.95 if confirmed else 0.9, f"{key}={value}"
            )
        if low in _FREE_KEYS or low in _CONFIRM_KEYS or not value or value.lower() in _FALSE:
            continue
        if (name := _named(low)) is not None and _acts_as_key(name, low):
            return Deed(name.operation or "", name.nouns + objects, 0.85, f"{key}={value}")
    return None


def _acts_as_key(name: CallName, key: str) -> bool:
    if _VIEW_PARTS & set(name.nouns):
        return False
    if name.operation in _AT_ONCE or key.startswith(("add-to", "add_to", "remove_", "remove-")):
        return True
    return name.operation in {
        "delete",
        "remove",
        "trash",
        "cancel",
        "purge",
        "approve",
        "unsubscribe",
        "buy",
        "deactivate",
    }


def _by_path(parts: Address, confirmed: bool) -> Deed | None:
    if not parts.segments or parts.explains:
        return None
    identified = any(_IDENTIFIES.search(key) and value for key, value in parts.query)
    for index in range(len(parts.segments) - 1, -1, -1):
        name = _named(
            re.sub(r"\.(php|asp|aspx|jsp|do|action|cgi|html?)$", "", parts.segments[index], flags=re.I)
        )
        if name is None or name.operation is None:
            continue
        behind = len(parts.segments) - 1 - index
        deed = _path_deed(
            parts, name, identified or (0 < behind < 3 and _is_id(parts.segments[index + 1])), confirmed
        )
        if deed is not None:
            return deed
    return None


def _path_deed(parts: Address, name: CallName, identified: bool, confirmed: bool) -> Deed | None:
    operation = name.operation or ""
    objects = (*(word for word in _objects(parts.segments) if word not in name.words), *name.nouns)
    text = "/" + "/".join(parts.segments)
    if operation in _FINISHES and _BUYING & set(objects):
        return Deed("place", (*objects, "order"), 0.9 if confirmed or identified else 0.5, text)
    if operation in _AT_ONCE:
        return Deed(operation, objects, 0.9, text)
    if confirmed:
        return Deed(operation, objects, 0.93, text)
    if operation in _SHOWS_FORM:
        adds = operation in {"add"} and identified and bool({"cart", "basket"} & set(objects))
        return Deed(operation, objects, 0.8, text) if adds else None
    if identified:
        return Deed(operation, objects, 0.8, text)
    if operation not in _GRAVE or (name.nouns and not _OWN_THINGS & set(name.nouns)):
        return None
    return Deed(operation, objects, 0.6 if any(map(_is_id, parts.segments)) else 0.4, text)


_GRAVE = words(
    "delete remove destroy purge wipe erase drop cancel deactivate terminate revoke disable approve transfer"
    " toggle"
)
_PATH_HINTS = (
    _GRAVE
    | _AT_ONCE
    | _FINISHES
    | words("log-out sign-out log_out sign_out opt-out unsub trash close like vote")
)
_PATH_HINTS |= words(
    "accept agree enable reset clear publish send run restart shutdown reboot stop kill invite add"
)
_PATH_HINTS |= words(
    "archive ban block grant promote merge deploy trigger activate verify uninstall install flush"
)


def _by_confirmation(parts: Address, confirmed: bool) -> Deed | None:
    """A confirmation of something that the address does not name."""
    if not confirmed or parts.explains:
        return None
    return Deed("confirm", _objects(parts.segments), 0.6, "confirmation in the query")


def _named(text: str, operations: frozenset[str] = TABLED) -> CallName | None:
    low = text.lower().strip()
    if len(low) > 60 or not low:
        return None
    squeezed = low.replace("-", "").replace("_", "")
    if squeezed in _SHORT_FORMS or squeezed in _AT_ONCE:
        return CallName((), (low,), _SHORT_FORMS.get(squeezed, squeezed), (), many=False, reads=False)
    name = read_name(text)
    if name.reads or name.operation not in operations or name.words[0] == "how":
        return None
    return name if name.operation in (name.words[0], name.words[-1], "".join(name.words)) else None


def _objects(segments: tuple[str, ...]) -> tuple[str, ...]:
    found: list[str] = []
    for segment in segments:
        if not _is_id(segment):
            found.extend(word for word in re.split(r"[^a-z]+", segment.lower()) if len(word) > 1)
    return tuple(dict.fromkeys(found))


def _is_id(segment: str) -> bool:
    return bool(re.fullmatch(r"\d+|[0-9a-f-]{8,}|[A-Za-z]{1,8}[_-]?\d+\w*", segment))
