"""What the kinds of fields of a request tell: cards, passwords, files, sums in the smallest unit."""

import re
from collections.abc import Iterator

from worldmodel.effect import DataClass, Effect, Resource
from worldmodel.structural.bodies import is_card_key
from worldmodel.structural.making import because, flat, make, marked, tail_key
from worldmodel.structural.request import Request
from worldmodel.wordset import words

_NEW_PASSWORD = re.compile(
    r"^(new|confirm|current|old)[_-]?pass(word|wd)?|pass(word)?[_-]?(confirmation|new|again|2)$",
    re.IGNORECASE,
)
_PASSWORD = re.compile(r"^(pass(word|wd|phrase)?|pwd|passcode|pin|otp|totp|one_?time_?code)$", re.IGNORECASE)
_SIGN_UP = words("register signup sign-up sign_up enroll join registration")


def by_fields(request: Request, resource: Resource, present: set[str], shown: str) -> Iterator[Effect]:
    """Yield what the kinds of fields tell: a card is paid with, a new password replaces the old one."""
    keys = {tail_key(key) for key, value in flat(request.fields) if value not in (None, "")}
    if any(is_card_key(key) for key in keys) and "pay" not in present:
        yield make(
            "pay",
            shown,
            resource,
            0.8,
            carries=(DataClass.PAYMENT_CARD,),
            evidence=because("body", "card fields"),
        )
    if any(_NEW_PASSWORD.match(key) for key in keys):
        last = request.address.segments[-1].lower() if request.address.segments else ""
        new = last in _SIGN_UP or (request.method == "POST" and last in {"users", "accounts"})
        verb = "register" if new else "change_credentials"
        if verb not in present:
            yield make(verb, shown, resource, 0.85, evidence=because("body", "a new password"))
    elif any(_PASSWORD.match(key) for key in keys) and not present & {
        "register",
        "change_credentials",
        "sign_in",
    }:
        yield make("sign_in", shown, resource, 0.75, evidence=because("body", "a password"))
    if request.uploads:
        yield make(
            "share", ", ".join(request.uploads), resource, 0.5, evidence=because("body", "files go along")
        )


def amount_in_cents(effect: Effect, objects: tuple[str, ...]) -> Effect:
    """Return `effect` with its amount in whole units; payment interfaces count in the smallest."""
    amount = effect.amount
    if amount is None or not {"intents", "intent", "charges", "charge", "refunds"} & set(objects):
        return effect
    if amount.amount != amount.amount.to_integral_value() or amount.amount < 50:
        return effect
    return marked(
        effect,
        amount=amount.model_copy(update={"amount": amount.amount / 100}),
        why="amount in the smallest unit",
        source="body",
    )
