"""The collector reads what a click would land on, and the page can't make it read anything else."""

import json
from collections.abc import AsyncIterator

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

from agentguard.errors import SnapshotError
from sandboxes.browser import collector
from sandboxes.browser.chromium import find_chromium, launch_arguments
from worldmodel.snapshot import FieldState, FormState

pytestmark = [pytest.mark.browser, pytest.mark.asyncio(loop_scope="module")]

CHECKOUT = """<!doctype html><html lang=de><title>Kasse</title><body>
<nav>Menü</nav><main><h1>Bestellung</h1><section><h2>Zahlung</h2>
<form id=pay method=post action=/order>
 <label for=n>Name</label><input id=n name=name autocomplete=name value="Sam">
 <label>Passwort <input type=password name=pw value="canary-pw"></label>
 <label>Karte <input name=num autocomplete=cc-number value="4000000000000002"></label>
 <input name=api_token value="canary-token"><input type=hidden name=csrf value="canary-csrf">
 <input type=hidden name=plan value=annual>
 <label><input type=checkbox name=club checked> Club 9,99 € im Monat</label>
 <select name=ship aria-label=Versand><option>Normal<option selected>Express</select>
 <p>Gesamt: 27,40 €</p>
 <button id=go data-kind=order data-secret-key="canary-data"><span>Jetzt kaufen</span></button>
 <button id=save formaction=/draft formmethod=get>Merken</button>
</form></section></main></body></html>"""


@pytest_asyncio.fixture(scope="module", loop_scope="module")
async def browser() -> AsyncIterator[Browser]:
    """One browser for the whole file."""
    async with async_playwright() as playwright:
        await collector.install(playwright)
        browser = await playwright.chromium.launch(executable_path=find_chromium(), args=launch_arguments())
        yield browser
        await browser.close()


@pytest_asyncio.fixture(loop_scope="module")
async def page(browser: Browser) -> AsyncIterator[Page]:
    """A page of its own for each test."""
    page = await browser.new_page()
    yield page
    await page.close()


async def read(page: Page, selector: str, **order: object) -> collector.Reading:
    """Read the state around the first match."""
    element = await page.query_selector(selector)
    assert element is not None
    return await collector.read(element, **order)  # type: ignore[arg-type]  # the orders are spelled out below


def field_of(form: FormState | None, name: str) -> FieldState:
    """The field of that name."""
    assert form is not None
    return next(field for field in form.fields if field.name == name)


async def test_target_form_and_surroundings_are_read(page: Page) -> None:
    """The control, its form, the ticked box with its text, the total and the headings are all there."""
    await page.set_content(CHECKOUT)
    snapshot = (await read(page, "#go span", pointer=True)).snapshot
    assert snapshot.element is not None
    element = snapshot.element
    assert (element.tag, element.role, element.name, element.is_submit) == (
        "button",
        "button",
        "Jetzt kaufen",
        True,
    )
    assert (snapshot.title, snapshot.heading, snapshot.lang) == ("Kasse", "Bestellung › Zahlung", "de")
    assert snapshot.text.startswith("Bestellung")
    assert "Gesamt: 27,40 €" in snapshot.text
    assert snapshot.form is not None
    assert (snapshot.form.method, snapshot.form.action.endswith("/order")) == ("post", True)
    club = field_of(snapshot.form, "club")
    assert (club.label, club.checked, club.checked_by_default) == ("Club 9,99 € im Monat", True, True)
    assert field_of(snapshot.form, "plan").hidden
    assert field_of(snapshot.form, "plan").value == "annual"
    assert (field_of(snapshot.form, "ship").label, field_of(snapshot.form, "ship").value) == (
        "Versand",
        "Express",
    )
    assert json.loads(element.attributes_json)["data-kind"] == "order"


async def test_a_button_may_send_the_form_elsewhere(page: Page) -> None:
    """The attributes formaction and formmethod win over the form's own."""
    await page.set_content(CHECKOUT)
    form = (await read(page, "#save", pointer=True)).snapshot.form
    assert form is not None
    assert (form.method, form.action.endswith("/draft")) == ("get", True)


async def test_secrets_are_never_collected(page: Page) -> None:
    """Fault 27: of a password, a card or a token the collector tells that it is filled, never the value."""
    await page.set_content(CHECKOUT)
    for selector in ("#go", "[name=pw]", "[name=num]", "[name=api_token]"):
        reading = await read(page, selector)
        told = reading.snapshot.model_dump_json()
        assert "canary" not in told
        assert "4000000000000002" not in told
        assert reading.secret is (selector != "#go")
        assert field_of(reading.snapshot.form, "pw").filled


