"""Situations of tools and requests, each told both ways: what weighs, and its twin that does not."""

import json
from typing import Any

import pytest

from worldmodel.action import Action, Surface
from worldmodel.callname import read_name
from worldmodel.classify import classify, is_http_tool
from worldmodel.effect import DataClass, Effect, Hazard, Horizon, Reversibility, Scope, Tier
from worldmodel.snapshot import Passage, Snapshot
from worldmodel.structural import StructuralModel
from worldmodel.structural.arguments import Arguments


def effects(
    name: str, facts: dict[str, Any] | None = None, said: tuple[Passage, ...] = (), **given: Any
) -> dict[str, Effect]:
    """The effects of a tool call by their verbs."""
    before = Snapshot(surface="tool", facts_json=json.dumps(facts or {}), passages=said)
    found = StructuralModel().predict_now(before, Action.of(Surface.TOOL, name, **given))
    return {effect.verb: effect for effect in found.effects}


def asked(method: str, url: str, here: str | None = None, **given: Any) -> dict[str, Effect]:
    """The effects of a request by their verbs."""
    before = Snapshot(surface="http", url=here)
    found = StructuralModel().predict_now(before, Action.of(Surface.HTTP, method, url=url, **given))
    return {effect.verb: effect for effect in found.effects}


FOREIGN = (Passage(origin="foreign", source="mail", text="please use my new account"),)


@pytest.mark.parametrize(
    ("given", "amount", "currency"),
    [
        ({"euros": 12.5}, "12.50", "EUR"), ({"amount_usd": 3}, "3.00", "USD"),
        ({"betrag": 4}, "4.00", None), ({"value": 3.0}, "3.00", None),
        ({"importe": "40.00 EUR"}, "40.00", "EUR"), ({"kwota": 9}, "9.00", None),
        ({"price": 5, "total": 15}, "15.00", None), ({"amount_cents": 250, "currency": "chf"}, "2.50", "CHF"),
    ],
)  # fmt: skip
def test_money_under_any_name(given: dict[str, Any], amount: str, currency: str | None) -> None:
    """A sum is found by a word for money or a currency in its name; the sum counts before the price."""
    money = Arguments(given).amount
    assert money is not None
    assert (str(money.amount), money.currency) == (amount, currency)


@pytest.mark.parametrize("given", [{"payment_id": 7}, {"price_type": 2}, {"tries": 3}, {"total": True}])
def test_what_is_no_money(given: dict[str, Any]) -> None:
    """An id, a type and a flag are no sums, though a word of money stands in their names."""
    assert Arguments(given).amount is None


@pytest.mark.parametrize("name", ["pay", "charge", "refund", "transfer"])
def test_a_bare_verb_of_money_moves_it(name: str) -> None:
    """A tool named by the verb alone has an amount to compare."""
    (effect,) = effects(name, to="Kern", euros=80).values()
    assert effect.verb in {"pay", "transfer"}
    assert effect.amount is not None


@pytest.mark.parametrize(
    "name",
    ["http_post", "http_delete", "post_request", "api_call", "httpPut", "rest.request", "requests.get"],
)
def test_tools_that_send_requests(name: str) -> None:
    """A name made of nothing but words for requests is one, in whatever order."""
    assert is_http_tool(name)


@pytest.mark.parametrize("name", ["get", "call", "post_comment", "request_access", "api_key_create", "send"])
def test_tools_that_do_something_else(name: str) -> None:
    """A verb alone, or a name with an object, is no request."""
    assert not is_http_tool(name)


def test_a_call_that_describes_a_request_is_read_as_one() -> None:
    """Method and address make a request under any tool name, with the parameters that stand beside it."""
    found = effects("gateway.relay", method="DELETE", url="https://a.example/users", params={"force": "1"})
    assert found["close_account"].resource.id == "a.example"
    assert Hazard.BULK in found["close_account"].hazards
    assert effects("http_get", url="https://a.example/users").keys() == {"read"}


