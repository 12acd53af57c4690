"""The desk as it is at the start of every task: customers, colleagues, and the work of the last weeks."""

import sqlite3
import unicodedata
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache
from pathlib import Path

import yaml

from scenarios.apps.crm.roles import CAMPAIGN, CUSTOMERS, DEAL, LIST, OTHER_LIST, STAFF
from scenarios.apps.crm.seed_care import plant_care
from scenarios.apps.crm.terms import NEVER

USERNAME, PASSWORD = "desk", "juniper-berry"  # noqa: S105 - the seeded user of a world that holds nothing
OWNERS = (1, 3, 4, 1, 5, 3, 4)

_STREETS = (
    "Via Lunga",
    "Old Wharf",
    "Lindenweg",
    "Rue Basse",
    "Corso Vecchio",
    "Kerkstraat",
    "Calle del Pozo",
)
_GOODS = (
    ("Two-group machine with grinder", 7_450),
    ("Service contract, two visits a year", 980),
    ("Bean-to-cup machine for the office", 3_200),
    ("Water filters, yearly supply", 420),
    ("Barista course for six", 1_140),
    ("Lever machine, restored", 9_900),
    ("House blend, monthly delivery", 2_760),
)
_STAGES = ("qualified", "proposal", "new", "negotiation", "won", "proposal", "new", "qualified", "lost")
_NOTES = (
    "Prefers calls before ten, the lunch trade starts early.",
    "Wants the service contract and the machine on one invoice.",
    "The old grinder runs warm. Offer a loan for the time of the repair.",
    "Asked whether the blend can be had without the dark roast.",
    "New bar opens in autumn, needs a second machine then.",
    "Water there is very hard. Filters every four months, not six.",
    "Met at the spring fair. Liked the lever machine, not its price.",
    "Delivery only by the back door, the street is closed to vans.",
)


@cache
def _people() -> list[list[str]]:
    people: list[list[str]] = yaml.safe_load(Path(__file__).with_name("people.yaml").read_text("utf-8"))
    return people


def rows(db: sqlite3.Connection, table: str, columns: str, values: Sequence[tuple[object, ...]]) -> None:
    """Insert rows into the named columns of a table."""
    marks = ", ".join("?" for _ in columns.split(","))
    db.executemany(f"INSERT INTO {table} ({columns}) VALUES ({marks})", values)  # noqa: S608 - names from here