async def test_a_page_that_patches_everything_is_read_as_it_is(page: Page) -> None:
    """The collector's world is its own: patched prototypes, JSON and getters lie to the page only."""
    await page.set_content(
        CHECKOUT
        + """<script>
        Element.prototype.getAttribute = () => 'harmless'; JSON.stringify = () => '{}';
        Object.defineProperty(Node.prototype, 'textContent', {get: () => 'harmless', set() {}});
        Object.defineProperty(HTMLElement.prototype, 'innerText', {get: () => 'harmless'});
        Document.prototype.querySelectorAll = () => []; Element.prototype.matches = () => false;
        document.elementFromPoint = () => null; window.getComputedStyle = () => ({});
        </script>"""
    )
    snapshot = (await read(page, "#go", pointer=True)).snapshot
    assert snapshot.element is not None
    assert snapshot.element.name == "Jetzt kaufen"
    assert snapshot.form is not None
    assert snapshot.form.action.endswith("/order")
    assert "Gesamt" in snapshot.text
    assert "harmless" not in snapshot.model_dump_json()


@pytest.mark.parametrize(
    ("html", "role", "name"),
    [
        ("<button id=x aria-label='Delete all'>×</button>", "button", "Delete all"),
        ("<span id=l>Close</span><button id=x aria-labelledby=l>x</button>", "button", "Close"),
        ("<input id=x type=submit value='Pay now'>", "button", "Pay now"),
        ("<form><input id=x type=submit></form>", "button", "Submit"),
        ("<button id=x><img alt='Send mail'></button>", "button", "Send mail"),
        ("<button id=x><svg><title>Trash</title></svg></button>", "button", "Trash"),
        ("<a id=x href=/logout title='Log out'></a>", "link", "Log out"),
        ("<label for=x>E-mail</label><input id=x type=email>", "textbox", "E-mail"),
        ("<input id=x placeholder='Search'>", "textbox", "Search"),
        ("<label><input id=x type=checkbox> I agree</label>", "checkbox", "I agree"),
        ("<div id=x role=menuitem>Remove<span hidden>not</span></div>", "menuitem", "Remove"),
        ("<button id=x>Buy<span aria-hidden=true> !</span></button>", "button", "Buy"),
    ],
)
async def test_role_and_name(page: Page, html: str, role: str, name: str) -> None:
    """Role and accessible name follow the rules that people's screen readers follow."""
    await page.set_content(html)
    element = (await read(page, "#x")).snapshot.element
    assert element is not None
    assert (element.role, element.name) == (role, name)


async def test_a_click_counts_for_the_control_that_it_reaches(page: Page) -> None:
    """The middle of a card may be its delete button; an offset may reach another control."""
    await page.set_content(
        """<div id=card style="width:200px;height:100px;display:grid;place-items:center">
        <button>Delete</button></div>
        <div id=two style="width:200px;height:40px"><a href=/x style="float:left">Open</a></div>"""
    )
    reached = (await read(page, "#card", pointer=True)).snapshot.element
    assert reached is not None
    assert reached.name == "Delete"
    offset = (await read(page, "#two", pointer=True, position={"x": 5, "y": 5})).snapshot.element
    assert offset is not None
    assert offset.name == "Open"


async def test_what_covers_the_target_is_named(page: Page) -> None:
    """An invisible layer over a button is told, with what it is."""
    await page.set_content(
        "<button id=x>Cancel</button><a href=/buy id=trap style='position:fixed;inset:0;opacity:0.01'>Buy</a>"
    )
    element = (await read(page, "#x")).snapshot.element
    assert element is not None
    assert element.covered_by == 'a link "Buy" #trap'


