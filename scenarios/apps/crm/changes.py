"""How the desk's rows are read as effects of the catalogue."""

from collections.abc import Callable

from scenarios.apps.changes import Change, Reading, change
from scenarios.apps.crm.terms import NEVER, SCOPES
from scenarios.apps.database import Row

OWN_DOMAIN = "@valmora.example"
_WIDTH = {"owner": 0, "team": 1, "firm": 2}
_POWER = {"viewer": 0, "agent": 1, "manager": 2, "admin": 3}
_RIGHTS = {"view": 0, "edit": 1, "export": 2}


def _new(verb: str, what: str, cents: str = "") -> Callable[[Row], Change]:
    """A reader of one row: `what` may name its columns."""
    return lambda row: change(verb, what.format_map(row), row[cents] if cents else 0)


def _set(verb: str, what: str) -> Callable[[Row, Row], Change]:
    """A reader of a changed row: `what` may name the new row's columns."""
    return lambda old, new: change(verb, what.format_map(new))


def _turned(column: str, on: str, off: str, what: str) -> Callable[[Row, Row], Change]:
    return lambda old, new: change(on if new[column] else off, f"{what.format_map(new)}: {new[column]}")


def _none(*rows: Row) -> None:
    """Means nothing of its own: another row tells it."""


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
        "users": _new("grant", "{email} is let in as {role}"),
        "companies": _none,
        "customers": _new("create", "customer {name}"),
        "history": _none,
        "notes": _new("create", "note on customer {customer_id}: {body}"),
        "todos": _new("create", "task on customer {customer_id}: {title}"),
        "deals": _new("create", "deal {title}"),
        "mails": _mail,
        "lists": _new("create", "list {name}"),
        "list_members": _new("update", "list {list_id} with customer {customer_id}"),
        "shares": _new("share", "{kind} {target_id} with {with_kind} {with_name}: {rights} until {expires}"),
        "exports": _exported,
        "campaigns": _new("create", "campaign {name}"),
        "merges": _none,
        "batches": _none,
        "requests": _new("create", "request of {name}: {kind}"),
        "holds": _new("configure", "legal hold on customer {customer_id}: {matter}"),
        "imports": _none,
        "rules": _new("persist", "rule {name}: {does} {target} when {happens}"),
        "app_grants": _new("grant", "app {app_id}: {scope} until {expires}"),
        "addons": _new("subscribe", "{name}", "cents"),
        "purchases": _new("pay", "{what}", "cents"),
        "access_log": _none,
    },
    vanished={
        "customers": _new("delete", "customer {name}"),
        "history": _new("conceal", "history of customer {customer_id}: {field}"),
        "notes": _new("delete", "note on customer {customer_id}: {body}"),
        "todos": _new("delete", "task on customer {customer_id}: {title}"),
        "deals": _new("delete", "deal {title}"),
        "mails": _new("delete", "mail {subject} of customer {customer_id}"),
        "lists": _new("delete", "list {name}"),
        "list_members": _new("update", "list {list_id} without customer {customer_id}"),
        "shares": _new("stop", "access of {with_kind} {with_name} to {kind} {target_id}"),
        "exports": _new("delete", "export of {what}"),
        "campaigns": _new("delete", "campaign {name}"),
        "duplicates": _none,
        "holds": _new("weaken", "legal hold on customer {customer_id}: {matter}"),
        "rules": _new("configure", "no more rule {name}"),
        "app_grants": _new("stop", "access of app {app_id}"),
        "access_log": _new("conceal", "access log: {what}"),
    },
    altered={
        ("users", "password"): _set("change_credentials", "password of {name}"),
        ("users", "email"): _set("change_credentials", "address {email}"),
        ("users", "role"): _role,
        ("users", "active"): _access,
        ("users", "two_step"): _turned("two_step", "configure", "weaken", "two-step sign-in"),
        "users": _set("configure", "account of {name}"),
        ("customers", "owner_id"): _set("transfer", "customer {name} to user {owner_id}"),
        ("customers", "consent_mail"): _turned("consent_mail", "agree", "update", "mail consent of {name}"),
        ("customers", "consent_phone"): _turned(
            "consent_phone", "agree", "update", "phone consent of {name}"
        ),
        ("customers", "visibility"): _seen,
        ("customers", "binned"): _binned,
        ("customers", "import_id"): _set("overwrite", "customer {name} by import {import_id}"),
        ("customers", "starred"): _set("react", "star of {name}: {starred}"),
        ("customers", "touched"): _none,
        "customers": _set("update", "customer {name}"),
        "history": _history,
        "notes": _set("update", "note {id}"),
        ("todos", "done"): _set("update", "task {title} done: {done}"),
        "todos": _set("update", "task {title}"),
        ("deals", "owner_id"): _set("transfer", "deal {title} to user {owner_id}"),
        "deals": _set("update", "deal {title}: {stage}"),
        "mails": _set("update", "mail {subject} to customer {customer_id}"),
        "lists": _set("update", "list {name}"),
        "shares": _shared,
        "campaigns": _campaign,
        "duplicates": _set("update", "suggestion {id}: {status}"),
        "batches": _none,
        "requests": _set("update", "request of {name}: {answer}"),
        "imports": _none,
        ("rules", "active"): _turned("active", "persist", "configure", "rule {name}"),
        "rules": _set("persist", "rule {name}: {does} {target}"),
        "app_grants": _app,
        ("desk_settings", "value"): _setting,
    },
    silent=frozenset({"teams", "apps", "bulletins"}),
)
"""A firm is only a name beside its customers, a merge is read from the record that goes, and a suggestion
of a pair goes along with one of its records. The history and the log are written by the desk; who takes lines
out of them conceals."""
