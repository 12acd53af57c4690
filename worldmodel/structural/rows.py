"""The table of what operations on objects cause.

A row holds operations, objects and the effects they have together; the first row that fits speaks, so rows
go from the particular to the general. A row without objects fits any object.
"""

from dataclasses import dataclass, field
from typing import Any

from worldmodel.effect import DataClass, Hazard, Horizon, Reversibility, Scope, Tier
from worldmodel.structural.nouns import (
    ACCOUNT,
    BOOKING,
    BUNDLE,
    CARD,
    CHECKING,
    CONTRACT,
    CREDENTIAL,
    ENTRY_CODE,
    FIRMWARE,
    GATHERING,
    HOME,
    LIMIT,
    LOGGING,
    MACHINE,
    MAILING,
    MAILRULE,
    MESSAGE,
    MESSENGER,
    MONEY,
    OPENING,
    ORDER,
    OWN_SECURITY,
    PAYMENT,
    PLAN,
    POST,
    POWER,
    PROTECTION,
    SCHEDULED,
    STAFF,
    STORE,
    TRANSFER,
    VISIBILITY,
    WEIGHTY,
    WORKFLOW,
)
from worldmodel.wordset import words


@dataclass(frozen=True, slots=True)
class Meaning:
    """One effect of a row: its verb, how surely, and what differs from the catalogue's card."""

    verb: str
    probability: float = 0.9
    overrides: tuple[tuple[str, Any], ...] = ()


@dataclass(frozen=True, slots=True)
class Row:
    """Operations on objects, and what they cause."""

    operations: frozenset[str]
    objects: frozenset[str] | None
    meanings: tuple[Meaning, ...]
    unless: frozenset[str] = field(default=frozenset())
    needs: frozenset[str] = field(default=frozenset())
    """Words of which one more has to stand among the objects."""
    head: bool = False
    """Whether the row is about the last object alone: an account's address is not the account."""


def _m(verb: str, probability: float = 0.9, **overrides: Any) -> Meaning:
    return Meaning(verb, probability, tuple(overrides.items()))


def _row(
    operations: str,
    objects: frozenset[str] | None,
    *meanings: Meaning,
    unless: str = "",
    needs: frozenset[str] = frozenset(),
    head: bool = False,
) -> Row:
    return Row(words(operations), objects, meanings, words(unless), needs, head)


_LATER: Any = Horizon.LONG
_OWN: dict[str, Any] = {"tier": Tier.LOW, "reversibility": Reversibility.REVERSIBLE, "scope": Scope.SELF}
_SMALL: dict[str, Any] = {"tier": Tier.LOW, "reversibility": Reversibility.EFFORTFUL}
_FINAL: dict[str, Any] = {"tier": Tier.HIGH, "reversibility": Reversibility.IRREVERSIBLE}
_SHARED: dict[str, Any] = {"tier": Tier.HIGH, "reversibility": Reversibility.EFFORTFUL, "scope": Scope.OTHERS}

_MAKE = "create add new make insert generate issue mint set put register provision open store import"
_ALTER = "update edit modify change rename move patch configure adjust set put write save"
_REMOVE = (
    "delete remove destroy drop purge wipe erase clear trash empty discard unlink rm truncate prune flush"
)
_MEASURED = "analytics tracking telemetry metrics metric pixel stream log logs property audit"
_OFF = (
    "disable deactivate stop suspend pause turn switch toggle mute silence bypass skip detach disarm unlock"
)

