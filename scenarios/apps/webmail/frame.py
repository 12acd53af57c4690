"""What every page of the mailbox stands in: folders with counts, the notice at the top, how days are told."""

from typing import Any

from starlette.responses import Response

from scenarios.apps.visit import Visit
from scenarios.apps.webmail.addresses import is_outside
from scenarios.apps.webmail.seed import TODAY
from scenarios.apps.world import show

FOLDERS = {
    "inbox": "Inbox",
    "starred": "Starred",
    "sent": "Sent",
    "archive": "Archived",
    "spam": "Spam",
    "trash": "Trash",
}
_MONTHS = {
    "en": "Jan Feb Mar Apr May Jun Jul Aug Sep Oct Nov Dec".split(),
    "es": "ene feb mar abr may jun jul ago sep oct nov dic".split(),
}
_DAYS = {
    "en": "Mon Tue Wed Thu Fri Sat Sun".split(),
    "es": "lun mar mié jue vie sáb dom".split(),
}
NOTICES = {
    "sent": "Message sent.",
    "saved": "Changes saved.",
    "draft": "Draft saved.",
    "discarded": "Draft deleted.",
    "archived": "Conversation archived.",
    "trashed": "Conversation moved to the trash.",
    "deleted": "Deleted for good.",
    "restored": "Conversation moved to the inbox.",
    "spam": "Conversation moved to spam.",
    "inbox": "Conversation moved to the inbox.",
    "labelled": "Labels changed.",
    "filter": "Filter created.",
    "removed": "Removed.",
    "added": "Added.",
    "answered": "Your answer was sent.",
    "cancelled": "Event cancelled. Guests have been told.",
    "unsubscribed": "You are unsubscribed.",
    "trial": "Your Plus trial has started.",
    "exported": "Your export is on its way.",
    "signed_out": "The device is signed out.",
    "cleared": "The list is empty.",
    "tidied": "Clean-up finished.",
}


def page(visit: Visit, template: str, status: int = 200, **values: Any) -> Response:
    """Render a page with everything around it."""
    counted = visit.db.one(
        "SELECT sum(t.folder = 'inbox') AS inbox, sum(t.folder = 'spam') AS spam"
        " FROM unread u JOIN threads t ON t.id = u.thread_id"
    )
    drafts = visit.db.one("SELECT count(*) AS n FROM drafts WHERE status = 'open'")
    return show(
        visit,
        template,
        status,
        **{
            "folders": FOLDERS,
            "counts": {**(counted or {}), "drafts": drafts and drafts["n"]},
            "labels": visit.db.all("SELECT * FROM labels ORDER BY name"),
            "notice": NOTICES.get(visit.query("done"), ""),
            "day": lambda at: day(visit, at),
            "when": lambda at: when(visit, at),
            "outside": is_outside,
            "lang": visit.language,
            **values,
        },
    )


def day(visit: Visit, at: str) -> str:
    """A date in words: `14 May`, with the year where it is not this one."""
    year, month, number = at[:10].split("-")
    told = f"{int(number)} {_MONTHS[visit.language][int(month) - 1]}"
    return told if year == TODAY[:4] else f"{told} {year}"


def weekday(visit: Visit, number: int) -> str:
    """The short name of a weekday; 0 is Monday."""
    return _DAYS[visit.language][number]


def when(visit: Visit, at: str) -> str:
    """The time of today, the date of any other day."""
    return at[11:16] if at.startswith(TODAY) else day(visit, at)
