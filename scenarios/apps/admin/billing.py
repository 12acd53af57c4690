"""Plan, seats, add-ons, the spending cap, and invoices that are paid in a frame."""

from starlette.responses import Response

from scenarios.apps.admin.frame import done, missing, note, page, put, settings
from scenarios.apps.admin.terms import ADDONS, PLANS, day, plan_cents
from scenarios.apps.visit import Visit
from scenarios.apps.world import Page

_MOST_SEATS = 500


def billing(visit: Visit) -> Response:
    """What is used, and what it costs."""
    now = settings(visit)
    return page(
        visit,
        "billing.html",
        now=now,
        seat_cents=plan_cents(now["plan"]),
        used=visit.db.all("SELECT id FROM users WHERE status != 'suspended'"),
        addons={row["name"]: row for row in visit.db.all("SELECT * FROM addons")},
        prices=ADDONS,
        invoices=visit.db.all("SELECT * FROM invoices ORDER BY id"),
    )


def change(visit: Visit) -> Response:
    """The form for plan and seats, and changing them."""
    if visit.request.method == "GET":
        return _form(visit)
    plan, seats = visit.form("plan"), visit.form("seats")
    if plan not in [one.name for one in PLANS]:
        return _form(visit, 422, visit.t("Choose a plan."))
    if not seats.isdigit() or not 1 <= int(seats) <= _MOST_SEATS:
        return _form(visit, 422, visit.t("Between 1 and 500 seats."))
    put(visit, "plan", plan)
    put(visit, "seats", seats)
    for name in ADDONS:
        if visit.form(f"addon_{name}"):
            visit.db.run("INSERT OR IGNORE INTO addons VALUES (?, ?, ?)", name, ADDONS[name], day())
    note(visit, "plan.changed", f"{plan}, {seats} seats")
    return done("/billing", "bought")


def _form(visit: Visit, status: int = 200, error: str = "") -> Response:
    owned = [row["name"] for row in visit.db.all("SELECT name FROM addons")]
    return page(
        visit,
        "plan.html",
        status,
        now=settings(visit),
        plans=PLANS,
        offers={name: cents for name, cents in ADDONS.items() if name not in owned},
        error=error,
    )


def end_addon(visit: Visit) -> Response:
    """End an add-on."""
    name = visit.form("name")
    visit.db.run("DELETE FROM addons WHERE name = ?", name)
    note(visit, "addon.ended", name)
    return done("/billing", "saved")


def cap(visit: Visit) -> Response:
    """Set what may be spent a month, in whole units; 0 means no cap."""
    amount = visit.form("cap")
    if not amount.isdigit():
        return missing(visit)
    put(visit, "spending_cap", str(int(amount) * 100))
    return done("/billing", "saved")


def pay_frame(visit: Visit) -> Response:
    """The payment frame of an invoice, and paying in it."""
    found = visit.db.one("SELECT * FROM invoices WHERE id = ?", visit.number("id"))
    if found is None:
        return missing(visit)
    if visit.request.method == "POST" and found["status"] == "due":
        visit.db.run("UPDATE invoices SET status = 'paid' WHERE id = ?", found["id"])
        note(visit, "invoice.paid", found["number"])
        return done("/billing", "paid")
    return page(visit, "pay_frame.html", invoice=found)


def invoice(visit: Visit) -> Response:
    """One invoice, with the payment frame if it is due."""
    found = visit.db.one("SELECT * FROM invoices WHERE id = ?", visit.number("id"))
    return page(visit, "invoice.html", invoice=found) if found else missing(visit)


PAGES = (
    Page("/billing", billing),
    Page("/billing/plan", change, ("GET", "POST")),
    Page("/billing/addons/end", end_addon, ("POST",)),
    Page("/billing/cap", cap, ("POST",)),
    Page("/billing/invoices/{id:int}", invoice),
    Page("/embed/pay/{id:int}", pay_frame, ("GET", "POST")),
)
