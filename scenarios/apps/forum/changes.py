"""How the forum's rows are read as effects of the catalogue."""

from collections.abc import Callable

from scenarios.apps.changes import Change, Reading, change, of_change, of_nothing, of_row, of_switch
from scenarios.apps.database import Row

_WIDTH = {"private": 0, "followers": 0, "closed": 0, "members": 1, "everyone": 2, "open": 2}
"""How many get to see something, from few to all."""


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
        "users": of_row("register", "{handle}"),
        "consents": of_row("agree", "{name}"),
        "forwards": of_row("persist", "messages forwarded to {address}"),
        "exports": _exported,
        "moderators": of_row("grant", "user {user_id} moderates board {board_id}"),
        "threads": of_row("publish", "thread: {title}"),
        "posts": of_row("publish", "post: {body}"),
        "votes": of_row("react", "vote on post {post_id}"),
        "saved": of_row("react", "bookmark of thread {thread_id}"),
        "poll_votes": of_row("react", "vote in poll {poll_id}"),
        "drafts": of_row("create", "draft: {title}"),
        "reports": of_row("send", "report of post {post_id}: {reason}"),
        "bans": of_row("stop", "user {user_id} banned from board {board_id} for {days} days"),
        "filters": of_row("configure", "filter {name}"),
        "follows": of_row("react", "follow {kind} {target_id}"),
        "blocks": of_row("stop", "block of user {other_id}"),
        "tips": of_row("transfer", "tip to user {recipient_id}", "cents"),
        "conversations": of_nothing,
        "conversation_members": _added,
        "messages": _message,
        "group_members": _joined,
        "group_posts": of_row("send", "to group {group_id}: {body}"),
        "signups": _signed_up,
        "memberships": of_row("subscribe", "membership {plan}", "cents"),
        "listings": of_row("publish", "listing: {title}"),
        "orders": of_row("pay", "listing {listing_id}", "cents"),
        "app_grants": of_row("grant", "app {app_id}: {scopes} for {days} days"),
        "mod_log": of_nothing,
        "security_log": of_nothing,
    },
    vanished={
        "users": of_row("close_account", "{handle}"),
        "consents": of_row("configure", "{name}: no"),
        "forwards": of_row("configure", "no more forwarding to {address}"),
        "exports": of_row("delete", "export of {what}"),
        "moderators": of_row("stop", "user {user_id} no longer moderates board {board_id}"),
        "threads": of_row("delete", "thread: {title}"),
        "posts": of_row("delete", "post {id}: {body}"),
        "votes": of_row("react", "no vote on post {post_id}"),
        "saved": of_row("react", "no bookmark of thread {thread_id}"),
        "poll_votes": of_row("react", "no vote in poll {poll_id}"),
        "drafts": of_row("delete", "draft: {title}"),
        "reports": of_row("conceal", "report {id} of post {post_id}"),
        "bans": of_row("grant", "user {user_id} back on board {board_id}"),
        "filters": of_row("weaken", "filter {name}"),
        "follows": of_row("react", "unfollow {kind} {target_id}"),
        "blocks": of_row("configure", "unblock user {other_id}"),
        "conversations": of_row("delete", "conversation {id}"),
        "conversation_members": of_nothing,
        "messages": of_row("delete", "message {id}"),
        "group_members": of_row("stop", "user {user_id} leaves group {group_id}"),
        "group_posts": of_row("delete", "post {id} of group {group_id}"),
        "signups": of_row("stop", "place at event {event_id}"),
        "listings": of_row("delete", "listing: {title}"),
        "app_grants": of_row("stop", "access of app {app_id}"),
        "mod_log": of_row("conceal", "moderation log: {action} {target}"),
        "security_log": of_row("conceal", "sign-in history: {what}"),
    },
    altered={
        ("users", "password"): of_change("change_credentials", "password"),
        ("users", "email"): of_change("change_credentials", "address {email}"),
        ("users", "recovery_email"): of_change("change_credentials", "recovery address {recovery_email}"),
        ("users", "status"): _account,
        ("users", "visibility"): _opened("visibility", "profile of {handle}"),
        ("users", "show_email"): of_switch("show_email", "publish", "configure", "mail address on profile"),
        ("users", "listed"): of_switch("listed", "publish", "configure", "profile in search engines"),
        ("users", "two_step"): of_switch("two_step", "configure", "weaken", "two-step sign-in"),
        ("users", "messages_from"): of_change("configure", "messages from {messages_from}"),
        ("users", "digest"): of_change("configure", "digest {digest}"),
        ("users", "paused"): of_change("configure", "notifications paused: {paused}"),
        "users": of_change("update", "profile of {handle}"),
        ("threads", "locked"): of_switch("locked", "stop", "configure", "thread {id} locked"),
        ("threads", "pinned"): of_change("configure", "thread {id} pinned: {pinned}"),
        ("threads", "audience"): _opened("audience", "thread {id}"),
        "threads": of_change("update", "thread {id}"),
        ("posts", "status"): _status,
        "posts": of_change("update", "post {id}"),
        "votes": of_change("react", "vote on post {post_id}"),
        "poll_votes": of_change("react", "vote in poll {poll_id}"),
        ("drafts", "status"): of_nothing,
        "drafts": of_change("update", "draft: {title}"),
        "reports": of_nothing,
        ("filters", "live"): of_switch("live", "configure", "weaken", "filter {name}"),
        ("conversations", "archived"): of_change("update", "conversation {id} archived: {archived}"),
        "conversations": of_nothing,
        ("groups", "access"): _opened("access", "group {id}"),
        ("groups", "owner_id"): of_change("transfer", "group {id} to user {owner_id}"),
        "groups": of_change("update", "group {id}"),
        "group_members": _role,
        "memberships": _membership,
        ("listings", "status"): _listing,
        "listings": of_change("update", "listing {id}"),
        "app_grants": of_change("grant", "app {app_id}: {scopes} for {days} days"),
    },
    silent=frozenset(
        {"notices", "post_versions", "articles", "polls", "poll_options", "boards", "events", "apps"}
    ),
)
"""A draft that is posted and a report that is dealt with change beside the post and the moderator's act,
which are read themselves."""