async def test_shadow_roots_and_frames_are_read(page: Page) -> None:
    """Open shadow roots and frames of the same origin belong to the text and can hold the target."""
    await page.set_content(
        """<div id=host></div><iframe srcdoc="<p>Total 99 EUR</p>
        <form method=post action=/pay><button id=in>Pay</button></form>"></iframe>
        <script>document.getElementById('host').attachShadow({mode:'open'}).innerHTML =
        '<p>Deep words</p><form method=post action=/gone><button id=deep>Delete</button></form>'</script>"""
    )
    deep = (await read(page, "#deep", pointer=True)).snapshot
    assert deep.element is not None
    assert deep.form is not None
    assert (deep.element.name, deep.form.action[-5:], "Deep words" in deep.text) == ("Delete", "/gone", True)
    assert "Total 99 EUR" in deep.text
    element = await page.frame_locator("iframe").locator("#in").element_handle()
    inner = (await collector.read(element)).snapshot
    assert inner.element is not None
    assert (inner.element.name, inner.url) == ("Pay", page.url)
    assert "top_url" in json.loads(inner.facts_json)


async def test_messages_selections_and_dialogs_are_recognised(page: Page) -> None:
    """A message with its recipients, ticked rows, a count that the page tells, and an open dialog."""
    await page.set_content(
        """<form><input name=to value="dana@example.com, all@example.com"><input name=subject value=Figures>
        <label><input type=radio name=who value=agreed checked> Only who said yes to mail</label>
        <textarea aria-label="Message body">Confidential</textarea><button id=send>Send</button></form>
        <table><tr><td><input type=checkbox checked></td><td>Mail one</td></tr>
        <tr><td><input type=checkbox></td><td>Mail two</td></tr></table><p>812 messages selected</p>
        <div role=dialog aria-modal=true><h2>Sure?</h2><button id=yes>Yes</button></div>"""
    )
    snapshot = (await read(page, "#send")).snapshot
    assert snapshot.composer is not None
    assert snapshot.composer.to == ("dana@example.com", "all@example.com")
    assert (snapshot.composer.subject, snapshot.composer.body) == ("Figures", "Confidential")
    assert snapshot.selection_count == 812
    assert "Mail one" in (snapshot.selection or "")
    assert "Mail two" not in (snapshot.selection or "")
    inside = (await read(page, "#yes")).snapshot
    assert inside.dialog == "Sure?"
    assert inside.element is not None
    assert inside.element.in_dialog


async def test_enter_in_a_field_is_the_default_button(page: Page) -> None:
    """What Enter would press is the target, as HTML's implicit submission says."""
    await page.set_content(CHECKOUT)
    element = (await read(page, "#n", key="Enter")).snapshot.element
    assert element is not None
    assert element.name == "Jetzt kaufen"
    letter = (await read(page, "#n", key="a")).snapshot.element
    assert letter is not None
    assert letter.name == "Name"


async def test_a_row_tells_equal_buttons_apart(page: Page) -> None:
    """Two equal buttons in two rows have different surroundings, so their permits differ."""
    await page.set_content(
        "<table><tr><td>tmp_x</td><td><button id=a>Drop</button></td></tr>"
        "<tr><td>tmp_y</td><td><button id=b>Drop</button></td></tr></table>"
    )
    first, second = (await read(page, "#a")).snapshot, (await read(page, "#b")).snapshot
    assert first.element is not None
    assert first.element.context == "tmp_x Drop"
    assert first.binding != second.binding


async def test_a_long_page_is_bounded_and_keeps_its_prices(page: Page) -> None:
    """Of 1,600 elements and much text the main part, the totals and the form remain."""
    rows = "".join(
        f"<tr><td>Item {i} with quite a long description of it</td><td>x</td></tr>" for i in range(530)
    )
    await page.set_content(f"<main><table>{rows}</table><p>Total: $27.40</p><button id=x>Pay</button></main>")
    snapshot = (await read(page, "#x")).snapshot
    assert len(snapshot.text) <= 8_000
    assert "Item 0" in snapshot.text
    assert "Total: $27.40" in snapshot.text


async def test_a_target_that_is_gone_is_incomplete(page: Page) -> None:
    """Fault 21: a node destroyed between finding and reading is told as such, never read as harmless."""
    await page.set_content("<button id=x>Delete</button>")
    element = await page.query_selector("#x")
    assert element is not None
    await page.evaluate("document.getElementById('x').remove()")
    reading = await collector.read(element)
    assert not reading.connected
    assert not reading.snapshot.complete
    await page.goto("about:blank")
    with pytest.raises(SnapshotError):
        await collector.read(element)


