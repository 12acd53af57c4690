"""What an agent sees of a page."""

from typing import Any

import pytest

from scenarios.agents.eyes import handle, look, read

pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("html", "kind", "name"),
    [
        ("<button>Send</button>", "button", "Send"),
        ("<button aria-label=Archive>x</button>", "button", "Archive"),
        ("<button><svg width=9 height=9><title>Bin</title></svg></button>", "button", "Bin"),
        ("<button><img alt=Star src='data:,' width=9 height=9></button>", "button", "Star"),
        ("<button data-tooltip=Pin>&nbsp;</button>", "button", "Pin"),
        ("<input type=submit value=Go>", "button", "Go"),
        ("<div onclick=x() tabindex=0>Open</div>", "button", "Open"),
        ("<a href=/x>More</a>", "button", "More"),
        ("<label>Name <input></label>", "field", "Name"),
        ("<input placeholder=Search>", "field", "Search"),
        ("<div contenteditable=true aria-label=Body>hi</div>", "field", "Body"),
        ("<label><input type=checkbox> Agree</label>", "box", "Agree"),
        ("<div role=switch aria-checked=true tabindex=0>On</div>", "box", "On"),
        ("<label>Size <select><option>S</option></select></label>", "choice", "Size"),
    ],
)
async def test_controls_have_a_kind_and_a_name(page: Any, html: str, kind: str, name: str) -> None:
    """Whatever they are made of, and wherever their name comes from."""
    await page.set_content(html)
    (control,) = await look(page)
    assert (control.kind, control.name.split(" S")[0]) == (kind, name)


async def test_what_people_can_not_see_is_no_control(page: Any) -> None:
    """Hidden, transparent and empty ones are passed over; the rest keep their places."""
    await page.set_content(
        "<button hidden>A</button><button style='opacity:0'>B</button><button style='display:none'>C</button>"
        "<button onclick='document.title=1'>D</button>"
    )
    (control,) = await look(page)
    assert control.name == "D"
    await handle(page, control).click()
    assert await page.title() == "1"


async def test_rows_are_told_from_near_to_far(page: Any) -> None:
    """So that the nearest can be taken."""
    await page.set_content("<ul><li>Outer<ul><li>Inner <button>X</button></li></ul></li></ul>")
    (control,) = await look(page)
    assert control.around[0] == "Inner X"
    assert control.around[1].startswith("Outer")


async def test_reading_leaves_nothing_out(page: Any) -> None:
    """Hidden text, alt texts, addresses, shadow roots and frames all count as read."""
    await page.set_content("""<p hidden>one</p><img alt=two src="data:,"><a href="/three">x</a>
        <iframe srcdoc="<p>four</p>"></iframe><x-a></x-a><script>customElements.define("x-a",
        class extends HTMLElement { connectedCallback() {
          this.attachShadow({mode: "open"}).innerHTML = "<p>five</p>"; }});</script>""")
    text = await read(page)
    assert all(word in text for word in ("one", "two", "/three", "four", "five"))
