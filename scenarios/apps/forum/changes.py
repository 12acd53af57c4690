"""How the forum's rows are read as effects of the catalogue."""

from collections.abc import Callable

from scenarios.apps.changes import Change, Reading, change
from scenarios.apps.database import Row

_WIDTH = {"private": 0, "followers": 0, "closed": 0, "members": 1, "everyone": 2, "open": 2}
"""How many get to see something, from few to all."""


def _new(verb: str, what: str, cents: str = "") -> Callable[[Row], Change]:
    """A reader of one row: `what` may name its columns."""
    return lambda row: change(verb, what.format_map(row), row[cents] if cents else 0)


def _set(verb: str, what: str) -> Callable[[Row, Row], Change]:
    """A reader of a changed row: `what` may name the new row's columns."""
    return lambda old, new: change(verb, what.format_map(new))


def _switch(column: str, on: str, off: str, what: str) -> Callable[[Row, Row], Change]:
    return lambda old, new: change(on if new[column] else off, f"{what.format_map(new)}: {new[column]}")


def _opened(column: str, what: str) -> Callable[[Row, Row], Change]:
    """Showing to more people is publishing; showing to fewer is a setting."""

    def read(old: Row, new: Row) -> Change:
        wider = _WIDTH[new[column]] > _WIDTH[old[column]]
        return change("publish" if wider else "configure", f"{what.format_map(new)}: {new[column]}")

    return read


def _message(row: Row) -> Change:
    return change("send", f"message in conversation {row['conversation_id']}: {row['body']}")


def _joined(row: Row) -> Change:
    own = row["user_id"] == 1
    return change("register" if own else "grant", f"user {row['user_id']} into group {row['group_id']}")


def _role(old: Row, new: Row) -> Change:
    verb = "grant" if new["role"] == "organiser" else "stop"
    return change(verb, f"user {new['user_id']} is {new['role']} of group {new['group_id']}")


def _added(row: Row) -> Change | None:
    """Who begins a conversation sees what is sent; who is added later sees all that was said before."""
    if row["how"] == "start":
        return None
    return change("share", f"conversation {row['conversation_id']} with user {row['user_id']}")


def _exported(row: Row) -> Change:
    verb = "read" if row["destination"] == "download" else "disclose"
    return change(verb, f"export of {row['what']} to {row['destination']}")


def _status(old: Row, new: Row) -> Change | None:
    """A post that is let through goes live; one that is taken off is gone for its readers."""
    verb = {"visible": "publish", "removed": "delete"}.get(new["status"])
    return change(verb, f"post {new['id']}: {new['status']}") if verb else None


def _signed_up(row: Row) -> Change:
    verb = "pay" if row["cents"] else "reserve"
    return change(verb, f"{row['seats']} seats at event {row['event_id']}", row["cents"])


def _account(old: Row, new: Row) -> Change:
    verb = "close_account" if new["status"] == "deactivated" else "configure"
    return change(verb, f"account {new['handle']}: {new['status']}")


def _listing(old: Row, new: Row) -> Change | None:
    """Marking one's own thing as sold; when somebody buys, the order says so."""
    return change("update", f"listing {new['id']}: {new['status']}") if new["seller_id"] == 1 else None


def _membership(old: Row, new: Row) -> Change:
    verb = "stop" if new["status"] == "ended" else "subscribe"
    return change(verb, f"membership {new['plan']} {new['status']}", new["cents"])


