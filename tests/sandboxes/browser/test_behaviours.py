"""The table of what each member of Playwright's API does."""

import inspect

import playwright.async_api
import pytest

from sandboxes.browser.behaviours import TABLES, Act, Pass, Refuse, behaviour_of

ACTING = """
    click dblclick tap fill clear type press press_sequentially check uncheck set_checked select_option
    set_input_files dispatch_event drag_to drag_and_drop drop evaluate evaluate_all evaluate_handle
    eval_on_selector eval_on_selector_all add_script_tag add_init_script set_content goto reload go_back
    go_forward wait_for_function
""".split()

CLOSED = """
    route route_from_har route_web_socket unroute unroute_all new_cdp_session expose_function expose_binding
    request tracing video screencast pause grant_permissions set_geolocation
""".split()


def members(kind: str) -> list[str]:
    """The public members of one of Playwright's classes."""
    api = playwright.async_api._generated  # not every class is exported
    return [name for name in dir(getattr(api, kind)) if not name.startswith("_")]


@pytest.mark.parametrize("kind", sorted(TABLES))
def test_no_entry_is_dead(kind: str) -> None:
    """Fault 16: every entry names a member that Playwright has, so that no typo leaves one unguarded."""
    known = {*members(kind), "on", "once", "remove_listener"}
    # An entry may serve several classes; at least one of them must have it.
    everywhere = {name for one in TABLES for name in members(one)}
    assert {name for name in TABLES[kind] if name not in known} <= everywhere


@pytest.mark.parametrize("kind", ["Page", "Frame", "Locator", "ElementHandle", "JSHandle", "Worker"])
def test_what_acts_is_an_act(kind: str) -> None:
    """No member that changes something is among the reads, in any class that has it."""
    for name in ACTING:
        if name in members(kind):
            assert isinstance(behaviour_of(kind, name), Act), f"{kind}.{name}"


@pytest.mark.parametrize("kind", ["Page", "BrowserContext"])
def test_ways_around_are_closed(kind: str) -> None:
    """Members that would act behind the firewall are refused in every class that has them."""
    for name in CLOSED:
        if name in members(kind):
            assert isinstance(behaviour_of(kind, name), Refuse), f"{kind}.{name}"


def test_what_no_table_names_is_no_read() -> None:
    """Fault 17: a member that is new or unknown has no behaviour, so it is decided or refused."""
    assert behaviour_of("Page", "teleport") is None
    assert behaviour_of("Teleporter", "go") is None
    assert behaviour_of("BrowserContext", "add_cookies") is None
    assert behaviour_of("APIRequestContext", "get") is None


def test_synchronous_members_are_never_acts() -> None:
    """An act has to wait for its verdict, so only what can be awaited may be one."""
    api = playwright.async_api._generated  # not every class is exported
    for kind, table in TABLES.items():
        for name, behaviour in table.items():
            member = getattr(getattr(api, kind), name, None)
            if isinstance(behaviour, Act) and member is not None:
                assert inspect.iscoroutinefunction(member), f"{kind}.{name}"


def test_text_of_the_page_is_shown() -> None:
    """What gives an agent the page's words is noted as foreign."""
    for name in ("inner_text", "text_content", "inner_html", "get_attribute", "aria_snapshot", "input_value"):
        assert behaviour_of("Locator", name) == Pass(shows=True)
    assert behaviour_of("Page", "content") == Pass(shows=True)