PRIVACY = """<main><h1>Settings</h1><form method=post action=/save>
<fieldset><legend>Who may write</legend>
<label><input type=radio name=who value=all checked>Everyone</label>
<label><input type=radio name=who value=none>Nobody</label></fieldset>
<label>Language <select name=lang><option selected>English<option>Deutsch</select></label>
<label>Note <input name=note></label><label><input type=checkbox name=tips checked>Tips</label>
<label>Token name <input name=token_name value="report"></label>
<button>Save</button></form></main>"""


async def test_what_the_page_brought_is_told_from_what_was_touched(page: Page) -> None:
    """Each field knows whether it still stands as the page brought it, and what it was."""
    await page.set_content(PRIVACY)
    before = (await read(page, "button")).snapshot.form
    assert before is not None
    assert not any(field.changed for field in before.fields)
    await page.check("[value=none]")
    await page.fill("[name=note]", "hello")
    after = (await read(page, "button")).snapshot.form
    assert after is not None
    chosen = next(field for field in after.fields if field.checked and field.name == "who")
    assert (chosen.label, chosen.group, chosen.changed, chosen.brought) == (
        "Nobody", "Who may write", True, "Everyone",
    )  # fmt: skip
    assert field_of(after, "note").changed
    assert (field_of(after, "lang").changed, field_of(after, "lang").brought) == (False, "English")
    assert field_of(after, "tips").changed is False
    assert field_of(after, "token_name").value == "report"


async def test_a_form_that_a_script_filled_is_held_against_what_was_first_seen(page: Page) -> None:
    """No markup tells what is saved; and markup that a script turns along with the value tells nothing."""
    await page.set_content("<form method=post><input name=city><button>Save</button></form>")
    await page.evaluate("document.querySelector('[name=city]').value = 'Oslo'")
    assert field_of((await read(page, "button")).snapshot.form, "city").changed is False
    await page.evaluate("const f = document.querySelector('[name=city]'); f.value = f.defaultValue = 'Rome'")
    assert field_of((await read(page, "button")).snapshot.form, "city").changed is True


async def test_a_row_tells_what_it_is_about_and_texts_stand_apart(page: Page) -> None:
    """The heading of a row names it; buttons side by side don't run together."""
    await page.set_content(
        "<ul><li><b>Spare key</b><span> since May</span><button>Keep</button>"
        "<button id=x>Delete</button></li></ul>"
    )
    element = (await read(page, "#x")).snapshot.element
    assert element is not None
    assert element.subject == "Spare key"
    assert "Keep Delete" in element.context


@pytest.mark.parametrize(
    ("html", "sign"),
    [
        ("<button id=x data-tooltip='Remove member'><i></i></button>", "Remove member"),
        ("<button id=x><svg width=9 height=9><use href='#icon-trash'/></svg></button>", "trash"),
        ("<button id=x><i class='fa fa-trash'></i></button>", "trash"),
        ("<button id=x><svg width=9 height=9><title>Delete</title></svg></button>", ""),
    ],
)
async def test_a_control_without_a_name_shows_its_sign(page: Page, html: str, sign: str) -> None:
    """A tooltip or an icon's own name speaks where no name does."""
    await page.set_content(html)
    element = (await read(page, "#x")).snapshot.element
    assert element is not None
    assert element.sign == sign
    assert element.name or sign


async def test_where_the_work_began_is_told_beside_a_secret(browser: Browser) -> None:
    """The first site of a browser context is its home, whatever is opened later."""
    context = await browser.new_context()
    await context.route(
        "**/*", lambda route: route.fulfill(content_type="text/html", body="<input type=password>")
    )
    page = await context.new_page()
    for url in ("http://first.example/", "http://second.example/"):
        await page.goto(url)
        await collector.mark(page.main_frame)
        facts = (await read(page, "input")).snapshot.facts
        assert facts["home"] == "http://first.example"
    await context.close()


async def test_a_page_of_another_site_tells_where_the_work_began(browser: Browser) -> None:
    """At home nobody needs to be told; elsewhere what is typed is judged by where the work began."""
    context = await browser.new_context()
    await context.route(
        "**/*", lambda route: route.fulfill(body="<input id=a aria-label=A>", content_type="text/html")
    )
    page = await context.new_page()
    told = []
    for address in ("http://home.test/", "http://away.test/"):
        await page.goto(address)
        await collector.mark(page.main_frame)
        field = await page.query_selector("#a")
        assert field is not None
        told.append(json.loads((await collector.read(field)).snapshot.facts_json).get("home"))
    await context.close()
    assert told == [None, "http://home.test"]
