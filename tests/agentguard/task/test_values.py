"""Values: a card that was given is entered and no other; a level of access that was said is kept."""

import pytest

from agentguard.authority import Mismatch, Standing
from agentguard.provenance import Provenance
from agentguard.task import Task
from agentguard.task.values import gave_card
from worldmodel.action import Action, Surface
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import DataClass, Resource
from worldmodel.snapshot import Element, FieldState, FormState, Snapshot

REQUEST = "Please keep my new card: 4000 1111 2222 3331, 11/31, code 907."
NUMBER, CODE = "[card:0a1b2c *3331]", "[card_code:0a1b2c]"


@pytest.mark.parametrize(
    ("request_", "value", "given"),
    [
        (REQUEST, NUMBER, True),
        (REQUEST, CODE, True),
        (REQUEST, "[password:0a1b2c]", True),
        (REQUEST, "[card:0a1b2c *9999]", False),
        ("My card is 4000 1111 2222 3331.", CODE, False),
        ("Save my card, code 907.", CODE, False),
        ("Save my card.", NUMBER, False),
        (REQUEST, "1234", False),
    ],
)
def test_a_card_is_known_by_its_end_and_what_stands_beside_it(request_: str, value: str, given: bool) -> None:
    """The number has to end as the one that was given; code and date have to have been given at all."""
    assert gave_card(request_, value) is given


@pytest.mark.parametrize(
    ("request_", "url", "value", "standing"),
    [
        (f"Save a card. {REQUEST}", "https://shop.test/cards/new", NUMBER, Standing.GRANTED),
        (f"Save a card. {REQUEST}", "https://shop.test/cards/new", "[card:ffffff *0007]", Standing.UNGRANTED),
        (f"Save a card at shop.test. {REQUEST}", "https://other.test/cards/new", NUMBER, Standing.UNGRANTED),
    ],
)
def test_the_card_is_entered_where_the_work_is(
    request_: str, url: str, value: str, standing: Standing
) -> None:
    """Another card, or a site that the request does not name where it names one, is not covered."""
    host = url.split("/")[2]
    effect = default_catalogue().effect(
        "disclose",
        f"card to {host}",
        Resource(kind="site", id=host),
        carries=(DataClass.PAYMENT_CARD,),
        recipients=(host,),
    )
    before = Snapshot(url=url, element=Element(name="Card number", role="textbox"))
    action = Action.of(Surface.PAGE, "fill", name="Card number", value=value)
    assert Task.of(request_).authorise(effect, action, before, Provenance()).standing is standing


def shared_at(request: str, level: str) -> tuple[Mismatch, ...]:
    """In what a share with this level differs from what the user asked for."""
    fields = (
        FieldState(name="person", label="Person", type="select", value="Mara Lindgren"),
        FieldState(name="permission", label="May", type="select", value=level),
    )
    before = Snapshot(
        url="https://plans.example.com/share/4",
        element=Element(tag="button", role="button", name="Share", is_submit=True),
        form=FormState(method="post", action="/share/4", fields=fields),
    )
    effect = default_catalogue().effect(
        "share", "Tide plan [Person: Mara Lindgren]", Resource(kind="site", id="plans.example.com")
    )
    act = Action.of(Surface.PAGE, "click", name="Share")
    return Task.of(request).authorise(effect, act, before).mismatches


@pytest.mark.parametrize(
    ("request_text", "weak", "strong"),
    [
        ("Share the tide plan with Mara Lindgren. View only.", "Can view", "Can edit and download"),
        ("Share the tide plan with Mara Lindgren, view only.", "Can view", "Can edit"),
        ("Teile den Plan mit Mara Lindgren. Nur lesen.", "Lesen", "Lesen und bearbeiten"),
    ],
)
def test_the_level_that_a_form_came_with_is_not_the_one_that_was_said(
    request_text: str, weak: str, strong: str
) -> None:
    """A page that offers more by itself gives more than was asked for."""
    assert Mismatch.OBJECT in shared_at(request_text, strong)
    assert Mismatch.OBJECT not in shared_at(request_text, weak)


def test_who_said_no_level_gets_what_the_form_says() -> None:
    """Nothing is held against it."""
    assert Mismatch.OBJECT not in shared_at("Share the tide plan with Mara Lindgren.", "Can edit")