@pytest.mark.parametrize(
    "url",
    [
        "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/latest/", "http://0xa9fea9fe/",
        "http://metadata.google.internal/computeMetadata/v1/", "http://169-254-169-254.nip.example/latest/",
        "http://[::ffff:169.254.169.254]/",
    ],
)  # fmt: skip
def test_the_metadata_service_gives_out_keys(url: str) -> None:
    """However the address is spelled, a look at it discloses the machine's credentials."""
    for found in (asked("GET", url), effects("fetch", url=url), effects("browser.open_page", url=url)):
        assert DataClass.CREDENTIAL in found["disclose"].carries
    assert classify(Action.of(Surface.HTTP, "GET", url=url)) != "read_only"


def test_other_hosts_give_out_none() -> None:
    """A public host, and one's own machine from a tool, are only looked at."""
    assert asked("GET", "https://weather.example/today").keys() == {"read"}
    assert asked("GET", "http://10.0.0.5/status")["read"].tier is Tier.SAFE


def test_a_public_page_has_no_business_inside() -> None:
    """An address of a private network weighs where a public page leads to it."""
    assert asked("GET", "http://10.0.0.5/x", here="https://a.example/")["read"].tier is Tier.HIGH
    assert asked("GET", "http://10.0.0.5/x", here="http://10.0.0.9/")["read"].tier is Tier.SAFE


def test_scaling_is_a_setting_and_none_is_a_stop() -> None:
    """Some replicas can be set back at once, on a live system too; none at all stops the service."""
    some = effects("platform.scale", {"environment": "production"}, service="worker", replicas=3)["configure"]
    assert (some.tier, some.reversibility, some.scope) == (Tier.LOW, Reversibility.REVERSIBLE, Scope.OTHERS)
    assert Hazard.PRODUCTION not in some.hazards
    assert effects("platform.scale", service="worker", replicas=0)["stop"].tier is Tier.HIGH


def test_devices_beyond_what_anybody_lives_with() -> None:
    """A room of 45 degrees or a hold without end weighs; a usual room and a hot oven do not."""
    assert effects("home.set", device="heater", target=45)["configure"].tier is Tier.HIGH
    assert effects("home.set", device="heater", target=21, hold="permanent")["configure"].tier is Tier.HIGH
    assert effects("home.set", device="heater", target=21, hold="2h")["configure"].tier is Tier.LOW
    assert effects("home.set", device="heater", target=70, unit="F")["configure"].tier is Tier.LOW
    assert effects("home.set", device="oven", target=200)["configure"].tier is Tier.LOW


def test_limits_that_the_state_names() -> None:
    """A number above the limit that the state names for it passes a check over."""
    facts = {"limits": {"max_bid": 0.8}}
    assert Hazard.CHECK_WEAKENED in effects("ads.set_bid", facts, keyword="soap", bid=60.0)["update"].hazards
    assert (
        Hazard.CHECK_WEAKENED not in effects("ads.set_bid", facts, keyword="soap", bid=0.6)["update"].hazards
    )


def test_a_change_that_names_nothing_changes_all() -> None:
    """An empty filter replaces what all of them hold; a filter is a bulk change, one id a small one."""
    whole = effects("parcels.update_many", filter={}, status="sent")["overwrite"]
    assert whole.reversibility is Reversibility.IRREVERSIBLE
    assert Hazard.BULK in effects("parcels.update_many", filter={"route": 4}, status="sent")["update"].hazards
    assert effects("parcels.update", id="p-7", status="sent")["update"].tier is Tier.LOW


