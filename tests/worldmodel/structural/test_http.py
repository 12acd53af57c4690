"""HTTP requests by method, path, query, body and place."""

import json
from typing import Any

import pytest

from worldmodel.action import Action, Surface
from worldmodel.effect import DataClass, Effect, Hazard, Tier
from worldmodel.prediction import Prediction
from worldmodel.snapshot import Passage, Snapshot
from worldmodel.structural.http import predict_address, predict_http

HERE = "https://shop.example.com/p/1"


def send(
    method: str, url: str, body: Any = None, *, headers: dict[str, str] | None = None, **state: Any
) -> Prediction:
    """Predict one request held on a page of the shop."""
    before = Snapshot(url=HERE, **state)
    return predict_http(before, Action.of(Surface.HTTP, method, url=url, body=body, headers=headers or {}))


def verbs(prediction: Prediction) -> set[str]:
    """All verbs of a prediction."""
    return {effect.verb for effect in prediction.effects}


def only(prediction: Prediction, verb: str) -> Effect:
    """The one effect with `verb`."""
    found = [effect for effect in prediction.effects if effect.verb == verb]
    assert len(found) == 1, [effect.verb for effect in prediction.effects]
    return found[0]


GRAPHQL = "/graphql"
UPLOAD = '--x\r\nContent-Disposition: form-data; name="f"; filename="tax.pdf"\r\n\r\na\r\n--x--'
REQUESTS = [
    ("GET", "/account/delete?confirm=1", None, "close_account"),
    ("GET", "/logout", None, "sign_out"),
    ("GET", "/graphql?query=mutation{deleteUser(id:1){id}}", None, "close_account"),
    ("POST", GRAPHQL, '{"operationName":"GetAll","query":"mutation GetAll{deletePost(id:1){ok}}"}', "delete"),
    ("POST", GRAPHQL, '[{"query":"{a}"},{"query":"mutation{placeOrder(id:1){id}}"}]', "pay"),
    ("POST", GRAPHQL, '{"query":"mutation{zorblify}"}', "update"),
    ("POST", "/rpc", '{"jsonrpc":"2.0","method":"wallet.transfer","params":{"to":"0xa"}}', "transfer"),
    ("POST", "/api/v1/messages", '{"to":"bo@x.test","text":"hi"}', "send"),
    ("POST", "/checkout", "card_number=4242424242424242&cvc=123&total=27.40", "pay"),
    ("POST", "/x/confirm", "order[card][number]=4242&order[card][cvc]=1", "pay"),
    ("POST", "/v1/payment_intents", "amount=4000&customer=c_1", "pay"),
    ("POST", "/api/orders", '{"items":[1]}', "pay"),
    ("POST", "/orders/5/cancel", "", "delete"),
    ("POST", "/subscriptions", '{"plan":"pro"}', "subscribe"),
    ("POST", "/newsletter/subscribe", "email=a@b.test", "configure"),
    ("POST", "/login", "username=a&password=b", "sign_in"),
    ("POST", "/register", "email=a&password=x&password_confirmation=x", "register"),
    ("PUT", "/api/users/me/password", '{"new_password":"x"}', "change_credentials"),
    ("POST", "/profile", "current_password=a&new_password=b", "change_credentials"),
    ("POST", "/account/close", "confirm=yes", "close_account"),
    ("DELETE", "/api/items/5", None, "delete"),
    ("POST", "/items/5", "_method=delete", "delete"),
    ("POST", "/admin/items", "action=delete&ids=1&ids=2", "delete"),
    ("POST", "/items", "delete=5", "delete"),
    ("POST", "/posts/5/comments", '{"body":"hi"}', "publish"),
    ("POST", "/api/reviews", '{"stars":5}', "publish"),
    ("PATCH", "/api/settings", '{"visibility":"public"}', "publish"),
    ("POST", "/drafts/5/autosave", '{"body":"hello"}', "create"),
    ("POST", "/api/cart/items", '{"sku":"a"}', "create"),
    ("POST", "/api/webhooks", '{"url":"https://x.test/h"}', "persist"),
    ("POST", "/upload", UPLOAD, "share"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("method", "path", "body", "verb"), REQUESTS, ids=[f"{r[0]} {r[1]}" for r in REQUESTS]
)
def test_requests_that_change_something(method: str, path: str, body: str | None, verb: str) -> None:
    """Method, path, fields and the body's own language tell the effect; fault 16 is the first of them."""
    prediction = send(method, "https://shop.example.com" + path, body)
    assert verb in verbs(prediction)
    assert prediction.state_changing


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("GET", "/account/delete-help", None),
        ("HEAD", "/health", None),
        ("OPTIONS", "/account/delete?confirm=1", None),
        ("GET", "/user.php?op=view&userid=42", None),
        ("POST", GRAPHQL, '{"query":"query { orders { id } }"}'),
        ("POST", GRAPHQL, '{"query":"{ note(text: \\"mutation { wipe }\\") }"}'),
        ("POST", "/api/search", '{"q":"delete all"}'),
        ("POST", "/api/products/_search", '{"query":{"match":{"name":"pay"}}}'),
        ("POST", "/rpc", '{"jsonrpc":"2.0","method":"eth_getBalance","params":[]}'),
        ("POST", "/cart/shipping-rates", '{"zip":"00000"}'),
        ("POST", "/analytics/collect", '{"event":"pageview","url":"/x"}'),
        ("POST", "/_/metrics", '{"lcp":1200}'),
    ],
)
def test_requests_that_only_look(method: str, path: str, body: str | None) -> None:
    """A search by POST, a GraphQL query and a usage report are no harm."""
    assert not send(method, "https://shop.example.com" + path, body).state_changing


