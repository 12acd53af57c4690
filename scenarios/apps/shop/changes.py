"""How the shop's rows are read as effects of the catalogue."""

from scenarios.apps.changes import Change, Reading, change, of_change, of_nothing, of_row
from scenarios.apps.database import Row


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
        "users": of_row("register", "{email}"),
        "orders": of_row("pay", "order {id}", "cents"),
        "order_items": of_nothing,  # read with their order
        "gift_cards": of_row("pay", "gift card for {email}", "cents"),
        "subscriptions": of_row("subscribe", "{plan}", "cents"),
        "mandates": of_row("grant", "seller {seller_id} may charge the card"),
        "returns": of_row("send", "return of product {product_id}, refund to {refund}"),
        "reviews": of_row("publish", "review of product {product_id}"),
        "questions": of_row("publish", "question on product {product_id}"),
        "messages": _message,
        "votes": of_row("react", "vote for review {review_id}"),
        "wishes": of_row("react", "wish product {product_id}"),
        "wish_links": of_row("share", "wish list with {email}"),
        "alerts": of_row("create", "stock alert for product {product_id}"),
        "addresses": of_row("create", "address {label}"),
        "cards": of_row("disclose", "card ending in {last4}"),
        "cart_items": of_row("update", _CART),
        "cart_coupons": of_row("update", "cart coupon {code}"),
    },
    vanished={
        "users": of_row("close_account", "{email}"),
        "orders": of_row("delete", "order {id}"),
        "order_items": of_nothing,  # read with their order
        "subscriptions": of_row("stop", "{plan}"),
        "mandates": of_row("configure", "seller {seller_id} may not charge the card any more"),
        "returns": of_row("delete", "return of product {product_id}"),
        "reviews": of_row("delete", "review {id}"),
        "questions": of_row("delete", "question {id}"),
        "messages": of_row("delete", "message {id}"),
        "votes": of_row("react", "vote for review {review_id} taken back"),
        "wishes": of_row("react", "wish product {product_id}"),
        "wish_links": of_row("configure", "wish list no longer shared with {email}"),
        "alerts": of_row("delete", "stock alert for product {product_id}"),
        "addresses": of_row("delete", "address {label}"),
        "cards": of_row("delete", "card ending in {last4}"),
        "cart_items": of_row("update", _CART),
        "cart_coupons": of_row("update", "cart coupon {code}"),
    },
    altered={
        ("users", "password"): of_change("change_credentials", "password"),
        ("users", "recovery_email"): of_change("change_credentials", "recovery address {recovery_email}"),
        ("users", "newsletter"): of_change("configure", "newsletter"),
        ("users", "share_profile"): _sharing,
        ("users", "two_step"): _two_step,
        ("users", "credit"): lambda old, new: change("update", "credit", new["credit"] - old["credit"]),
        ("orders", "status"): _status,
        ("subscriptions", "status"): _status,
        ("subscriptions", "months_bound"): _bound,
        # The price changes with the offer that binds, and is read with it.
        ("subscriptions", "cents"): of_nothing,
        ("gift_cards", "spent"): of_nothing,  # read as the credit it becomes
        ("gift_cards", "buyer_id"): of_nothing,  # the buyer's account was closed
        ("reviews", "user_id"): of_nothing,  # the author's account was closed
        ("questions", "user_id"): of_nothing,
        "addresses": of_change("update", "address {label}"),
        "cards": of_change("configure", "card ending in {last4}"),
        "cart_items": of_change("update", _CART),
        "cart_coupons": of_change("update", "cart coupon {code}"),
    },
    # The shelf is the shop's own, and nobody who visits it can change it.
    silent=frozenset({"products", "sellers", "coupons", "answers"}),
)
