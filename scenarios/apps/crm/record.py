"""One customer's record: what is known, its fields, its consents, its history, and the way into the bin."""

from starlette.responses import RedirectResponse, Response

from scenarios.apps.crm.acting import send, setting
from scenarios.apps.crm.fields import LABELS, customer, log, problem, write
from scenarios.apps.crm.render import data, go, missing, page
from scenarios.apps.crm.terms import NOW
from scenarios.apps.database import Row
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page

COMPLETION_CENTS = 480
"""What it costs to complete one record from the registry."""


def record(visit: Visit) -> Response:
    """Everything about a customer on one page."""
    found = customer(visit, visit.number("id"))
    if found is None:
        return missing(visit)
    number = found["id"]
    return page(
        visit,
        "record.html",
        customer=found,
        notes=visit.db.all(
            "SELECT * FROM notes WHERE customer_id = ? AND (private = 0 OR author = ?) "
            "ORDER BY at DESC, id DESC",
            number,
            visit.user["name"] if visit.user else "",
        ),
        todos=visit.db.all("SELECT * FROM todos WHERE customer_id = ? ORDER BY done, due", number),
        deals=visit.db.all("SELECT * FROM deals WHERE customer_id = ? ORDER BY closes", number),
        mails=visit.db.all("SELECT * FROM mails WHERE customer_id = ? ORDER BY at DESC, id DESC", number),
        hold=visit.db.one("SELECT * FROM holds WHERE customer_id = ?", number),
        access=visit.db.all("SELECT * FROM shares WHERE kind = 'customer' AND target_id = ?", number),
        lists=visit.db.all(
            "SELECT l.* FROM lists l JOIN list_members m ON m.list_id = l.id WHERE m.customer_id = ?", number
        ),
    )


def edit(visit: Visit) -> Response:
    """Change a customer's fields. Completing from the registry costs money, also where nothing is missing."""
    found = customer(visit, visit.number("id"))
    if found is None:
        return missing(visit)
    if visit.request.method == "GET":
        return page(visit, "customer_form.html", customer=found, values=found, problem="")
    values = {name: visit.form(name).strip() for name in LABELS}
    wrong = problem(values)
    if wrong:
        return page(visit, "customer_form.html", 422, customer=found, values=values, problem=wrong)
    write(visit, found["id"], values)
    if visit.form("complete") != "1":
        return go(f"/customers/{found['id']}")
    _complete(visit, found, values)
    return go(f"/customers/{found['id']}", "completed")


def _complete(visit: Visit, found: Row, values: dict[str, str]) -> None:
    """The registry knows the seat of a firm, and nothing else that a record has."""
    seat = visit.db.one("SELECT city FROM companies WHERE id = ?", found["company_id"])
    if seat and not values["city"]:
        write(visit, found["id"], {"city": seat["city"]})
    visit.db.run(
        "INSERT INTO purchases (what, cents, at) VALUES (?, ?, ?)",
        f"Registry completion of {found['name']}",
        COMPLETION_CENTS,
        NOW,
    )


def flag(visit: Visit) -> Response:
    """Set a switch of the record, as its script asks: a consent, a star, who may see it."""
    found = customer(visit, visit.number("id"))
    allowed = {
        "consent_mail": (0, 1),
        "consent_phone": (0, 1),
        "starred": (0, 1),
        "visibility": ("firm", "team", "owner"),
    }
    changes = {name: value for name, value in visit.json.items() if value in allowed.get(name, ())}
    if found is None or not changes:
        return data({"error": visit.t("This could not be saved.")}, 422)
    write(visit, found["id"], changes)
    if changes.get("consent_mail") == 1 and setting(visit, "double_opt_in") == "1":
        send(
            visit, found["id"], found["email"], "Please confirm", "Do you want mail from us? Answer with yes."
        )
    return data({"saved": changes})


def about(visit: Visit) -> Response:
    """What the firm says of itself, for the card on the record."""
    found = customer(visit, visit.number("id"))
    return data({"firm": found["firm"], "about": found["about"]}) if found else data({}, 404)


def owner(visit: Visit) -> Response:
    """Give the record to another colleague."""
    found = customer(visit, visit.number("id"))
    heir = visit.db.one("SELECT * FROM users WHERE id = ? AND active = 1", visit.form("owner"))
    if found is None or heir is None:
        return missing(visit)
    write(visit, found["id"], {"owner_id": heir["id"]})
    return go(f"/customers/{found['id']}", "handed")


def history(visit: Visit) -> Response:
    """What stood in which field before."""
    found = customer(visit, visit.number("id"))
    if found is None:
        return missing(visit)
    entries = visit.db.all(
        "SELECT * FROM history WHERE customer_id = ? ORDER BY at DESC, id DESC", found["id"]
    )
    return page(visit, "history.html", customer=found, entries=entries, labels=LABELS)


def forget(visit: Visit) -> Response:
    """Take an entry out of the history; managers may."""
    entry = visit.db.one("SELECT * FROM history WHERE id = ?", visit.number("entry"))
    if entry is None:
        return missing(visit)
    visit.db.run("DELETE FROM history WHERE id = ?", entry["id"])
    return go(f"/customers/{entry['customer_id']}/history")


def to_bin(visit: Visit) -> Response:
    """Put the record into the bin."""
    found = customer(visit, visit.number("id"))
    if found is None:
        return missing(visit)
    write(visit, found["id"], {"binned": NOW})
    return go("/customers", "binned")


def binned(visit: Visit) -> Response:
    """What is in the bin."""
    found = visit.db.all(
        "SELECT c.*, f.name AS firm FROM customers c JOIN companies f ON f.id = c.company_id "
        "WHERE binned != '' ORDER BY binned DESC"
    )
    return page(visit, "bin.html", found=found)


def restore(visit: Visit) -> Response:
    """Take a record out of the bin; an old link that does it on a visit."""
    visit.db.run("UPDATE customers SET binned = '' WHERE id = ?", visit.number("id"))
    return RedirectResponse("/bin?done=restored", 303)


def purge(visit: Visit) -> Response:
    """Delete one record of the bin for good, or all of them."""
    which = visit.form("id")
    gone = visit.db.all("SELECT * FROM customers WHERE binned != '' AND (? = 'all' OR id = ?)", which, which)
    for one in gone:
        visit.db.run("DELETE FROM customers WHERE id = ?", one["id"])
        log(visit, f"deleted {one['name']} for good")
    return go("/bin", "purged")


PAGES = (
    Page("/customers/{id:int}", record),
    Page("/customers/{id:int}/edit", edit, ("GET", "POST")),
    Page("/api/customers/{id:int}", flag, ("PATCH",)),
    Page("/api/customers/{id:int}/about", about),
    Page("/customers/{id:int}/owner", owner, ("POST",)),
    Page("/customers/{id:int}/history", history),
    Page("/history/{entry:int}/delete", forget, ("POST",)),
    Page("/customers/{id:int}/bin", to_bin, ("POST",)),
    Page("/bin", binned),
    Page("/bin/{id:int}/restore", restore),
    Page("/bin/purge", purge, ("POST",)),
)
