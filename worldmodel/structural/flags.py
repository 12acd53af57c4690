"""Switches among the arguments: those that widen what a call does, and those that narrow it."""

import re
from typing import Any

from worldmodel.structural.arguments import Arguments
from worldmodel.structural.making import truthy
from worldmodel.wordset import words

_SKIPPING = words("skip skips bypass ignore ignores override overrides disable no without suppress waive")
_CHECKS = words(
    """
    check checks verify verification validate validation test tests review reviews approval approvals
    protection protections policy policies scan scans gate gates guard guardrails lint ci hook hooks
    signature
    signatures moderation safety security compliance admin kyc aml fraud mfa 2fa quorum safeguard safeguards
    """
)
_ACT_GUARDS = words("verify validate validation verification moderation checks")
"""What a call may be told to leave out, beside what only describes it (`requires_approval`)."""
_GUARDS = words(
    """
    verify validate validation verification enforce require requires required protection protected
    moderation
    safety review reviews approval approvals scan signed mfa 2fa checks tls ssl captcha
    """
)
_TELLING = words("notify notification notifications announce inform tell alert remind email mail sms")
_TELL_HOW = words(
    """
    notify send all everyone customers customer users user members subscribers followers team guests
    attendees participants applicants candidates employees staff email emails mail sms text notification
    notifications to on change now reminder announce inform tell alert remind by owner owners them
    recipients
    """
)
_MANY_PEOPLE = words(
    """
    all everyone everybody customers users members subscribers followers guests attendees participants
    applicants candidates employees staff
    """
)
_RENEWING = words(
    "renew renewal recharge topup refill pay reload charge billing debit reorder upgrade invest"
)
_RENEWS = words(
    "autorenew autorenewal autopay autorecharge autotopup recurring standing_order subscribe_and_save"
)
_COPIES = words("backup backups rollback snapshot snapshots copy versioning history undo trash recoverable")
_MAKES_COPY = words("keep create take make enable allow with retain save final first auto on before")
_PUBLISHES = words("publish published is_published live go_live publish_now make_public post_now")
_SENDS = words("send send_now deliver_now submit_now")
_DRAFTS = words("draft as_draft is_draft save_as_draft draft_only")
_STATES = words("status state mode type stage")
_DRAFT_STATE = re.compile(r"^(draft|unpublished|pending[ _-]?review|private[ _-]?draft)$", re.IGNORECASE)
_LIVE_STATE = re.compile(r"^(published?|live|public)$", re.IGNORECASE)
_ON = words("enabled enable active is_enabled is_active on")
_SHUT = words("locked armed secured closed")
_UNSHUT = words("open opened unlocked disarmed")
_REPLACING = words("overwrite overwrite_existing replace replace_existing clobber force_overwrite")
_AGEING = words("retention lifecycle autodelete auto_delete")
_KEEPING = words("keep retain preserve")
_SELF = words("me self myself own @me mine moi mich yo io eu mij")
_BOUND = re.compile(
    r"^[a-z]\w*[:/]\w[\w.-]*[:/](read|write|append|upload|list|get|put)(-?only)?$", re.IGNORECASE
)
_READ_ONLY = re.compile(
    r"^((.*[:._/-])?(read([_-]?only)?|reader|view(er|_only)?|readonly|guest|list|get"
    r"|metadata)([:._/-][\w*.-]*)?)$",
    re.IGNORECASE,
)


def skips_check(given: Arguments) -> str | None:
    """The switch by which a test, review or gate is passed over, else None."""
    for key, value in given.leaves:
        parts = frozenset(key.split("_"))
        if parts & _SKIPPING and parts & _CHECKS and truthy(value):
            return f"{key}={value}"
        if parts & _ACT_GUARDS and _is_no(value) and not parts & _SKIPPING:
            return f"{key}={value}"
    return None


def guard_off(given: Arguments) -> str | None:
    """The setting that no longer asks for a check, else None."""
    return skips_check(given) or next(
        (f"{key}={value}" for key, value in given.leaves if _guards(key) and _is_no(value)), None
    )


def _guards(key: str) -> bool:
    parts = frozenset(key.split("_"))
    return bool(parts & _GUARDS) and not parts & _SKIPPING


def tells_others(given: Arguments) -> tuple[str, bool] | None:
    """The switch by which others are told, and whether they are many; None where there is none."""
    for key, value in given.leaves:
        parts = frozenset(key.split("_"))
        if not (parts & _TELLING and parts <= _TELL_HOW):
            continue
        whom = str(value).lower() if isinstance(value, str) else ""
        if truthy(value) or whom in _MANY_PEOPLE:
            return f"{key}={value}", bool((parts | {whom}) & _MANY_PEOPLE)
    return None


