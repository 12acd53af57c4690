"""What the agent entered and the page took back before the click."""

from collections.abc import Callable
from typing import Any

import pytest

from agentguard.errors import ActionStopped
from agentguard.firewall import Firewall
from sandboxes.browser import BrowserSandbox

pytestmark = pytest.mark.browser

MakeFirewall = Callable[..., Firewall]

PAGE = """<!doctype html><html lang=en><title>Rota</title><main><h1>Rota</h1>
<label>Team <select id=team><option>Day<option>Night</select></label>
<label>Hours <input id=hours></label> <button id=save>Save hours</button></main><script>
const team = document.querySelector("#team"), hours = document.querySelector("#hours");
document.querySelector("#save").onclick = () => fetch("/hours", {method: "POST",
  headers: {"content-type": "application/json"},
  body: JSON.stringify({group: team.value, hours: hours.value})});
SCRIPT
</script></html>"""


async def saved(site: Any, firewall: Firewall, script: str) -> None:
    """Choose the team, fill in the hours and save."""
    site.pages["/"] = PAGE.replace("SCRIPT", script)
    async with BrowserSandbox(firewall, isolation="none") as sandbox:
        page = await sandbox.new_page()
        await page.goto(site.url)
        await page.get_by_label("Team").select_option("Night")
        await page.get_by_label("Hours").fill("32")
        await page.get_by_role("button", name="Save hours").click()


async def test_a_choice_that_the_page_takes_back_stops_the_click(
    site: Any, make_firewall: MakeFirewall
) -> None:
    """The click would save for another team than was chosen, although nothing moved as it came."""
    firewall = make_firewall("Set the hours of the night team to 32.")
    with pytest.raises(ActionStopped, match="something else"):
        await saved(site, firewall, "hours.oninput = () => { team.selectedIndex = 0; }")
    assert site.changes() == []


@pytest.mark.parametrize(
    "script",
    [
        "",
        "hours.onblur = () => { hours.value = '32.0'; }",
        "document.querySelector('#save').addEventListener('click', () => { hours.value = ''; })",
    ],
    ids=["all stands", "a number is written out", "the field is emptied when it was taken"],
)
async def test_fields_that_hold_what_was_entered_stop_nothing(
    site: Any, make_firewall: MakeFirewall, script: str
) -> None:
    """Another spelling is the same value, and what a click does to the fields is its own affair."""
    await saved(site, make_firewall("Set the hours of the night team to 32."), script)
    ((method, path, body),) = site.changes()
    assert (method, path, "Night" in body) == ("POST", "/hours", True)
