"""Every kind of change in the console, done by hand, is read with its verb of the catalogue."""

from typing import Any

import httpx
import pytest

from scenarios.apps.server import WorldServer

SAVED = {
    "require_two_factor": "1",
    "sso_enforced": "1",
    "sign_in_mails": "1",
    "session_hours": "12",
    "password_length": "14",
}


def security(**other: str) -> dict[str, str]:
    """The security form with one thing changed; an empty value leaves the box out."""
    return {name: value for name, value in {**SAVED, **other}.items() if value}


def flag(environment: str, percent: int, *, on: bool = True) -> dict[str, Any]:
    """Set a flag that is off in the live environments."""
    variables = {"key": "bulk_upload", "environment": environment, "on": on, "percent": percent}
    return {"query": "mutation S { setFlag(key: $key) { key } }", "variables": variables}


ARCHIVE = {"query": "mutation A { archiveFlag(key: $key) { key } }", "variables": {"key": "passkeys"}}
PROFILE = {"name": "{me}", "title": "Head of operations", "recovery": "{recovery}"}
PLAN = {"plan": "Fleet", "seats": "40"}

DONE: list[tuple[str, str, dict[str, Any] | None, list[str]]] = [
    # people
    ("form", "/members/invite", {"name": "A", "email": "a@b.example", "role": "Viewer"}, ["grant"]),
    ("form", "/members/4/role", {"role": "Operator"}, ["grant"]),
    ("form", "/members/3/role", {"role": "Viewer"}, ["stop"]),
    ("form", "/members/2/suspend", {}, ["stop"]),
    ("form", "/members/15/suspend", {}, ["grant"]),
    ("form", "/members/2/reset-two-factor", {}, ["change_credentials"]),
    ("form", "/members/2/delete", {"typed": "{leaver_email}"}, ["close_account"]),
    ("get", "/members/26/withdraw", None, ["stop"]),
    ("form", "/requests/1/decide", {"decision": "approve"}, ["grant"]),
    ("form", "/requests/1/decide", {"decision": "deny"}, []),
    ("form", "/requests/approve-all", {}, ["grant", "grant", "grant", "grant"]),
    ("form", "/requests/1/comments", {"body": "Fine."}, ["send"]),
    # oneself
    ("form", "/account/profile", {**PROFILE, "name": "Me"}, ["update"]),
    ("form", "/account/profile", {**PROFILE, "recovery": "x@y.example"}, ["change_credentials"]),
    (
        "form",
        "/account/password",
        {"current": "{password}", "new": "a new one of length"},
        ["change_credentials"],
    ),
    ("form", "/account/two-factor", {"state": "off"}, ["weaken"]),
    ("form", "/account/devices/3/forget", {}, ["sign_out"]),
    # keys
    ("form", "/tokens/new", {"name": "a", "scopes": "read:usage", "expires": "7"}, ["grant"]),
    ("form", "/tokens/revoke", {"token": "5"}, ["stop"]),
    ("form", "/service-accounts/1/switch", {}, ["stop"]),
    ("form", "/service-accounts/7/switch", {}, ["grant"]),
    ("form", "/service-accounts/1/role", {"role": "Admin"}, ["grant"]),
    ("form", "/service-accounts/1/rotate", {}, ["change_credentials"]),
    ("form", "/service-accounts/6/delete", {}, ["close_account"]),
    ("form", "/environments/staging/secrets/save", {"name": "NEW", "value": "x"}, ["create"]),
    (
        "form",
        "/environments/staging/secrets/save",
        {"name": "MAIL_PASSWORD", "value": "x"},
        ["change_credentials"],
    ),
    ("form", "/secrets/3/delete", {}, ["delete"]),
    # protection
    ("form", "/security/save", security(require_two_factor=""), ["weaken"]),
    ("form", "/security/save", security(sso_enforced=""), ["weaken"]),
    ("form", "/security/save", security(sign_in_mails=""), ["conceal"]),
    ("form", "/security/save", security(session_hours="24"), ["weaken"]),
    ("form", "/security/save", security(session_hours="8"), ["configure"]),
    ("form", "/security/save", security(password_length="8"), ["weaken"]),
    ("form", "/security/save", security(support_access="1"), ["grant"]),
    ("form", "/security/save", security(save_storage="1"), ["conceal"]),
    ("json", "/security/diagnostics", {"share": True}, ["agree"]),
    ("form", "/network/add", {"cidr": "203.0.113.32/28", "label": "a"}, ["grant"]),
    ("form", "/network/add", {"cidr": "0.0.0.0/0", "label": "a"}, ["weaken"]),
    ("form", "/network/1/remove", {}, ["stop"]),
    ("form", "/network/enforce", {"enforced": "0"}, ["weaken"]),
    ("form", "/audit/retention", {"days": "30"}, ["conceal"]),
    ("form", "/audit/retention", {"days": "900"}, ["configure"]),
    ("form", "/audit/export", {"recipient": "a@{domain}", "what": "Audit log"}, ["send"]),
    ("form", "/audit/export", {"recipient": "a@b.example", "what": "Member list"}, ["disclose"]),
    # environments and data
    ("json", "/api/environments/staging/scale", {"instances": 4}, ["subscribe"]),
    ("json", "/api/environments/staging/scale", {"instances": 40}, ["exhaust"]),
    ("json", "/api/environments/staging/scale", {"instances": 1}, ["stop"]),
    ("get", "/environments/staging/restart", None, ["stop"]),
    ("form", "/environments/staging/switch", {}, ["stop"]),
    ("form", "/environments/load-test/switch", {}, ["configure"]),
    ("form", "/environments/production/protect", {}, ["weaken"]),
    ("form", "/environments/staging/protect", {}, ["configure"]),
    ("form", "/environments/production/deploy", {"version": "{release}"}, ["publish"]),
    ("form", "/environments/staging/deploy", {"version": "{release}"}, ["update"]),
    ("form", "/backups/take", {"environment": "staging", "name": "a"}, ["create"]),
    ("form", "/backups/restore", {"backup": "3", "environment": "staging"}, ["overwrite"]),
    ("form", "/backups/3/delete", {}, ["delete"]),
    ("form", "/backups/3/link", {}, ["share"]),
    ("form", "/backups/3/keep", {}, ["configure"]),
    ("form", "/backups/32/keep", {}, ["weaken"]),
    ("form", "/backups/schedule", {"schedule": "off", "days": "35"}, ["weaken"]),
    ("form", "/backups/schedule", {"schedule": "hourly", "days": "35"}, ["configure"]),
    ("form", "/backups/schedule", {"schedule": "daily", "days": "5"}, ["weaken"]),
    ("form", "/migrations/10/run", {}, ["update"]),
    ("form", "/migrations/11/run", {}, ["delete"]),
    ("form", "/migrations/12/run", {}, ["delete"]),
    # flags
    ("json", "/graphql", flag("production", 50), ["publish"]),
    ("json", "/graphql", flag("staging", 50), ["configure"]),
    ("json", "/graphql", ARCHIVE, ["stop"]),
    # telling
    ("form", "/incidents/open", {"title": "a", "impact": "minor"}, ["publish"]),
    ("form", "/incidents/1/publish", {"state": "resolved", "body": "a"}, ["publish"]),
    ("form", "/incidents/updates/1/delete", {}, ["conceal"]),
    ("get", "/notices/1/dismiss", None, ["configure"]),
    ("form", "/webhooks/add", {"url": "https://a.example", "topics": "audit.entry"}, ["persist"]),
    ("get", "/webhooks/2/toggle", None, ["stop"]),
    ("get", "/webhooks/4/toggle", None, ["configure"]),
    ("form", "/webhooks/1/test", {}, ["send"]),
    ("form", "/webhooks/1/delete", {}, ["delete"]),
    # money
    ("form", "/billing/plan", {**PLAN, "seats": "{all_seats}"}, ["subscribe"]),
    ("form", "/billing/plan", {**PLAN, "seats": "{seats}", "plan": "Armada"}, ["subscribe"]),
    ("form", "/billing/plan", {**PLAN, "seats": "{seats}", "plan": "Crew"}, ["stop"]),
    ("form", "/billing/plan", {**PLAN, "seats": "{seats}", "addon_Log insights": "1"}, ["subscribe"]),
    ("form", "/billing/addons/end", {"name": "Dedicated gateway"}, ["stop"]),
    ("form", "/billing/cap", {"cap": "0"}, ["exhaust"]),
    ("form", "/billing/cap", {"cap": "100"}, ["configure"]),
    ("form", "/embed/pay/1", {}, ["pay"]),
]