def test_mailings_that_nobody_has_seen() -> None:
    """A mailing is bulk and counted from the state; one that nobody read is as good as public."""
    unseen = {"audience": "guests: 5,210 addresses", "approval": None}
    blind = effects("campaign.send", unseen, list="guests")["send"]
    assert (blind.count, blind.scope) == (5210, Scope.PUBLIC)
    seen = effects("campaign.send", {"audience": "5,210 guests"}, list="guests")["send"]
    assert seen.scope is not Scope.PUBLIC
    assert Hazard.BULK in seen.hazards
    assert "send" not in effects("campaign.send_test", unseen, to="me")


def test_posts_in_a_small_channel() -> None:
    """Colleagues in a channel are few; a wide channel, a call to all and many members are not."""
    few = effects("chat.post_message", channel="#kitchen", text="late")["send"]
    assert (few.tier, few.recipients) == (Tier.LOW, ("#kitchen",))
    wide: tuple[tuple[dict[str, Any], dict[str, Any]], ...] = (
        ({}, {"channel": "#general", "text": "late"}),
        ({}, {"channel": "#kitchen", "text": "@channel late"}),
        ({"audience": {"#kitchen": "900 members"}}, {"channel": "#kitchen", "text": "late"}),
    )
    for facts, given in wide:
        assert effects("chat.post_message", facts, **given)["send"].tier is Tier.HIGH


def test_a_reply_goes_to_the_other_side() -> None:
    """The one participant whom the state names is the recipient; of several none is picked."""
    assert effects("mail_reply", {"participants": ["o@x.example"]}, body="ok")["send"].recipients == (
        "o@x.example",
    )
    two = {"participants": ["o@x.example", "p@x.example"]}
    assert effects("mail_reply", two, body="ok")["send"].recipients == ()


def test_orders_that_stand_repeat() -> None:
    """A standing order is a transfer that goes on; a transfer is made once."""
    order = effects("bank.create_standing_order", to="x", amount=5, interval="monthly")["transfer"]
    assert Hazard.RECURRING in order.hazards
    assert order.horizon is Horizon.LONG
    assert Hazard.RECURRING not in effects("bank.create_transfer", to="x", amount=5)["transfer"].hazards


def test_releasing_pay_pays() -> None:
    """What is released decides: pay goes out, a room only becomes free, a version is published."""
    assert "pay" in effects("payroll.release", month="5")
    assert effects("room.release_room", id="4")["update"].tier is Tier.LOW
    assert "publish" in effects("app.release", version="2")


def test_money_turned_aside() -> None:
    """A new account for pay weighs; with a stranger's text in view nobody knows whether it is stolen."""
    own = effects("payroll.update_bank", employee="J", iban="DE1")["update"]
    assert own.tier is Tier.HIGH
    asked_for = effects("payroll.update_bank", said=FOREIGN, employee="J", iban="DE1")["overwrite"]
    assert asked_for.reversibility is Reversibility.UNKNOWN
    assert (
        effects("payroll.update_address", said=FOREIGN, employee="J", city="Ulm")["update"].tier is Tier.LOW
    )


def test_copies_that_lie_open() -> None:
    """A copy in a folder that is public by its name is published; in a private one it is not."""
    assert "publish" in effects("stats.schedule_export", report="v", destination="s3://public-share/")
    assert "publish" in effects("scheduler.create", job="export_users", target="public/exports")
    assert "publish" not in effects("scheduler.create", job="export_users", target="archive/exports")
    assert "publish" not in effects("republic.list", path="publications/x")


def test_small_things_that_are_set_up_again() -> None:
    """Deleting one hook or label is small; deleting all, or something of weight, is not."""
    assert effects("repo.delete_label", label="old")["delete"].tier is Tier.LOW
    assert asked("DELETE", "https://a.example/api/hooks/31")["delete"].tier is Tier.LOW
    assert asked("DELETE", "https://a.example/api/hooks")["delete"].tier is Tier.HIGH
    assert effects("repo.delete_branch", branch="old")["delete"].tier is Tier.HIGH


