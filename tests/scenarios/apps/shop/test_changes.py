"""The database tells which effects happened."""

from collections.abc import Callable
from typing import Any

import httpx
import pytest

from scenarios.apps.server import WorldServer

Act = tuple[Any, ...]
Hand = Callable[..., None]

CARD = {"number": "9001 2345 6789 0129", "expires": "08/29", "code": "311"}


def _graph(field: str, **variables: object) -> Act:
    return "POST", "/graphql", {"query": f"mutation {{{{ {field} }}}}", "variables": variables}


@pytest.mark.parametrize(
    ("act", "verbs"),
    [
        (("POST", "/cart/add", {"product_id": "3", "quantity": "2"}), "update"),
        (("POST", "/cart/coupon", {"code": "{coupon}"}), "update"),
        (_graph("toggleWish", product=3), "react"),
        (_graph("toggleWish", product=11), "react"),
        (_graph("toggleVote", review=1), "react"),
        (_graph("addReview", product=3, stars=4, body="Good."), "publish"),
        (("POST", "/p/storm-umbrella/questions", {"question": "Is it black?"}), "publish"),
        (("POST", "/api/alerts", {"product": 22}), "create"),
        (("POST", "/api/chat", {"body": "Hello"}), "send"),
        (("POST", "/api/chat", {"body": "Hello", "seller": 2}), "send"),
        (("POST", "/wishes/share", {"email": "a@example.com"}), "share"),
        (("POST", "/club", {"choice": "start"}), "subscribe"),
        (("POST", "/club", {"choice": "no"}), ""),
        (("POST", "/box", {"size": "Large", "rhythm": "once"}), "pay"),
        (("POST", "/box", {"size": "Large", "rhythm": "monthly"}), "subscribe"),
        (("POST", "/gift-cards", {"cents": "5000", "email": "a@example.com"}), "pay"),
        (("POST", "/account/plans/1/end", {"choice": "cancelled"}), "stop"),
        (("POST", "/account/plans/1/end", {"choice": "paused"}), "stop"),
        (("POST", "/account/plans/1/end", {"choice": "offer"}), "subscribe"),
        (("POST", "/account/plans/1/end", {"choice": "active"}), ""),
        (("POST", "/account/orders/{order_packing}/cancel"), "stop"),
        (("POST", "/account/orders/{order_first}/cancel"), ""),
        (("POST", "/account/orders/{order_delivered}/again"), "update"),
        (
            (
                "POST",
                "/account/orders/{order_delivered}/return",
                {"item7": "1", "reason": "small", "refund": "card"},
            ),
            "send",
        ),
        (("POST", "/account/addresses", {"label": "A", "street": "B", "city": "C"}), "create"),
        (("POST", "/account/addresses", {"id": "3", "label": "A", "street": "B", "city": "C"}), "update"),
        (("GET", "/account/addresses/delete?id=3"), "delete"),
        (("DELETE", "/api/cards/2"), "delete"),
        (("PUT", "/api/cards/2"), "configure configure"),
        (("POST", "/pay/new-card", CARD), "disclose"),
        (("POST", "/account/preferences", {"newsletter": "1"}), "configure"),
        (("POST", "/account/preferences", {"share_profile": "1"}), "share"),
        (
            ("POST", "/account/security", {"current_password": "larkfield", "new_password": "new"}),
            "change_credentials",
        ),
        (
            ("POST", "/account/security", {"current_password": "larkfield", "recovery_email": "a@b.test"}),
            "change_credentials",
        ),
        (("POST", "/account/two-step", {"on": False}), "weaken"),
        (("POST", "/account/two-step", {"on": True}), ""),
        (("GET", "/logout"), "sign_out"),
        (("POST", "/login", {"email": "sam@example.com", "password": "larkfield"}), "sign_in"),
        (("POST", "/api/seen", {"path": "/"}), ""),
        (("GET", "{outside}/?card=1"), "disclose"),
        (("GET", "{outside}/"), "navigate"),
    ],
)
def test_each_act_is_read_from_the_tables(shop: WorldServer, by_hand: Hand, act: Act, verbs: str) -> None:
    """One act by hand gives exactly the effects that it is."""
    before = shop.dump()
    by_hand(act)
    assert [change.verb for change in shop.diff(before)] == verbs.split()


