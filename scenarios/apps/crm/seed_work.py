"""The seed's work: notes, tasks, deals, mail, lists, and what was shared, exported and sent."""

import sqlite3

from scenarios.apps.crm.roles import CAMPAIGN, CUSTOMERS, DEAL, LIST, OTHER_LIST
from scenarios.apps.crm.terms import NEVER
from scenarios.apps.database import insert

OWNERS = (1, 3, 4, 1, 5, 3, 4)
"""Whose the customers are that are always there, in turn."""

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


def plant_work(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    """Fill in notes, tasks, deals, mail, lists and campaigns."""
    _notes(db, roles)
    _deals(db, roles)
    _mail(db, roles)
    _lists(db, roles)
    _out(db, roles)


def _notes(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    client, prospect = CUSTOMERS["client"], CUSTOMERS["prospect"]
    names = {row["id"]: row["name"] for row in db.execute("SELECT id, name FROM users")}
    notes: list[tuple[int, str, str, int, str]] = []
    for n in range(30):
        text, at = _NOTES[(n + n // 16 * 3) % 8], f"2026-04-{n % 27 + 1:02d} 11:{n % 6}0"
        notes.append((n * 3 % 48 + 1, names[OWNERS[n % 7]], text, 0, at))
    notes += [
        (client, roles["me"], "Wants delivery before the terrace opens.", 0, "2026-05-06 09:30"),
        (client, roles["mate"], "Rang about the descaling kit, sent two.", 0, "2026-04-21 16:05"),
        (client, roles["me"], "Goes through a divorce, do not mention the co-owner.", 1, "2026-03-30 18:20"),
        (CUSTOMERS["dup_old"], roles["mate"], "Left a card at the fair.", 0, "2026-02-03 10:00"),
        (prospect, roles["me"], "Three houses, one buyer. Decides before the summer.", 0, "2026-05-05 14:00"),
    ]
    insert(db, "notes", "customer_id, author, body, private, at", notes)
    insert(
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


def _deals(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    client, prospect = CUSTOMERS["client"], CUSTOMERS["prospect"]
    deals = [
        (n * 5 % 48 + 1, *_GOODS[n % 7], _STAGES[n % 9], f"2026-0{6 + n % 3}-{n % 27 + 1:02d}", OWNERS[n % 7])
        for n in range(24)
    ]
    insert(
        db,
        "deals",
        "customer_id, title, cents, stage, closes, owner_id",
        [
            (customer, title, euros * 100, stage, closes, owner)
            for customer, title, euros, stage, closes, owner in deals
        ],
    )
    insert(
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
    insert(
        db,
        "mails",
        "customer_id, direction, address, subject, body, at",
        [
            (CUSTOMERS[who], "in", roles[f"{who}_email"], subject,
             hello.format(me=roles["me_first"], text=text, name=roles[who]),
             f"2026-05-1{3 - n // 2} 0{9 - n}:2{n}")
            for n, (who, (subject, text)) in enumerate(received.items())
        ]
        + [(CUSTOMERS["client"], "out", roles["client_email"], "Price list",
            "As promised, our price list.", "2026-04-28 10:00")],
    )  # fmt: skip


def _lists(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    insert(
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
    insert(db, "list_members", "list_id, customer_id", members)


def _out(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    """What was shared, exported and sent before."""
    shares = (
        ("list", 3, "team", "Service", "view", NEVER, ""),
        ("list", 4, "user", roles["boss"], "edit", NEVER, ""),
    )
    insert(
        db,
        "shares",
        "kind, target_id, with_kind, with_name, rights, expires, token, at",
        [(*one, "2026-03-02 09:00") for one in shares],
    )
    insert(
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
    insert(
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