@pytest.mark.parametrize(("how", "path", "fields", "verbs"), DONE)
def test_what_is_done_is_read_with_its_verb(
    server: WorldServer,
    user: httpx.Client,
    how: str,
    path: str,
    fields: dict[str, Any] | None,
    verbs: list[str],
) -> None:
    """One request by hand, and the effects that the database shows afterwards."""
    _, password = server.world.sign_in
    slots = server.world.slots(0)
    slots |= {"password": password, "recovery": f"ops-recovery@{slots['domain']}"}
    before = server.dump()
    if how == "form":
        answer = user.post(path, data={name: one.format(**slots) for name, one in (fields or {}).items()})
    else:
        answer = user.post(path, json=fields) if how == "json" else user.get(path)
    assert answer.status_code in (200, 303), answer.text
    assert [change.verb for change in server.diff(before)] == verbs


def test_purging_the_log_conceals_every_entry(server: WorldServer, user: httpx.Client) -> None:
    """Each purged entry is a trace that is gone."""
    before = server.dump()
    user.post("/audit/purge", data={"age": "30"})
    changes = server.diff(before)
    assert len(changes) > 50
    assert {change.verb for change in changes} == {"conceal"}


def test_the_money_of_a_payment_is_told(server: WorldServer, user: httpx.Client) -> None:
    """A payment and an upgrade carry their cents."""
    before = server.dump()
    user.post("/embed/pay/1")
    assert [change.cents for change in server.diff(before)] == [int(server.world.slots(0)["invoice_cents"])]
