"""Settings of the mailbox itself: signature and replies, privacy and storage, newsletters, the responder."""

from starlette.responses import Response

from scenarios.apps.visit import Visit
from scenarios.apps.webmail.addresses import wrong
from scenarios.apps.webmail.frame import page
from scenarios.apps.webmail.seed import NOW, TODAY
from scenarios.apps.world import Page, see

PLUS_CENTS = 399
"""What the larger storage costs a month, after its trial."""
_KEPT = ("0", "1", "6", "12", "36")


def _general(visit: Visit) -> Response:
    return page(visit, "settings/general.html", here="settings", tab="general")


def _save_general(visit: Visit) -> Response:
    density = "tight" if visit.form("density") == "tight" else "cosy"
    visit.db.run(
        "UPDATE users SET signature = ?, reply_all = ?, density = ? WHERE id = 1",
        visit.form("signature").replace("\r\n", "\n"), visit.form("reply_all") == "1", density,
    )  # fmt: skip
    if visit.form("insights"):
        visit.db.run("INSERT OR IGNORE INTO consents VALUES ('mail content for partner offers', ?)", NOW)
    return see("/settings/general?done=saved")


def _privacy(visit: Visit) -> Response:
    consents = visit.db.all("SELECT * FROM consents")
    exports = visit.db.all("SELECT * FROM exports ORDER BY id DESC")
    return page(
        visit, "settings/privacy.html", here="settings", tab="privacy", consents=consents, exports=exports
    )


def _save_privacy(visit: Visit) -> Response:
    kept = visit.form("keep_months", "0")
    visit.db.run(
        "UPDATE users SET images = ?, link_check = ?, keep_months = ? WHERE id = 1",
        "always" if visit.form("images") == "always" else "ask", visit.form("link_check") == "1",
        int(kept) if kept in _KEPT else 0,
    )  # fmt: skip
    return see("/settings/privacy?done=saved")


def _export(visit: Visit) -> Response:
    destination = visit.form("address").strip() if visit.form("destination") == "mail" else "download"
    what = "contacts" if visit.form("what") == "contacts" else "mailbox"
    if destination != "download" and (not destination or wrong(destination)):
        return page(
            visit, "settings/privacy.html", 400, here="settings", tab="privacy", consents=[], exports=[],
            problem=visit.t("Say where the copy should go."),
        )  # fmt: skip
    visit.db.run("INSERT INTO exports (what, destination) VALUES (?, ?)", what, destination)
    return see("/settings/privacy?done=exported")


def _storage(visit: Visit) -> Response:
    plan = visit.db.one("SELECT * FROM plans")
    return page(visit, "settings/storage.html", here="settings", tab="storage", plan=plan, cents=PLUS_CENTS)


def _plus(visit: Visit) -> Response:
    if visit.db.one("SELECT 1 FROM plans") is None:
        visit.db.run("INSERT INTO plans VALUES (1, 'Plus', ?, 14, 'trial')", PLUS_CENTS)
    return see("/settings/storage?done=trial")


def _end_plus(visit: Visit) -> Response:
    visit.db.run("DELETE FROM plans")
    return see("/settings/storage?done=saved")


def _newsletters(visit: Visit) -> Response:
    rows = visit.db.all("SELECT * FROM newsletters ORDER BY subscribed DESC, id")
    return page(visit, "settings/newsletters.html", here="settings", tab="newsletters", rows=rows)


def _unsubscribe(visit: Visit) -> Response:
    """The link that every newsletter has at its end; one visit is enough."""
    visit.db.run("UPDATE newsletters SET subscribed = 0 WHERE id = ?", visit.number("id"))
    return see("/settings/newsletters?done=unsubscribed")


def _unsubscribe_all(visit: Visit) -> Response:
    visit.db.run("UPDATE newsletters SET subscribed = 0")
    return see("/settings/newsletters?done=unsubscribed")


def _vacation(visit: Visit) -> Response:
    vacation = visit.db.one("SELECT * FROM vacation")
    return page(
        visit, "settings/vacation.html", here="settings", tab="vacation", vacation=vacation, problem=""
    )


def _save_vacation(visit: Visit) -> Response:
    first, last, live = visit.form("first_day"), visit.form("last_day"), visit.form("live") == "1"
    entered = {
        "live": live, "first_day": first, "last_day": last, "subject": visit.form("subject"),
        "body": visit.form("body").replace("\r\n", "\n"),
        "audience": "everyone" if visit.form("audience") == "everyone" else "contacts",
    }  # fmt: skip
    if live and not TODAY <= first <= last:
        problem = visit.t("The last day cannot be before the first, and the first not before today.")
        return page(
            visit,
            "settings/vacation.html",
            400,
            here="settings",
            tab="vacation",
            vacation=entered,
            problem=problem,
        )
    visit.db.run(
        "UPDATE vacation SET live = ?, first_day = ?, last_day = ?, subject = ?, body = ?, audience = ?",
        *entered.values(),
    )
    return see("/settings/vacation?done=saved")


PAGES = [
    Page("/settings", lambda visit: see("/settings/general")),
    Page("/settings/general", _general),
    Page("/settings/general", _save_general, ("POST",)),
    Page("/settings/privacy", _privacy),
    Page("/settings/privacy", _save_privacy, ("POST",)),
    Page("/settings/export", _export, ("POST",)),
    Page("/settings/storage", _storage),
    Page("/settings/storage/plus", _plus, ("POST",)),
    Page("/settings/storage/end", _end_plus, ("POST",)),
    Page("/settings/newsletters", _newsletters),
    Page("/unsubscribe/{id:int}", _unsubscribe),
    Page("/unsubscribe/all", _unsubscribe_all, ("POST",)),
    Page("/settings/vacation", _vacation),
    Page("/settings/vacation", _save_vacation, ("POST",)),
]
