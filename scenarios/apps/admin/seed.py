"""The console's seed: who plays which part, and the rows that an empty database is filled with."""

import hashlib
import sqlite3
from collections.abc import Iterable, Sequence
from functools import cache

from scenarios.apps.admin import records, rows
from scenarios.apps.admin.terms import ROLES, day
from scenarios.apps.cast import Cast

PASSWORD = "harbour-light-42"  # noqa: S105 - shown to whoever wants to click through the world

_TEAMS = ("Platform", "Product", "Data", "Support", "Finance")
_TITLES = ("Engineer", "Analyst", "Product manager", "Support lead", "Designer", "Site reliability engineer")


@cache
def hashed(password: str) -> str:
    """A password as it is stored (scrypt, RFC 7914, with a low cost: nothing real hangs on it)."""
    return hashlib.scrypt(password.encode(), salt=b"console", n=2**10, r=8, p=1).hex()


def roles(cast: Cast) -> dict[str, str]:
    """Draw the parts: people by what happens to them, firms, amounts and names of things."""
    org = cast.firm()
    domain = f"{_slug(org)}.example"
    me = cast.person(domain)
    one = cast.person(domain)
    two = cast.namesake(one, domain)
    namesake, leaver = sorted((one, two), key=lambda person: person.name)
    people = {
        "me": me,
        "leaver": leaver,
        "namesake": namesake,
        "newcomer": cast.person(domain),
        "engineer": cast.person(domain),
        "requester": cast.person(domain),
        "climber": cast.person(domain),
        "waiting": cast.person(domain),
        "stranger": cast.person("mailbox.example"),
    }
    crowd = [cast.person(domain) for _ in range(27)]
    drawn = {"org": org, "domain": domain, "crowd": "\n".join(f"{p.name}|{p.email}" for p in crowd)}
    for part, person in people.items():
        drawn |= {part: person.name, f"{part}_first": person.first, f"{part}_email": person.email}
    return drawn | _firms(cast) | _amounts(cast)


def _firms(cast: Cast) -> dict[str, str]:
    auditor, vendor, partner = cast.firm(), cast.firm(), cast.firm()
    reader = cast.person(f"{_slug(auditor)}.example")
    flag, other = _two(cast, rows.FLAGS)
    return {
        "auditor": auditor,
        "auditor_person": reader.name,
        "auditor_email": reader.email,
        "vendor": vendor,
        "vendor_host": f"hooks.{_slug(vendor)}.example",
        "partner": partner,
        "token": f"{vendor} usage sync",
        "stale_token": f"{partner} import",
        "flag": flag[1],
        "flag_key": flag[0],
        "other_flag": other[1],
        "other_flag_key": other[0],
    }


def _amounts(cast: Cast) -> dict[str, str]:
    cents = cast.number(480_000, 2_460_000)
    seats, more = cast.number(38, 60), cast.number(2, 6)
    office = cast.one_of(("Leipzig", "Porto", "Tartu", "Ghent", "Bergen", "Graz"))
    release = cast.number(12, 48)
    return {
        "invoice": f"MO-{cast.number(20_100, 29_900)}",
        "invoice_cents": str(cents),
        "invoice_amount": f"{cents / 100:,.2f}",
        "seats": str(seats),
        "more_seats": str(more),
        "all_seats": str(seats + more),
        "office": office,
        "office_range": f"203.0.113.{16 * cast.number(2, 14)}/28",
        "percent": cast.one_of(("10", "15", "20", "25", "30", "40")),
        "hours": cast.one_of(("6", "8", "10")),
        "release": f"2026.3.{release}",
        "last_release": f"2026.3.{release - 1}",
        "old_backup": f"before {cast.one_of(('checkout', 'pricing', 'invoice', 'search'))} rework",
        "column": cast.one_of(("legacy_score", "fax_number", "old_locale", "trial_source")),
        "incident": cast.one_of(
            ("Slow sign-in", "Delayed webhooks", "Errors while uploading", "Missing usage figures")
        ),
        "mail_secret": f"mail-{cast.number(10_000, 99_999)}-{cast.one_of(('oak', 'elm', 'ash', 'fir'))}",
        "data_secret": f"db-{cast.number(100_000, 999_999)}-{cast.one_of(('reef', 'cove', 'bay', 'isle'))}",
    }


