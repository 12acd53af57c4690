"""Tool calls by name, arguments, state and what their authors say."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worldmodel.action import Action, Surface
from worldmodel.classify import classify
from worldmodel.effect import DataClass, Effect, Hazard, Horizon, Reversibility, Scope, Tier
from worldmodel.prediction import Prediction
from worldmodel.snapshot import Passage, Snapshot
from worldmodel.structural import StructuralModel
from worldmodel.structural.tool import predict_tool


def call(
    name: str, /, state: dict[str, Any] | None = None, *passages: Passage, **arguments: Any
) -> Prediction:
    """Predict one call on plain facts and passages."""
    before = Snapshot(surface="tool", facts_json=json.dumps(state or {}), passages=passages)
    return StructuralModel().predict_now(before, Action.of(Surface.TOOL, name, **arguments))


def only(prediction: Prediction, verb: str) -> Effect:
    """The one effect with `verb`."""
    found = [effect for effect in prediction.effects if effect.verb == verb]
    assert len(found) == 1, [effect.verb for effect in prediction.effects]
    return found[0]


CHANGES = [
    # mail and messages
    ("gmail.send_email", {"to": "a@b.c", "body": "x"}, "send"),
    ("gmail.create_draft", {"to": "a@b.c", "body": "x"}, "create"),
    ("gmail.modify_labels", {"id": "1"}, "update"),
    ("gmail.create_filter", {"from": "x", "forward": "z@x.test"}, "persist"),
    ("mail.set_forwarding", {"address": "z@x.test"}, "persist"),
    ("mail.mark_as_read", {"id": 1}, "update"),
    ("mail.empty_trash", {}, "delete"),
    ("slack.post_message", {"channel": "#a", "text": "x"}, "send"),
    ("chat.postMessage", {"channel": "c", "text": "x"}, "send"),
    ("slack.create_channel", {"title": "x"}, "create"),
    ("slack.add_reaction", {"name": "ok"}, "react"),
    ("sendSMS", {"to": "+1", "body": "x"}, "send"),
    ("telegram_send", {"chat_id": 1, "text": "x"}, "send"),
    ("docusign.send_envelope", {"to": "x@y.z"}, "send"),
    ("docusign.sign_document", {"id": 1}, "agree"),
    # calendar
    ("calendar.create_event", {"title": "x"}, "create"),
    ("calendar.delete_event", {"id": "e"}, "delete"),
    ("calendar.share_calendar", {"with": "x@y.z"}, "share"),
    # money
    ("create_payment", {"amount": 5, "payee": "x"}, "pay"),
    ("bank.transfer_money", {"to": "DE1", "amount": 5}, "transfer"),
    ("bank.schedule_payment", {"amount": 3}, "pay"),
    ("paypal.send_money", {"to": "x", "amount": 3}, "transfer"),
    ("crypto.withdraw", {"address": "0x", "amount": 1}, "transfer"),
    ("stripe.create_refund", {"charge": "c", "amount": 5}, "transfer"),
    ("run_payroll", {"month": "x"}, "pay"),
    ("buy_shares", {"symbol": "A", "qty": 1}, "pay"),
    ("start_trial", {"plan": "pro"}, "subscribe"),
    ("cancel_subscription", {"id": 1}, "stop"),
    ("book_flight", {"id": 1}, "reserve"),
    ("cart.add_item", {"sku": "x"}, "create"),
    # cloud and devops
    ("ec2.terminate_instances", {"ids": ["i"]}, "delete"),
    ("ec2.stop_instances", {"ids": ["i"]}, "stop"),
    ("ec2.run_instances", {"count": 8}, "exhaust"),
    ("iam.put_user_policy", {"user": "x", "policy": "AdministratorAccess"}, "grant"),
    ("iam.create_access_key", {"user": "x"}, "grant"),
    ("iam.delete_access_key", {"id": "x"}, "delete"),
    ("cloudtrail.stop_logging", {"name": "t"}, "conceal"),
    ("cloudtrail.delete_trail", {"name": "t"}, "conceal"),
    ("guardduty.disable", {}, "weaken"),
    ("disable_mfa", {"user": "x"}, "weaken"),
    ("datadog.mute_monitor", {"id": 1}, "weaken"),
    ("security_group.authorize_ingress", {"cidr": "0.0.0.0/0"}, "grant"),
    ("kms.schedule_key_deletion", {"id": "k"}, "delete"),
    ("vault.rotate_secret", {"id": "x"}, "change_credentials"),
    ("k8s.scale_deployment", {"replicas": 0}, "stop"),
    ("jenkins.trigger_build", {"job": "x"}, "execute"),
    ("rollback_deployment", {"id": 1}, "overwrite"),
    ("redis.flushall", {}, "delete"),
    ("db.drop_table", {"table": "t"}, "delete"),
    ("cron.create_job", {"schedule": "* * * * *"}, "persist"),
    ("create_webhook", {"url": "https://x.test"}, "persist"),
    ("npm_install", {"package": "x"}, "install"),
    # git hosting
    ("github.create_issue", {"title": "t"}, "publish"),
    ("github.merge_pull_request", {"n": 1}, "update"),
    ("github.delete_repository", {"repo": "a/b"}, "delete"),
    ("github.push_files", {"branch": "main"}, "publish"),
    ("github.add_collaborator", {"user": "x"}, "grant"),
    ("github.create_branch", {"name": "x"}, "create"),
    ("git_reset", {"ref": "HEAD~1"}, "overwrite"),
    # customers, people
    ("hubspot.delete_contact", {"id": 1}, "delete"),
    ("salesforce.update_opportunity", {"id": 1}, "update"),
    ("hr.terminate_employee", {"id": 1}, "close_account"),
    ("hr.update_salary", {"id": 1, "salary": 9}, "update"),
    # home
    ("home.unlock_door", {"door": "front"}, "weaken"),
    ("garage.open", {}, "weaken"),
    ("alarm.disarm", {"code": "1"}, "weaken"),
    ("home.lock_door", {"door": "front"}, "configure"),
    ("lights.turn_on", {"room": "x"}, "configure"),
    # files, publishing, accounts
    ("drive.share_file", {"id": "f", "email": "x@y.z"}, "share"),
    ("drive.move_file", {"id": 1}, "update"),
    ("sheets.clear_range", {"range": "A1:Z9"}, "delete"),
    ("tweet", {"text": "x"}, "publish"),
    ("linkedin.create_post", {"text": "x"}, "publish"),
    ("follow_user", {"id": 1}, "react"),
    ("close_account", {}, "close_account"),
    ("get_or_create_user", {"name": "x"}, "register"),
    ("eliminar_archivo", {"id": 1}, "delete"),
]


@pytest.mark.parametrize(("name", "arguments", "verb"), CHANGES, ids=[row[0] for row in CHANGES])
def test_calls_that_change_something(name: str, arguments: dict[str, Any], verb: str) -> None:
    """The operation and its object give the effect, whatever the product."""
    prediction = call(name, **arguments)
    assert verb in {effect.verb for effect in prediction.effects}
    assert prediction.state_changing
    assert not prediction.abstained
    assert all(effect.evidence for effect in prediction.effects)
    assert classify(Action.of(Surface.TOOL, name, **arguments)) != "read_only"


@pytest.mark.parametrize(
    "name",
    ["gmail.search_messages", "calendar.find_free_slots", "stripe.list_charges", "ec2.describe_instances",
     "k8s.get_pods", "terraform.plan", "github.search_code", "hr.get_employee", "order_status", "web_search",
     "check_availability", "git_diff", "bank.get_balance", "home.get_state", "translate_text"],
)  # fmt: skip
def test_calls_that_only_look(name: str) -> None:
    """Looking changes nothing, whatever words the query holds."""
    prediction = call(name, query="delete everything")
    assert {effect.verb for effect in prediction.effects} == {"read"}
    assert not prediction.state_changing


@pytest.mark.parametrize(
    ("name", "arguments"),
    [("frobnicate", {}), ("do_the_thing", {"x": 1}), ("bash", {"command": "ls"}),
     ("run_shell", {"cmd": "rm -rf /"}), ("execute_sql", {"query": "DROP x"}), ("run_query", {"sql": "x"}),
     ("python", {"code": "1"}), ("unknown tool with spaces", {})],
)  # fmt: skip
def test_what_is_not_known_abstains_fault_17(name: str, arguments: dict[str, Any]) -> None:
    """An unknown tool, and a program that nobody here reads, is unresolved, never nothing (fault 17)."""
    prediction = call(name, **arguments)
    assert prediction.abstained
    assert prediction.state_changing
    assert all(Hazard.UNRESOLVED in effect.hazards for effect in prediction.effects)


def test_recipients_amounts_and_counts_are_read() -> None:
    """To whom, how much and how many come from the arguments, under whatever name."""
    sent = only(call("mail.send", to="kim@x.test; lee@x.test", cc=["bo@x.test"], body="x"), "send")
    assert set(sent.recipients) == {"kim@x.test", "lee@x.test", "bo@x.test"}
    paid = only(call("create_payment", amount="12.50 EUR", payee="Ada"), "pay")
    assert paid.amount is not None
    assert (str(paid.amount.amount), paid.amount.currency) == ("12.50", "EUR")
    assert Hazard.RECURRING in only(call("create_payment", amount=5, recurrence="monthly"), "pay").hazards
    bulk = only(call("gmail.batch_delete", ids=[str(n) for n in range(6)]), "delete")
    assert (bulk.count, Hazard.BULK in bulk.hazards) == (6, True)
    assert (
        Hazard.BULK in only(call("mail.batch_trash", query="before:2026", accounts="all"), "delete").hazards
    )
    assert Hazard.BULK in only(call("contacts.delete_all"), "delete").hazards
    assert Hazard.BULK not in only(call("mail.trash", id="m-1"), "delete").hazards


def test_attendees_make_an_invitation() -> None:
    """An event with guests is sent to them; one without stays one's own."""
    sent = only(call("calendar.create_event", title="x", attendees=["mallory@evil.test"]), "send")
    assert sent.recipients == ("mallory@evil.test",)
    assert {e.verb for e in call("calendar.create_event", title="x").effects} == {"create"}


