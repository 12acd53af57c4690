"""A card that the user wrote into the request may be entered for what the request asks, and no other card."""

import pytest

from agentguard.authority import Standing
from agentguard.provenance import Provenance
from agentguard.task import Task
from agentguard.task.values import gave_card
from worldmodel.action import Action, Surface
from worldmodel.catalogue import default_catalogue
from worldmodel.effect import DataClass, Resource
from worldmodel.snapshot import Element, Snapshot

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
