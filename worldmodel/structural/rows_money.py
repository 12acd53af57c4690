"""What moves money, or binds to pay: payments, transfers, plans, orders, bookings."""

from worldmodel.effect import DataClass, Hazard, Reversibility, Tier
from worldmodel.structural.nouns import (
    BOOKING,
    CARD,
    FUNDS,
    LIMIT,
    MAILING,
    MONEY,
    ORDER,
    PAYMENT,
    PAYS_INTO,
    PLAN,
    STANDING,
    TRANSFER,
)
from worldmodel.structural.row import ALTER, FINAL, LATER, MAKE, OWN, REMOVE, SHARED, SMALL, Row, means, row
from worldmodel.wordset import words

MONEY_ROWS: tuple[Row, ...] = (
    # money
    # what repeats by itself until somebody ends it
    row(f"{MAKE} {ALTER} schedule setup start activate enable approve", STANDING, means("transfer",
        horizon=LATER, hazards=(Hazard.RECURRING,), reversibility=Reversibility.EFFORTFUL)),
    row(f"cancel stop end pause {REMOVE}", STANDING, means("stop", 0.85, **SMALL)),
    # a refund goes back to whoever paid, at most what was paid
    row("refund", None, means("transfer", reversibility=Reversibility.EFFORTFUL)),
    row("release approve confirm finalize", FUNDS, means("pay")),
    row("rerun retry", PAYMENT | TRANSFER | FUNDS, means("pay")),
    row("create make send approve execute submit initiate run request process", TRANSFER, means("transfer")),
    row("withdraw retract", words("claim application consent request offer bid complaint objection"
        " ticket appeal"
        " nomination proposal"), means("update", 0.85, tier=Tier.HIGH,
        reversibility=Reversibility.EFFORTFUL)),
    row("transfer", words("call ticket chat conversation file files"), means("update", 0.85, **SMALL)),
    row("transfer trade port swap", words("number sim esim msisdn"), means("transfer", 0.85, **FINAL)),
    row("transfer wire withdraw remit payout", None, means("transfer"),
        unless="ownership domain domains file repository"),
    row("transfer", words("ownership owner domain domains repository repo"), means("grant", 0.9, **FINAL)),
    row("deposit", None, means("transfer", 0.8)),
    row("send", MONEY | PAYMENT | words("pay"), means("transfer"),
        unless="reminder reminders link links request requests receipt notice invoice confirmation"),
    row("cancel", PLAN, means("stop", 0.85, **SMALL)),
    row("start subscribe upgrade renew create buy purchase activate change switch", PLAN, means("subscribe")),
    row("subscribe", MAILING, means("configure", **OWN)),
    row("subscribe upgrade renew", None, means("subscribe", 0.75), unless="package packages"
        " dependency system"),
    row("unsubscribe unfollow", None, means("configure", 0.9, **SMALL)),
    row("pay charge donate tip settle capture buy purchase checkout", None, means("pay"),
        unless="battery device"),
    row("place submit confirm complete finalize approve execute process", ORDER | PAYMENT | words("pay"),
        means("pay")),
    row("trade sell bid bet", None, means("pay")),
    row(f"{ALTER} raise increase lower reduce {REMOVE}", LIMIT,
        means("configure", 0.85, tier=Tier.HIGH, reversibility=Reversibility.REVERSIBLE)),
    row(f"{ALTER} add replace register correct link", PAYS_INTO, means("update", 0.9, **SHARED),
        unless="holiday hours"),
    row("add set save register", words("method methods"),
        means("update", 0.8, carries=(DataClass.PAYMENT_CARD,))),
    row("create make generate", words("link links"), means("create", 0.8, **OWN)),
    row(f"{MAKE} schedule", PAYMENT, means("pay", 0.85), unless="link links battery ev car vehicle"),
    row("run approve process submit execute", FUNDS, means("pay", 0.85)),
    row("create make add", words("order purchase trade bid bet"), means("pay", 0.75)),
    row("add save store update set put", CARD, means("update", 0.85, carries=(DataClass.PAYMENT_CARD,))),
    row("cancel", ORDER | BOOKING,
        means("delete", 0.85, tier=Tier.HIGH, reversibility=Reversibility.EFFORTFUL)),
    row("hold", None, means("reserve", 0.85, **SMALL)),
    row("book reserve", words("flight flights hotel hotels ticket tickets train trains ride car"
        " rental trip cruise"
        " tour travel taxi bus ferry"), means("reserve"), means("pay", 0.4)),
    row("book reserve", None, means("reserve")),
    row("create make confirm order schedule", BOOKING, means("reserve")),
    row("order", None, means("pay", 0.85)),
)  # fmt: skip
