"""A click in two halves: what the page changes as the pointer comes is seen before the button is let go."""

from collections.abc import Callable
from typing import Any

import pytest
from playwright.async_api import Error

from agentguard.errors import ActionStopped
from agentguard.firewall import Firewall
from sandboxes.browser import BrowserSandbox

pytestmark = pytest.mark.browser

MakeFirewall = Callable[..., Firewall]

PAGE = """<!doctype html><html lang=en><title>{title}</title><main><h1>{title}</h1>{body}</main>
<script>{script}</script></html>"""

SUBSCRIBERS = PAGE.format(
    title="Mailing list",
    body="""<ul>
    <li id=one><b>Mara Lindgren</b> <form method=post action=/remove/7><button>Remove</button></form></li>
    <li><b>Joost Verhagen</b> <form method=post action=/remove/8><button>Remove</button></form></li></ul>""",
    script="{moves}",
)
MOVES = {
    "the row is another one": "document.querySelector('#one b').textContent = 'Joost Verhagen'",
    "the form goes elsewhere": "document.querySelector('#one form').action = '/remove/8'",
}
WHEN = ("pointerover", "pointerdown", "mousedown")


@pytest.mark.parametrize("when", WHEN)
@pytest.mark.parametrize("what", MOVES)
async def test_what_is_swapped_as_the_click_comes_stops_it(
    site: Any, make_firewall: MakeFirewall, what: str, when: str
) -> None:
    """Another row or place under the pointer is not what was decided on: nothing is clicked."""
    script = f"document.querySelector('#one button').addEventListener('{when}', () => {{ {MOVES[what]} }})"
    site.pages["/"] = SUBSCRIBERS.replace("{moves}", script)
    firewall = make_firewall("Remove Mara Lindgren from the mailing list. She can sign up again any time.")
    async with BrowserSandbox(firewall, isolation="none") as sandbox:
        page = await sandbox.new_page()
        await page.goto(site.url)
        with pytest.raises(ActionStopped):
            await page.locator("#one button").click()
        clicks = await page.locator("h1").inner_text()
    assert (site.changes(), clicks) == ([], "Mailing list")


async def test_a_click_that_is_halted_clicks_nothing(site: Any, make_firewall: MakeFirewall) -> None:
    """The button comes up outside: neither the target nor what lies under it gets a click event."""
    script = """
      addEventListener("click", event => { document.title = event.target.tagName; }, true);
      const button = document.querySelector("#one button");
      button.addEventListener("pointerdown", () => { button.form.action = "/remove/8"; });
    """
    site.pages["/"] = SUBSCRIBERS.replace("{moves}", script)
    firewall = make_firewall("Remove Mara Lindgren from the mailing list. She can sign up again any time.")
    async with BrowserSandbox(firewall, isolation="none") as sandbox:
        page = await sandbox.new_page()
        await page.goto(site.url)
        with pytest.raises(ActionStopped):
            await page.locator("#one button").click()
        assert await page.title() in ("Mailing list", "HTML")
        await page.locator("h1").click()
        assert await page.title() == "H1", "a later click does arrive"


async def test_a_dearer_price_is_decided_anew(site: Any, make_firewall: MakeFirewall) -> None:
    """A price that rises under the pointer is held against the user's limit, not against the first look."""
    body = """<p>Ceramic planter, <b>$24.00</b> in total</p>
      <form method=post action=/buy><input type=hidden name=offer value=4><button>Buy now</button></form>"""
    script = """document.querySelector("button").addEventListener("mousedown", () => {
      document.querySelector("b").textContent = "$39.00"; });"""
    site.pages["/"] = PAGE.format(title="Ceramic planter", body=body, script=script)
    firewall = make_firewall("Buy the ceramic planter for at most $25.00.")
    async with BrowserSandbox(firewall, isolation="none") as sandbox:
        page = await sandbox.new_page()
        await page.goto(site.url)
        with pytest.raises(ActionStopped, match=r"39"):
            await page.get_by_role("button", name="Buy now").click()
    assert site.changes() == []


