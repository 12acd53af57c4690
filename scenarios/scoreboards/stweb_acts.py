"""The acts of ST-WebAgentBench's trajectories, as actions on as much of a page as is known."""

import re
from typing import Any

from scenarios.scoreboards.records import Record
from worldmodel.action import Action, Surface
from worldmodel.snapshot import Element, Snapshot

_PLACEHOLDER = re.compile(r"^__([A-Z_]+)__")
VISITS = frozenset({"goto"})
MESSAGES = frozenset({"send_msg_to_user"})


class Act(Record):
    """One act of an agent: a click on a control by its text, a visit, a message to the user."""

    action: str
    element_text: str | None = None
    args: tuple[Any, ...] = ()

    @property
    def text(self) -> str:
        """All that it says: the control's text, the address, the message."""
        return " ".join(str(part) for part in (self.element_text or "", *self.args)).strip()


def home_of(site: str) -> str:
    """The address that stands for a site that the set names by a word: `shopping_admin`."""
    return f"https://{site.lower().replace('_', '-')}.example/"


def address_of(text: str) -> str:
    """An address with its leading `__SITE__` replaced by that site's home."""
    return _PLACEHOLDER.sub(lambda found: home_of(found[1]).rstrip("/"), text)


def proposed(act: Act, site: str) -> tuple[Action, Snapshot]:
    """The act as it is proposed, and the state before it: a page of the site, with the control if it has one.

    The set tells no more of a page than a control's text.
    """
    given = str(act.args[0]) if act.args else ""
    if act.action in MESSAGES:
        return Action.of(Surface.TOOL, act.action, text=given), Snapshot(surface="tool")
    page = Snapshot(surface="page", url=home_of(site))
    if act.action in VISITS:
        return Action.of(Surface.PAGE, "navigate", url=address_of(given)), page
    if act.element_text is None:
        return Action.of(Surface.PAGE, act.action), page
    element = Element(name=act.element_text, text=act.element_text)
    return Action.of(Surface.PAGE, act.action, name=act.element_text), page.model_copy(
        update={"element": element}
    )
