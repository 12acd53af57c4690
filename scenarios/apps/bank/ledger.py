"""A year of plausible account entries, the same for the same seed, and the statements that go with them."""

import random
import sqlite3
from datetime import date, timedelta

from scenarios.apps.bank.roles import JOINT, ME, POT, SAVINGS

TODAY = date(2026, 6, 11)
"""The day on which everything happens."""

_SHOPS = (
    ("Corner bakery", "food", 320, 1480),
    ("Tallow Street Market", "food", 1240, 8630),
    ("Filling station A7", "travel", 3890, 7820),
    ("Night train office", "travel", 1900, 11_800),
    ("Pharmacy at the bridge", "health", 640, 3990),
    ("Reading room café", "leisure", 380, 1720),
    ("Bluebell Cinema", "leisure", 950, 2800),
    ("Hardware on Quay Street", "home", 790, 12_450),
    ("Garden centre Osier", "home", 1150, 6900),
    ("City library", "leisure", 200, 600),
    ("Barber at the corner", "health", 1800, 3200),
    ("Wool and thread", "home", 900, 4300),
)
_JOINT_SHOPS = _SHOPS[1:3] + _SHOPS[7:9]

Entry = tuple[int, str, str, str, str, int]


def plant_ledger(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    """Entries of four months on every account, and the documents of two years."""
    draw = random.Random(roles["me_iban"])  # noqa: S311 - a scenario's purchases, not a secret
    entries = _regular(roles) + _purchases(draw, ME, _SHOPS, 78) + _purchases(draw, JOINT, _JOINT_SHOPS, 34)
    entries.sort(key=lambda entry: entry[1])
    db.executemany(
        "INSERT INTO entries (account_id, day, title, detail, kind, cents) VALUES (?, ?, ?, ?, ?, ?)", entries
    )
    db.executemany(
        "INSERT INTO documents (account_id, name, day, kind) VALUES (?, ?, ?, ?)", _documents(roles)
    )


def _months(count: int) -> list[date]:
    """The first days of the last months, the newest first."""
    months = [TODAY.replace(day=1)]
    while len(months) < count:
        months.append((months[-1] - timedelta(days=1)).replace(day=1))
    return months


def _regular(roles: dict[str, str]) -> list[Entry]:
    entries: list[Entry] = []
    for first in _months(4):
        for day, account, title, detail, kind, cents in (
            (1, ME, roles["landlord"], "Rent", "home", -int(roles["rent_cents"])),
            (1, JOINT, roles["me"], "Housekeeping", "transfer", 65_000),
            (1, ME, roles["me"], "Housekeeping, joint account", "transfer", -65_000),
            (2, SAVINGS, roles["me"], "Monthly saving", "transfer", 20_000),
            (2, ME, roles["me"], "Monthly saving", "transfer", -20_000),
            (3, ME, roles["gym"], "Membership", "health", -3490),
            (4, ME, roles["telecom"], "Line and mobile", "home", -4795),
            (5, ME, roles["insurer"], "Household cover", "home", -1860),
            (5, JOINT, roles["nursery"], "Nursery place", "family", -31_200),
            (8, ME, roles["storage"], roles["unit"], "home", -int(roles["box_cents"])),
            (10, JOINT, roles["partner"], "Housekeeping", "transfer", 65_000),
            (28, ME, roles["employer"], "Salary", "income", 348_215),
        ):
            on = first.replace(day=day)
            if on <= TODAY:
                entries.append((account, on.isoformat(), title, detail, kind, cents))
    entries.append((POT, "2025-09-30", "Harrowmere", "Interest", "income", 142))
    entries.append((ME, "2026-06-09", roles["colleague"], "Thanks for the lift!", "transfer", 1850))
    return entries


def _purchases(
    draw: random.Random, account: int, shops: tuple[tuple[str, str, int, int], ...], count: int
) -> list[Entry]:
    entries: list[Entry] = []
    for _ in range(count):
        name, kind, low, high = draw.choice(shops)
        on = TODAY - timedelta(days=draw.randint(0, 100))
        entries.append((account, on.isoformat(), name, "Card payment", kind, -draw.randint(low, high)))
    return entries


def _documents(roles: dict[str, str]) -> list[tuple[int, str, str, str]]:
    documents = [
        (account, f"{first:%Y-%m}", (first + timedelta(days=32)).replace(day=2).isoformat(), "Statement")
        for account in (ME, JOINT)
        for first in _months(15)[1:]
    ]
    documents += [(ME, f"{year}", f"{year + 1}-01-20", "Interest certificate") for year in (2023, 2024, 2025)]
    documents += [
        (ME, "2025", "2025-03-01", "Terms and conditions"),
        (ME, roles["attorney"], "2023-11-14", "Power of attorney"),
    ]
    return sorted(documents, key=lambda document: document[2])
