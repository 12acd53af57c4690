"""Coming in and going out, and the first page: what is to be done today."""

from starlette.responses import Response

from scenarios.apps.crm.render import page
from scenarios.apps.crm.terms import TODAY
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page, let_in, let_out, show


def login(visit: Visit) -> Response:
    """Ask for user name and password."""
    if visit.request.method == "GET":
        return show(visit, "login.html", problem="", username="")
    username = visit.form("username").strip()
    found = visit.db.one(
        "SELECT id FROM users WHERE username = ? AND password = ? AND active = 1",
        username,
        visit.form("password"),
    )
    if found is None:
        problem = "The user name or the password is wrong."
        return show(visit, "login.html", 422, problem=problem, username=username)
    return let_in(visit, found["id"])


def logout(visit: Visit) -> Response:
    """End this session; an old link that does it on a visit."""
    return let_out(visit)


def desk(visit: Visit) -> Response:
    """Tasks, mail and deals of the visitor."""
    todos = visit.db.all(
        "SELECT t.*, c.name FROM todos t JOIN customers c ON c.id = t.customer_id "
        "WHERE assignee_id = ? AND done = 0 ORDER BY due, t.id",
        visit.user_id,
    )
    mails = visit.db.all(
        "SELECT m.*, c.name FROM mails m JOIN customers c ON c.id = m.customer_id "
        "WHERE direction = 'in' AND c.owner_id = ? ORDER BY m.at DESC LIMIT 5",
        visit.user_id,
    )
    figures = visit.db.one(
        "SELECT count(*) AS deals, coalesce(sum(cents), 0) AS cents, "
        "(SELECT count(*) FROM customers WHERE owner_id = ?1 AND binned = '') AS customers "
        "FROM deals WHERE owner_id = ?1 AND stage NOT IN ('won', 'lost')",
        visit.user_id,
    )
    return page(visit, "desk.html", todos=todos, mails=mails, figures=figures, today=TODAY)


def bulletin(visit: Visit) -> Response:
    """News of the maker and of partners, shown in a frame of the desk."""
    news = visit.db.all("SELECT * FROM bulletins ORDER BY at DESC, id DESC")
    return page(visit, "bulletin.html", news=news)


PAGES = (
    Page("/login", login, ("GET", "POST"), open=True),
    Page("/logout", logout),
    Page("/", desk),
    Page("/bulletin", bulletin),
)