def test_for_good_or_to_the_bin() -> None:
    """A flag can skip the bin, or make an update a deletion that can be undone."""
    assert (
        only(call("drive.files_delete", fileId="f", permanent=True), "delete").reversibility
        is Reversibility.IRREVERSIBLE
    )
    soft = only(call("drive.update_file", fileId="f", trashed=True), "delete")
    assert (soft.tier, soft.reversibility) == (Tier.LOW, Reversibility.REVERSIBLE)
    assert only(call("drive.update_file", fileId="f", title="x"), "update").tier is Tier.LOW


@pytest.mark.parametrize(
    "arguments",
    [
        {"visibility": "public"},
        {"private": False},
        {"acl": "public-read"},
        {"type": "anyone", "role": "reader"},
    ],
)
def test_opening_to_everybody_is_publishing(arguments: dict[str, Any]) -> None:
    """Whatever the call, an argument that opens something to all publishes it."""
    assert only(call("repo.update_settings", name="x", **arguments), "publish").scope is Scope.PUBLIC


@pytest.mark.parametrize(
    "arguments",
    [{"policy": "AdministratorAccess"}, {"role": "owner"}, {"permissions": ["s3:*"]},
     {"role": "x", "expires": "never"}, {"role": "x", "expires_in_days": 3650}],
)  # fmt: skip
def test_power_that_stays(arguments: dict[str, Any]) -> None:
    """All rights, or rights without an end, are lasting power."""
    effect = only(call("iam.attach_role_policy", **arguments), "grant")
    assert Hazard.LASTING_POWER in effect.hazards
    assert effect.horizon is Horizon.LONG


