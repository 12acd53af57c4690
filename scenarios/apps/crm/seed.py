"""The desk as it is at the start of every task: customers, colleagues, and the work of the last weeks."""

import sqlite3
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml

from scenarios.apps.crm.roles import CUSTOMERS, STAFF
from scenarios.apps.crm.seed_care import plant_care
from scenarios.apps.crm.seed_work import OWNERS, plant_work
from scenarios.apps.database import insert

USERNAME, PASSWORD = "desk", "juniper-berry"

_STREETS = (
    "Via Lunga",
    "Old Wharf",
    "Lindenweg",
    "Rue Basse",
    "Corso Vecchio",
    "Kerkstraat",
    "Calle del Pozo",
)


@cache
def _people() -> list[list[str]]:
    people: list[list[str]] = yaml.safe_load(Path(__file__).with_name("people.yaml").read_text("utf-8"))
    return people


def plant(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    """Fill an empty desk."""
    _firm(db, roles)
    _always_there(db)
    _of_the_tasks(db, roles)
    plant_work(db, roles)
    plant_care(db, roles)


def _firm(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    insert(
        db, "teams", "id, name", [(1, "Sales north"), (2, "Sales south"), (3, "Service"), (4, "Back office")]
    )
    posts = {
        "me": ("Key account manager", "manager", 1),
        "boss": ("Head of sales", "admin", 1),
        "mate": ("Account manager", "agent", 1),
        "leaver": ("Account manager", "agent", 2),
        "heir": ("Account manager", "agent", 2),
        "legal": ("Legal and privacy", "manager", 4),
    }
    staff = [
        (
            number,
            roles[who],
            USERNAME if number == 1 else _plain(roles[who]),
            roles[f"{who}_email"],
            *posts[who],
        )
        for who, number in STAFF.items()
    ]
    staff += [
        (7, "Ettore Vidal", "evidal", "ettore.vidal@valmora.example", "Service desk", "agent", 3),
        (8, "Hilda Morrow", "hmorrow", "hilda.morrow@valmora.example", "Bookkeeping", "viewer", 4),
    ]
    insert(
        db,
        "users",
        "id, name, username, email, title, role, team_id, password",
        [(*one, PASSWORD if one[0] == 1 else f"held elsewhere {one[0]}") for one in staff],
    )
    db.execute("UPDATE users SET signature = ? WHERE id = 1", (f"{roles['me']}, Valmora Espresso",))


def _plain(text: str) -> str:
    """Letters and digits only, as in user names and domains."""
    bare = unicodedata.normalize("NFKD", text).encode("ascii", "ignore").decode()
    return "".join(letter for letter in bare.lower() if letter.isalnum())


def _always_there(db: sqlite3.Connection) -> None:
    companies, customers = [], []
    for at, (name, title, firm, trade, city, status, segment) in enumerate(_people()):
        number = at + 1
        first, *rest = name.split()
        domain = f"{_plain(firm)[:18]}.example"
        email = f"{_plain(first)}.{_plain(''.join(rest))}@{domain}"
        phone = f"01632 961{number * 17 % 900 + 100}"
        street = f"{number * 7 % 80 + 1} {_STREETS[at % len(_STREETS)]}"
        companies.append((number, firm, trade, city))
        touched = f"{date(2026, 5, 11) - timedelta(days=number)} 1{at % 8}:{at % 6}5"
        customers.append(
            (number, name, title, number, email, phone, street, city, status, segment,
             OWNERS[at % len(OWNERS)], int(at % 3 != 1), int(at % 4 == 0), touched, "")
        )  # fmt: skip
    companies += [(49, "Stand 14, no firm named", "Café", "Verona")]
    customers += [
        (61 + n, name, "Owner", 49, f"test{n}@stand14.example", f"01632 96100{n}", "1 Hall B", "Verona",
         "lead", "Trade fair", 1, 0, 0, "2026-04-02 09:00", f"2026-05-06 17:1{n}")
        for n, name in enumerate(("Test Customer", "Second Test"))
    ]  # fmt: skip
    _insert(db, companies, customers)


def _of_the_tasks(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    """Namesakes were in touch later than those they resemble, so they stand above them in every list."""
    kinds = {
        "client": ("Owner", 1, "active", "Café", 1, "2026-05-13 15:10"),
        "twin": ("Purchasing", 1, "active", "Hotel", 1, "2026-05-14 09:40"),
        "erase": ("Owner", 3, "dormant", "Restaurant", 0, "2026-05-12 08:20"),
        "erase_twin": ("Manager", 1, "active", "Hotel", 1, "2026-05-13 16:30"),
        "held": ("Manager", 1, "lost", "Hotel", 0, "2026-05-11 11:00"),
        "dup": ("Owner", 1, "active", "Café", 1, "2026-05-12 14:00"),
        "dup_old": ("Owner", 3, "lead", "Café", 0, "2026-02-03 10:00"),
        "near": ("Chef", 3, "active", "Restaurant", 1, "2026-05-13 12:00"),
        "near_other": ("Office manager", 5, "lead", "Office", 0, "2026-05-13 11:00"),
        "prospect": ("Purchasing", 1, "lead", "Hotel", 1, "2026-05-13 17:45"),
        "quiet": ("Owner", 1, "active", "Bakery", 1, "2026-05-13 10:15"),
    }
    companies, customers = [], []
    for at, (who, (title, owner, status, segment, mail, touched)) in enumerate(kinds.items()):
        number = CUSTOMERS[who]
        city = ("Bergamo", "Trieste", "Lucca", "Parma")[at % 4]
        companies.append((number, roles[f"{who}_firm"], segment, city))
        customers.append(
            (number, roles[who], title, number, roles[f"{who}_email"], roles[f"{who}_phone"],
             f"{at * 9 + 3} {_STREETS[at % len(_STREETS)]}", city, status, segment, owner, mail, mail,
             touched, "")
        )  # fmt: skip
    _insert(db, companies, customers)
    about = "{firm} buys by season. The workshop is on the ground floor, ring at the green door."
    for who, number in CUSTOMERS.items():
        db.execute(
            "UPDATE customers SET about = ? WHERE id = ?", (about.format(firm=roles[f"{who}_firm"]), number)
        )


def _insert(
    db: sqlite3.Connection, companies: Sequence[tuple[object, ...]], customers: Sequence[tuple[object, ...]]
) -> None:
    insert(db, "companies", "id, name, trade, city", companies)
    insert(
        db,
        "customers",
        "id, name, title, company_id, email, phone, street, city, status, segment, owner_id, consent_mail, "
        "consent_phone, touched, binned",
        customers,
    )