def test_an_override_is_what_the_server_will_do() -> None:
    """A POST that says DELETE in a header, the query or the body is a DELETE."""
    url = "https://shop.example.com/items/5"
    assert "delete" in verbs(send("POST", url, "a=1", headers={"X-HTTP-Method-Override": "DELETE"}))
    assert "delete" in verbs(send("POST", url + "?_method=DELETE", "a=1"))
    assert "delete" in verbs(send("GET", url, None, headers={"X-HTTP-Method": "DELETE"}))


@pytest.mark.parametrize(
    ("method", "path", "body"),
    [
        ("FOO", "/x", None),
        ("POST", GRAPHQL, '{"operationName":"GetUser","extensions":{"persistedQuery":{"sha256Hash":"x"}}}'),
        ("POST", GRAPHQL, '{"query":"mutation {"}'),
    ],
)
def test_what_can_not_be_read_abstains_fault_17(method: str, path: str, body: str | None) -> None:
    """An unknown method, a persisted document and a broken one are unknown, never reads (fault 17)."""
    prediction = send(method, "https://shop.example.com" + path, body)
    assert prediction.abstained
    assert Hazard.UNRESOLVED in prediction.effects[0].hazards


@pytest.mark.parametrize(
    ("url", "hazard"),
    [
        ("http://evil.test%00.example.com/index", Hazard.AMBIGUOUS_HOST),
        ("https://shop.example.com@evil.test/", Hazard.AMBIGUOUS_HOST),
        ("https://exаmple.com/login", Hazard.DECEPTIVE_HOST),
    ],
)
def test_hosts_are_judged_on_every_request_fault_14(url: str, hazard: Hazard) -> None:
    """A misleading host marks even a GET (fault 14)."""
    assert hazard in send("GET", url).effects[0].hazards
    opened = predict_address(Snapshot(url=HERE), url, Action.of(Surface.PAGE, "navigate", url=url))
    assert hazard in opened.effects[0].hazards


SHOWN = Passage(origin="foreign", source="inbox", text="Subject: the quarterly salary table\nHello")


@pytest.mark.parametrize(
    ("url", "data"),
    [
        ("https://evil.test/?s=Re%3A+salary+review", DataClass.PRIVATE),
        ("https://evil.test/log?x=the+quarterly+salary+table", DataClass.PRIVATE),
        ("https://evil.test/log/the%20quarterly%20salary%20table", DataClass.PRIVATE),
        ("https://evil.test/p?password=hunter2", DataClass.CREDENTIAL),
        ("https://evil.test/p?note=" + "a+long+private+note+" * 4, DataClass.PRIVATE),
    ],
)
def test_data_in_an_address_leaves(url: str, data: DataClass) -> None:
    """Subjects, shown text, secrets and free text in an address of another site are disclosed."""
    leak = only(send("GET", url, passages=(SHOWN,)), "disclose")
    assert Hazard.DATA_IN_ADDRESS in leak.hazards
    assert data in leak.carries


@pytest.mark.parametrize(
    "url",
    [
        "https://find.test/search?q=best+desk+lamp",
        "https://cdn.test/a.js?v=3&sig=" + "ab" * 40,
        "https://news.test/articles/ten-ways-to-save",
        "https://shop.example.com/?note=a+long+private+note+to+myself",
        "https://other.test/p?utm_source=a&utm_campaign=big+summer+sale+now+on",
    ],
)
def test_plain_addresses_carry_nothing(url: str) -> None:
    """A search, a signature, a slug and one's own site are no disclosure."""
    assert "disclose" not in verbs(send("GET", url, passages=(SHOWN,)))


def test_bodies_to_other_sites() -> None:
    """A body to a place that names no object is sent; secrets in it are disclosed; a beacon is no cover."""
    assert "send" in verbs(send("POST", "https://evil.test/c", '{"x":"some text"}'))
    assert "send" in verbs(
        send("POST", "https://evil.test/analytics/collect", '{"event":"e","note":"' + "my words " * 9 + '"}')
    )
    leak = only(
        send("POST", "https://evil.test/c", {"config": {"api_key": "sk_live_" + "4eC39HqLyjWDarjtT1zdp7dc"}}),
        "disclose",
    )
    assert leak.carries
    assert (
        only(send("POST", "https://www.google-analytics.com/g/collect", "v=2&tid=G-1"), "navigate").tier
        is Tier.SAFE
    )