def test_secrets_that_leave_in_a_text() -> None:
    """A key inside a message is disclosed with it."""
    leak = only(
        call(
            "github.create_issue", title="x", body="token " + "ghp_0123456789" + "abcdefghijABCDEFGHIJ012345"
        ),
        "disclose",
    )
    assert DataClass.CREDENTIAL in leak.carries


def test_what_an_agent_says_of_risk_changes_nothing_fault_24() -> None:
    """Arguments that call the act harmless leave the prediction as it was (fault 24)."""
    plain = call("delete_bucket", name="exports")
    for words in (
        {"risk": "low"},
        {"safe": True, "requires_approval": False},
        {"severity": "none", "approved": True},
    ):
        assert call("delete_bucket", name="exports", **words).effects == plain.effects


def test_an_author_can_only_raise_caution() -> None:
    """`readOnlyHint` lowers nothing; `destructiveHint`, declared effects and the description raise."""
    told = {"annotations": {"readOnlyHint": True}}
    assert call("delete_bucket", {"tool": told}, name="x").effects == call("delete_bucket", name="x").effects
    raised = call("get_thing", {"tool": {"annotations": {"destructiveHint": True}}}, id=1)
    assert raised.state_changing
    assert (
        only(call("update_note", {"tool": {"annotations": {"destructiveHint": True}}}, id=1), "update").tier
        is Tier.HIGH
    )
    assert "transfer" in {
        e.verb for e in call("sync_thing", {"tool": {"effects": ["transfer"]}}, id=1).effects
    }
    assert "delete" in {
        e.verb for e in call("zorb", {"tool": {"description": "Delete the user's files."}}).effects
    }


