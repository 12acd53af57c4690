"""Classification: whether an action only looks, changes something, or can't be told, in microseconds.

What is not known to be a read is never called one. An address that leads to another site is not called a
read either, since where a request goes is itself a question.
"""

import json
import re
from functools import lru_cache
from typing import Literal
from urllib.parse import urljoin

from worldmodel.action import Action, Surface
from worldmodel.address import changes_state, leaves_with_data
from worldmodel.callname import read_name
from worldmodel.hosts import parse_host
from worldmodel.jsread import reads_only
from worldmodel.looking import names_a_deed
from worldmodel.snapshot import Snapshot
from worldmodel.wordset import words

Kind = Literal["read_only", "state_changing", "unknown"]

PAGE_READS = words("""
    all all_inner_texts all_text_contents aria_snapshot bounding_box content cookies count element_handle
    evaluate_all expect_visible find first frame frames get get_attribute get_by_alt_text get_by_label
    get_by_placeholder get_by_role get_by_test_id get_by_text get_by_title highlight hover inner_html
    inner_text input_value is_checked is_closed is_disabled is_editable is_enabled is_hidden is_visible
    last locator main_frame move nth opener query_selector query_selector_all screenshot scroll
    scroll_into_view scroll_into_view_if_needed snapshot text_content title url viewport_size wait
    wait_for wait_for_function wait_for_load_state wait_for_selector wait_for_timeout wait_for_url wheel
    read extract bring_to_front set_viewport_size focus blur zoom
    """) - {"evaluate_all", "wait_for_function"}
"""Acts on a page that take something from it and change nothing."""
_PAGE_ACTS = words("""
    click dblclick double_click right_click tap fill type press press_sequentially insert_text down up
    check uncheck set_checked select select_option select_text clear drag drag_to drag_and_drop drop
    set_input_files upload submit dispatch_event set_content add_cookies clear_cookies add_init_script
    add_script_tag add_style_tag expose_function expose_binding grant_permissions set_extra_http_headers
    set_geolocation route unroute close accept dismiss keydown keyup mousedown mouseup
    """)
_NAVIGATES = frozenset({"goto", "navigate", "open", "visit", "go_to_url", "open_url", "new_tab", "go"})
_SCRIPTS = frozenset(
    {"evaluate", "evaluate_handle", "eval_on_selector", "eval_on_selector_all", "wait_for_function"}
)
_SCRIPTS |= {"evaluate_all", "execute_script", "run_script", "javascript"}
_DESKTOP_READS = frozenset(
    {"screenshot", "move", "mouse_move", "scroll", "wait", "cursor_position", "zoom", "find"}
)
_DESKTOP_ACTS = words("click left_click double_click right_click drag type key press hotkey paste")
_SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
_METHODS = _SAFE_METHODS | {"POST", "PUT", "PATCH", "DELETE", "TRACE", "CONNECT"}
_HTTP_WORDS = words(
    "http https rest api web url uri request requests httpx curl wget fetch call client raw make send do"
    " perform execute get head options post put patch delete xhr axios"
)
_HTTP_NAMES = words("http https curl wget fetch requests httpx axios request xhr")
_HTTP_PLACES = words("api rest web url uri")
_HTTP_ACTS = words("request call fetch get head options post put patch delete")
"""A tool sends requests if its name has no other words, and among them one that only requests have."""
_CARRIES = re.compile(
    r"://|\"(sql|command|cmd|script|code|javascript|js|shell|program|expression|query)\"", re.IGNORECASE
)
_PLAIN_QUERY = re.compile(
    r"\b(insert\s+into|update\s+\S+\s+set|delete\s+from|(drop|alter|create)\s+(table|database|schema|view|index|user|role)"
    r"|truncate\s|grant\s.+\sto\s|merge\s+into|replace\s+into|call\s+\w+|exec(ute)?\s|select\b.+\binto)\b|;\s*\w",
    re.IGNORECASE | re.DOTALL,
)
_TOUCHY = re.compile(
    r"\.ssh|id_rsa|\.aws|\.env\b|\.netrc|\.pgpass|shadow\b|passwd|password|secret|credential"
    r"|private[_-]?key|token|cookie",
    re.IGNORECASE,
)
_FLAGS = re.compile(
    r"\"(confirm|delete|force|destructiveHint|permanent|purge|mark_?as_?read)\":(true|1|\"(true|yes|1)\")"
)


def is_http_tool(name: str) -> bool:
    """Whether a tool of this name sends an HTTP request that its arguments describe."""
    return _sends_requests(name) or _sends_requests(name.rpartition(".")[2])


@lru_cache(maxsize=1024)
def _sends_requests(name: str) -> bool:
    said = frozenset(part for part in re.split(r"[^a-z0-9]+", plain(name.replace(".", "_"))) if part)
    return said <= _HTTP_WORDS and bool(said & _HTTP_NAMES or (said & _HTTP_PLACES and said & _HTTP_ACTS))


