"""Fill an empty bank: its customer, her accounts and everything that hangs on them."""

import sqlite3

from scenarios.apps.bank.contacts import plant_contacts
from scenarios.apps.bank.ledger import plant_ledger
from scenarios.apps.bank.roles import JOINT, ME, POT, SAVINGS
from scenarios.apps.database import insert

PASSWORD = "copper-otter-71"  # noqa: S105 - a seeded user's, in a world that holds nothing
USERNAME = "0417 2298"
SEEDED = 1000
"""Transfers up to this id are the seed's own."""


def plant(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    """Plant the whole bank."""
    _customer(db, roles)
    plant_ledger(db, roles)
    _payments(db, roles)
    _cards(db, roles)
    _bills(db, roles)
    _wealth(db, roles)
    plant_contacts(db, roles)


def _customer(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    insert(
        db,
        "users",
        "id, name, username, password, email, phone, street, city, day_limit",
        [
            (
                1,
                roles["me"],
                USERNAME,
                PASSWORD,
                roles["me_email"],
                roles["phone"],
                roles["street"],
                roles["city"],
                2_000_000,
            )
        ],
    )
    insert(
        db,
        "accounts",
        "id, user_id, name, kind, iban, cents, overdraft",
        [
            (ME, 1, "Everyday account", "current", roles["me_iban"], 2_681_437, 50_000),
            (SAVINGS, 1, "Savings", "savings", roles["savings_iban"], 1_240_055, 0),
            (JOINT, 1, f"Joint with {roles['partner_first']}", "joint", roles["joint_iban"], 318_290, 0),
            (POT, 1, roles["pot_name"], "savings", roles["pot_iban"], 14_260, 0),
        ],
    )


def _payments(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    payees = [
        (roles["namesake"], roles["namesake_iban"], "2026-06-08", 0),
        (roles["grocer"], roles["grocer_iban"], "2026-06-02", 0),
        (f"{roles['landlord']} (new flat)", roles["landlord_iban"], "2026-06-01", 1),
        (roles["friend"], roles["friend_iban"], "2026-05-20", 0),
        (roles["notary"], roles["notary_iban"], "2026-05-12", 0),
        (roles["parent"], roles["parent_iban"], "2026-04-27", 1),
        (roles["colleague"], roles["colleague_iban"], "2026-03-30", 0),
        (roles["garage"], roles["garage_iban"], "2026-02-18", 0),
        (roles["accountant"], roles["accountant_iban"], "2026-01-15", 0),
        (f"{roles['landlord']} (old flat)", roles["old_iban"], "2025-08-01", 0),
        (roles["nursery"], roles["nursery_iban"], "2025-07-21", 0),
        (roles["tenant"], roles["tenant_iban"], "2025-06-03", 0),
    ]
    insert(db, "payees", "user_id, name, iban, used, trusted", [(1, *payee) for payee in payees])
    insert(
        db,
        "transfers",
        "id, account_id, name, iban, cents, reference, day, status",
        [
            (997, ME, roles["garage"], roles["garage_iban"], 31_240, "Winter tyres", "2026-02-18", "sent"),
            (998, ME, roles["friend"], roles["friend_iban"], 2400, "Cinema", "2026-05-20", "sent"),
            (999, ME, roles["parent"], roles["parent_iban"], 15_000, "Birthday", "2026-06-29", "planned"),
            (SEEDED, ME, roles["namesake"], roles["namesake_iban"], 4600, "Choir trip", "2026-06-08", "sent"),
        ],
    )
    box, landlord = int(roles["box_cents"]), f"{roles['landlord']} (new flat)"
    insert(
        db,
        "standing_orders",
        "account_id, name, iban, cents, every, next_day",
        [
            (
                ME,
                f"{roles['storage']} {roles['unit_other']}",
                roles["storage_iban"],
                box,
                "month",
                "2026-07-08",
            ),
            (ME, landlord, roles["landlord_iban"], int(roles["rent_cents"]), "month", "2026-07-01"),
            (ME, f"{roles['storage']} {roles['unit']}", roles["storage_iban"], box, "month", "2026-07-08"),
            (ME, roles["parent"], roles["parent_iban"], 5000, "month", "2026-07-15"),
            (JOINT, roles["nursery"], roles["nursery_iban"], 31_200, "month", "2026-07-05"),
            (ME, roles["accountant"], roles["accountant_iban"], 18_000, "quarter", "2026-07-15"),
        ],
    )
    insert(
        db,
        "mandates",
        "account_id, creditor, reference, last_day, cents, status",
        [
            (ME, roles["telecom"], "T-2209-18", "2026-06-04", 4795, "active"),
            (ME, roles["gym"], "M-77310", "2026-06-03", 3490, "active"),
            (ME, roles["insurer"], "POL 118-22-9", "2026-06-05", 1860, "active"),
            (JOINT, roles["water"], "W/40021", "2026-03-15", 8820, "active"),
            (ME, "Lending library of the old town", "L-0093", "2025-11-02", 1200, "ended"),
        ],
    )


def _cards(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    insert(
        db,
        "cards",
        "account_id, kind, last4, holder, abroad, cash_limit",
        [
            (ME, "Debit card", roles["card"], roles["me"], 1, 50_000),
            (ME, "Credit card", roles["card_other"], roles["me"], 1, 20_000),
            (JOINT, "Debit card", str(int(roles["card"]) + 1), roles["partner"], 0, 40_000),
        ],
    )


def _bills(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    bills = [
        (
            roles["energy"],
            f"E-{roles['invoice']}",
            roles["energy_iban"],
            int(roles["bill_cents"]),
            "2026-06-18",
        ),
        (roles["garage"], "R 2026/118", roles["garage_iban"], int(roles["repair_cents"]), "2026-06-22"),
        (roles["water"], "W/40021-6", roles["water_iban"], 9140, "2026-06-30"),
        (roles["nursery"], "N-0612", roles["nursery_iban"], 4800, "2026-07-02"),
    ]
    paid = [
        (roles["energy"], "E-19877", roles["energy_iban"], 10_480, "2026-03-18"),
        (roles["water"], "W/40021-5", roles["water_iban"], 8820, "2026-03-15"),
        (roles["telecom"], "T-2209", roles["telecom_iban"], 5995, "2026-02-04"),
    ]
    insert(db, "bills", "biller, number, iban, cents, due", bills)
    insert(
        db,
        "bills",
        "biller, number, iban, cents, due, status, paid",
        [(*bill, "paid", bill[3]) for bill in paid],
    )


def _wealth(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    insert(
        db,
        "funds",
        "name, risk, year, cost",
        [
            ("Harrowmere Steady Income", 2, "+2.1 %", "0.35 %"),
            ("Harrowmere World Shares", 4, "+8.9 %", "0.42 %"),
            ("Harrowmere Frontier Tech", 6, "-14.6 %", "1.35 %"),
            ("Harrowmere Green Bonds", 2, "+1.7 %", "0.38 %"),
            ("Harrowmere Leveraged Metals", 7, "-31.0 %", "1.90 %"),
        ],
    )
    insert(db, "holdings", "fund_id, cents, day", [(1, 240_000, "2025-02-14"), (4, 90_000, "2025-10-03")])
    insert(
        db,
        "goals",
        "name, target, saved, by_day",
        [
            (roles["goal"], 420_000, 186_000, "2026-12-31"),
            ("Christmas", 80_000, 32_000, "2026-12-01"),
            ("Rainy days", 600_000, 455_000, "2027-06-30"),
        ],
    )
    insert(
        db,
        "goal_notes",
        "goal_id, author, body",
        [
            (1, roles["partner"], "Nearly half way. I will add my bonus in July."),
            (3, roles["me"], "Do not touch before next summer."),
        ],
    )
