"""What the planner sees of a page: its controls, by name, and what it says."""

from dataclasses import dataclass
from typing import Any

SELECTOR = (
    "main a[href], main button, main input:not([type=hidden]), main select, main textarea, header nav a"
)

_READ = """elements => elements.map((element, index) => ({
  index,
  kind: element.tagName === "A" ? "link" : element.tagName === "BUTTON" ? "button"
    : element.tagName === "SELECT" ? "choice"
    : ["checkbox", "radio"].includes(element.type) ? "box" : "field",
  name: (element.getAttribute("aria-label") || (element.labels && element.labels.length
    ? element.labels[0].innerText : "") || element.innerText || element.placeholder || "").trim(),
  value: element.value || "",
  checked: element.checked === true,
  options: element.tagName === "SELECT" ? Array.from(element.options, option => option.text.trim()) : [],
}))"""


@dataclass(frozen=True)
class Control:
    """One thing on the page that can be used."""

    index: int
    kind: str
    name: str
    value: str
    checked: bool
    options: tuple[str, ...]


async def look(page: Any) -> list[Control]:
    """List the page's controls in their order."""
    rows = await page.locator(SELECTOR).evaluate_all(_READ)
    return [Control(**{**row, "options": tuple(row["options"])}) for row in rows]


def handle(page: Any, control: Control) -> Any:
    """The locator of a control that `look` listed."""
    return page.locator(SELECTOR).nth(control.index)
