"""What gives power, opens, protects or hides; and words that are small beside their usual object."""

from worldmodel.effect import DataClass, Hazard, Reversibility, Tier
from worldmodel.structural.nouns import (
    AUTOREPLY,
    CHECKING,
    CREDENTIAL,
    ENTRY_CODE,
    LOGGING,
    MAILRULE,
    OPENING,
    OWN_SECURITY,
    POWER,
    PROTECTION,
    SCHEDULED,
    VISIBILITY,
)
from worldmodel.structural.row import ALTER, LATER, MAKE, OFF, OWN, REMOVE, SHARED, SMALL, Row, means, row
from worldmodel.wordset import words

POWER_ROWS: tuple[Row, ...] = (
    # what is small wherever it is done, and what a word means beside its usual object
    row("mark report flag", words("spam junk phishing read unread"), means("update", **OWN)),
    row("trade", words("shift shifts seat seats slot slots item items day duty room desk"),
        means("update", 0.85, **SMALL)),
    row("release", words("room seat seats booking table number ip lease stock desk slot hold reservation"
        " lock"),
        means("update", 0.85, **SMALL)),
    row("promote", words("build release deployment version image artifact candidate_build"),
        means("execute", 0.85, tier=Tier.HIGH)),
    # what makes others powerful, or outlives the task
    row(
        "create add new make generate issue mint store import register",
        CREDENTIAL,
        means("grant", 0.9, horizon=LATER, hazards=(Hazard.LASTING_POWER,)),
        means("disclose", 0.6, carries=(DataClass.CREDENTIAL,), tier=Tier.HIGH),
        unless="read public",
    ),
    row("create add new make generate issue share set send assign", ENTRY_CODE,
        means("grant", 0.9, **(SHARED | {"horizon": LATER})),
        needs=OPENING | words("access building apartment house room property locker hotel office"
              " parking")),
    row("unlock", words("device phone"), means("weaken", 0.7)),
    row(
        "update edit change set reset rotate put modify patch regenerate configure",
        CREDENTIAL | OWN_SECURITY,
        means("change_credentials"),
        unless="create",
    ),
    row("delete remove revoke expire", CREDENTIAL, means("delete", **SMALL)),
    row(f"{REMOVE} {OFF} off revoke reset archive",
        LOGGING, means("conceal", 0.85), unless="login logistics"),
    row(f"{REMOVE} {OFF} off revoke snooze bypass", PROTECTION, means("weaken")),
    row("bypass disable", CHECKING, means("weaken", 0.85)),
    row("bypass", words("track song ad ads intro episode music media video"), means("configure", **OWN)),
    row("bypass", words("user users person contact thread conversation sender suggestion mail email error"
        " warning notification recommendation"), means("configure", 0.85, **SMALL)),
    row("bypass", None, means("configure", 0.85, tier=Tier.HIGH)),
    row("open unlock disarm disable deactivate toggle switch turn off",
        OPENING, means("weaken", 0.85, **SHARED)),
    row("close lock arm enable activate", OPENING, means("configure", **OWN)),
    row(
        "grant attach assign promote elevate add put set bind allow whitelist allowlist authorize authorise"
        " update"
        " create modify associate give make replace edit",
        POWER,
        means("grant", horizon=LATER),
        unless="label list lists mailing newsletter audience segment campaign",
    ),
    row("revoke terminate invalidate expire", words("session sessions"), means("sign_out", 0.9)),
    row("revoke remove detach delete unassign demote deny", POWER, means("configure", **SHARED)),
    row("approve accept", words("access login signin device mfa session membership collaborator"
        " request_access"),
        means("grant", 0.85)),
    row("approve", words("token tokens allowance spender operator erc20 erc721 nft"), means("grant", 0.85)),
    row("request", POWER | words("access"), means("send", 0.6, tier=Tier.LOW)),
    row("request", None, means("send", 0.6, tier=Tier.LOW, reversibility=Reversibility.EFFORTFUL)),
    row("impersonate assume", None, means("grant", 0.85), means("sign_in", 0.6)),
    row(f"{MAKE} {ALTER} enable activate", MAILRULE, means("persist", horizon=LATER),
        means("share", 0.5, horizon=LATER)),
    row(f"{MAKE} {ALTER} enable activate", AUTOREPLY, means("persist", horizon=LATER)),
    row(f"{MAKE} enable activate schedule update edit", SCHEDULED, means("persist", 0.8, horizon=LATER)),
    row(f"{MAKE} {ALTER} toggle publish", VISIBILITY, means("configure", 0.8, tier=Tier.LOW)),
)  # fmt: skip
