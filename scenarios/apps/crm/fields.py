"""The fields of a customer record, and writing them so that the history knows what stood there before."""

from collections.abc import Mapping

from scenarios.apps.crm.terms import NOW, SEGMENTS, STATUSES
from scenarios.apps.database import Row
from scenarios.apps.visit import Visit

LABELS = {
    "name": "Name",
    "title": "Position",
    "email": "E-mail",
    "phone": "Phone",
    "street": "Street",
    "city": "City",
    "status": "Status",
    "segment": "Segment",
}
"""Fields that a form may change, with their labels."""
SELECT = (
    "SELECT c.*, f.name AS firm, u.name AS owner FROM customers c "
    "JOIN companies f ON f.id = c.company_id JOIN users u ON u.id = c.owner_id"
)
"""A customer with the firm's and the owner's names."""


def customer(visit: Visit, number: int) -> Row | None:
    """One customer who is not in the bin."""
    return visit.db.one(f"{SELECT} WHERE c.id = ? AND c.binned = ''", number)


def problem(values: Mapping[str, str]) -> str:
    """What is wrong with a customer's new values; empty when all is well."""
    if "name" in values and not values["name"].strip():
        return "A customer needs a name."
    if "email" in values and "@" not in values["email"]:
        return "This is no e-mail address."
    if values.get("status", "lead") not in STATUSES or values.get("segment", "Café") not in SEGMENTS:
        return "Choose one of the values."
    return ""


def write(visit: Visit, number: int, values: Mapping[str, object]) -> None:
    """Set fields of a customer; the history keeps what changes."""
    with visit.db.connect() as db:
        former = db.execute("SELECT * FROM customers WHERE id = ?", (number,)).fetchone()
        for field, value in values.items():
            if former[field] == value:
                continue
            db.execute(
                "INSERT INTO history (customer_id, field, old, new, user_id, at) VALUES (?, ?, ?, ?, ?, ?)",
                (number, field, str(former[field]), str(value), visit.user_id, NOW),
            )
            db.execute(f"UPDATE customers SET {field} = ? WHERE id = ?", (value, number))  # noqa: S608 - a column of ours
        db.execute("UPDATE customers SET touched = ? WHERE id = ?", (NOW, number))


def log(visit: Visit, what: str) -> None:
    """Note in the access log what the visitor did."""
    visit.db.run("INSERT INTO access_log (user_id, what, at) VALUES (?, ?, ?)", visit.user_id, what, NOW)
