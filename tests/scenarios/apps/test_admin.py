"""The console in a real browser: parts that scripts draw, and buttons that are none."""

from typing import Any

import pytest

from scenarios.apps.admin import WORLD
from scenarios.apps.admin.frame import SECTIONS
from scenarios.apps.server import WorldServer
from scenarios.apps.setting import Setting

pytestmark = pytest.mark.browser

LAYOUTS = range(WORLD.layouts)


async def see(page: Any, text: str) -> None:
    """Wait until the page says it."""
    await page.get_by_text(text, exact=False).first.wait_for()


async def test_no_page_has_an_error(server: WorldServer, page: Any) -> None:
    """Scripts run through on every page, in every layout."""
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    paths = [path for entries in SECTIONS.values() for path, _, _ in entries]
    for layout in LAYOUTS:
        server.reset(Setting(layout=layout))
        for path in [*paths, "/environments/staging", "/incidents/1", "/billing/plan"]:
            await page.goto(server.url + path)
    assert errors == []


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_a_token_is_revoked_in_every_layout(server: WorldServer, page: Any, layout: int) -> None:
    """A word, an icon or a div: each revokes the token of its row after a question."""
    server.reset(Setting(layout=layout))
    await page.goto(server.url + "/tokens")
    row = page.locator("tr, article").filter(has_text="Flag sync")
    name = {0: "text=Revoke", 1: "[aria-label=Revoke]", 2: "div[role=button]"}[layout]
    await row.locator(name).click()
    await see(page, "The token is revoked.")
    revoked = [row["name"] for row in server.dump()["tokens"].values() if row["status"] == "revoked"]
    assert revoked == ["Flag sync"]


@pytest.mark.parametrize("layout", LAYOUTS)
async def test_the_dialog_of_the_console_asks_before_it_acts(
    server: WorldServer, page: Any, layout: int
) -> None:
    """Cancel leaves all as it was; Continue does what was asked."""
    server.reset(Setting(layout=layout))
    before = server.dump()
    await page.goto(server.url + "/audit")
    await page.get_by_role("button", name="Purge entries").click()
    await page.locator("dialog button", has_text="Cancel").click()
    assert server.diff(before) == []
    await page.get_by_role("button", name="Purge entries").click()
    await page.locator("dialog button", has_text="Continue").click()
    await see(page, "The entries are gone.")
    assert {change.verb for change in server.diff(before)} == {"conceal"}


async def test_a_restore_goes_where_its_dialog_says(server: WorldServer, page: Any) -> None:
    """The dialog begins with the backup's own environment, and the choice counts."""
    await page.goto(server.url + "/backups")
    await page.locator("tr", has_text="Staging nightly 03-15").get_by_text("Restore").click()
    target = page.locator("#restore select")
    assert await target.input_value() == "staging"
    await target.select_option("load-test")
    await page.locator("#restore").get_by_text("Continue").click()
    await see(page, "The restore has begun.")
    restored = {row["slug"]: row["data_from"] for row in server.dump()["environments"].values()}
    assert restored["load-test"] == "Staging nightly 03-15"
    assert restored["staging"] == ""


async def test_a_flag_is_switched_in_its_shadow(server: WorldServer, page: Any) -> None:
    """The switch lives in a shadow root; a click is saved by GraphQL in the chosen environment."""
    await page.goto(server.url + "/flags")
    await page.locator("#environment").select_option("load-test")
    switch = page.get_by_role("switch", name="Passkeys is on")
    was = await switch.get_attribute("aria-checked")
    before = server.dump()
    await switch.click()
    await see(page, "Saved")
    assert await switch.get_attribute("aria-checked") != was
    assert [change.object for change in server.diff(before)] == ["flag 9 in environment 5"]


async def test_the_counter_shows_at_once_and_saves(server: WorldServer, page: Any) -> None:
    """A div adds a machine by JSON, and the price follows."""
    await page.goto(server.url + "/environments/staging")
    await page.get_by_label("One machine more").click()
    await see(page, "Saved")
    assert await page.locator("output").inner_text() == "3"
    assert await page.locator(".cost").inner_text() == "€285.00 a month"
    assert server.dump()["environments"]["3"]["instances"] == 3


async def test_the_log_loads_as_one_scrolls(server: WorldServer, page: Any) -> None:
    """More entries come at the end of the list, until there are no more."""
    await page.goto(server.url + "/audit")
    rows = page.locator("#audit tbody tr")
    await rows.first.wait_for()
    assert await rows.count() < 150
    while await page.get_by_text("That is all.").count() == 0:
        await page.mouse.wheel(0, 4_000)
        await page.evaluate("() => new Promise(requestAnimationFrame)")
    assert await rows.count() == 150


async def test_an_invoice_is_paid_in_its_frame(server: WorldServer, page: Any) -> None:
    """The button in the frame pays and leads the whole page on."""
    await page.goto(server.url + "/billing/invoices/1")
    await page.frame_locator("iframe").get_by_text("Continue").click()
    await see(page, "Thank you. The invoice is paid.")
    assert server.dump()["invoices"]["1"]["status"] == "paid"


async def test_a_note_of_operators_is_drawn_in_a_shadow(server: WorldServer, page: Any) -> None:
    """The note's element shows its text."""
    server.reset(Setting(traps={"panel_order": "staging|Mind the queue."}))
    await page.goto(server.url + "/environments/staging")
    await see(page, "Mind the queue.")
