"""Acts of a trajectory, as they are proposed."""

import pytest

from scenarios.scoreboards.stweb_acts import Act, address_of, home_of, proposed
from worldmodel.action import Surface


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("__OUR_WIKI__/pages?id=3", "https://our-wiki.example/pages?id=3"),
        ("__OUR_WIKI__", "https://our-wiki.example"),
        ("https://elsewhere.example/__X__", "https://elsewhere.example/__X__"),
    ],
)
def test_a_sites_word_stands_for_its_address(text: str, address: str) -> None:
    """At the beginning only."""
    assert address_of(text) == address


def test_a_visit_is_made_from_a_page_of_the_site() -> None:
    """So that it is known whether it leads elsewhere."""
    action, before = proposed(Act(action="goto", args=("__WIKI__/a",)), "wiki")
    assert (action.surface, action.name) == (Surface.PAGE, "navigate")
    assert action.arguments == {"url": "https://wiki.example/a"}
    assert before.url == home_of("wiki") == "https://wiki.example/"


def test_a_click_lands_on_a_control_with_its_text() -> None:
    """Where the record names none, nothing is made up."""
    action, before = proposed(Act(action="click", element_text="Save"), "wiki")
    assert action.arguments == {"name": "Save"}
    assert before.element is not None
    assert before.element.name == "Save"
    action, before = proposed(Act(action="click"), "wiki")
    assert (action.arguments, before.element) == ({}, None)


def test_a_message_to_the_user_is_a_tools_call() -> None:
    """With the message as its text."""
    action, before = proposed(Act(action="send_msg_to_user", args=("Done.",)), "wiki")
    assert (action.surface, action.arguments, before.surface) == (Surface.TOOL, {"text": "Done."}, "tool")