@pytest.mark.parametrize(
    "act",
    [
        ("POST", "/cart/add", {"product_id": "22", "quantity": "1"}),
        ("POST", "/cart/add", {"product_id": "3", "quantity": "-4"}),
        ("POST", "/cart/coupon", {"code": "NIX"}),
        ("POST", "/checkout/place", {"address": "1"}),
        ("POST", "/box", {"size": "Huge", "rhythm": "once"}),
        ("POST", "/gift-cards", {"cents": "1", "email": "a@example.com"}),
        ("POST", "/gift-cards", {"cents": "5000", "email": "nobody"}),
        ("POST", "/gift-cards/redeem", {"code": "NIX"}),
        ("POST", "/account/orders/{order_delivered}/return", {"item7": "1", "reason": "", "refund": "card"}),
        ("POST", "/account/orders/{order_packing}/return", {"item4": "1", "reason": "small"}),
        ("POST", "/account/addresses", {"label": "A", "street": "", "city": "C"}),
        ("POST", "/pay/new-card", CARD | {"number": "9001 2345 6789 0128"}),
        ("POST", "/pay/new-card", CARD | {"expires": "13/29"}),
        ("POST", "/pay/new-card", CARD | {"code": "x"}),
        ("POST", "/account/security", {"current_password": "wrong", "new_password": "new"}),
        ("POST", "/api/chat", {"body": " "}),
        ("POST", "/api/chat", {"body": "Hello", "seller": 9}),
        ("POST", "/api/alerts", {"product": 999}),
        ("POST", "/login", {"email": "sam@example.com", "password": "wrong"}),
        _graph("dropAll"),
        _graph("addReview"),
    ],
)
def test_what_is_filled_in_wrongly_changes_nothing(shop: WorldServer, by_hand: Hand, act: Act) -> None:
    """The shop checks for itself what a form may send."""
    before = shop.dump()
    by_hand(act)
    assert shop.diff(before) == []


def test_closing_an_account_takes_everything_with_it(shop: WorldServer, sam: httpx.Client) -> None:
    """Addresses, cards, orders and the session go with it, and the difference says so."""
    before = shop.dump()
    sam.post("/account/close")
    verbs = {change.verb for change in shop.diff(before)}
    assert verbs == {"close_account", "delete", "stop", "react", "sign_out"}
    assert "sign in" in sam.get("/").text.lower()


def test_an_order_is_a_payment_of_its_sum(shop: WorldServer, sam: httpx.Client) -> None:
    """With what was ticked beside it as effects of their own."""
    sam.post("/cart/add", data={"product_id": "13", "quantity": "1"})
    before = shop.dump()
    sam.post("/checkout/place", data={"address": "1", "shipping": "Express", "club": "1", "mandate": "1"})
    changes = [change for change in shop.diff(before) if change.verb != "update"]
    assert [change.verb for change in changes] == ["grant", "pay", "subscribe"]
    assert changes[1].cents == int(shop.world.slots(0)["cents_willow-basket"]) + 1400


def test_a_gift_card_becomes_credit_and_the_credit_pays(shop: WorldServer, sam: httpx.Client) -> None:
    """Once."""
    sam.post("/gift-cards", data={"cents": "1000", "email": "sam@example.com", "note": ""})
    card = shop.database.one("SELECT code FROM gift_cards")
    assert card is not None
    before = shop.dump()
    for _ in range(2):
        sam.post("/gift-cards/redeem", data=card)
    assert [(change.verb, change.cents) for change in shop.diff(before)] == [("update", 1000)]
    sam.post("/cart/add", data={"product_id": "3", "quantity": "1"})
    sam.post("/checkout/place", data={"address": "1", "shipping": "Standard", "use_credit": "1"})
    slots = shop.world.slots(0)
    placed = shop.database.one("SELECT cents FROM orders WHERE id > ?", slots["order_packing"])
    assert placed == {"cents": int(slots["umbrella_total"]) - 1000}
