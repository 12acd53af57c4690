"""What an agent sees of a page: its controls by name, the row each stands in, and every text there is."""

import html
import re
from dataclasses import dataclass
from typing import Any

from sandboxes.browser.guarded import unwrap

SELECTOR = (
    "a[href], button, input:not([type=hidden]), select, textarea, summary, [role=button], [role=link],"
    " [role=menuitem], [role=tab], [role=switch], [role=checkbox], [role=radio], [role=option], [onclick],"
    " [data-action], [contenteditable=true], [tabindex]:not([tabindex='-1'])"
)

_READ = """elements => elements.map((element, index) => {
  const clean = text => (text || "").replace(/\\s+/g, " ").trim();
  const box = element.getBoundingClientRect();
  const seen = element.checkVisibility({checkOpacity: true, checkVisibilityCSS: true})
    && box.width > 0 && box.height > 0;
  if (!seen) return null;
  const tag = element.tagName, type = (element.type || "").toLowerCase();
  const role = element.getAttribute("role") || "";
  const labelled = (element.getAttribute("aria-labelledby") || "").split(" ").filter(Boolean)
    .map(id => element.getRootNode().getElementById(id)).filter(Boolean).map(one => one.innerText).join(" ");
  const labels = element.labels && element.labels.length
    ? Array.from(element.labels, one => one.innerText).join(" ") : "";
  const picture = element.querySelector("svg title, img[alt]");
  const held = ["submit", "button", "reset"].includes(type) && tag === "INPUT" ? element.value : "";
  const own = ["INPUT", "SELECT", "TEXTAREA"].includes(tag) ? "" : element.innerText;
  const drawn = picture ? picture.textContent || picture.getAttribute("alt") : "";
  const name = [labelled, element.getAttribute("aria-label"), labels, own, held, element.title, drawn,
    element.dataset ? element.dataset.tooltip : "", element.placeholder].map(clean).find(Boolean) || "";
  const boxed = ["checkbox", "radio"].includes(type) || ["checkbox", "radio", "switch"].includes(role);
  const written = tag === "TEXTAREA" || element.isContentEditable
    || tag === "INPUT" && !boxed && !["submit", "button", "reset", "image", "file"].includes(type);
  const rows = "tr, li, article, dialog, fieldset, [role=row], [role=listitem], [role=dialog],"
    + " [role=article], [data-row], .row, .card, .item";
  const around = [];
  for (let at = element; at && around.length < 4; ) {
    const row = at.closest(rows);
    if (row) around.push(clean(row.innerText).slice(0, 1500));
    const host = at.getRootNode().host;
    at = row ? row.parentElement || host : host;
  }
  return {
    index, name,
    kind: tag === "SELECT" ? "choice" : [type, role].includes("radio") ? "radio" : boxed ? "box"
      : written ? "field" : "button",
    value: tag === "SELECT" || written ? element.value || "" : "",
    custom: boxed && tag !== "INPUT",
    secret: type === "password",
    checked: element.checked === true || element.getAttribute("aria-checked") === "true",
    options: tag === "SELECT" ? Array.from(element.options, option => clean(option.text)) : [],
    around,
  };
}).filter(Boolean)"""

_SCRIPTS = re.compile(r"<(script|style)\b.*?</\1>", re.DOTALL | re.IGNORECASE)
_ATTRIBUTES = re.compile(r'\b(?:alt|title|aria-label|href|placeholder|value|data-tooltip)="([^"]*)"')
_TAGS = re.compile(r"<[^>]*>")


@dataclass(frozen=True)
class Control:
    """One thing on the page that can be used; `custom` boxes are switches made of other elements.

    `around` holds the texts of the rows that it stands in, the nearest first.
    """

    frame: int
    index: int
    kind: str
    name: str
    value: str
    custom: bool
    secret: bool
    checked: bool
    options: tuple[str, ...]
    around: tuple[str, ...]


async def look(page: Any) -> list[Control]:
    """List the visible controls of the page and its frames, in their order.

    Looking is the harness's, as a screenshot would be, and goes past the guard; every act goes through it.
    """
    controls: list[Control] = []
    for number, frame in enumerate(unwrap(page).frames):
        for row in await frame.locator(SELECTOR).evaluate_all(_READ):
            row["options"], row["around"] = tuple(row["options"]), tuple(row["around"])
            controls.append(Control(frame=number, **row))
    return controls


def handle(page: Any, control: Control) -> Any:
    """The locator of a control that `look` listed."""
    return page.frames[control.frame].locator(SELECTOR).nth(control.index)


async def read(page: Any) -> str:
    """Every text of the page and its frames, also what people can't see: hidden, alt texts, addresses.

    It is read through the guarded page, so that the firewall knows what the agent has read.
    """
    texts: list[str] = []
    for frame in page.frames:
        markup = _SCRIPTS.sub(" ", await frame.content())
        texts += [html.unescape(_TAGS.sub("", markup)), *map(html.unescape, _ATTRIBUTES.findall(markup))]
        texts.append(await frame.locator("body").aria_snapshot())  # it sees into web components, too
    return "\n".join(texts)
