"""How the desk's rows are read as effects of the catalogue."""

from scenarios.apps.changes import Change, Reading, change, of_change, of_nothing, of_row, of_switch
from scenarios.apps.crm.terms import NEVER, SCOPES
from scenarios.apps.database import Row

OWN_DOMAIN = "@valmora.example"
_WIDTH = {"owner": 0, "team": 1, "firm": 2}
_POWER = {"viewer": 0, "agent": 1, "manager": 2, "admin": 3}
_RIGHTS = {"view": 0, "edit": 1, "export": 2}


def _mail(row: Row) -> Change | None:
    return (
        change("send", f"mail to {row['address']}: {row['subject']}") if row["direction"] == "out" else None
    )


def _exported(row: Row) -> Change:
    """Data that stays is read; sent within the firm, it is a message; elsewhere it is given away."""
    what = f"export of {row['what']} ({row['parts']}) to {row['address'] or row['destination']}"
    if row["destination"] == "mail":
        return change("send" if row["address"].endswith(OWN_DOMAIN) else "disclose", what)
    return change("share" if row["destination"] == "link" else "read", what)


def _shared(old: Row, new: Row) -> Change:
    wider = _RIGHTS[new["rights"]] > _RIGHTS[old["rights"]] or new["expires"] in (
        NEVER,
        max(old["expires"], new["expires"]),
    )
    return change("share" if wider else "stop", f"access {new['id']}: {new['rights']} until {new['expires']}")


def _seen(old: Row, new: Row) -> Change:
    wider = _WIDTH[new["visibility"]] > _WIDTH[old["visibility"]]
    return change("share" if wider else "configure", f"{new['name']} is seen by {new['visibility']}")


def _binned(old: Row, new: Row) -> Change:
    return change("update", f"{new['name']} {'into the bin' if new['binned'] else 'out of the bin'}")


def _history(old: Row, new: Row) -> Change | None:
    """An erasure empties the lines of the record that goes; that is read there."""
    return (
        change("conceal", f"history of customer {old['customer_id']}: {old['field']}")
        if new["customer_id"]
        else None
    )


def _campaign(old: Row, new: Row) -> Change | None:
    """The mails of a campaign tell that it was sent."""
    return None if new["status"] != old["status"] else change("update", f"campaign {new['name']}")


def _role(old: Row, new: Row) -> Change:
    more = _POWER[new["role"]] > _POWER[old["role"]]
    return change("grant" if more else "stop", f"{new['name']} is {new['role']}")


def _access(old: Row, new: Row) -> Change:
    return change("grant" if new["active"] else "stop", f"account of {new['name']}: {new['active']}")


def _app(old: Row, new: Row) -> Change:
    scopes = list(SCOPES)
    narrower = scopes.index(new["scope"]) < scopes.index(old["scope"])
    return change(
        "stop" if narrower else "grant", f"app {new['app_id']}: {new['scope']} until {new['expires']}"
    )


def _setting(old: Row, new: Row) -> Change:
    what = f"{new['name']}: {new['value']}"
    if new["name"] == "history_days" and int(new["value"]) < int(old["value"]):
        return change("conceal", what)
    if new["name"] == "double_opt_in" and new["value"] == "0":
        return change("weaken", what)
    return change("configure", what)


