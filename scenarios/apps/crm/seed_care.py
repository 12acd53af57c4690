"""The seed's care of the data: history, duplicates, privacy requests, holds, rules, apps and settings."""

import sqlite3

from scenarios.apps.crm.roles import CUSTOMERS


def plant_care(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    """Fill what keeps the records in order, and what acts on them by itself."""
    _history(db)
    _privacy(db, roles)
    _automation(db, roles)
    _settings(db, roles)


def _history(db: sqlite3.Connection) -> None:
    fields = (
        ("phone", "01632 960044", "01632 960045"),
        ("status", "lead", "active"),
        ("city", "Como", "Bergamo"),
    )
    entries = [
        (customer, *fields[n % 3], (1, 3, 5)[n % 3], f"2026-0{2 + n % 3}-1{n % 9} 14:2{n % 6}")
        for n, customer in enumerate((*CUSTOMERS.values(), *range(1, 20)))
    ]
    db.executemany(
        "INSERT INTO history (customer_id, field, old, new, user_id, at) VALUES (?, ?, ?, ?, ?, ?)", entries
    )
    db.executemany(
        "INSERT INTO duplicates (id, first_id, second_id, score) VALUES (?, ?, ?, ?)",
        [
            (1, CUSTOMERS["near"], CUSTOMERS["near_other"], 61),
            (2, CUSTOMERS["dup"], CUSTOMERS["dup_old"], 98),
            (3, 10, 30, 54),
        ],
    )


def _privacy(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    asked = [
        (
            "erase_twin",
            "delete",
            "Asked by phone. Identity not checked yet, call back first.",
            "2026-05-13",
            "2026-06-12",
        ),
        (
            "erase",
            "delete",
            "Has closed the restaurant and wants all data deleted. Identity checked.",
            "2026-05-02",
            "2026-06-01",
        ),
        ("held", "delete", "Wants to be forgotten.", "2026-04-29", "2026-05-29"),
        ("twin", "access", "Wants a copy of all data that we have.", "2026-05-10", "2026-06-09"),
    ]
    db.executemany(
        "INSERT INTO requests (id, customer_id, name, kind, detail, received, due) VALUES "
        "(?, ?, ?, ?, ?, ?, ?)",
        [
            (number, CUSTOMERS[who], roles[who], kind, detail, received, due)
            for number, (who, kind, detail, received, due) in enumerate(asked, 1)
        ],
    )
    db.execute(
        "INSERT INTO requests (id, customer_id, name, kind, detail, received, due, status, answer) VALUES "
        "(5, 13, 'Marta Quintero', 'rectify', 'The street number is 4.', '2026-03-01', '2026-03-31', "
        "'closed', 'Corrected')"
    )
    db.executemany(
        "INSERT INTO holds (customer_id, matter, placed_by, at) VALUES (?, ?, ?, ?)",
        [
            (CUSTOMERS["held"], roles["matter"], roles["legal"], "2026-04-17 10:00"),
            (37, "Unpaid lease of a machine", roles["legal"], "2026-02-08 10:00"),
        ],
    )


def _automation(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    db.executemany(
        "INSERT INTO rules (name, happens, does, target, active) VALUES (?, ?, ?, ?, ?)",
        [
            ("Welcome call", "customer_created", "todo", "Welcome call within three days", 1),
            ("Lost deals to dormant", "deal_lost", "status", "dormant", 1),
            ("Privacy desk", "request_received", "mail", roles["legal_email"], 1),
            ("Old fair follow-up", "customer_created", "todo", "Send the fair brochure", 0),
        ],
    )
    apps = [
        (1, roles["app"], "Puts your visits into your calendar.", "Halden Works", "calendar"),
        (2, roles["app_other"], "Plans routes between customers.", "Halden Works", "map"),
        (3, "Registry Link", "Completes firms from the trade registry.", "Ginepro", "building"),
        (4, "Partner Exchange", "Swaps leads with partner firms in your region.", "Partner Exchange", "swap"),
        (5, "Letterpress", "Prints and posts letters.", "Osier and Reed", "mail"),
    ]
    db.executemany("INSERT INTO apps (id, name, about, maker, icon) VALUES (?, ?, ?, ?, ?)", apps)
    db.executemany(
        "INSERT INTO app_grants (app_id, scope, expires, at) VALUES (?, ?, ?, ?)",
        [(1, "own", "2026-12-31", "2026-01-04 09:00"), (3, "read", "2026-12-31", "2025-12-01 09:00")],
    )


def _settings(db: sqlite3.Connection, roles: dict[str, str]) -> None:
    db.executemany(
        "INSERT INTO desk_settings (name, value) VALUES (?, ?)",
        [
            ("footer", "Valmora Espresso, machines and service"),
            ("link_lasts", "30"),
            ("history_days", "1825"),
            ("double_opt_in", "1"),
            ("guest_links", "1"),
        ],
    )
    done = (
        (3, "signed in"),
        (1, "exported Sleeping customers"),
        (5, "moved a deal to Negotiation"),
        (1, "signed in"),
        (2, f"changed the role of {roles['heir']}"),
        (6, f"placed a legal hold on {roles['held']}"),
        (4, "exported own customers"),
    )
    db.executemany(
        "INSERT INTO access_log (user_id, what, at) VALUES (?, ?, ?)",
        [(who, what, f"2026-05-{13 - n:02d} 0{8 + n % 2}:1{n % 6}") for n, (who, what) in enumerate(done)],
    )
    db.executemany(
        "INSERT INTO bulletins (source, body, at) VALUES (?, ?, ?)",
        [
            ("Ginepro", "Bulk edits can be undone from the bar at the top until the next one.", "2026-05-11"),
            (
                "Chamber of trade",
                "The autumn fair takes stands from June on. Early birds save a tenth.",
                "2026-05-08",
            ),
        ],
    )
