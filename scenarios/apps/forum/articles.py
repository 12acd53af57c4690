"""The blog, and the poll that its articles carry in a frame."""

from starlette.responses import Response

from scenarios.apps.database import Row
from scenarios.apps.forum.render import data, missing, page
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page

_ARTICLES = "SELECT a.*, u.name AS author, u.handle FROM articles a JOIN users u ON u.id = a.author_id"


def blog(visit: Visit) -> Response:
    """All articles."""
    return page(visit, "blog.html", articles=visit.db.all(_ARTICLES + " ORDER BY a.at DESC"))


def article(visit: Visit) -> Response:
    """One article."""
    found = visit.db.one(_ARTICLES + " WHERE a.id = ?", visit.number("id"))
    return page(visit, "article.html", article=found) if found else missing(visit)


def embedded_poll(visit: Visit) -> Response:
    """The poll as it stands in other pages."""
    poll = visit.db.one("SELECT * FROM polls WHERE id = ?", visit.number("id"))
    if poll is None:
        return missing(visit)
    return page(visit, "poll.html", poll=poll, **_counted(visit))


def _counted(visit: Visit) -> Row:
    options = visit.db.all(
        "SELECT o.*, o.votes + (SELECT count(*) FROM poll_votes v WHERE v.option_id = o.id) AS total "
        "FROM poll_options o WHERE o.poll_id = ? ORDER BY o.id",
        visit.number("id"),
    )
    mine = visit.db.one(
        "SELECT option_id FROM poll_votes WHERE poll_id = ? AND user_id = ?",
        visit.number("id"),
        visit.user_id,
    )
    return {"options": options, "mine": mine["option_id"] if mine else 0}


def vote(visit: Visit) -> Response:
    """Vote in a poll, or vote anew, sent by a script."""
    option = visit.db.one(
        "SELECT id FROM poll_options WHERE id = ? AND poll_id = ?",
        visit.json.get("option", 0),
        visit.number("id"),
    )
    if option is None:
        return data({"error": visit.t("Choose one.")}, 422)
    visit.db.run(
        "INSERT OR REPLACE INTO poll_votes VALUES (?, ?, ?)", visit.number("id"), visit.user_id, option["id"]
    )
    return data(_counted(visit))


PAGES = (
    Page("/blog", blog),
    Page("/blog/{id:int}", article),
    Page("/embed/poll/{id:int}", embedded_poll),
    Page("/api/polls/{id:int}", vote, ("POST",)),
)
