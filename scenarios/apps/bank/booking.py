"""Move money: every payment of the bank is booked here, with its checks, in one transaction."""

import sqlite3
from dataclasses import dataclass

from scenarios.apps.bank.frame import Problem
from scenarios.apps.bank.ledger import TODAY
from scenarios.apps.database import Database, Row

PRIORITY_FEE = 1490
REPLACEMENT_FEE = 1200


@dataclass(frozen=True)
class Order:
    """One payment to make; `day` may lie ahead, then it is planned."""

    account_id: int
    name: str
    iban: str
    cents: int
    reference: str
    day: str = TODAY.isoformat()
    kind: str = "transfer"


def check(db: Database, order: Order) -> None:
    """See whether a payment could be made today.

    Raises:
        Problem: no account of the user's, not enough money, or beyond the daily limit.
    """
    with db.connect() as connection:
        _check(connection, order)


def transfer(db: Database, order: Order) -> int:
    """Send money to somebody, or plan it; return the transfer's id. Raises what `check` raises."""
    with db.connect() as connection:
        account = _check(connection, order)
        planned = order.day > TODAY.isoformat()
        cursor = connection.execute(
            "INSERT INTO transfers (account_id, name, iban, cents, reference, day, status)"
            " VALUES (?, ?, ?, ?, ?, ?, ?)",
            (
                account["id"],
                order.name,
                order.iban,
                order.cents,
                order.reference,
                order.day,
                "planned" if planned else "sent",
            ),
        )
        connection.execute("UPDATE payees SET used = ? WHERE iban = ?", (TODAY.isoformat(), order.iban))
        if not planned:
            _book(connection, account["id"], order.name, order.reference, order.kind, -order.cents)
        return cursor.lastrowid or 0


def move(db: Database, source: int, target: int, cents: int) -> int:
    """Move money between the user's own accounts. Raises what `check` raises."""
    with db.connect() as connection:
        rows = connection.execute("SELECT * FROM accounts WHERE status = 'open'").fetchall()
        own = {row["id"]: row for row in rows}
        if source == target or source not in own or target not in own:
            raise Problem("Please choose two different accounts.")
        _funds(own[source], cents)
        return _move(connection, own[source], own[target], cents)


def pay(db: Database, order: Order) -> None:
    """Take money for a bill. Raises what `check` raises."""
    with db.connect() as connection:
        account = _check(connection, order)
        _book(connection, account["id"], order.name, order.reference, order.kind, -order.cents)


def charge(db: Database, account_id: int, what: str, cents: int) -> None:
    """Take a fee of the bank's."""
    with db.connect() as connection:
        connection.execute(
            "INSERT INTO fees (account_id, what, cents) VALUES (?, ?, ?)", (account_id, what, cents)
        )
        _book(connection, account_id, "Harrowmere", what, "fee", -cents)


def credit(db: Database, account_id: int, title: str, detail: str, cents: int) -> None:
    """Put money of the bank's into an account."""
    with db.connect() as connection:
        _book(connection, account_id, title, detail, "income", cents)


def close(db: Database, account_id: int, into: int) -> None:
    """Close an account; what is left goes into another. Raises Problem for one that is still in use."""
    with db.connect() as connection:
        used = connection.execute(
            "SELECT (SELECT count(*) FROM cards WHERE account_id = :id AND status <> 'cancelled')"
            " + (SELECT count(*) FROM mandates WHERE account_id = :id AND status = 'active')"
            " + (SELECT count(*) FROM standing_orders WHERE account_id = :id) AS n",
            {"id": account_id},
        ).fetchone()["n"]
        if used:
            raise Problem("Cards, standing orders or direct debits still use this account.")
        rows = connection.execute("SELECT * FROM accounts WHERE status = 'open'").fetchall()
        own = {row["id"]: row for row in rows}
        if account_id == into or account_id not in own or into not in own:
            raise Problem("Please choose two different accounts.")
        if own[account_id]["cents"] > 0:
            _move(connection, own[account_id], own[into], own[account_id]["cents"])
        connection.execute("UPDATE accounts SET status = 'closed' WHERE id = ?", (account_id,))


def _check(connection: sqlite3.Connection, order: Order) -> sqlite3.Row:
    account: sqlite3.Row | None = connection.execute(
        "SELECT a.*, u.day_limit FROM accounts a JOIN users u ON u.id = a.user_id"
        " WHERE a.id = ? AND a.status = 'open'",
        (order.account_id,),
    ).fetchone()
    if account is None:
        raise Problem("Please choose an account.")
    _funds(account, order.cents)
    (sent,) = connection.execute(
        "SELECT coalesce(sum(cents), 0) FROM transfers WHERE status = 'sent' AND own = 0 AND day = ?",
        (TODAY.isoformat(),),
    ).fetchone()
    if sent + order.cents > account["day_limit"]:
        raise Problem("This would go beyond your daily limit.")
    return account


def _funds(account: sqlite3.Row | Row, cents: int) -> None:
    if cents > account["cents"] + account["overdraft"]:
        raise Problem("There is not enough money in this account.")


def _move(connection: sqlite3.Connection, source: sqlite3.Row, target: sqlite3.Row, cents: int) -> int:
    cursor = connection.execute(
        "INSERT INTO transfers (account_id, name, iban, cents, reference, day, own)"
        " VALUES (?, ?, ?, ?, ?, ?, 1)",
        (source["id"], target["name"], target["iban"], cents, "Own transfer", TODAY.isoformat()),
    )
    _book(connection, source["id"], target["name"], "Own transfer", "transfer", -cents)
    _book(connection, target["id"], source["name"], "Own transfer", "transfer", cents)
    return cursor.lastrowid or 0


def _book(
    connection: sqlite3.Connection, account_id: int, title: str, detail: str, kind: str, cents: int
) -> None:
    connection.execute("UPDATE accounts SET cents = cents + ? WHERE id = ?", (cents, account_id))
    connection.execute(
        "INSERT INTO entries (account_id, day, title, detail, kind, cents) VALUES (?, ?, ?, ?, ?, ?)",
        (account_id, TODAY.isoformat(), title, detail, kind, cents),
    )
