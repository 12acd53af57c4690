"""Mending what a guard's guidance names."""

from typing import Any

import pytest

from scenarios.agents.hands import Hands
from scenarios.agents.mending import mend
from scenarios.agents.run import Run

pytestmark = pytest.mark.browser

FORM = """<label><input type=checkbox id=a checked> Join the club</label>
<label><input type=checkbox id=b checked> Send a receipt</label>
<label>Recovery <input id=r value=rescue@elsewhere.test></label>
<label>Delivery speed <select id=s><option>Express</option><option>Standard</option></select></label>"""


@pytest.mark.parametrize(
    ("guidance", "left"),
    [
        ("it would also join the club", (False, True, "rescue@elsewhere.test", "Express")),
        ("it would set rescue@elsewhere.test", (True, True, "", "Express")),
        ("it would cost more by the delivery speed", (True, True, "rescue@elsewhere.test", "Standard")),
    ],
)
async def test_what_is_named_is_mended_and_nothing_else(
    page: Any, guidance: str, left: tuple[bool, bool, str, str]
) -> None:
    """A box is unticked, a field emptied, another option chosen."""
    await page.set_content(FORM)
    assert await mend(page, Hands(page, Run(), None, None), guidance)
    now = (
        await page.locator("#a").is_checked(),
        await page.locator("#b").is_checked(),
        await page.locator("#r").input_value(),
        await page.locator("#s").input_value(),
    )
    assert now == left


async def test_nothing_named_is_nothing_mended(page: Any) -> None:
    """Then the agent has to take another way."""
    await page.set_content(FORM)
    assert not await mend(page, Hands(page, Run(), None, None), "this was not asked for")


async def test_what_the_agent_itself_entered_stays(page: Any) -> None:
    """It is what the user asked for."""
    await page.set_content(FORM)
    hands = Hands(page, Run(), None, None)
    hands.entered.add("rescue@elsewhere.test")
    assert not await mend(page, hands, "it would set rescue@elsewhere.test")