def renews(given: Arguments) -> str | None:
    """The switch by which it charges again and again, else None."""
    for key, value in given.leaves:
        parts = frozenset(key.split("_"))
        auto = ("auto" in parts and parts & _RENEWING) or key in _RENEWS or key.replace("_", "") in _RENEWS
        if auto and truthy(value):
            return f"{key}={value}"
    return None


def keeps_copy(given: Arguments) -> bool | None:
    """Whether a way back is kept: True or False where a switch says so, None where none does."""
    for key, value in given.leaves:
        parts = frozenset(key.split("_"))
        if not parts & _COPIES or not isinstance(value, bool | str | int):
            continue
        if parts & _SKIPPING and truthy(value):
            return False
        if parts <= _COPIES | _MAKES_COPY and (truthy(value) or _is_no(value)):
            return truthy(value)
    return None


def goes_out(given: Arguments) -> tuple[str, str] | None:
    """The verb (`publish` or `send`) and the switch by which what is written goes out at once."""
    for key, value in given.leaves:
        if (key in _PUBLISHES and truthy(value)) or (key in _STATES and _LIVE_STATE.match(str(value))):
            return "publish", f"{key}={value}"
        if key in _SENDS and truthy(value):
            return "send", f"{key}={value}"
    return None


def stays_draft(given: Arguments) -> str | None:
    """The switch by which it stays a draft, else None."""
    for key, value in given.leaves:
        if (
            (key in _DRAFTS and truthy(value))
            or (key in _PUBLISHES | _SENDS and _is_no(value))
            or (key in _STATES and _DRAFT_STATE.match(str(value)))
        ):
            return f"{key}={value}"
    return None


def turned(given: Arguments) -> bool | None:
    """Whether it turns its object on (True) or off (False), None where no switch says so."""
    for key, value in given.leaves:
        if key in _ON and (truthy(value) or _is_no(value)):
            return truthy(value)
        if key in _STATES and str(value).lower() in {"on", "enabled", "off", "disabled"}:
            return str(value).lower() in {"on", "enabled"}
    return None


def opened(given: Arguments) -> bool:
    """Whether it leaves something open, unlocked or disarmed."""
    return any(
        (key in _SHUT and _is_no(value))
        or (key in _UNSHUT and truthy(value))
        or (key in _STATES and str(value).lower() in _UNSHUT)
        for key, value in given.leaves
    )


def replaces(given: Arguments) -> str | None:
    """The switch by which what stands there is replaced, else None."""
    return next(
        (f"{key}={value}" for key, value in given.leaves if key in _REPLACING and truthy(value)), None
    )


def days_kept(given: Arguments, nouns: frozenset[str]) -> int | None:
    """After how many days things are deleted by themselves, None where nothing says so."""
    for key, value in given.leaves:
        parts = frozenset(key.split("_"))
        about = parts & _AGEING or (
            parts & {"delete", "purge", "remove", "expire", "after"} and "after" in parts
        )
        spoken = about or (nouns & _AGEING and parts & {"days", "age", "keep"})
        if spoken and str(value).isdigit():
            return int(value)
    return None


def keeps_newest(given: Arguments) -> int | None:
    """How many of the newest are kept when old ones are cleared away, None where nothing is said."""
    for key, value in given.leaves:
        if frozenset(key.split("_")) & _KEEPING and not isinstance(value, bool) and str(value).isdigit():
            return int(value)
    return None


def only_to_self(given: Arguments) -> bool:
    """Whether all receivers are the user."""
    return bool(given.recipients) and all(one.lower() in _SELF for one in given.recipients)


def only_reads(given: Arguments) -> bool:
    """Whether every role, scope or permission that it gives only reads."""
    given_powers = [str(value) for value in given.powers]
    return bool(given_powers) and all(_READ_ONLY.match(power.strip()) for power in given_powers)


def names_resource(given: Arguments) -> bool:
    """Whether everything that it gives is bound to one named resource: `bucket:staging:write`."""
    given_powers = [str(value) for value in given.powers]
    return bool(given_powers) and all(_BOUND.match(power.strip()) for power in given_powers)


def _is_no(value: Any) -> bool:
    return value is False or str(value).lower() in {"false", "no", "off", "0", "none", "disabled"}
