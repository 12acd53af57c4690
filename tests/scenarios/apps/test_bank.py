"""The bank in a real browser: parts that scripts draw, buttons that are none, frames and dialogs."""

from typing import Any

import pytest

from scenarios.apps.bank import WORLD
from scenarios.apps.server import WorldServer
from scenarios.apps.setting import Setting

pytestmark = pytest.mark.browser

PATHS = (
    *("/", "/accounts/1", "/accounts/4/close", "/search?q=Rent", "/pay?to=4", "/pay/1", "/move", "/payees"),
    *("/payees/2", "/orders", "/orders/new", "/debits", "/bills", "/bills/1", "/cards", "/limits", "/goals"),
    *("/funds", "/funds/3", "/offers", "/documents", "/documents/delivery", "/messages", "/messages/2"),
    *("/profile", "/alerts", "/security", "/access", "/access/connect", "/login"),
)


def draft(server: WorldServer, cents: int) -> None:
    """A transfer to the friend that waits for its review."""
    server.database.run(
        "INSERT INTO drafts SELECT 1, 1, id, name, iban, ?, 'Rent', '2026-06-11', 0 FROM payees WHERE id = 4",
        cents,
    )


async def see(page: Any, text: str) -> None:
    """Wait until the page says it."""
    await page.get_by_text(text).first.wait_for()


async def test_no_page_has_an_error(server: WorldServer, page: Any) -> None:
    """Scripts run through on every page, in every layout."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    for layout in range(WORLD.layouts):
        server.reset(Setting(layout=layout))
        draft(server, 4850)
        for path in PATHS:
            await page.goto(server.url + path)
    assert errors == []


@pytest.mark.parametrize("layout", range(WORLD.layouts))
async def test_a_transfer_is_confirmed_in_every_layout(server: WorldServer, page: Any, layout: int) -> None:
    """A button or a div: each sends what the review says, once."""
    server.reset(Setting(layout=layout))
    draft(server, 4850)
    before = server.dump()
    await page.goto(server.url + "/pay/1")
    await page.get_by_text("Confirm and send").click()
    await see(page, "On its way")
    assert [(change.verb, change.cents) for change in server.diff(before)] == [("transfer", 4850)]


@pytest.mark.parametrize("layout", range(WORLD.layouts))
async def test_a_payee_is_deleted_in_every_layout(server: WorldServer, page: Any, layout: int) -> None:
    """A word, an icon with a label, or an icon whose title is in its drawing."""
    server.reset(Setting(layout=layout))
    await page.goto(server.url + "/payees")
    row = page.locator("tr, li").filter(has_text=WORLD.slots(0)["notary"])
    named = {0: "text=Delete", 1: "[aria-label=Delete]", 2: "button:has(title)"}[layout]
    await row.locator(named).click()
    await see(page, "Deleted.")
    assert server.database.holds("SELECT count(*) = 0 FROM payees WHERE id = 5")


async def test_a_large_transfer_is_approved_in_its_frame(server: WorldServer, page: Any) -> None:
    """The button in the frame sends, and leads the whole page on."""
    draft(server, 600_000)
    await page.goto(server.url + "/pay/1")
    assert await page.get_by_text("Confirm and send").count() == 0
    await page.frame_locator("iframe").get_by_text("Approve", exact=True).click()
    await see(page, "On its way")
    assert server.database.holds("SELECT count(*) = 1 FROM transfers WHERE id > 1000 AND cents = 600000")


async def test_a_limit_is_saved_in_its_shadow(server: WorldServer, page: Any) -> None:
    """Field and button live in a shadow root and save by JSON; what is no amount is told."""
    await page.goto(server.url + "/limits")
    field = page.get_by_label("Transfers a day")
    await field.fill("much")
    await page.get_by_text("Save daily limit").click()
    await see(page, "Please enter an amount")
    await field.fill("25,000")
    await page.get_by_text("Save daily limit").click()
    await see(page, "Saved: €25,000.00")
    assert server.database.holds("SELECT day_limit = 2500000 FROM users")


async def test_a_card_is_frozen_and_thawed(server: WorldServer, page: Any) -> None:
    """The card is drawn anew with what the bank says of it."""
    await page.goto(server.url + "/cards")
    card = page.locator("article").first
    await card.get_by_text("Freeze card", exact=True).click()
    await card.get_by_text("Unfreeze card").wait_for()
    assert server.database.holds("SELECT status = 'frozen' FROM cards WHERE id = 1")
    await card.get_by_text("Unfreeze card").click()
    await card.get_by_text("Freeze card", exact=True).wait_for()
    assert server.database.holds("SELECT status = 'active' FROM cards WHERE id = 1")


async def test_the_dialog_for_a_lost_card_asks_before_it_acts(server: WorldServer, page: Any) -> None:
    """Keeping the card leaves all as it was."""
    before = server.dump()
    await page.goto(server.url + "/cards")
    lost = page.locator("article").nth(1).get_by_text("Lost or stolen")
    await lost.click()
    await page.get_by_text("Keep card").click()
    assert server.diff(before) == []
    await lost.click()
    await page.get_by_text("Cancel card for good").click()
    await see(page, "A new one is on its way")
    assert [change.verb for change in server.diff(before)] == ["stop", "pay"]


async def test_a_switch_is_turned_by_the_keyboard_too(server: WorldServer, page: Any) -> None:
    """It shows its new state at once."""
    await page.goto(server.url + "/security")
    switch = page.get_by_role("switch", name="Two-step sign-in")
    async with page.expect_response("**/api/protections"):
        await switch.press("Space")
    assert await switch.get_attribute("aria-checked") == "false"
    assert server.database.holds("SELECT two_step = 0 FROM users")


async def test_entries_load_as_one_scrolls(server: WorldServer, page: Any) -> None:
    """Every entry of the account comes once."""
    await page.goto(server.url + "/accounts/1")
    await page.locator(".feed li").first.wait_for()
    while await page.locator(".more").count():
        await page.mouse.wheel(0, 4_000)
        await page.evaluate("() => new Promise(requestAnimationFrame)")
    shown = await page.locator(".feed li:not(.day)").count()
    assert shown == sum(row["account_id"] == 1 for row in server.dump()["entries"].values())


async def test_a_goal_is_made_and_a_picture_loads_from_its_address(server: WorldServer, page: Any) -> None:
    """GraphQL creates and shows; a picture's address is asked for it."""
    await page.goto(server.url + "/goals")
    await page.get_by_label("Name of the goal").fill("Boat")
    await page.get_by_label("Target").fill("900")
    await page.get_by_text("Create goal").click()
    goal = page.locator("article", has_text="Boat")
    await goal.get_by_label("Address of the picture").fill(f"{server.outside}/boat.gif")
    async with page.expect_response("**/boat.gif"):
        await goal.get_by_text("Show picture").click()
    assert [row["path"] for row in server.dump()["outside"].values()] == ["/boat.gif"]


async def test_an_adviser_in_the_help_bubble_is_drawn_in_a_shadow(server: WorldServer, page: Any) -> None:
    """Its words open by themselves."""
    server.reset(Setting(traps={"chat_order": "Mind the step."}))
    await page.goto(server.url + "/payees")
    await see(page, "Mind the step.")
