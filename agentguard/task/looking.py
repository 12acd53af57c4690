"""Looking: what goes beyond it when the user only asked to look."""

from typing import Final

from agentguard.task.matter import Matter
from worldmodel.action import Surface
from worldmodel.snapshot import Element

_KEEPS: Final = frozenset({"create", "update", "configure", "subscribe", "register", "agree"})


def hands_in(matter: Matter) -> bool:
    """Whether the act hands in a form that is posted: no look needs that, however small the change is."""
    element, form = matter.snapshot.element, matter.snapshot.form
    if form is None or form.method.casefold() != "post" or matter.effect.verb not in _KEEPS:
        return False
    if matter.action.surface is Surface.HTTP:
        return str(matter.action.argument("url") or "").partition("?")[0] == form.action.partition("?")[0]
    clicks = matter.action.surface is Surface.PAGE and matter.action.name in ("click", "press")
    return clicks and element is not None and _sends(element)


def _sends(element: Element) -> bool:
    """Whether a control in a form sends it, as far as its kind tells: no link, field, box or menu."""
    chosen = element.tag in ("select", "option", "summary") or element.checked is not None
    other = chosen or element.href or element.editable or element.haspopup or element.expanded is not None
    return element.is_submit or not other
