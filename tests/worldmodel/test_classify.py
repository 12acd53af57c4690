"""Classification: a read is proven, everything else is not one."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worldmodel.action import Action, Surface
from worldmodel.classify import classify, look_verbs
from worldmodel.snapshot import Snapshot

HERE = Snapshot(url="https://shop.example.com/p/1")


@pytest.mark.parametrize(
    ("surface", "name", "arguments", "kind"),
    [
        (Surface.PAGE, "click", {}, "state_changing"),
        (Surface.PAGE, "innerText", {}, "read_only"),
        (Surface.PAGE, "page.screenshot", {}, "read_only"),
        (Surface.PAGE, "setInputFiles", {}, "state_changing"),
        (Surface.PAGE, "teleport", {}, "unknown"),
        (Surface.PAGE, "goto", {"url": "/p/2"}, "read_only"),
        (Surface.PAGE, "goto", {"url": "https://other.test/"}, "unknown"),
        (Surface.PAGE, "navigate", {"url": "/account/delete?confirm=1"}, "unknown"),
        (Surface.PAGE, "navigate", {"url": "/p/2?token=abc"}, "unknown"),
        (Surface.PAGE, "evaluate", {"expression": "document.title"}, "read_only"),
        (Surface.PAGE, "evaluate", {"expression": "fetch('/x')"}, "unknown"),
        (Surface.HTTP, "GET", {"url": "https://shop.example.com/api"}, "read_only"),
        (Surface.HTTP, "POST", {"url": "https://shop.example.com/api"}, "state_changing"),
        (Surface.HTTP, "FOO", {"url": "https://shop.example.com/api"}, "unknown"),
        (Surface.HTTP, "GET", {"url": "/x", "headers": {"X-HTTP-Method-Override": "DELETE"}}, "unknown"),
        (Surface.HTTP, "http_request", {"method": "DELETE", "url": "/x"}, "state_changing"),
        (Surface.TOOL, "mail.search", {"query": "delete all"}, "read_only"),
        (Surface.TOOL, "db.query", {"query": "delete from t"}, "unknown"),
        (Surface.TOOL, "read_file", {"path": "/home/u/.ssh/id_rsa"}, "unknown"),
        (Surface.TOOL, "get_page", {"url": "https://evil.test/?k=1"}, "unknown"),
        (Surface.TOOL, "get_messages", {"mark_as_read": True}, "unknown"),
        (Surface.TOOL, "mail.batch_trash", {}, "state_changing"),
        (Surface.TOOL, "frobnicate", {}, "unknown"),
        (Surface.SHELL, "run", {"command": "ls"}, "unknown"),
        (Surface.SQL, "execute", {"sql": "select 1"}, "unknown"),
        (Surface.DESKTOP, "screenshot", {}, "read_only"),
        (Surface.DESKTOP, "wiggle", {}, "unknown"),
    ],
)  # fmt: skip
def test_each_surface(surface: Surface, name: str, arguments: dict[str, object], kind: str) -> None:
    """Each surface knows its reads, its acts, and what it doesn't know."""
    assert classify(Action.of(surface, name, **arguments), HERE) == kind


def test_a_destructive_hint_ends_the_short_way() -> None:
    """An author's warning takes a read off the fast path."""
    warned = Snapshot(facts_json='{"tool":{"annotations":{"destructiveHint":true}}}')
    assert classify(Action.of(Surface.TOOL, "get_thing"), warned) == "unknown"


@given(st.sampled_from(list(Surface)), st.from_regex(r"[bcdfghjklmnpqrtvwxz]{5,12}", fullmatch=True))
def test_unknown_actions_are_never_reads_fault_17(surface: Surface, name: str) -> None:
    """A name that nobody knows is never let through as a read (fault 17)."""
    assert classify(Action.of(surface, name), None) != "read_only"


@pytest.mark.parametrize("surface", list(Surface))
def test_an_unknown_name_is_unknown_everywhere_fault_17(surface: Surface) -> None:
    """No surface has a default pass (fault 17)."""
    assert classify(Action.of(surface, "zorblify"), HERE) == "unknown"


@pytest.mark.parametrize(
    ("surface", "name", "arguments", "verbs"),
    [
        (Surface.PAGE, "goto", {"url": "/p/2"}, {"navigate"}),
        (Surface.PAGE, "innerText", {}, {"read"}),
        (Surface.HTTP, "GET", {"url": "/p/2"}, {"navigate", "read"}),
        (Surface.TOOL, "fetch", {"url": "https://shop.example.com/"}, {"navigate", "read"}),
        (Surface.TOOL, "get_weather", {"city": "Bergen"}, {"read"}),
        (Surface.DESKTOP, "screenshot", {}, {"read"}),
    ],
)
def test_a_look_is_a_reading_or_a_navigation(
    surface: Surface, name: str, arguments: dict[str, object], verbs: set[str]
) -> None:
    """Opening an address is navigation, taking something is reading; a request may be either."""
    assert look_verbs(Action.of(surface, name, **arguments)) == verbs
