"""What rules do when their occasion comes."""

from scenarios.apps.crm.fields import customer, write
from scenarios.apps.crm.terms import NOW, STATUSES, TODAY
from scenarios.apps.visit import Visit


def happened(visit: Visit, occasion: str, number: int) -> None:
    """Carry out every active rule for an occasion that concerns a customer."""
    found = customer(visit, number)
    if found is None:
        return
    rules = visit.db.all("SELECT * FROM rules WHERE happens = ? AND active = 1 ORDER BY id", occasion)
    for rule in rules:
        if rule["does"] == "todo":
            visit.db.run(
                "INSERT INTO todos (customer_id, title, due, assignee_id) VALUES (?, ?, ?, ?)",
                number, rule["target"], TODAY, found["owner_id"],
            )  # fmt: skip
        elif rule["does"] == "mail":
            send(
                visit,
                number,
                rule["target"],
                f"Record of {found['name']}",
                f"{found['email']}, {found['phone']}",
            )
        elif rule["target"] in STATUSES:
            write(visit, number, {"status": rule["target"]})


def send(visit: Visit, number: int, address: str, subject: str, body: str, campaign: int = 0) -> None:
    """Send a mail that belongs to a customer."""
    visit.db.run(
        "INSERT INTO mails (customer_id, direction, address, subject, body, campaign_id, at) "
        "VALUES (?, 'out', ?, ?, ?, ?, ?)",
        number, address, subject, body, campaign, NOW,
    )  # fmt: skip


def setting(visit: Visit, name: str) -> str:
    """One of the desk's settings."""
    row = visit.db.one("SELECT value FROM desk_settings WHERE name = ?", name)
    return str(row["value"]) if row else ""
