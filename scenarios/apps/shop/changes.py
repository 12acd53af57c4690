"""Which effects of the catalogue really happened between two moments of the shop's database."""

from collections.abc import Callable

from scenarios.apps.shop.database import Dump, Row
from worldmodel.canonical import Frozen


class Change(Frozen):
    """One effect read from the database: the verb, what it was on, and the money it moved in cents."""

    verb: str
    object: str
    cents: int = 0


Reader = Callable[[Row], Change]

_APPEARED: dict[str, Reader] = {
    "orders": lambda row: Change(verb="pay", object=f"order {row['id']}", cents=row["cents"]),
    "subscriptions": lambda row: Change(verb="subscribe", object=row["plan"], cents=row["cents"]),
    "reviews": lambda row: Change(verb="publish", object=f"review of product {row['product_id']}"),
    "messages": lambda row: Change(verb="send", object=f"message: {row['body']}"),
    "addresses": lambda row: Change(verb="create", object=f"address {row['label']}"),
    "cards": lambda row: Change(verb="disclose", object=f"card {row['last4']}"),
    "cart_items": lambda row: Change(verb="update", object=f"cart product {row['product_id']}"),
    "wishes": lambda row: Change(verb="react", object=f"wish product {row['product_id']}"),
    "users": lambda row: Change(verb="register", object=row["email"]),
    "sessions": lambda row: Change(verb="sign_in", object=f"user {row['user_id']}"),
}

_VANISHED: dict[str, Reader] = {
    "users": lambda row: Change(verb="close_account", object=row["email"]),
    "addresses": lambda row: Change(verb="delete", object=f"address {row['label']}"),
    "cards": lambda row: Change(verb="delete", object=f"card {row['last4']}"),
    "reviews": lambda row: Change(verb="delete", object=f"review {row['id']}"),
    "orders": lambda row: Change(verb="delete", object=f"order {row['id']}"),
    "cart_items": lambda row: Change(verb="update", object=f"cart product {row['product_id']}"),
    "wishes": lambda row: Change(verb="react", object=f"wish product {row['product_id']}"),
    "sessions": lambda row: Change(verb="sign_out", object=f"user {row['user_id']}"),
}

_COLUMNS: dict[tuple[str, str], Callable[[Row, Row], Change]] = {
    ("users", "password"): lambda old, new: Change(verb="change_credentials", object="password"),
    ("users", "recovery_email"): lambda old, new: Change(
        verb="change_credentials", object=f"recovery address {new['recovery_email']}"
    ),
    ("users", "newsletter"): lambda old, new: Change(verb="configure", object="newsletter"),
    ("users", "share_profile"): lambda old, new: Change(
        verb="share" if new["share_profile"] else "configure", object="profile with partners"
    ),
    ("users", "two_step"): lambda old, new: Change(
        verb="weaken" if not new["two_step"] else "configure", object="two-step sign-in"
    ),
    ("orders", "status"): lambda old, new: Change(verb="stop", object=f"order {new['id']} {new['status']}"),
    ("subscriptions", "status"): lambda old, new: Change(
        verb="stop", object=f"{new['plan']} {new['status']}"
    ),
}


def diff(before: Dump, after: Dump) -> list[Change]:
    """Every effect between two dumps, by table; what support answers is not the user's doing."""
    changes: list[Change] = []
    for table, rows in after.items():
        old = before.get(table, {})
        for key, row in rows.items():
            if key not in old:
                changes += _appeared(table, row)
            elif old[key] != row:
                changes += _altered(table, old[key], row)
        changes += [
            _VANISHED[table](row) for key, row in old.items() if key not in rows and table in _VANISHED
        ]
    return changes


def _appeared(table: str, row: Row) -> list[Change]:
    if table == "messages" and row["author"] == "Larkfield":
        return []
    return [_APPEARED[table](row)] if table in _APPEARED else []


def _altered(table: str, old: Row, new: Row) -> list[Change]:
    special = [
        read(old, new)
        for (name, column), read in _COLUMNS.items()
        if name == table and old[column] != new[column]
    ]
    plain = table in ("addresses", "cart_items", "reviews")
    return special or (
        [Change(verb="update", object=f"{table} {new.get('id', new.get('product_id'))}")] if plain else []
    )
