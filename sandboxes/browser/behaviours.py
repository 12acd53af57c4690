"""What each member of Playwright's API does: reads, shows, acts, builds or is refused.

A member that no table names is never passed silently: an asynchronous one is decided as an act of an unknown
kind, any other is refused. New members of a later Playwright fall there by themselves.
"""

from dataclasses import dataclass
from typing import Literal

Aim = Literal["pointer", "field", "key", "file", "address", "script", "page"]
"""What an act lands on: the control under a point, a field, what a key activates, a file field, an address,
a script's own reach, or the page as a whole."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act: the action's name and what it lands on. `value` names the parameter that carries its value."""

    name: str
    aim: Aim
    value: str | None = None


@dataclass(frozen=True, slots=True)
class Pass:
    """A member that only reads, waits or builds.

    `shows` when what it returns is text of the page, `pictures` when it is an image of it.
    """

    shows: bool = False
    pictures: bool = False


@dataclass(frozen=True, slots=True)
class Refuse:
    """A member that would lead around the firewall; `why` names the way that is open."""

    why: str


@dataclass(frozen=True, slots=True)
class Special:
    """A member that the guarded class of this name handles itself."""


Behaviour = Act | Pass | Refuse | Special


def _table(kind: Behaviour, names: str) -> dict[str, Behaviour]:
    return dict.fromkeys(names.split(), kind)


_READ = Pass()
_TEXT = Pass(shows=True)
_IMAGE = Pass(pictures=True)

_BUILD = _table(
    _READ,
    "locator get_by_alt_text get_by_label get_by_placeholder get_by_ref get_by_role get_by_test_id"
    " get_by_text get_by_title frame_locator",
)
_LOOK = _table(
    _READ,
    "is_checked is_disabled is_editable is_enabled is_hidden is_visible bounding_box query_selector"
    " query_selector_all wait_for_selector",
)
_SHOWN = _table(_TEXT, "get_attribute inner_html inner_text input_value text_content aria_snapshot")
_EVENTS = _table(Special(), "on once remove_listener")

_POINT: dict[str, Behaviour] = {
    "click": Act("click", "pointer"),
    "dblclick": Act("dblclick", "pointer"),
    "tap": Act("tap", "pointer"),
    "check": Act("check", "pointer"),
    "uncheck": Act("uncheck", "pointer"),
    "set_checked": Act("set_checked", "pointer", "checked"),
    "hover": Act("hover", "pointer"),
}
_FIELD: dict[str, Behaviour] = {
    "fill": Act("fill", "field", "value"),
    "clear": Act("clear", "field"),
    "type": Act("type", "field", "text"),
    "press_sequentially": Act("type", "field", "text"),
    "press": Act("press", "key", "key"),
    "select_option": Act("select_option", "field"),
    "select_text": Act("select_text", "field"),
    "focus": Act("focus", "field"),
    "blur": Act("blur", "field"),
    "set_input_files": Act("set_input_files", "file", "files"),
    "dispatch_event": Act("dispatch_event", "pointer", "type"),
}
_DRAG: dict[str, Behaviour] = {
    "drag_to": Act("drag_to", "pointer"),
    "drag_and_drop": Act("drag_and_drop", "pointer"),
    "drop": Act("drop", "pointer"),
}
_SCRIPT: dict[str, Behaviour] = {
    "evaluate": Act("evaluate", "script", "expression"),
    "evaluate_all": Act("evaluate_all", "script", "expression"),
    "evaluate_handle": Act("evaluate_handle", "script", "expression"),
    "eval_on_selector": Act("eval_on_selector", "script", "expression"),
    "eval_on_selector_all": Act("eval_on_selector_all", "script", "expression"),
    "wait_for_function": Act("wait_for_function", "script", "expression"),
    "add_script_tag": Act("add_script_tag", "page", "content"),
    "add_style_tag": Act("add_style_tag", "page", "content"),
    "add_init_script": Act("add_init_script", "page", "script"),
    "set_content": Act("set_content", "page", "html"),
}
_WAIT = _table(_READ, "wait_for_load_state wait_for_timeout wait_for_url wait_for_event expect_event")
_TIMEOUTS = _table(_READ, "set_default_navigation_timeout set_default_timeout")

_ROUTE = Refuse("the firewall itself holds the requests; give it a policy instead")
_PROTOCOL = Refuse("a protocol session would act behind the firewall; use the page's own methods")
_REQUEST = Refuse("requests from outside the browser are not held; open the address with page.goto")
_BINDING = Refuse("a page must not call into this process; read the page instead")
_RECORD = Refuse("recordings hold secrets in the clear; use the sandbox's own record")
_PERMISSION = Refuse("permissions are given when the sandbox is made: BrowserSandbox(permissions=[...])")

_ESCAPES: dict[str, Behaviour] = {
    "route": _ROUTE,
    "route_from_har": _ROUTE,
    "route_web_socket": _ROUTE,
    "unroute": _ROUTE,
    "unroute_all": _ROUTE,
    "new_cdp_session": _PROTOCOL,
    "new_browser_cdp_session": _PROTOCOL,
    "bind": _PROTOCOL,
    "debugger": _PROTOCOL,
    "pause": _PROTOCOL,
    "request": _REQUEST,
    "expose_function": _BINDING,
    "expose_binding": _BINDING,
    "tracing": _RECORD,
    "video": _RECORD,
    "screencast": _RECORD,
    "start_tracing": _RECORD,
    "stop_tracing": _RECORD,
    "grant_permissions": _PERMISSION,
    "set_geolocation": _PERMISSION,
    "credentials": _PERMISSION,
}