ROWS: tuple[Row, ...] = (
    # what is small wherever it is done, and what a word means beside its usual object
    _row("mark report flag", words("spam junk phishing read unread"), _m("update", **_OWN)),
    _row("trade", words("shift shifts seat seats slot slots item items day duty room desk"),
         _m("update", 0.85, **_SMALL)),
    _row("release", words("room seat seats booking table number ip lease stock desk slot hold reservation"
         " lock"),
         _m("update", 0.85, **_SMALL)),
    _row("promote", words("build release deployment version image artifact candidate_build"),
         _m("execute", 0.85, tier=Tier.HIGH)),
    # what makes others powerful, or outlives the task
    _row(
        "create add new make generate issue mint store import register",
        CREDENTIAL,
        _m("grant", 0.9, horizon=_LATER, hazards=(Hazard.LASTING_POWER,)),
        _m("disclose", 0.6, carries=(DataClass.CREDENTIAL,), tier=Tier.HIGH),
        unless="read public",
    ),
    _row("create add new make generate issue share set send assign", ENTRY_CODE,
         _m("grant", 0.9, **(_SHARED | {"horizon": _LATER})),
         needs=OPENING | words("access building apartment house room property locker hotel office"
              " parking")),
    _row("unlock", words("device phone"), _m("weaken", 0.7)),
    _row(
        "update edit change set reset rotate put modify patch regenerate configure",
        CREDENTIAL | OWN_SECURITY,
        _m("change_credentials"),
        unless="create",
    ),
    _row("delete remove revoke expire", CREDENTIAL, _m("delete", **_SMALL)),
    _row(f"{_REMOVE} {_OFF} off revoke reset archive",
         LOGGING, _m("conceal", 0.85), unless="login logistics"),
    _row(f"{_REMOVE} {_OFF} off revoke snooze bypass", PROTECTION, _m("weaken")),
    _row("bypass disable", CHECKING, _m("weaken", 0.85)),
    _row("bypass", words("track song ad ads intro episode music media video"), _m("configure", **_OWN)),
    _row("bypass", words("user users person contact thread conversation sender suggestion mail email error"
         " warning notification recommendation"), _m("configure", 0.85, **_SMALL)),
    _row("bypass", None, _m("configure", 0.85, tier=Tier.HIGH)),
    _row("open unlock disarm disable deactivate toggle switch turn off",
         OPENING, _m("weaken", 0.85, **_SHARED)),
    _row("close lock arm enable activate", OPENING, _m("configure", **_OWN)),
    _row(
        "grant attach assign promote elevate add put set bind allow whitelist allowlist authorize authorise"
        " update"
        " create modify associate give make replace edit",
        POWER,
        _m("grant", horizon=_LATER),
        unless="label list lists mailing newsletter audience segment campaign",
    ),
    _row("revoke remove detach delete unassign demote deny", POWER, _m("configure", **_SHARED)),
    _row("approve accept", words("access login signin device mfa session membership collaborator"
         " request_access"),
         _m("grant", 0.85)),
    _row("approve", words("token tokens allowance spender operator erc20 erc721 nft"), _m("grant", 0.85)),
    _row("request", POWER | words("access"), _m("send", 0.6, tier=Tier.LOW)),
    _row("request", None, _m("send", 0.6, tier=Tier.LOW, reversibility=Reversibility.EFFORTFUL)),
    _row("impersonate assume", None, _m("grant", 0.85), _m("sign_in", 0.6)),
    _row(f"{_MAKE} {_ALTER} enable activate", MAILRULE, _m("persist", horizon=_LATER),
         _m("share", 0.5, horizon=_LATER)),
    _row(f"{_MAKE} enable activate schedule update edit", SCHEDULED, _m("persist", 0.8, horizon=_LATER)),
    _row(f"{_MAKE} {_ALTER} toggle publish", VISIBILITY, _m("configure", 0.8, tier=Tier.LOW)),
    # money
    # a refund goes back to whoever paid, at most what was paid
    _row("refund", None, _m("transfer", reversibility=Reversibility.EFFORTFUL)),
    _row("create make send approve execute submit initiate run request process", TRANSFER, _m("transfer")),
    _row("withdraw retract", words("claim application consent request offer bid complaint objection"
         " ticket appeal"
         " nomination proposal"), _m("update", 0.85, tier=Tier.HIGH,
         reversibility=Reversibility.EFFORTFUL)),
    _row("transfer", words("call ticket chat conversation file files"), _m("update", 0.85, **_SMALL)),
    _row("transfer trade port swap", words("number sim esim msisdn"), _m("transfer", 0.85, **_FINAL)),
    _row("transfer wire withdraw remit payout", None, _m("transfer"),
         unless="ownership domain domains file repository"),
    _row("transfer", words("ownership owner domain domains repository repo"), _m("grant", 0.9, **_FINAL)),
    _row("deposit", None, _m("transfer", 0.8)),
    _row("send", MONEY, _m("transfer")),
    _row("cancel", PLAN, _m("stop", 0.85, **_SMALL)),
    _row("start subscribe upgrade renew create buy purchase activate change switch", PLAN, _m("subscribe")),
    _row("subscribe", MAILING, _m("configure", **_OWN)),
    _row("subscribe upgrade renew", None, _m("subscribe", 0.75), unless="package packages"
         " dependency system"),
    _row("unsubscribe unfollow", None, _m("configure", 0.9, **_SMALL)),
    _row("pay charge donate tip settle capture buy purchase checkout", None, _m("pay"),
         unless="battery device"),
    _row("place submit confirm complete finalize approve execute process", ORDER | PAYMENT, _m("pay")),
    _row("trade sell bid bet", None, _m("pay")),
    _row(f"{_ALTER} raise increase lower reduce {_REMOVE}", LIMIT,
         _m("configure", 0.85, tier=Tier.HIGH, reversibility=Reversibility.REVERSIBLE)),
    _row("add set save register", words("method methods"),
         _m("update", 0.8, carries=(DataClass.PAYMENT_CARD,))),
    _row("create make generate", words("link links"), _m("create", 0.8, **_OWN)),
    _row(f"{_MAKE} schedule", PAYMENT, _m("pay", 0.85), unless="link links battery ev car vehicle"),
    _row("run approve process submit execute", words("payroll expense reimbursement"), _m("pay", 0.85)),
    _row("create make add", words("order purchase trade bid bet"), _m("pay", 0.75)),
    _row("add save store update set put", CARD, _m("update", 0.85, carries=(DataClass.PAYMENT_CARD,))),
    _row("cancel", ORDER | BOOKING,
         _m("delete", 0.85, tier=Tier.HIGH, reversibility=Reversibility.EFFORTFUL)),
    _row("hold", None, _m("reserve", 0.85, **_SMALL)),
    _row("book reserve", words("flight flights hotel hotels ticket tickets train trains ride car"
         " rental trip cruise"
         " tour travel taxi bus ferry"), _m("reserve"), _m("pay", 0.4)),
    _row("book reserve", None, _m("reserve")),
    _row("create make confirm order schedule", BOOKING, _m("reserve")),
    _row("order", None, _m("pay", 0.85)),
    # agreements and accounts
    _row("sign agree consent", None, _m("agree"), unless="url commit package image request"),
    _row("accept approve confirm", CONTRACT, _m("agree")),
    _row("hire fire terminate dismiss offboard suspend",
         STAFF, _m("close_account", 0.85, **(_SHARED | _FINAL))),
    _row("delete close deactivate terminate remove cancel purge erase",
         ACCOUNT, _m("close_account", **_FINAL), head=True),
    _row("suspend disable ban block", ACCOUNT, _m("stop", 0.8, **_SHARED), head=True),
    _row("create register add new signup", ACCOUNT, _m("register", 0.8), head=True),
    _row("register signup enroll enrol", None, _m("register", 0.7), unless="tool handler callback"),
    _row("login signin authenticate", None, _m("sign_in")),
    _row("logout signout", None, _m("sign_out")),
    # words to others
    _row("draft compose", None, _m("create", **_OWN)),
    _row(f"create save update edit {_ALTER}", words("draft drafts"), _m("create", **_OWN)),
    _row("create schedule add book new insert quick", GATHERING, _m("create", **_OWN)),
    _row("accept decline respond rsvp cancel reschedule", GATHERING, _m("update", **_SMALL), _m("send", 0.5)),
    _row("invite", None, _m("send", 0.85), _m("grant", 0.5, tier=Tier.LOW)),
    _row("schedule", MESSAGE, _m("send", 0.85)),
    _row("add remove create delete", words("reaction reactions emoji"), _m("react", **_OWN)),
    _row("create add publish", MESSAGE, _m("send")),
    _row("post reply respond send", MESSAGE | MESSENGER, _m("send")),
    _row("send notify email dm sms call dial text message forward", None, _m("send"),
         unless="function procedure"),
    _row("respond", None, _m("send", 0.8)),
    _row("reply comment", None, _m("publish", 0.8), unless="email mail"),
    _row("reply", None, _m("send")),
    _row("create add open submit make post new publish schedule", POST, _m("publish", 0.85)),
    _row("publish tweet retweet broadcast announce", None, _m("publish")),
    _row("release", words("deploy deployment deployments rollout"), _m("execute", 0.8), _m("publish", 0.6)),
    _row("release", None, _m("publish", 0.8), unless="lock hold reservation"),
    _row("post", None, _m("publish", 0.7), unless="journal ledger"),
    _row("push", words("notification notifications message alert"), _m("send", 0.85)),
    _row("push flash install update upgrade deploy apply", FIRMWARE, _m("install", 0.9, tier=Tier.HIGH)),
    _row("push", words("update updates upgrade software app package version"),
         _m("install", 0.9, tier=Tier.HIGH)),
    _row("flash", HOME, _m("configure", **_OWN)),
    _row("flash", None, _m("install", 0.85, tier=Tier.HIGH)),
    _row("push", words("config configuration profile policy setting settings device devices fleet"),
         _m("configure", 0.85, **_SHARED)),
    _row("push", None, _m("publish", 0.85), unless="stack array"),
    _row("share expose", None, _m("share")),
    _row("unshare unpublish hide", None, _m("configure", **_OWN)),
    _row("submit", None, _m("send", 0.8)),
    _row("escalate", None, _m("update", 0.85, **_SMALL), _m("send", 0.5, tier=Tier.LOW)),
    _row("apply", words("job jobs position vacancy visa loan mortgage credit program scholarship"
         " realestate housing"
         " apartment university course"), _m("send", 0.85)),
    _row("like unlike react vote follow bookmark unbookmark rate star unstar upvote downvote watch connect",
         None, _m("react", 0.9, **_OWN), unless="database server device vpn integration"),
    _row("block unblock ban unban report flag", None, _m("configure", 0.8, **_SMALL)),
    # machines, code and deployments
    _row("wipe", words("device devices phone laptop tablet disk machine"), _m("delete", 0.95, **_FINAL)),
    _row("start resume", words("campaign campaigns ad ads experiment"), _m("publish", 0.8), _m("pay", 0.5)),
    _row("enable disable toggle switch", words("flag flags feature experiment"),
         _m("configure", 0.85, tier=Tier.HIGH, reversibility=Reversibility.REVERSIBLE, scope=Scope.OTHERS)),
    _row("terminate delete destroy drop remove", MACHINE, _m("delete", 0.95, **_FINAL), _m("stop", 0.85)),
    _row(f"{_REMOVE} cancel terminate", STORE, _m("delete", 0.95, **_FINAL)),
    _row("stop shutdown halt kill pause suspend drain cordon evict scale quarantine", None, _m("stop", 0.85),
         unless="music media song video playback vacuum timer sharing typing recording up"),
    _row("restart reboot", None, _m("stop", 0.7, **_SMALL)),
    _row("launch start run create provision resume scale", MACHINE, _m("create", 0.85), _m("exhaust", 0.5)),
    _row("install", None, _m("install")),
    _row("add update upgrade", BUNDLE, _m("install", 0.8)),
    _row("uninstall", None, _m("delete", 0.8, **_SMALL)),
    _row("deploy redeploy", None, _m("execute", 0.8), _m("publish", 0.6)),
    _row("run start execute trigger", words("test tests lint linter typecheck benchmark"),
         _m("execute", **_OWN)),
    _row("apply", words("coupon voucher code discount promo promotion filter label template style"
         " theme tag suggestion"
         " formatting preset effect settings"), _m("update", **_OWN)),
    _row("run start trigger dispatch rerun retry execute invoke create", WORKFLOW, _m("execute", 0.85)),
    _row("execute exec eval invoke run apply trigger dispatch", None, _m("execute")),
    _row("merge", None, _m("update", 0.85, **_SHARED)),
    _row("rollback revert rebase reset", None, _m("overwrite", 0.8, reversibility=Reversibility.EFFORTFUL)),
    _row("migrate", None, _m("update", 0.85, **_FINAL)),
    _row("rotate", None, _m("change_credentials", 0.8)),
    _row("format", words("disk drive volume partition device sd usb"), _m("delete", **_FINAL)),
    _row("format fill type click press", None, _m("update", 0.6, **_SMALL)),
    # things of weight that others rely on
    _row(f"{_MAKE} {_ALTER} raise increase lower reduce approve prescribe override bulk correct", WEIGHTY,
         _m("update", 0.85, **_SHARED)),
    _row("prescribe", None, _m("update", 0.85, **(_SHARED | {"reversibility": Reversibility.IRREVERSIBLE}))),
    _row("dispatch_goods", None, _m("update", 0.85, **_SHARED)),
    _row("dispatch", words("shipment parcel order truck driver courier load container freight delivery"),
         _m("update", 0.85, **_SHARED)),
    _row("escalate", None, _m("update", 0.85, **_SMALL)),
    # own things, small and large
    _row("turn set toggle dim brighten play pause stop start resume switch adjust activate run skip"
         " preheat feed vacuum dock water mow open close update change bypass push", HOME,
         _m("configure", **_OWN)),
    _row("trash", None, _m("delete", **_OWN), unless="empty"),
    _row("archive unarchive label unlabel tag untag mark pin unpin snooze mute unmute", None,
         _m("update", **_OWN)),
    _row("delete remove cancel", GATHERING, _m("delete", 0.9, **_SMALL), _m("send", 0.4), unless=_MEASURED),
    _row(_REMOVE, words("event events"), _m("delete", 0.9)),
    _row("remove", words("label tag reaction star like pin item cart favorite favourite bookmark"),
         _m("update", **_OWN)),
    _row(_REMOVE, words("address addresses phone bookmark bookmarks favourite favorite nickname"),
         _m("delete", **(_SMALL | {"scope": Scope.SELF})), unless="ip ipv4 ipv6 elastic mac email"),
    _row(_REMOVE, words("cart basket wishlist draft filter selection cache reminder"), _m("delete", **_OWN)),
    _row(_REMOVE, None, _m("delete")),
    _row("cancel terminate expire", None, _m("stop", 0.7)),
    _row("replace overwrite", None, _m("overwrite")),
    _row("sync", None, _m("overwrite", 0.5)),
    _row("restore undelete recover reopen unsuspend", None, _m("update", **_OWN)),
    _row("enable disable activate deactivate configure adjust toggle turn switch", None,
         _m("configure", 0.85)),
    _row("upload", None, _m("create", 0.85, **_OWN), _m("share", 0.4)),
    _row("download export backup capture record", None, _m("create", 0.9, **_OWN)),
    _row("grant authorize authorise whitelist allowlist promote elevate",
         None, _m("grant", 0.8, horizon=_LATER)),
    _row("revoke demote blacklist", None, _m("configure", 0.85, **_SHARED)),
    _row("hire fire onboard offboard", None, _m("update", 0.85, **_SHARED)),
    _row("disarm", None, _m("weaken", 0.8)),
    _row("dim brighten play vacuum water feed mow dock preheat resume arm", None, _m("configure", **_OWN)),
    _row("start", None, _m("execute", 0.7, **_SMALL)),
    _row("rsvp", None, _m("send", 0.7, tier=Tier.LOW)),
    _row("downgrade", None, _m("configure", 0.8, tier=Tier.HIGH)),
    _row("copy duplicate clone cherry fork checkout log track join leave", None, _m("create", 0.85, **_OWN)),
    _row(f"{_MAKE} append schedule book write save commit link", None, _m("create", 0.85, **_OWN)),
    _row(f"{_ALTER} assign unassign complete resolve close reschedule connect disconnect lock unlock enroll"
         " approve reject deny decline accept confirm redact unlink claim redeem review void place attach"
         " detach dismiss encrypt decrypt allow permit", None, _m("update", 0.85, **_SMALL)),
)  # fmt: skip
