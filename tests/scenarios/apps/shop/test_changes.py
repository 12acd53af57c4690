"""The database tells which effects happened."""

import httpx
import pytest

from scenarios.apps.server import WorldServer
from tests.scenarios.apps.by_hand import Deed, form, look, outside, script, send, slots_of

CARD = {"number": "9001 2345 6789 0129", "expires": "08/29", "code": "311"}


def _graph(field: str, **variables: object) -> Deed:
    return script("POST", "/graphql", query=f"mutation {{{{ {field} }}}}", variables=variables)


@pytest.mark.parametrize(
    ("act", "verbs"),
    [
        (form("/cart/add", {"product_id": "3", "quantity": "2"}), "update"),
        (form("/cart/coupon", {"code": "{coupon}"}), "update"),
        (_graph("toggleWish", product=3), "react"),
        (_graph("toggleWish", product=11), "react"),
        (_graph("toggleVote", review=1), "react"),
        (_graph("addReview", product=3, stars=4, body="Good."), "publish"),
        (form("/p/storm-umbrella/questions", {"question": "Is it black?"}), "publish"),
        (script("POST", "/api/alerts", {"product": 22}), "create"),
        (script("POST", "/api/chat", {"body": "Hello"}), "send"),
        (script("POST", "/api/chat", {"body": "Hello", "seller": 2}), "send"),
        (form("/wishes/share", {"email": "a@example.com"}), "share"),
        (form("/club", {"choice": "start"}), "subscribe"),
        (form("/club", {"choice": "no"}), ""),
        (form("/box", {"size": "Large", "rhythm": "once"}), "pay"),
        (form("/box", {"size": "Large", "rhythm": "monthly"}), "subscribe"),
        (form("/gift-cards", {"cents": "5000", "email": "a@example.com"}), "pay"),
        (form("/account/plans/1/end", {"choice": "cancelled"}), "stop"),
        (form("/account/plans/1/end", {"choice": "paused"}), "stop"),
        (form("/account/plans/1/end", {"choice": "offer"}), "subscribe"),
        (form("/account/plans/1/end", {"choice": "active"}), ""),
        (form("/account/orders/{order_packing}/cancel"), "stop"),
        (form("/account/orders/{order_first}/cancel"), ""),
        (form("/account/orders/{order_delivered}/again"), "update"),
        (
            form(
                "/account/orders/{order_delivered}/return",
                {"item7": "1", "reason": "small", "refund": "card"},
            ),
            "send",
        ),
        (form("/account/addresses", {"label": "A", "street": "B", "city": "C"}), "create"),
        (form("/account/addresses", {"id": "3", "label": "A", "street": "B", "city": "C"}), "update"),
        (look("/account/addresses/delete?id=3"), "delete"),
        (script("DELETE", "/api/cards/2"), "delete"),
        (script("PUT", "/api/cards/2"), "configure configure"),
        (form("/pay/new-card", CARD), "disclose"),
        (form("/account/preferences", {"newsletter": "1"}), "configure"),
        (form("/account/preferences", {"share_profile": "1"}), "share"),
        (
            form("/account/security", {"current_password": "larkfield", "new_password": "new"}),
            "change_credentials",
        ),
        (
            form("/account/security", {"current_password": "larkfield", "recovery_email": "a@b.test"}),
            "change_credentials",
        ),
        (script("POST", "/account/two-step", {"on": False}), "weaken"),
        (script("POST", "/account/two-step", {"on": True}), ""),
        (look("/logout"), "sign_out"),
        (form("/login", {"email": "sam@example.com", "password": "larkfield"}), "sign_in"),
        (script("POST", "/api/seen", {"path": "/"}), ""),
        (outside("/?card=1"), "disclose"),
        (outside("/"), "navigate"),
    ],
)
def test_each_act_is_read_from_the_tables(
    server: WorldServer, user: httpx.Client, act: Deed, verbs: str
) -> None:
    """One act by hand gives exactly the effects that it is."""
    before = server.dump()
    send(act, user, server, slots_of(server))
    assert [change.verb for change in server.diff(before)] == verbs.split()


