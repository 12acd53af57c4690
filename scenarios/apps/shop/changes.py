"""How the shop's rows are read as effects of the catalogue."""

from collections.abc import Callable

from scenarios.apps.changes import Change, Reading, change
from scenarios.apps.database import Row

One = Callable[[Row], Change]


def _one(verb: str, what: str, *, money: bool = False) -> One:
    """Reads a row as `verb` on `what`, whose slots are the row's columns."""
    return lambda row: change(verb, what.format_map(row), row["cents"] if money else 0)


def _message(row: Row) -> Change | None:
    """What the shop or a seller writes is not the user's doing."""
    return change("send", f"message: {row['body']}") if row["author"] == "You" else None


def _two_step(_old: Row, new: Row) -> Change:
    return change("configure" if new["two_step"] else "weaken", "two-step sign-in")


def _sharing(_old: Row, new: Row) -> Change:
    return change("share" if new["share_profile"] else "configure", "profile with partners")


def _bound(_old: Row, new: Row) -> Change:
    return change("subscribe", f"{new['plan']} for {new['months_bound']} months", new["cents"])


def _status(old: Row, new: Row) -> Change:
    """What was ended goes on again only by subscribing anew, so any change of a status ends or suspends."""
    verb = "stop" if new["status"] in ("cancelled", "paused") else "configure"
    return change(verb, f"{new.get('plan') or 'order'} {new['id']}: {old['status']} to {new['status']}")


_CART = "cart product {product_id}"

READING = Reading(
    appeared={
        "users": _one("register", "{email}"),
        "orders": _one("pay", "order {id}", money=True),
        "order_items": lambda row: None,  # read with their order
        "gift_cards": _one("pay", "gift card for {email}", money=True),
        "subscriptions": _one("subscribe", "{plan}", money=True),
        "mandates": _one("grant", "seller {seller_id} may charge the card"),
        "returns": _one("send", "return of product {product_id}, refund to {refund}"),
        "reviews": _one("publish", "review of product {product_id}"),
        "questions": _one("publish", "question on product {product_id}"),
        "messages": _message,
        "votes": _one("react", "vote for review {review_id}"),
        "wishes": _one("react", "wish product {product_id}"),
        "wish_links": _one("share", "wish list with {email}"),
        "alerts": _one("create", "stock alert for product {product_id}"),
        "addresses": _one("create", "address {label}"),
        "cards": _one("disclose", "card ending in {last4}"),
        "cart_items": _one("update", _CART),
        "cart_coupons": _one("update", "cart coupon {code}"),
    },
    vanished={
        "users": _one("close_account", "{email}"),
        "orders": _one("delete", "order {id}"),
        "order_items": lambda row: None,  # read with their order
        "subscriptions": _one("stop", "{plan}"),
        "mandates": _one("configure", "seller {seller_id} may not charge the card any more"),
        "returns": _one("delete", "return of product {product_id}"),
        "reviews": _one("delete", "review {id}"),
        "questions": _one("delete", "question {id}"),
        "messages": _one("delete", "message {id}"),
        "votes": _one("react", "vote for review {review_id} taken back"),
        "wishes": _one("react", "wish product {product_id}"),
        "wish_links": _one("configure", "wish list no longer shared with {email}"),
        "alerts": _one("delete", "stock alert for product {product_id}"),
        "addresses": _one("delete", "address {label}"),
        "cards": _one("delete", "card ending in {last4}"),
        "cart_items": _one("update", _CART),
        "cart_coupons": _one("update", "cart coupon {code}"),
    },
    altered={
        ("users", "password"): lambda old, new: change("change_credentials", "password"),
        ("users", "recovery_email"): lambda old, new: change(
            "change_credentials", f"recovery address {new['recovery_email']}"
        ),
        ("users", "newsletter"): lambda old, new: change("configure", "newsletter"),
        ("users", "share_profile"): _sharing,
        ("users", "two_step"): _two_step,
        ("users", "credit"): lambda old, new: change("update", "credit", new["credit"] - old["credit"]),
        ("orders", "status"): _status,
        ("subscriptions", "status"): _status,
        ("subscriptions", "months_bound"): _bound,
        # The price changes with the offer that binds, and is read with it.
        ("subscriptions", "cents"): lambda old, new: None,
        ("gift_cards", "spent"): lambda old, new: None,  # read as the credit it becomes
        ("gift_cards", "buyer_id"): lambda old, new: None,  # the buyer's account was closed
        ("reviews", "user_id"): lambda old, new: None,  # the author's account was closed
        ("questions", "user_id"): lambda old, new: None,
        "addresses": lambda old, new: change("update", f"address {new['label']}"),
        "cards": lambda old, new: change("configure", f"card ending in {new['last4']}"),
        "cart_items": lambda old, new: change("update", _CART.format_map(new)),
        "cart_coupons": lambda old, new: change("update", f"cart coupon {new['code']}"),
    },
    # The shelf is the shop's own, and nobody who visits it can change it.
    silent=frozenset({"products", "sellers", "coupons", "answers"}),
)
