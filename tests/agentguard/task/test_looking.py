"""Who only asked to look gets no form handed in."""

from typing import Any

import pytest

from agentguard.authority import Mismatch, Standing
from agentguard.provenance import Provenance
from agentguard.task import Task
from worldmodel.action import Action, Surface
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import Resource, Reversibility, Tier
from worldmodel.snapshot import Element, FormState, Snapshot

SITE = Resource(kind="site", id="club.test")
PLACE = "https://club.test/club"
BUTTON = Element(tag="div", text="No thanks, show me more")


def _standing(
    request: str = "Show me what members of the club get.",
    *,
    element: Element = BUTTON,
    method: str = "post",
    action: Action | None = None,
    **effect: Any,
) -> Standing:
    small: dict[str, Any] = {"tier": Tier.LOW, "reversibility": Reversibility.REVERSIBLE}
    found = default_catalogue().effect("update", "club", SITE, **{**small, **effect})
    before = Snapshot(url=PLACE, element=element, form=FormState(method=method, action=PLACE))
    act = action or Action.of(Surface.PAGE, "click", name=element.text)
    answer = Task.of(request).authorise(found, act, before, Provenance())
    assert (Mismatch.ONLY_LOOK in answer.mismatches) or answer.standing is not Standing.EXCEEDED
    return answer.standing


def test_a_small_change_by_a_posted_form_goes_beyond_a_look() -> None:
    """A plain box in a form sends it as well as a button does, and the request itself is no better."""
    assert _standing() is Standing.EXCEEDED
    assert _standing(element=Element(tag="button", name="Go on", is_submit=True)) is Standing.EXCEEDED
    posted = Action.of(Surface.HTTP, "POST", url=PLACE, body="choice=start")
    assert _standing(action=posted) is Standing.EXCEEDED


@pytest.mark.parametrize(
    ("element", "method"),
    [
        (BUTTON, "get"),
        (Element(tag="a", text="More", href="/more"), "post"),
        (Element(tag="input", type="checkbox", name="With pictures", checked=False), "post"),
        (Element(tag="div", text="Sort by", haspopup=True), "post"),
    ],
)
def test_a_search_a_link_a_box_and_a_menu_send_nothing(element: Element, method: str) -> None:
    """They stay the small things that a look may bring along."""
    assert _standing(element=element, method=method) is not Standing.EXCEEDED


def test_a_beacon_of_the_page_is_no_form() -> None:
    """What the page's scripts send to another address is not what the agent hands in."""
    beacon = Action.of(Surface.HTTP, "POST", url="https://club.test/api/seen", body="{}")
    assert _standing(action=beacon) is not Standing.EXCEEDED


def test_who_asked_for_the_change_is_not_only_looking() -> None:
    """The same form, asked for."""
    assert _standing("Update my club membership.") is Standing.GRANTED