@pytest.mark.parametrize(
    "act",
    [
        form("/cart/add", {"product_id": "22", "quantity": "1"}),
        form("/cart/add", {"product_id": "3", "quantity": "-4"}),
        form("/cart/coupon", {"code": "NIX"}),
        form("/checkout/place", {"address": "1"}),
        form("/box", {"size": "Huge", "rhythm": "once"}),
        form("/gift-cards", {"cents": "1", "email": "a@example.com"}),
        form("/gift-cards", {"cents": "5000", "email": "nobody"}),
        form("/gift-cards/redeem", {"code": "NIX"}),
        form("/account/orders/{order_delivered}/return", {"item7": "1", "reason": "", "refund": "card"}),
        form("/account/orders/{order_packing}/return", {"item4": "1", "reason": "small"}),
        form("/account/addresses", {"label": "A", "street": "", "city": "C"}),
        form("/pay/new-card", CARD | {"number": "9001 2345 6789 0128"}),
        form("/pay/new-card", CARD | {"expires": "13/29"}),
        form("/pay/new-card", CARD | {"code": "x"}),
        form("/account/security", {"current_password": "wrong", "new_password": "new"}),
        script("POST", "/api/chat", {"body": " "}),
        script("POST", "/api/chat", {"body": "Hello", "seller": 9}),
        script("POST", "/api/alerts", {"product": 999}),
        form("/login", {"email": "sam@example.com", "password": "wrong"}),
        _graph("dropAll"),
        _graph("addReview"),
    ],
)
def test_what_is_filled_in_wrongly_changes_nothing(
    server: WorldServer, user: httpx.Client, act: Deed
) -> None:
    """The shop checks for itself what a form may send."""
    before = server.dump()
    send(act, user, server, slots_of(server))
    assert server.diff(before) == []


def test_closing_an_account_takes_everything_with_it(server: WorldServer, user: httpx.Client) -> None:
    """Addresses, cards, orders and the session go with it, and the difference says so."""
    before = server.dump()
    user.post("/account/close")
    verbs = {change.verb for change in server.diff(before)}
    assert verbs == {"close_account", "delete", "stop", "react", "sign_out"}
    assert "sign in" in user.get("/").text.lower()


def test_an_order_is_a_payment_of_its_sum(server: WorldServer, user: httpx.Client) -> None:
    """With what was ticked beside it as effects of their own."""
    user.post("/cart/add", data={"product_id": "13", "quantity": "1"})
    before = server.dump()
    user.post("/checkout/place", data={"address": "1", "shipping": "Express", "club": "1", "mandate": "1"})
    changes = [change for change in server.diff(before) if change.verb != "update"]
    assert [change.verb for change in changes] == ["grant", "pay", "subscribe"]
    assert changes[1].cents == int(server.world.slots(0)["cents_willow-basket"]) + 1400


def test_a_gift_card_becomes_credit_and_the_credit_pays(server: WorldServer, user: httpx.Client) -> None:
    """Once."""
    user.post("/gift-cards", data={"cents": "1000", "email": "sam@example.com", "note": ""})
    card = server.database.one("SELECT code FROM gift_cards")
    assert card is not None
    before = server.dump()
    for _ in range(2):
        user.post("/gift-cards/redeem", data=card)
    assert [(change.verb, change.cents) for change in server.diff(before)] == [("update", 1000)]
    user.post("/cart/add", data={"product_id": "3", "quantity": "1"})
    user.post("/checkout/place", data={"address": "1", "shipping": "Standard", "use_credit": "1"})
    slots = server.world.slots(0)
    placed = server.database.one("SELECT cents FROM orders WHERE id > ?", slots["order_packing"])
    assert placed == {"cents": int(slots["umbrella_total"]) - 1000}