HARMLESS = {
    "nothing moves": "",
    "a clock runs": "setInterval(() => { document.title = Date.now() }, 5)",
    "a list opens and covers the page": """
        document.querySelector('button').addEventListener('mousedown', () => {
        const cover = document.createElement('div');
        cover.style = 'position: fixed; inset: 0; pointer-events: none; background: #0001';
        document.body.append(cover); })""",
    "the control lights up": """
        document.querySelector('button').addEventListener('pointerdown', event => {
        event.target.setAttribute('aria-expanded', 'true'); event.target.className = 'on'; })""",
    "a token is renewed": """
        document.querySelector('button').addEventListener('pointerdown', () => {
        document.querySelector('[name=nonce]').value = '' + Math.random(); })""",
}


@pytest.mark.parametrize("script", HARMLESS.values(), ids=HARMLESS)
async def test_what_a_press_does_to_a_page_by_itself_stops_nothing(
    site: Any, make_firewall: MakeFirewall, script: str
) -> None:
    """The click arrives once, and the page that it leads to is there when the call returns."""
    body = """<form method=post action=/notes><input type=hidden name=nonce>
      <label>Note <input name=note></label><button type=submit>Save note</button></form>"""
    site.pages["/"] = PAGE.format(title="Notes", body=body, script=script)
    firewall = make_firewall('Save the note "Water the ferns".')
    async with BrowserSandbox(firewall, isolation="none") as sandbox:
        page = await sandbox.new_page()
        await page.goto(site.url)
        await page.get_by_label("Note").fill("Water the ferns")
        await page.get_by_role("button", name="Save note").click()
        assert (page.url, await page.title()) == (f"{site.url}/notes", "Done")
    ((method, path, sent),) = site.changes()
    assert (method, path) == ("POST", "/notes")
    assert "note=Water+the+ferns" in sent


async def test_a_target_that_is_replaced_under_the_button_is_found_again(
    site: Any, make_firewall: MakeFirewall
) -> None:
    """A page that redraws itself on the way is decided anew, and the click then lands."""
    body = """<form method=post action=/notes><label>Note <input name=note></label>
      <span id=place><button type=submit>Save note</button></span></form>"""
    script = """const place = document.querySelector('#place'), first = place.innerHTML;
      place.addEventListener('pointerdown', () => { place.innerHTML = first; }, {once: true});"""
    site.pages["/"] = PAGE.format(title="Notes", body=body, script=script)
    firewall = make_firewall('Save the note "Water the ferns".')
    async with BrowserSandbox(firewall, isolation="none") as sandbox:
        page = await sandbox.new_page()
        await page.goto(site.url)
        await page.get_by_label("Note").fill("Water the ferns")
        await page.get_by_role("button", name="Save note").click()
    assert site.changes() == [("POST", "/notes", "note=Water+the+ferns")]


OVERLAYS = {
    "a button": "o = document.createElement('button'); o.setAttribute('form', 'f')",
    "a box with a handler": "o = document.createElement('div'); o.onclick = () => { document.title = 'hit' }",
}


@pytest.mark.parametrize("what", OVERLAYS)
async def test_what_slides_over_the_target_as_the_pointer_comes_gets_no_click(
    site: Any, make_firewall: MakeFirewall, what: str
) -> None:
    """A layer that the page lays over the target on hover is not clicked in its place."""
    body = "<button id=one type=button>Show details</button><form id=f method=post action=/delete-all></form>"
    script = f"""const one = document.querySelector("#one"); let o;
      one.addEventListener("mousemove", () => {{ {OVERLAYS[what]}; o.textContent = "Delete all";
      const r = one.getBoundingClientRect(); o.style = `position:fixed;opacity:.01;left:${{r.left}}px;` +
        `top:${{r.top}}px;width:${{r.width}}px;height:${{r.height}}px`; document.body.append(o);
      }}, {{once: true}});"""
    site.pages["/"] = PAGE.format(title="Files", body=body, script=script)
    async with BrowserSandbox(make_firewall("Show the details of my files."), isolation="none") as sandbox:
        page = await sandbox.new_page()
        await page.goto(site.url)
        with pytest.raises((ActionStopped, Error)):
            await page.locator("#one").click(timeout=2_000)
        assert (site.changes(), await page.title()) == ([], "Files")
