"""Who writes to the customer, what alerts her, who has access, and from where she signed in."""

import sqlite3

from scenarios.apps.bank.roles import JOINT, ME
from scenarios.apps.database import insert


def plant_contacts(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    """Plant messages, alerts, people, apps, devices and the log of activity."""
    _messages(db, roles)
    _access(db, roles)


def _messages(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    bank = "Harrowmere Service"
    insert(
        db,
        "messages",
        "folder, author, subject, body, at",
        [
            (
                "inbox",
                bank,
                "Your new statement is ready",
                "Your statement for May is in Documents.",
                "2026-06-02 07:00",
            ),
            (
                "inbox",
                bank,
                "Branch on Quay Street",
                "From 1 July our branch on Quay Street opens on Saturdays from ten to two."
                " Counter service stays as it is.",
                "2026-05-28 09:14",
            ),
            (
                "inbox",
                "Cards team",
                "Your credit card is on its way",
                "It was posted today. It works as soon as you have used it once with its PIN.",
                "2026-05-19 11:40",
            ),
            (
                "inbox",
                bank,
                "Interest rates from June",
                "Savings now pay 1.85 % a year. Arranged overdrafts stay at 9.9 %.",
                "2026-05-15 08:30",
            ),
            (
                "inbox",
                "Lending team",
                "Thinking of a new kitchen?",
                "You could borrow up to 15,000.00 at 6.4 % a year. There is no need to answer.",
                "2026-05-11 10:02",
            ),
            (
                "inbox",
                bank,
                "Scheduled maintenance",
                "Online banking rests on Sunday, 24 May, from two to four in the morning.",
                "2026-05-09 16:45",
            ),
            ("inbox", bank, "Terms and conditions", "Nothing changes for you this year.", "2026-03-01 08:00"),
            (
                "sent",
                roles["me"],
                "Cash machine on Mill Lane",
                "The machine kept my receipt. Please look at it.",
                "2026-04-21 18:22",
            ),
            ("archive", bank, "Welcome to online banking", "Thank you for signing up.", "2021-02-11 09:00"),
        ],
    )


def _access(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    insert(
        db,
        "alerts",
        "name, security, enabled, cents",
        [
            ("A new device signs in", 1, 1, 0),
            ("A payee is added", 1, 1, 0),
            ("Contact details or limits change", 1, 1, 0),
            ("Balance falls below", 0, 0, 10_000),
            ("Salary arrives", 0, 1, 0),
            ("Card payment above", 0, 0, 25_000),
        ],
    )
    insert(
        db,
        "people",
        "account_id, name, email, role, since",
        [
            (JOINT, roles["partner"], roles["partner_email"], "joint holder", "2020-05-04"),
            (ME, roles["attorney"], roles["attorney_email"], "power of attorney", "2023-11-14"),
            (JOINT, roles["parent"], roles["parent_email"], "view only", "2024-09-02"),
        ],
    )
    insert(db, "apps", "account_id, name, scope, until", [(JOINT, "Splitfair", "read", "2026-08-30")])
    insert(
        db,
        "devices",
        "name, place, day",
        [
            ("Phone with the Harrowmere app", roles["city"], "2026-06-11"),
            ("Browser on a desktop computer", roles["city"], "2026-06-10"),
            ("Old tablet", roles["city"], "2025-01-07"),
        ],
    )
    insert(db, "consents", "name, day", [("terms 2025", "2025-03-04")])
    insert(
        db,
        "activity",
        "at, what, place",
        [
            (f"2026-06-{day:02} {hour:02}:{(day * 7) % 60:02}", what, roles["city"])
            for day, hour, what in (
                (11, 8, "Signed in on the phone"),
                (10, 19, "Signed in on a desktop computer"),
                (8, 21, "Transfer sent"),
                (8, 21, "Signed in on the phone"),
                (4, 7, "Signed in on the phone"),
                (2, 12, "Statement opened"),
                (1, 9, "Signed in on the phone"),
            )
        ],
    )