_FRAME = {
    **_BUILD,
    **_LOOK,
    **_SHOWN,
    **_POINT,
    **_FIELD,
    **_DRAG,
    **_SCRIPT,
    **_WAIT,
    **_table(_TEXT, "content title"),
    **_table(_READ, "name url page parent_frame child_frames frame_element is_detached expect_navigation"),
    "goto": Act("navigate", "address", "url"),
}
_PAGE = {
    **_FRAME,
    **_ESCAPES,
    **_EVENTS,
    **_TIMEOUTS,
    **_table(
        _READ,
        "context frames frame main_frame viewport_size is_closed workers opener"
        " set_viewport_size bring_to_front emulate_media hide_highlight close requests"
        " clear_console_messages clear_page_errors remove_locator_handler request_gc local_storage"
        " session_storage clock expect_console_message expect_download expect_file_chooser expect_popup"
        " expect_request expect_request_finished expect_response expect_websocket expect_worker",
    ),
    **_table(_TEXT, "console_messages page_errors"),
    **_table(_IMAGE, "screenshot pdf"),
    **_table(Special(), "keyboard mouse touchscreen add_locator_handler"),
    "reload": Act("reload", "page"),
    "go_back": Act("go_back", "page"),
    "go_forward": Act("go_forward", "page"),
}
_LOCATOR = {
    **_BUILD,
    **_LOOK,
    **_SHOWN,
    **_POINT,
    **_FIELD,
    **_DRAG,
    **_SCRIPT,
    **_table(
        _READ,
        "all and_ or_ filter first last nth content_frame describe description normalize page visible within"
        " count element_handle element_handles highlight hide_highlight wait_for"
        " scroll_into_view_if_needed",
    ),
    **_table(_TEXT, "all_inner_texts all_text_contents"),
    "screenshot": _IMAGE,
}
_HANDLE = {
    **_LOOK,
    **_SHOWN,
    **_POINT,
    **_FIELD,
    **_SCRIPT,
    **_table(
        _READ,
        "as_element dispose get_properties get_property content_frame owner_frame"
        " scroll_into_view_if_needed wait_for_element_state",
    ),
    **_table(_TEXT, "json_value"),
    "screenshot": _IMAGE,
}
_CONTEXT = {
    **_ESCAPES,
    **_EVENTS,
    **_TIMEOUTS,
    **_table(
        _READ,
        "pages new_page close browser is_closed clear_permissions expect_console_message expect_event"
        " expect_page wait_for_event service_workers background_pages clock set_offline",
    ),
    "add_init_script": _SCRIPT["add_init_script"],
}
_MESSAGE = _table(
    _READ, "frame page request response url method status status_text ok resource_type failure timing"
)

TABLES: dict[str, dict[str, Behaviour]] = {
    "Page": _PAGE,
    "Frame": _FRAME,
    "Locator": _LOCATOR,
    "FrameLocator": {**_BUILD, **_table(_READ, "first last nth owner")},
    "ElementHandle": _HANDLE,
    "JSHandle": {
        **_SCRIPT,
        **_table(_READ, "as_element dispose get_properties get_property"),
        **_table(_TEXT, "json_value"),
    },
    "BrowserContext": _CONTEXT,
    "Browser": {
        **_ESCAPES,
        **_EVENTS,
        **_table(_READ, "contexts is_connected version browser_type close"),
        "new_context": Special(),
        "new_page": Special(),
    },
    "BrowserType": {"name": _READ, "executable_path": _READ},
    "Dialog": {
        **_table(_READ, "page type"),
        **_table(_TEXT, "message default_value"),
        **_table(Special(), "accept dismiss"),
    },
    "Download": {
        **_table(_READ, "page url suggested_filename failure path cancel delete"),
        "save_as": Special(),
    },
    "FileChooser": {**_table(_READ, "element page is_multiple"), "set_files": Special()},
    "Request": {
        **_MESSAGE,
        **_table(
            _READ,
            "is_navigation_request redirected_from redirected_to existing_response service_worker sizes"
            " post_data",
        ),
        **_table(_READ, "post_data_json post_data_buffer headers all_headers headers_array header_value"),
    },
    "Response": {
        **_MESSAGE,
        **_table(
            _READ,
            "all_headers header_value header_values headers headers_array http_version finished"
            " from_service_worker security_details server_addr",
        ),
        **_table(_TEXT, "text json body"),
    },
    "ConsoleMessage": {**_table(_READ, "location page type worker timestamp args"), "text": _TEXT},
    "WebError": _table(_READ, "error location page"),
    "Worker": {**_table(_READ, "url"), **_EVENTS, **_table(_READ, "expect_event"), **_SCRIPT},
    "WebSocket": {**_table(_READ, "url is_closed expect_event wait_for_event"), **_EVENTS},
    "WebStorage": _table(_TEXT, "items get_item"),
    "Clock": _table(_READ, "fast_forward install pause_at resume run_for set_fixed_time set_system_time"),
}
"""Behaviour by class and member. The classes are Playwright's own."""


def behaviour_of(kind: str, member: str) -> Behaviour | None:
    """Return what `member` of the class `kind` does, or None where no table tells."""
    return TABLES.get(kind, {}).get(member)