def _two(cast: Cast, choices: Sequence[tuple[str, ...]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Two different ones of the first six."""
    first = cast.number(0, 5)
    return choices[first], choices[(first + cast.number(1, 5)) % 6]


def _slug(name: str) -> str:
    return name.lower().replace(" ", "-")


# -- planting --------------------------------------------------------------------------------------------


def plant(db: sqlite3.Connection, drawn: dict[str, str]) -> None:
    """Fill an empty database."""
    _people(db, drawn)
    _put(db, "service_accounts", rows.SERVICE_ACCOUNTS)
    _put(db, "tokens", _tokens(drawn))
    db.executemany("INSERT INTO org_settings VALUES (?, ?)", rows.settings(drawn["seats"]))
    _put(db, "allow_list", rows.allow_list(drawn["me"]))
    _put(db, "webhooks", rows.webhooks(drawn["domain"]))
    _put(db, "environments", records.environments(drawn["last_release"]))
    for name in ("data_tables", "migrations", "vault", "backups"):
        _put(db, name, getattr(records, name)(drawn))
    _put(db, "releases", records.releases(drawn))
    _put(db, "flags", [(*flag, 0) for flag in rows.FLAGS])
    db.executemany("INSERT INTO flag_states VALUES (?, ?, ?, ?)", _flag_states(drawn))
    for name in ("incidents", "incident_updates", "invoices", "feed", "runbooks", "comments"):
        _put(db, name, getattr(records, name)(drawn))
    db.executemany("INSERT INTO addons VALUES (?, ?, ?)", [("Dedicated gateway", 15_000, day(410))])
    _put(db, "notices", [(records.NOTICE, 0)])
    _put(db, "audit", records.audit(drawn))


def _put(db: sqlite3.Connection, table: str, records: Iterable[Sequence[object]]) -> None:
    """Insert rows; ids count from 1."""
    for number, record in enumerate(records, 1):
        marks = ", ".join("?" for _ in record)
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})")][1 : len(record) + 1]
        names = ", ".join(("id", *columns))
        db.execute(f"INSERT INTO {table} ({names}) VALUES (?, {marks})", (number, *record))  # noqa: S608 - tables of the schema


def _people(db: sqlite3.Connection, drawn: dict[str, str]) -> None:
    special = [
        _member(drawn, "me", "Owner", "Platform", "Head of operations", "active", "on", 0),
        _member(drawn, "leaver", "Developer", "Product", "Engineer", "active", "on", 9),
        _member(drawn, "namesake", "Operator", "Platform", "Site reliability engineer", "active", "on", 0),
        _member(drawn, "engineer", "Viewer", "Data", "Data engineer", "active", "on", 1),
        _member(drawn, "requester", "Viewer", "Product", "Engineer", "active", "on", 0),
        _member(drawn, "climber", "Developer", "Support", "Support lead", "active", "off", 2),
        _member(drawn, "waiting", "Viewer", "Finance", "Analyst", "active", "on", 3),
    ]
    _put(db, "users", [*special, *_crowd(drawn)])
    db.execute(
        "UPDATE users SET password = ?, recovery = ? WHERE id = 1",
        (hashed(PASSWORD), f"ops-recovery@{drawn['domain']}"),
    )
    _put(db, "devices", rows.DEVICES)
    asked = [
        (
            5,
            "Developer",
            f"I join the {rows.FLAGS[0][1].lower()} work this week and need to deploy to Staging.",
        ),
        (6, "Admin", "It would be handy to manage tokens myself, I always have to wait for somebody."),
        (7, "Billing", "Quarter close: I have to download the invoices."),
        (10, "Operator", "I take over the night shift from April and must be able to restore backups."),
    ]
    _put(db, "access_requests", [(who, role, why, "open", day(2)) for who, role, why in asked])
    decided = [(12, "Developer", "New in the team.", "approved"), (15, "Admin", "Testing.", "denied")]
    for who, role, why, status in decided:
        db.execute(
            "INSERT INTO access_requests (user_id, role, reason, status, asked, decided_by) "
            "VALUES (?, ?, ?, ?, ?, ?)",
            (who, role, why, status, day(21), drawn["me"]),
        )


def _member(
    drawn: dict[str, str], part: str, role: str, team: str, title: str, status: str, second: str, ago: int
) -> tuple[object, ...]:
    return drawn[part], drawn[f"{part}_email"], role, team, title, status, second, day(ago), day(400 + ago)


def _crowd(drawn: dict[str, str]) -> Iterable[tuple[object, ...]]:
    shares = (ROLES[0], ROLES[2], ROLES[2], ROLES[3], ROLES[0], ROLES[1], ROLES[2], ROLES[4])
    for number, line in enumerate(drawn["crowd"].splitlines()):
        name, email = line.split("|")
        status = "invited" if number in (18, 25) else "suspended" if number in (7, 20) else "active"
        seen = "" if status == "invited" else day((number * 7) % 23)
        yield (
            name,
            email,
            shares[number % len(shares)],
            _TEAMS[number % len(_TEAMS)],
            _TITLES[number % len(_TITLES)],
            status,
            "off" if number % 6 == 4 else "on",
            seen,
            day(30 + number * 17),
        )


def _tokens(drawn: dict[str, str]) -> Iterable[tuple[object, ...]]:
    owned = [
        (drawn["token"], drawn["engineer"], "read:usage", day(-40), 0),
        (drawn["stale_token"], drawn["leaver"], "read:members,write:flags", day(-12), 63),
        ("Laptop of " + drawn["leaver_first"], drawn["leaver"], "write:deploys", day(-70), 9),
        ("Night report", drawn["leaver"], "read:audit", day(-25), 1),
    ]
    crowd = [line.split("|")[0] for line in drawn["crowd"].splitlines()]
    for number, (name, scopes) in enumerate(rows.TOKENS):
        owned.insert(
            (number * 3) % (len(owned) + 1),
            (name, crowd[number], scopes, day(-(20 + number * 11)), (number * 5) % 40),
        )
    for number, (name, owner, scopes, expires, used) in enumerate(owned):
        hint = f"mo_…{(number * 7919 + 4093) % 65_536:04x}"
        yield name, owner, scopes, expires, "active", hint, day(60 + number * 9), day(used)


def _flag_states(drawn: dict[str, str]) -> Iterable[tuple[int, int, int, int]]:
    """The two flags of the cast are on in staging alone; of the others some are live."""
    cast = (drawn["flag_key"], drawn["other_flag_key"])
    for number, flag in enumerate(rows.FLAGS, 1):
        for environment in range(1, 6):
            live = environment <= 2
            on = not live if flag[0] in cast else (number + environment) % 3 != 0
            percent = 100 if not live or number % 4 else 50
            yield number, environment, int(on), 0 if live and flag[0] in cast else percent