def describes_request(action: Action) -> bool:
    """Whether a tool call holds an address and says how to ask for it, so that it is a request in itself."""
    if not any(isinstance(action.argument(key), str) for key in ("url", "uri", "endpoint")):
        return False
    method = action.argument("method", "http_method", "verb")
    return is_http_tool(action.name) or (isinstance(method, str) and method.upper() in _METHODS)


def look_verbs(action: Action) -> frozenset[str]:
    """Return the verbs that an action can have if it only looks: to open an address is to navigate."""
    if action.surface is Surface.PAGE:
        return _OPENING if plain(action.name) in _NAVIGATES else _READING
    asks = action.surface is Surface.HTTP or is_http_tool(action.name) or describes_request(action)
    return _OPENING | _READING if asks else _READING


_OPENING = frozenset({"navigate"})
_READING = frozenset({"read"})


def classify(action: Action, snapshot: Snapshot | None = None) -> Kind:
    """Tell whether an action only looks (`read_only`), changes something, or can't be told (`unknown`)."""
    match action.surface:
        case Surface.PAGE:
            return _page(action, snapshot)
        case Surface.HTTP:
            return _http(action, snapshot)
        case Surface.TOOL:
            return _tool(action, snapshot)
        case Surface.DESKTOP:
            name = plain(action.name)
            return (
                "read_only"
                if name in _DESKTOP_READS
                else "state_changing"
                if name in _DESKTOP_ACTS
                else "unknown"
            )
        case _:
            return "unknown"


@lru_cache(maxsize=1024)
def plain(name: str) -> str:
    """Return a name in lower snake case: `setInputFiles`, `set-input-files` to `set_input_files`."""
    tail = name.rpartition(".")[2] or name
    return re.sub(r"(?<=[a-z0-9])(?=[A-Z])|[-\s]+", "_", tail).lower()


def _page(action: Action, snapshot: Snapshot | None) -> Kind:
    name = plain(action.name)
    if name in PAGE_READS:
        return "read_only"
    if name in _PAGE_ACTS:
        return "state_changing"
    if name in _NAVIGATES:
        return _address(str(action.argument("url", "href", "address", "value") or ""), snapshot)
    if name in _SCRIPTS:
        source = str(action.argument("expression", "script", "source", "code", "value") or "")
        return "read_only" if reads_only(source) else "unknown"
    return "unknown"


def _http(action: Action, snapshot: Snapshot | None) -> Kind:
    method = action.name.upper()
    if method not in _METHODS:
        named = [part for part in plain(action.name).upper().split("_") if part in _METHODS]
        default = (named or ["GET" if action.surface is Surface.TOOL else ""])[-1]
        method = str(action.argument("method", "verb") or default).upper()
    if method not in _METHODS:
        return "unknown"
    if method not in _SAFE_METHODS:
        return "state_changing"
    if action.argument("body", "data", "json", "form", "files"):
        return "unknown"
    headers = action.argument("headers")
    if headers and "override" in str(headers).lower():
        return "unknown"
    return _address(str(action.argument("url", "uri", "address", "href") or ""), snapshot)


def _tool(action: Action, snapshot: Snapshot | None) -> Kind:
    if is_http_tool(action.name) or describes_request(action):
        return _http(action, snapshot)
    name = read_name(action.name)
    if not name.reads:
        return "state_changing" if name.operation else "unknown"
    told = snapshot.facts_json if snapshot is not None and '"tool"' in snapshot.facts_json else ""
    given = action.arguments_json
    if (
        _TOUCHY.search(action.name)
        or _TOUCHY.search(given)
        or _FLAGS.search(given)
        or (told and _may_change(told))
    ):
        return "unknown"
    if _CARRIES.search(given) and _carries_order(given):
        return "unknown"
    return "read_only"


@lru_cache(maxsize=1024)
def _may_change(facts: str) -> bool:
    """Whether a tool's author says of it, by a hint or in its description, that it changes something."""
    if '"destructiveHint":true' in facts or '"readOnlyHint":false' in facts:
        return True
    try:
        tool = json.loads(facts).get("tool")
    except ValueError:
        return True
    description = tool.get("description") if isinstance(tool, dict) else None
    return isinstance(description, str) and names_a_deed(description)


def _carries_order(given: str) -> bool:
    """Whether an argument may hold a program or an address; a plain search `query` holds neither."""
    found = {match.group(1) for match in _CARRIES.finditer(given)}
    return found != {"query"} or bool(_PLAIN_QUERY.search(given))


def _address(url: str, snapshot: Snapshot | None) -> Kind:
    """A GET is a read only where it stays on the site at hand, changes nothing and takes nothing along."""
    here = snapshot.url if snapshot is not None else None
    whole = urljoin(here, url) if here and here.startswith("http") else url
    host = parse_host(whole)
    if host.ambiguous or host.deceptive or changes_state(whole):
        return "unknown"
    if here and host.registrable and host.registrable == parse_host(here).registrable:
        return "unknown" if leaves_with_data(whole) else "read_only"
    return "read_only" if whole in {"about:blank", ""} and here is not None else "unknown"