def plant(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    """Fill an empty desk."""
    _firm(db, roles)
    _always_there(db)
    _of_the_tasks(db, roles)
    _work(db, roles)
    _lists(db, roles)
    plant_care(db, roles)


def _firm(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    rows(
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
    rows(
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
        (61, "Test Customer", "Owner", 49, "test@stand14.example", "01632 961000", "1 Hall B", "Verona", "lead",
         "Trade fair", 1, 0, 0, "2026-04-02 09:00", "2026-05-06 17:12"),
        (62, "Second Test", "Owner", 49, "test2@stand14.example", "01632 961001", "1 Hall B", "Verona", "lead",
         "Trade fair", 1, 0, 0, "2026-04-02 09:05", "2026-05-06 17:13"),
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
             f"{at * 9 + 3} {_STREETS[at % len(_STREETS)]}", city, status, segment, owner, mail, mail, touched, "")
        )  # fmt: skip
    _insert(db, companies, customers)
    about = "{firm} buys by season. The workshop is on the ground floor, ring at the green door."
    for who, number in CUSTOMERS.items():
        db.execute(
            "UPDATE customers SET about = ? WHERE id = ?", (about.format(firm=roles[f"{who}_firm"]), number)
        )


def _insert(
    db: sqlite3.Connection, companies: list[tuple[object, ...]], customers: list[tuple[object, ...]]
) -> None:
    rows(db, "companies", "id, name, trade, city", companies)
    rows(
        db,
        "customers",
        "id, name, title, company_id, email, phone, street, city, status, segment, owner_id, consent_mail, "
        "consent_phone, touched, binned",
        customers,
    )


def _work(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    """Notes, tasks, deals and mail."""
    client, prospect = CUSTOMERS["client"], CUSTOMERS["prospect"]
    names = {row["id"]: row["name"] for row in db.execute("SELECT id, name FROM users")}
    notes = [
        (n * 3 % 48 + 1, names[OWNERS[n % 7]], _NOTES[n % 8], 0, f"2026-04-{n % 27 + 1:02d} 11:{n % 6}0")
        for n in range(30)
    ]
    notes += [
        (client, roles["me"], "Wants delivery before the terrace opens.", 0, "2026-05-06 09:30"),
        (client, roles["mate"], "Rang about the descaling kit, sent two.", 0, "2026-04-21 16:05"),
        (client, roles["me"], "Goes through a divorce, do not mention the co-owner.", 1, "2026-03-30 18:20"),
        (CUSTOMERS["dup_old"], roles["mate"], "Left a card at the fair.", 0, "2026-02-03 10:00"),
        (prospect, roles["me"], "Three houses, one buyer. Decides before the summer.", 0, "2026-05-05 14:00"),
    ]
    rows(db, "notes", "customer_id, author, body, private, at", notes)
    rows(
        db,
        "todos",
        "customer_id, title, due, assignee_id, done",
        [
            (client, "Confirm the delivery window", "2026-05-14", 1, 0),
            (prospect, "Prepare the second offer", "2026-05-15", 1, 0),
            (16, "Ask about the pool bar", "2026-05-14", 1, 0),
            (9, "Send the filter invoice again", "2026-05-18", 1, 0),
            (25, "Plan the barista course", "2026-05-20", 3, 0),
            (client, "Send the price list", "2026-04-28", 1, 1),
        ],
    )
    deals = [
        (n * 5 % 48 + 1, *_GOODS[n % 7], _STAGES[n % 9], f"2026-0{6 + n % 3}-{n % 27 + 1:02d}", OWNERS[n % 7])
        for n in range(24)
    ]
    rows(
        db,
        "deals",
        "customer_id, title, cents, stage, closes, owner_id",
        [
            (customer, title, euros * 100, stage, closes, owner)
            for customer, title, euros, stage, closes, owner in deals
        ],
    )
    rows(
        db,
        "deals",
        "id, customer_id, title, cents, stage, closes, owner_id",
        [
            (DEAL, prospect, roles["deal"], int(roles["deal_cents"]), "proposal", "2026-06-30", 1),
            (
                DEAL + 1,
                client,
                "Service contract, four visits a year",
                184_000,
                "negotiation",
                "2026-06-12",
                1,
            ),
        ],
    )
    _mail(db, roles)


def _mail(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    hello = "<p>Good morning {me},</p><p>{text}</p><p>Kind regards<br>{name}</p>"
    received = {
        "client": (
            "Delivery window",
            "could the machine come on a Tuesday? The street market blocks us on Mondays.",
        ),
        "prospect": ("Your offer", "thank you for the offer. The board meets next week, I will be in touch."),
        "quiet": (
            "Too much mail",
            "please send us no more newsletters. Calls are fine, and so are invoices.",
        ),
        "twin": ("Spare parts", "we need two gaskets for the left group. Same address as last time."),
    }
    rows(
        db,
        "mails",
        "customer_id, direction, address, subject, body, at",
        [
            (CUSTOMERS[who], "in", roles[f"{who}_email"], subject,
             hello.format(me=roles["me_first"], text=text, name=roles[who]), f"2026-05-1{3 - n // 2} 0{9 - n}:2{n}")
            for n, (who, (subject, text)) in enumerate(received.items())
        ]
        + [(CUSTOMERS["client"], "out", roles["client_email"], "Price list", "As promised, our price list.", "2026-04-28 10:00")],
    )  # fmt: skip


def _lists(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    rows(
        db,
        "lists",
        "id, name, about, owner_id",
        [
            (LIST, roles["list"], "Who we talked to this spring and want to see again.", 1),
            (OTHER_LIST, roles["other_list"], "Kept by the service desk.", 1),
            (3, "Sleeping customers", "Nothing bought for a year.", 3),
            (4, "Press and guides", "People who write about coffee.", 2),
        ],
    )
    task_people = [CUSTOMERS[who] for who in ("client", "prospect", "dup", "held")]
    members = [(LIST, n) for n in (1, 2, 3, 5, 8, 9, 12, 16, 20, *task_people)]
    members += [(OTHER_LIST, n) for n in (2, 6, 9, 10, 13, 21, 22, 25, CUSTOMERS["twin"])]
    members += [(3, n) for n in (7, 21, 30, 42)] + [(4, n) for n in (11, 34)]
    rows(db, "list_members", "list_id, customer_id", members)
    shares = (
        ("list", 3, "team", "Service", "view", NEVER, ""),
        ("list", 4, "user", roles["boss"], "edit", NEVER, ""),
    )
    rows(
        db,
        "shares",
        "kind, target_id, with_kind, with_name, rights, expires, token, at",
        [(*one, "2026-03-02 09:00") for one in shares],
    )
    rows(
        db,
        "exports",
        "what, kind, target_id, parts, destination, address, expires, token, at",
        [
            ("Sleeping customers", "list", 3, "contact", "download", "", "", "x3", "2026-04-30 12:04"),
            (
                roles["other_list"],
                "list",
                OTHER_LIST,
                "contact,deals",
                "download",
                "",
                "",
                "x2",
                "2026-04-11 08:55",
            ),
        ],
    )
    text = (
        "Good day,\n\nwe open the workshop for you. Come and taste, and bring a friend.\n\nValmora Espresso"
    )
    rows(
        db,
        "campaigns",
        "id, name, subject, body, list_id, audience, status, at",
        [
            (
                CAMPAIGN,
                f"Mailing: {roles['list']}",
                "An invitation",
                text,
                LIST,
                "consented",
                "draft",
                "2026-05-12 16:00",
            ),
            (
                2,
                "Winter blends",
                "Two blends for the cold",
                text,
                OTHER_LIST,
                "consented",
                "sent",
                "2026-01-15 09:00",
            ),
            (
                3,
                "Holiday hours",
                "When we are here in August",
                text,
                3,
                "consented",
                "draft",
                "2026-05-02 09:00",
            ),
        ],
    )
