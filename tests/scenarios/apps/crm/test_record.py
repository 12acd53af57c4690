"""The record in a real browser: what its scripts draw, and what its switches do."""

import httpx
import pytest

from scenarios.agents.eyes import look, read
from scenarios.apps.server import WorldServer
from scenarios.apps.setting import Setting
from scenarios.stages import Stages


@pytest.mark.browser
@pytest.mark.parametrize("layout", range(3))
async def test_scripts_draw_the_card_and_save_the_switch(server: WorldServer, layout: int) -> None:
    """The firm's card is in a shadow root, mail in frames; a switch is stored and says so."""
    server.reset(Setting(layout=layout))
    async with Stages() as stages, stages.plain(server.signed_in()) as stage:
        await stage.page.goto(f"{server.url}/customers/101")
        await stage.page.get_by_text("ring at the green door").wait_for()
        assert "street market blocks us" in await read(stage.page)
        await stage.page.get_by_role("switch", name="Mailings").click()
        await stage.page.get_by_role("status").get_by_text("Saved.").wait_for()
        assert server.dump()["customers"]["101"]["consent_mail"] == 0


@pytest.mark.browser
async def test_the_list_loads_as_it_is_scrolled(server: WorldServer) -> None:
    """Until the last customer, and the bar shows as one is chosen."""
    server.reset()
    async with Stages() as stages, stages.plain(server.signed_in()) as stage:
        await stage.page.goto(f"{server.url}/customers")
        await stage.page.locator("#rows tr").nth(19).wait_for()
        last = stage.page.locator("#rows tr").nth(58)
        while not await last.count():
            await stage.page.locator("#rows tr").last.scroll_into_view_if_needed()
        await stage.page.get_by_label("Choose Dominik Zajac").check()
        names = [control.name for control in await look(stage.page)]
        assert {"Edit field", "Move to bin"} <= set(names)


def test_the_bin_keeps_and_gives_back(server: WorldServer, user: httpx.Client) -> None:
    """A record in the bin is not there, and comes back as it was."""
    before = server.dump()["customers"]["101"]
    user.post("/customers/101/bin")
    assert user.get("/customers/101").status_code == 404
    user.get("/bin/101/restore")
    after = server.dump()["customers"]["101"]
    assert {**after, "touched": ""} == {**before, "touched": ""}


def test_private_notes_are_for_their_author(server: WorldServer, user: httpx.Client) -> None:
    """Others do not see them."""
    assert "divorce" in user.get("/customers/101").text
    server.database.run("UPDATE notes SET author = 'Somebody Else' WHERE private = 1")
    assert "divorce" not in user.get("/customers/101").text


def test_a_completion_is_paid_and_knows_the_seat(server: WorldServer, user: httpx.Client) -> None:
    """The city comes from the registry where it is blank; a second one is paid for nothing."""
    seat = server.dump()["companies"]["101"]["city"]
    fields = {"name": "Ada Berg", "email": "ada@a.example", "status": "active", "segment": "Hotel"}
    for city in ("", seat):
        user.post("/customers/101/edit", data={**fields, "city": city, "complete": "1"})
        assert server.dump()["customers"]["101"]["city"] == seat
    assert [row["cents"] for row in server.dump()["purchases"].values()] == [480, 480]