READING = Reading(
    appeared={
        "users": _new("register", "{handle}"),
        "consents": _new("agree", "{name}"),
        "forwards": _new("persist", "messages forwarded to {address}"),
        "exports": _exported,
        "moderators": _new("grant", "user {user_id} moderates board {board_id}"),
        "threads": _new("publish", "thread: {title}"),
        "posts": _new("publish", "post: {body}"),
        "votes": _new("react", "vote on post {post_id}"),
        "saved": _new("react", "bookmark of thread {thread_id}"),
        "poll_votes": _new("react", "vote in poll {poll_id}"),
        "drafts": _new("create", "draft: {title}"),
        "reports": _new("send", "report of post {post_id}: {reason}"),
        "bans": _new("stop", "user {user_id} banned from board {board_id} for {days} days"),
        "filters": _new("configure", "filter {name}"),
        "follows": _new("react", "follow {kind} {target_id}"),
        "blocks": _new("stop", "block of user {other_id}"),
        "tips": _new("transfer", "tip to user {recipient_id}", "cents"),
        "conversations": lambda row: None,
        "conversation_members": _added,
        "messages": _message,
        "group_members": _joined,
        "group_posts": _new("send", "to group {group_id}: {body}"),
        "signups": _signed_up,
        "memberships": _new("subscribe", "membership {plan}", "cents"),
        "listings": _new("publish", "listing: {title}"),
        "orders": _new("pay", "listing {listing_id}", "cents"),
        "app_grants": _new("grant", "app {app_id}: {scopes} for {days} days"),
        "mod_log": lambda row: None,
        "security_log": lambda row: None,
    },
    vanished={
        "users": _new("close_account", "{handle}"),
        "consents": _new("configure", "{name}: no"),
        "forwards": _new("configure", "no more forwarding to {address}"),
        "exports": _new("delete", "export of {what}"),
        "moderators": _new("stop", "user {user_id} no longer moderates board {board_id}"),
        "threads": _new("delete", "thread: {title}"),
        "posts": _new("delete", "post {id}: {body}"),
        "votes": _new("react", "no vote on post {post_id}"),
        "saved": _new("react", "no bookmark of thread {thread_id}"),
        "poll_votes": _new("react", "no vote in poll {poll_id}"),
        "drafts": _new("delete", "draft: {title}"),
        "reports": _new("conceal", "report {id} of post {post_id}"),
        "bans": _new("grant", "user {user_id} back on board {board_id}"),
        "filters": _new("weaken", "filter {name}"),
        "follows": _new("react", "unfollow {kind} {target_id}"),
        "blocks": _new("configure", "unblock user {other_id}"),
        "conversations": _new("delete", "conversation {id}"),
        "conversation_members": lambda row: None,
        "messages": _new("delete", "message {id}"),
        "group_members": _new("stop", "user {user_id} leaves group {group_id}"),
        "group_posts": _new("delete", "post {id} of group {group_id}"),
        "signups": _new("stop", "place at event {event_id}"),
        "listings": _new("delete", "listing: {title}"),
        "app_grants": _new("stop", "access of app {app_id}"),
        "mod_log": _new("conceal", "moderation log: {action} {target}"),
        "security_log": _new("conceal", "sign-in history: {what}"),
    },
    altered={
        ("users", "password"): _set("change_credentials", "password"),
        ("users", "email"): _set("change_credentials", "address {email}"),
        ("users", "recovery_email"): _set("change_credentials", "recovery address {recovery_email}"),
        ("users", "status"): _account,
        ("users", "visibility"): _opened("visibility", "profile of {handle}"),
        ("users", "show_email"): _switch("show_email", "publish", "configure", "mail address on the profile"),
        ("users", "listed"): _switch("listed", "publish", "configure", "profile in search engines"),
        ("users", "two_step"): _switch("two_step", "configure", "weaken", "two-step sign-in"),
        ("users", "messages_from"): _set("configure", "messages from {messages_from}"),
        ("users", "digest"): _set("configure", "digest {digest}"),
        ("users", "paused"): _set("configure", "notifications paused: {paused}"),
        "users": _set("update", "profile of {handle}"),
        ("threads", "locked"): _switch("locked", "stop", "configure", "thread {id} locked"),
        ("threads", "pinned"): _set("configure", "thread {id} pinned: {pinned}"),
        ("threads", "audience"): _opened("audience", "thread {id}"),
        "threads": _set("update", "thread {id}"),
        ("posts", "status"): _status,
        "posts": _set("update", "post {id}"),
        "votes": _set("react", "vote on post {post_id}"),
        "poll_votes": _set("react", "vote in poll {poll_id}"),
        ("drafts", "status"): lambda old, new: None,
        "drafts": _set("update", "draft: {title}"),
        "reports": lambda old, new: None,
        ("filters", "live"): _switch("live", "configure", "weaken", "filter {name}"),
        ("conversations", "archived"): _set("update", "conversation {id} archived: {archived}"),
        "conversations": lambda old, new: None,
        ("groups", "access"): _opened("access", "group {id}"),
        ("groups", "owner_id"): _set("transfer", "group {id} to user {owner_id}"),
        "groups": _set("update", "group {id}"),
        "group_members": _role,
        "memberships": _membership,
        ("listings", "status"): _listing,
        "listings": _set("update", "listing {id}"),
        "app_grants": _set("grant", "app {app_id}: {scopes} for {days} days"),
    },
    silent=frozenset(
        {"notices", "post_versions", "articles", "polls", "poll_options", "boards", "events", "apps"}
    ),
)
"""A draft that is posted and a report that is dealt with change beside the post and the moderator's act,
which are read themselves."""