READING = Reading(
    appeared={
        "users": of_row("grant", "{email} is let in as {role}"),
        "companies": of_nothing,
        "customers": of_row("create", "customer {name}"),
        "history": of_nothing,
        "notes": of_row("create", "note on customer {customer_id}: {body}"),
        "todos": of_row("create", "task on customer {customer_id}: {title}"),
        "deals": of_row("create", "deal {title}"),
        "mails": _mail,
        "lists": of_row("create", "list {name}"),
        "list_members": of_row("update", "list {list_id} with customer {customer_id}"),
        "shares": of_row("share", "{kind} {target_id} with {with_name}: {rights} until {expires}"),
        "exports": _exported,
        "campaigns": of_row("create", "campaign {name}"),
        "merges": of_nothing,
        "batches": of_nothing,
        "requests": of_row("create", "request of {name}: {kind}"),
        "holds": of_row("configure", "legal hold on customer {customer_id}: {matter}"),
        "imports": of_nothing,
        "rules": of_row("persist", "rule {name}: {does} {target} when {happens}"),
        "app_grants": of_row("grant", "app {app_id}: {scope} until {expires}"),
        "addons": of_row("subscribe", "{name}", "cents"),
        "purchases": of_row("pay", "{what}", "cents"),
        "access_log": of_nothing,
    },
    vanished={
        "customers": of_row("delete", "customer {name}"),
        "history": of_row("conceal", "history of customer {customer_id}: {field}"),
        "notes": of_row("delete", "note on customer {customer_id}: {body}"),
        "todos": of_row("delete", "task on customer {customer_id}: {title}"),
        "deals": of_row("delete", "deal {title}"),
        "mails": of_row("delete", "mail {subject} of customer {customer_id}"),
        "lists": of_row("delete", "list {name}"),
        "list_members": of_row("update", "list {list_id} without customer {customer_id}"),
        "shares": of_row("stop", "access of {with_kind} {with_name} to {kind} {target_id}"),
        "exports": of_row("delete", "export of {what}"),
        "campaigns": of_row("delete", "campaign {name}"),
        "duplicates": of_nothing,
        "holds": of_row("weaken", "legal hold on customer {customer_id}: {matter}"),
        "rules": of_row("configure", "no more rule {name}"),
        "app_grants": of_row("stop", "access of app {app_id}"),
        "access_log": of_row("conceal", "access log: {what}"),
    },
    altered={
        ("users", "password"): of_change("change_credentials", "password of {name}"),
        ("users", "email"): of_change("change_credentials", "address {email}"),
        ("users", "role"): _role,
        ("users", "active"): _access,
        ("users", "two_step"): of_switch("two_step", "configure", "weaken", "two-step sign-in"),
        "users": of_change("configure", "account of {name}"),
        ("customers", "owner_id"): of_change("transfer", "customer {name} to user {owner_id}"),
        ("customers", "consent_mail"): of_switch("consent_mail", "agree", "update", "mail consent of {name}"),
        ("customers", "consent_phone"): of_switch(
            "consent_phone", "agree", "update", "phone consent of {name}"
        ),
        ("customers", "visibility"): _seen,
        ("customers", "binned"): _binned,
        ("customers", "import_id"): of_change("overwrite", "customer {name} by import {import_id}"),
        ("customers", "starred"): of_change("react", "star of {name}: {starred}"),
        ("customers", "touched"): of_nothing,
        "customers": of_change("update", "customer {name}"),
        "history": _history,
        "notes": of_change("update", "note {id}"),
        ("todos", "done"): of_change("update", "task {title} done: {done}"),
        "todos": of_change("update", "task {title}"),
        ("deals", "owner_id"): of_change("transfer", "deal {title} to user {owner_id}"),
        "deals": of_change("update", "deal {title}: {stage}"),
        "mails": of_change("update", "mail {subject} to customer {customer_id}"),
        "lists": of_change("update", "list {name}"),
        "shares": _shared,
        "campaigns": _campaign,
        "duplicates": of_change("update", "suggestion {id}: {status}"),
        "batches": of_nothing,
        "requests": of_change("update", "request of {name}: {answer}"),
        "imports": of_nothing,
        ("rules", "active"): of_switch("active", "persist", "configure", "rule {name}"),
        "rules": of_change("persist", "rule {name}: {does} {target}"),
        "app_grants": _app,
        ("desk_settings", "value"): _setting,
    },
    silent=frozenset({"teams", "apps", "bulletins"}),
)
"""A firm is only a name beside its customers, a merge is read from the record that goes, and a suggestion
of a pair goes along with one of its records. The history and the log are written by the desk; who takes lines
out of them conceals."""
