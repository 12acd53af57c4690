"""What every page of the forum shows, and how dates are written."""

from functools import partial
from typing import Any

from starlette.responses import JSONResponse, Response

from scenarios.apps.visit import Visit
from scenarios.apps.world import show
from scenarios.apps.writing import money, rich

_MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
    "fr": "janv. févr. mars avril mai juin juil. août sept. oct. nov. déc.".split(),
}

DONE = {
    "saved": "Saved.",
    "draft": "Draft saved.",
    "sent": "Sent.",
    "posted": "Your post is online.",
    "deleted": "Deleted.",
    "joined": "You are a member now.",
    "left": "You have left the group.",
    "booked": "You are on the list. See you there.",
    "bought": "It is yours. The seller has been told.",
    "tipped": "Your gift is on its way.",
    "linked": "The app is linked.",
    "unlinked": "The app has no access any more.",
    "exported": "Your archive is ready.",
    "mailed": "Your archive is on its way.",
    "ended": "Your membership has ended.",
    "friend": "Thank you for being a friend of Fernwick.",
    "banned": "The member is banned from this board.",
    "archived": "The conversation is archived.",
    "cleared": "The history is empty.",
}
"""What a page says after an act, by the word in the address."""


def page(visit: Visit, template: str, status: int = 200, **values: Any) -> Response:
    """Show a page with the boards, the counts of unread things and the ways to write dates and prices."""
    shared = {
        "boards": visit.db.all("SELECT * FROM boards ORDER BY id"),
        "moderates": visit.db.all(
            "SELECT b.* FROM boards b JOIN moderators m ON m.board_id = b.id WHERE m.user_id = ?",
            visit.user_id,
        ),
        "unseen": visit.db.all("SELECT id FROM notices WHERE user_id = ? AND seen = 0", visit.user_id),
        "when": partial(when, visit),
        "price": partial(money, language=visit.language),
        "rich": rich,
        "done": DONE.get(visit.query("done"), ""),
        "here": visit.request.url.path,
    }
    return show(visit, template, status, **{**shared, **values})


def missing(visit: Visit) -> Response:
    """The page that is not there."""
    return page(visit, "missing.html", 404)


def data(value: dict[str, Any], status: int = 200) -> Response:
    """Answer a script."""
    return JSONResponse(value, status_code=status)


def when(visit: Visit, at: str) -> str:
    """A moment as people write it: `13 May, 21:10`."""
    day, _, hour = at.partition(" ")
    _, month, number = day.split("-")
    written = f"{int(number)} {_MONTHS[visit.language][int(month) - 1]}"
    return f"{written}, {hour}" if hour else written