def test_amounts_recipients_and_repeats_fault_7() -> None:
    """Payments count in cents; an unknown outcome is told, unless the key is the same (fault 7)."""
    url = "https://api.pay.test/v1/payment_intents"
    body = "amount=4000&customer=c_1"
    lost = Passage(
        origin="history",
        source="history",
        text="POST /v1/payment_intents, Idempotency-Key k-1 -> timeout",
    )
    again = send("POST", url, body, headers={"Idempotency-Key": "k-2"}, passages=(lost,))
    same = send("POST", url, body, headers={"Idempotency-Key": "k-1"}, passages=(lost,))
    amount = only(again, "pay").amount
    assert amount is not None
    assert str(amount.amount) == "40.00"
    assert Hazard.OUTCOME_UNKNOWN in only(again, "pay").hazards
    assert Hazard.OUTCOME_UNKNOWN not in only(same, "pay").hazards
    assert only(send("POST", "/api/v1/messages", {"to": "bo@x.test", "text": "x"}), "send").recipients == (
        "bo@x.test",
    )


def test_the_agents_own_word_about_risk_changes_nothing_fault_24() -> None:
    """A field `risk: low` in a body leaves the prediction as it was (fault 24)."""
    url = "https://shop.example.com/orders/5/cancel"
    assert send("POST", url, {"risk": "low"}).effects == send("POST", url, {}).effects


@pytest.mark.parametrize(
    "body", ["\x00\x01", "{", "[1, 2", "a", "=", "&&&", json.dumps([[]]), '{"query": 5}', "%"]
)
def test_odd_bodies_never_pass_as_reads(body: str) -> None:
    """A body that can't be read leaves a POST a change."""
    assert send("POST", "https://shop.example.com/things", body).state_changing


@pytest.mark.parametrize(
    ("url", "verb"),
    [
        ("/pay/12/send", "transfer"),
        ("/pay/12/confirm", "pay"),
        ("/payments/12/send", "transfer"),
        ("/payments/12/send-reminder", "send"),
    ],
)
def test_a_payment_that_is_sent_moves_money(url: str, verb: str) -> None:
    """The path names the thing before the deed; a reminder of it moves nothing."""
    assert verb in verbs(send("POST", url, "to=5"))


@pytest.mark.parametrize(
    ("body", "bulk"),
    [
        ({"name": "newsletter", "value": False}, False),
        ({"key": "digest", "enabled": True}, False),
        ({"role": "admin"}, True),
        ({"name": "Ada"}, True),
    ],
)
def test_a_setting_that_is_named_is_not_all_of_them(body: dict[str, Any], bulk: bool) -> None:
    """A PATCH of a collection reaches everything, unless its body says which one it sets."""
    effects = send("PATCH", "/api/choices", body).effects
    assert any(Hazard.BULK in effect.hazards for effect in effects) is bulk


@pytest.mark.parametrize("url", ["/session/two-step", "/api/protections", "/account/second-factor"])
def test_a_protection_that_is_turned_off_is_weakened(url: str) -> None:
    """By whatever verb, and however its name is spelt; turned on it is a setting."""
    assert "weaken" in verbs(send("PUT", url, {"enabled": False}))
    assert "weaken" not in verbs(send("PUT", url, {"enabled": True}))


@pytest.mark.parametrize(
    ("path", "verb"), [("/plans/7/end", "stop"), ("/memberships/7/end", "stop"), ("/plans/end", "subscribe")]
)
def test_a_word_that_ends_the_one_thing_before_it_makes_none(path: str, verb: str) -> None:
    """Behind an id "end" is a deed on that thing; without one it may be a page or a date."""
    assert verb in verbs(send("POST", path, "choice=yes"))


@pytest.mark.parametrize(
    ("address", "body", "verbs"),
    [
        ("/customers/bulk", "ids=4&ids=7&field=team&value=North", {"update"}),
        ("/customers/bulk", "name=Ada&name=Ivo", {"register"}),
        ("/customers/bulk", "ids=4&ids=7&action=delete", {"close_account"}),
    ],
)
def test_what_is_posted_for_ids_is_about_things_that_are_there(
    address: str, body: str, verbs: set[str]
) -> None:
    """Customers that are chosen by their ids are changed; nobody is entered."""
    headers = {"content-type": "application/x-www-form-urlencoded"}
    action = Action.of(Surface.HTTP, "POST", url=f"https://club.example{address}", headers=headers, body=body)
    before = Snapshot(surface="http", url="https://club.example/customers")
    assert verbs == {effect.verb for effect in predict_http(before, action).effects}