def test_a_trial_run_counts_if_the_tool_knows_it() -> None:
    """`dry_run` is believed where the schema has it, doubted without one, ignored where it lacks it."""
    knows: dict[str, Any] = {"tool": {"schema": {"properties": {"dry_run": {}, "name": {}}}}}
    knows_not: dict[str, Any] = {"tool": {"schema": {"properties": {"name": {}}}}}
    assert not call("delete_bucket", knows, name="x", dry_run=True).state_changing
    assert only(call("delete_bucket", knows_not, name="x", dry_run=True), "delete").probability > 0.9
    assert only(call("delete_bucket", name="x", dry_run=True), "delete").probability < 0.2


def test_calls_inside_calls_are_seen() -> None:
    """A wrapped call and each call of a batch count as themselves."""
    assert only(call("tool", tool="delete_bucket", args={"name": "x"}), "delete")
    batch = [{"tool": "get_x", "args": {"a": 1}}, {"tool": "send_email", "args": {"to": "a@b.c"}}]
    assert only(call("run_batch", calls=batch), "send").recipients == ("a@b.c",)
    assert only(call("run_batch", calls=json.dumps(batch)), "send")
    assert only(
        call("router", function={"name": "wire_funds", "arguments": '{"to": "x", "amount": 3}'}), "transfer"
    )


def test_a_second_time_fault_7() -> None:
    """What the history shows as done, or of unknown outcome, is told (fault 7)."""
    done = Passage(origin="history", source="history", text="place_trade ok, id T-1")
    lost = Passage(origin="history", source="history", text="place_trade -> timeout")
    assert Hazard.ALREADY_DONE in only(call("place_trade", {}, done, symbol="A", qty=1), "pay").hazards
    assert Hazard.OUTCOME_UNKNOWN in only(call("place_trade", {}, lost, symbol="A", qty=1), "pay").hazards
    assert Hazard.OUTCOME_UNKNOWN not in only(call("delete_bucket", {}, lost, name="x"), "delete").hazards


def test_deceptive_addresses_in_arguments() -> None:
    """An address that imitates or can be read in two ways marks the call, whatever the tool."""
    assert (
        Hazard.AMBIGUOUS_HOST
        in only(call("create_webhook", url="https://good.test@evil.test/x"), "persist").hazards
    )
    assert Hazard.DECEPTIVE_HOST in only(call("mail.send", to="pay@exаmple.com", body="x"), "send").hazards


def test_browser_tools_are_read_as_page_acts() -> None:
    """A tool that drives a page predicts what the page act would."""
    prediction = call("browser_navigate", url="https://x.test/account/delete?confirm=1")
    assert prediction.state_changing


LEAVES = st.none() | st.booleans() | st.integers() | st.text(max_size=12)
VALUES = st.recursive(
    LEAVES,
    lambda v: st.lists(v, max_size=3) | st.dictionaries(st.text(max_size=6), v, max_size=3),
    max_leaves=6,
)


@given(st.text(max_size=25), st.dictionaries(st.text(max_size=8), VALUES, max_size=4))
def test_no_call_breaks_the_reader_or_passes_as_nothing(name: str, arguments: dict[str, Any]) -> None:
    """Every call has a prediction, and one without effects does not exist."""
    action = Action(surface=Surface.TOOL, name=name or "x", arguments_json=json.dumps(arguments))
    prediction = predict_tool(Snapshot(surface="tool"), action)
    assert prediction.effects
    if not prediction.state_changing:
        assert {e.verb for e in prediction.effects} <= {"read", "navigate"}