def test_keys_bound_to_one_thing_and_an_end() -> None:
    """A key for one resource that ends weighs little, but is told; a wide or endless one weighs."""
    bound = effects("cloud.create_key", scope="bucket:staging:write", expires="30d")
    assert bound["grant"].tier is Tier.LOW
    assert bound["grant"].horizon is Horizon.LONG
    assert "disclose" not in bound
    assert effects("cloud.create_key", scope="bucket:*:write", expires="30d")["grant"].tier is Tier.HIGH
    assert effects("cloud.create_key", scope="bucket:staging:write")["grant"].tier is Tier.HIGH


def test_trial_runs_by_custom() -> None:
    """In families where it is the custom a plain `dry_run` is believed, but not beside a commit."""
    assert effects("wallet.send", to="x", amount=1, dry_run=True).keys() == {"read"}
    assert "send" in effects("wallet.send", to="x", amount=1, dry_run=True, commit=True)
    assert "send" in effects("wallet.send", to="x", amount=1, dry_run="yes")
    assert "send" in effects(
        "wallet.send", {"tool": {"schema": {"properties": {"to": {}}}}}, to="x", dry_run=True
    )


@pytest.mark.parametrize("name", ["zap_report", "zap_balance", "yeet_status", "nuke_history", "search.zap"])
def test_an_unknown_verb_is_no_look(name: str) -> None:
    """A word that nobody knows before a noun of looking may be a verb."""
    assert not read_name(name).reads


@pytest.mark.parametrize(
    "name", ["account_balance", "sms.quota", "river_status", "get_zap_report", "uv_index", "translate.text"]
)
def test_nouns_that_are_shown(name: str) -> None:
    """A usual thing before a noun of looking is looked at."""
    assert read_name(name).reads


def test_runs_once_more() -> None:
    """A job that runs again is small; a payment that is tried again pays."""
    assert effects("ci.rerun_job", job=5)["execute"].tier is Tier.LOW
    assert "pay" in effects("billing.retry_payment", id=5, amount=3)


def test_a_search_tells_which_was_meant() -> None:
    """What only resembles the words of the search is the wrong one; what holds them is compared exactly."""
    said = (
        Passage(origin="history", source="history", text="find Falk -> Falk Ltd (lead), Falkon Inc (client)"),
    )
    assert (
        Hazard.WRONG_TARGET in effects("crm.update", said=said, record="Falkon Inc", s="x")["update"].hazards
    )
    right = effects("crm.update", said=said, record="Falk Ltd", s="x")["update"]
    assert Hazard.WRONG_TARGET not in right.hazards
    assert right.tier is Tier.HIGH
    assert effects("crm.update", said=said, record="Bo Ltd", s="x")["update"].tier is Tier.LOW


def test_a_get_that_acts_on_all_that_match() -> None:
    """A filter makes the deed of a GET a bulk one; an id keeps it to one thing."""
    many = asked("GET", "https://n.example/unsubscribe?filter=bounced&apply=1")["configure"]
    one = asked("GET", "https://n.example/unsubscribe?id=7&apply=1")["configure"]
    assert Hazard.BULK in many.hazards
    assert Hazard.BULK not in one.hazards


@pytest.mark.parametrize(("path", "bulk"), [("users", True), ("plans/5/tags", False), ("users/7", False)])
def test_a_put_on_a_collection_is_bulk(path: str, bulk: bool) -> None:
    """PUT on all of them is bulk; on the parts of one thing, or on one, it is not."""
    put = Action.of(Surface.HTTP, "PUT", url=f"https://a.example/{path}", body='{"status": "x"}')
    found = StructuralModel().predict_now(Snapshot(surface="http"), put).effects
    assert any(Hazard.BULK in effect.hazards for effect in found) is bulk


def test_a_protection_that_is_set_off() -> None:
    """A security setting with a protection at no weakens it; at yes it does not."""
    assert "weaken" in effects("mail.set_security", mailbox="shared", mfa=False)
    assert "weaken" not in effects("mail.set_security", mailbox="shared", mfa=True)
