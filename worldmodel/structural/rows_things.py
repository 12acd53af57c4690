"""What acts on things of weight and on own things; and the general meaning of every operation."""

from worldmodel.effect import Reversibility, Scope, Tier
from worldmodel.structural.nouns import (
    GATHERING,
    HOME,
    WEIGHTY,
)
from worldmodel.structural.row import (
    ALTER,
    LATER,
    MAKE,
    MEASURED,
    OWN,
    REMOVE,
    SHARED,
    SMALL,
    Row,
    means,
    row,
)
from worldmodel.wordset import words

THING_ROWS: tuple[Row, ...] = (
    # things of weight that others rely on
    row(f"{MAKE} {ALTER} raise increase lower reduce approve prescribe override bulk correct", WEIGHTY,
        means("update", 0.85, **SHARED)),
    row("prescribe", None, means("update", 0.85, **(SHARED | {"reversibility": Reversibility.IRREVERSIBLE}))),
    row("dispatch_goods", None, means("update", 0.85, **SHARED)),
    row("dispatch", words("shipment parcel order truck driver courier load container freight delivery"),
        means("update", 0.85, **SHARED)),
    row("escalate", None, means("update", 0.85, **SMALL)),
    # own things, small and large
    row("turn set toggle dim brighten play pause stop start resume switch adjust activate run skip"
        " preheat feed vacuum dock water mow open close update change bypass push", HOME,
        means("configure", **OWN)),
    row("trash", None, means("delete", **OWN), unless="empty"),
    row("archive unarchive label unlabel tag untag mark pin unpin snooze mute unmute", None,
        means("update", **OWN)),
    row("delete remove cancel", GATHERING, means("delete", 0.9, **SMALL),
        means("send", 0.4), unless=MEASURED),
    row(REMOVE, words("event events"), means("delete", 0.9)),
    row("remove", words("label tag reaction star like pin item cart favorite favourite bookmark"),
        means("update", **OWN)),
    row(REMOVE, words("address addresses phone bookmark bookmarks favourite favorite nickname"),
        means("delete", **(SMALL | {"scope": Scope.SELF})), unless="ip ipv4 ipv6 elastic mac email"),
    row(f"{REMOVE} end", words("session sessions device_session login"), means("sign_out", 0.9)),
    row(REMOVE, words("cart basket wishlist draft filter selection cache reminder"), means("delete", **OWN)),
    row(REMOVE, None, means("delete")),
    row("cancel terminate expire", None, means("stop", 0.7)),
    row("replace overwrite", None, means("overwrite")),
    row("sync", None, means("overwrite", 0.5)),
    row("restore undelete recover reopen unsuspend", None, means("update", **OWN)),
    row("enable disable activate deactivate configure adjust toggle turn switch", None,
        means("configure", 0.85)),
    row("upload", None, means("create", 0.85, **OWN), means("share", 0.4)),
    row("download export backup capture record", None, means("create", 0.9, **OWN)),
    row("grant authorize authorise whitelist allowlist promote elevate",
        None, means("grant", 0.8, horizon=LATER)),
    row("revoke demote blacklist", None, means("configure", 0.85, **SHARED)),
    row("hire fire onboard offboard", None, means("update", 0.85, **SHARED)),
    row("disarm", None, means("weaken", 0.8)),
    row("dim brighten play vacuum water feed mow dock preheat resume arm", None, means("configure", **OWN)),
    row("start", None, means("execute", 0.7, **SMALL)),
    row("rsvp", None, means("send", 0.7, tier=Tier.LOW)),
    row("downgrade", None, means("configure", 0.8, tier=Tier.HIGH)),
    row("copy duplicate clone cherry fork checkout log track join leave", None, means("create", 0.85, **OWN)),
    row(f"{MAKE} append schedule book write save commit link", None, means("create", 0.85, **OWN)),
    row(f"{ALTER} assign unassign complete resolve close reschedule connect disconnect lock unlock enroll"
        " approve reject deny decline accept confirm redact unlink claim redeem review void place attach"
        " detach dismiss encrypt decrypt allow permit", None, means("update", 0.85, **SMALL)),
)  # fmt: skip
