"""What binds or reaches people: agreements, accounts, words to one, to some, to everyone."""

from worldmodel.effect import Tier
from worldmodel.structural.nouns import (
    ACCOUNT,
    CONTRACT,
    FIRMWARE,
    GATHERING,
    HOME,
    MESSAGE,
    MESSENGER,
    POST,
    STAFF,
)
from worldmodel.structural.row import ALTER, FINAL, OWN, SHARED, SMALL, Row, means, row
from worldmodel.wordset import words

PEOPLE_ROWS: tuple[Row, ...] = (
    # agreements and accounts
    row("sign agree consent", None, means("agree"), unless="url commit package image request"),
    row("accept approve confirm", CONTRACT, means("agree")),
    row("hire fire terminate dismiss offboard suspend",
        STAFF, means("close_account", 0.85, **(SHARED | FINAL))),
    row("delete close deactivate terminate remove cancel purge erase",
        ACCOUNT, means("close_account", **FINAL), head=True),
    row("suspend disable ban block", ACCOUNT, means("stop", 0.8, **SHARED), head=True),
    row("create register add new signup", ACCOUNT, means("register", 0.8), head=True),
    row("register signup enroll enrol", None, means("register", 0.7), unless="tool handler callback"),
    row("login signin authenticate", None, means("sign_in")),
    row("logout signout", None, means("sign_out")),
    # words to others
    row("draft compose", None, means("create", **OWN)),
    row(f"create save update edit {ALTER}", words("draft drafts"), means("create", **OWN)),
    row("create schedule add book new insert quick", GATHERING, means("create", **OWN)),
    row("accept decline respond rsvp cancel reschedule", GATHERING, means("update", **SMALL),
        means("send", 0.5)),
    row("invite", None, means("send", 0.85), means("grant", 0.5, tier=Tier.LOW)),
    row("schedule", MESSAGE, means("send", 0.85)),
    row("add remove create delete", words("reaction reactions emoji"), means("react", **OWN)),
    row("create add publish", MESSAGE, means("send")),
    row("post reply respond send", MESSAGE | MESSENGER, means("send")),
    row("send notify email dm sms call dial text message forward", None, means("send"),
        unless="function procedure"),
    row("respond", None, means("send", 0.8)),
    row("reply comment", None, means("publish", 0.8), unless="email mail"),
    row("reply", None, means("send")),
    row("create add open submit make post new publish schedule", POST, means("publish", 0.85)),
    row("publish tweet retweet broadcast announce", None, means("publish")),
    row("release", words("deploy deployment deployments rollout"), means("execute", 0.8),
        means("publish", 0.6)),
    row("release", None, means("publish", 0.8), unless="lock hold reservation"),
    row("post", None, means("publish", 0.7), unless="journal ledger"),
    row("push", words("notification notifications message alert"), means("send", 0.85)),
    row("push flash install update upgrade deploy apply", FIRMWARE, means("install", 0.9, tier=Tier.HIGH)),
    row("push", words("update updates upgrade software app package version"),
        means("install", 0.9, tier=Tier.HIGH)),
    row("flash", HOME, means("configure", **OWN)),
    row("flash", None, means("install", 0.85, tier=Tier.HIGH)),
    row("push", words("config configuration profile policy setting settings device devices fleet"),
        means("configure", 0.85, **SHARED)),
    row("push", None, means("publish", 0.85), unless="stack array"),
    row("share expose", None, means("share")),
    row("unshare unpublish hide", None, means("configure", **OWN)),
    row("submit", None, means("send", 0.8)),
    row("escalate", None, means("update", 0.85, **SMALL), means("send", 0.5, tier=Tier.LOW)),
    row("apply", words("job jobs position vacancy visa loan mortgage credit program scholarship"
        " realestate housing"
        " apartment university course"), means("send", 0.85)),
    row("like unlike react vote follow bookmark unbookmark rate star unstar upvote downvote watch connect",
        None, means("react", 0.9, **OWN), unless="database server device vpn integration"),
    row("block unblock ban unban report flag", None, means("configure", 0.8, **SMALL)),
)  # fmt: skip
