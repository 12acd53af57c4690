"""What a form is for, read from its fields, its address and the page, not from the words on its button."""

import re
from collections.abc import Callable
from typing import Literal, NamedTuple
from urllib.parse import urlsplit

from worldmodel.effect import Evidence
from worldmodel.structural.page_amounts import amounts_in, total_in
from worldmodel.structural.page_kept import keeps_text
from worldmodel.structural.page_parts import Parts
from worldmodel.structural.page_scene import Scene
from worldmodel.structural.page_terms import is_whole
from worldmodel.structural.page_views import dismisses
from worldmodel.words import find_verbs, split_identifier

FormKind = Literal[
    "search", "payment", "sign_in", "register", "change_credentials", "recovery", "transfer", "send",
    "publish", "newsletter", "offer", "grant", "delete", "booking", "upload", "update", "unknown",
]  # fmt: skip
_SENDS = frozenset({"post", "put", "patch", "delete"})
_PAY_PATHS = frozenset(
    {"checkout", "pay", "payment", "payments", "purchase", "placeorder", "buy", "billing", "charge"}
)
_ORDER_ENDS = frozenset({"confirm", "complete", "place", "submit", "finalize", "order"})
_LOGIN_PATHS = frozenset({"login", "signin", "logon", "session", "sessions", "auth"})
_REGISTER_PATHS = frozenset({"signup", "register", "registration", "join"})
_COMMENT_PATHS = frozenset(
    {"comment", "comments", "reply", "replies", "review", "reviews", "post", "posts", "topic"}
)
_SETTING_PATHS = frozenset(
    {"settings", "setting", "preferences", "prefs", "options", "config", "vacation", "signature", "template"}
)


_WORDED = frozenset({"text", "textarea", "", "url"})
_CHECKS_FIRST = re.compile(r"(?:review|check|verify)\s+(?:and\s+\w+\s+)?(?:your\s+|the\s+)?\w", re.IGNORECASE)
"""A heading that says to look again, unlike "Reviews" or "Write a review"."""


class Reading(NamedTuple):
    """What a form is for, why, and how surely (0..1)."""

    kind: FormKind
    probability: float
    evidence: tuple[Evidence, ...]


def read_form(scene: Scene) -> Reading | None:
    """Return what submitting the scene's form would be, or None where there is no form."""
    if scene.form is None and not scene.attributes.get("formaction") and scene.method not in _SENDS:
        return None
    parts = Parts(scene)
    return next((found for reader in _READERS if (found := reader(parts)) is not None), None)


def _override(parts: Parts) -> Reading | None:
    """A hidden `_method`, or a DELETE, says what the request becomes."""
    told = parts.names.get("_method") or parts.scene.method
    if told == "delete":
        return Reading("delete", 0.9, (parts.action,))
    return None


def _search(parts: Parts) -> Reading | None:
    reads = not parts.scene.method or parts.scene.method == "get"
    alone = "search" in parts.shown and not parts.shown - {"search", "subject", "message", "date"}
    wordless = not any(parts.words & paths for paths in (_PAY_PATHS, _LOGIN_PATHS, _REGISTER_PATHS))
    if alone and (reads or parts.words & {"search", "find", "filter", "query"}) and wordless:
        return Reading("search", 0.95, parts.because("search"))
    return None


def _grant(parts: Parts) -> Reading | None:
    named = {"scope", "client_id", "redirect_uri", "response_type"} & set(parts.names)
    asks = parts.scene.told("consent_screen", parts.scene.place, parts.scene.before.text)
    if len(named) >= 2 or ({"authorize", "consent"} & parts.words and (named or asks)):
        return Reading("grant", 0.95, (*parts.because("scope"), parts.action))
    return None


def _payment(parts: Parts) -> Reading | None:
    scene = parts.scene
    if "card" in parts.shown and not parts.words & {"login", "search"}:
        if scene.told("keep_card", scene.label) and not _charges(scene):
            return Reading("update", 0.8, (scene.label_evidence, *parts.because("card")))
        return Reading("payment", 0.95 if _charges(scene) else 0.7, parts.because("card"))
    if _moves_on(parts):
        return None
    if parts.words & _PAY_PATHS and (
        parts.words & _ORDER_ENDS or _charges(scene) or scene.fact("card_saved")
    ):
        return Reading("payment", 0.95, (parts.action,))
    return None


def _moves_on(parts: Parts) -> bool:
    """A GET form only opens the next page, unless its address ends the order."""
    return parts.scene.method == "get" and not parts.words & _ORDER_ENDS


def page_pays(scene: Scene) -> tuple[Evidence, ...]:
    """Return the signs that the next step on this page pays: a total, and a way to pay or a checkout."""
    text = scene.before.text
    total = total_in(text) if text else None
    if total is None or not total.money.amount:
        return ()
    if total.money.currency is None and total.money.amount % 1 == 0:
        return ()  # "a total of 12 shops" is no sum
    means = scene.told("paying_means", text, scene.place) or scene.told("checkout", scene.place, text)
    if means is None:
        return ()
    return (Evidence(source="page text", text=text[max(0, total.start - 40) : total.end]), means)


def _payment_page(parts: Parts) -> Reading | None:
    signs = () if _moves_on(parts) else page_pays(parts.scene)
    return Reading("payment", 0.95, signs) if signs else None


def _charges(scene: Scene) -> bool:
    return bool(scene.told("total", scene.before.text) or scene.told("checkout", scene.place)) or any(
        scene.told(term, scene.page) for term in ("merchant_recurring", "trial", "order")
    )


def _transfer(parts: Parts) -> Reading | None:
    if "amount" in parts.shown and (parts.shown | parts.hidden) & {"recipient", "account_number"}:
        return Reading("transfer", 0.95, parts.because("amount", "recipient", "account_number"))
    return None


def _credentials(parts: Parts) -> Reading | None:
    if parts.words & _REGISTER_PATHS:
        return Reading("register", 0.95, (parts.action,))
    if "new_password" in parts.shown or parts.passwords >= 2:
        fresh = not parts.shown & {"password"} and parts.shown & {"email", "username"}
        kind: FormKind = "register" if fresh else "change_credentials"
        return Reading(kind, 0.95, parts.because("new_password", "password"))
    if parts.passwords == 1 and parts.visible <= 4:
        return Reading("sign_in", 0.95, parts.because("password"))
    if "one_time_code" in parts.shown or parts.words & _LOGIN_PATHS:
        return Reading("sign_in", 0.9, (*parts.because("one_time_code"), parts.action))
    return None


def _recovery(parts: Parts) -> Reading | None:
    for field in parts.scene.fields:
        if (
            field.type != "hidden"
            and (field.value or field.filled)
            and parts.scene.told("recovery", field.label, " ".join(split_identifier(field.name)))
        ):
            return Reading("recovery", 0.9, (Evidence(source="form.fields", text=field.label or field.name),))
    return None


def _message(parts: Parts) -> Reading | None:
    if "message" not in parts.shown:
        return None
    scene = parts.scene
    if _SETTING_PATHS & {*parts.words, *scene.place.lower().split()} and "recipient" not in parts.shown:
        return None  # a signature or an out-of-office note is kept, not sent
    if keeps_text(scene):
        return Reading("update", 0.6, (scene.label_evidence, *parts.because("message")))
    if _says_nothing(scene):
        return None  # "Accept", beside a note that was left empty
    talk = scene.told("discussion", scene.label, scene.place)
    if "recipient" not in parts.shown and (parts.words & _COMMENT_PATHS or talk):
        return Reading("publish", 0.9, (*parts.because("message"), *((talk,) if talk else (parts.action,))))
    return Reading("send", 0.9, parts.because("message", "recipient", "subject"))


def _says_nothing(scene: Scene) -> bool:
    """Whether every place for words is known to be empty, and the button does not speak of sending."""
    written = any(field.filled or field.value != "" for field in scene.fields if field.type in _WORDED)
    verbs = {match.verb for match in find_verbs(scene.label) if not match.inert}
    spoken = bool(verbs & {"send", "publish", "share"})
    composer = scene.before.composer
    return not (written or spoken or (composer and (composer.body or composer.subject)))


def _booking(parts: Parts) -> Reading | None:
    named = parts.scene.told("booking", parts.scene.place, " ".join(parts.path))
    if named and ("date" in parts.shown or parts.visible >= 2 or parts.scene.method == "post"):
        return Reading("booking", 0.85, (named, *parts.because("date")))
    return None


def _joining(parts: Parts) -> Reading | None:
    """A place taken in something that exists: an event, a course, a group."""
    scene = parts.scene
    told = scene.told("joins", scene.label, scene.before.heading, scene.before.title)
    return Reading("register", 0.85, (told, parts.action)) if told and scene.method in _SENDS else None


def _newsletter(parts: Parts) -> Reading | None:
    only = parts.visible <= 3 and "email" in parts.shown and not parts.passwords
    told = parts.scene.told(
        "newsletter", " ".join(parts.path), parts.scene.near, parts.scene.before.text[:2000]
    )
    if only and told:
        return Reading("newsletter", 0.9, (*parts.because("email"), told))
    return None


def _addressed(parts: Parts) -> Reading | None:
    """The words of the address say what the request does."""
    for match in find_verbs(urlsplit(parts.scene.target_url).path, "identifier"):
        if not match.inert and match.verb == "delete":
            return Reading("delete", 0.9, (parts.action,))
    return None


def _offer(parts: Parts) -> Reading | None:
    """Buttons alone beside a plan that renews: the value that is sent takes or leaves it."""
    scene = parts.scene
    if parts.visible or scene.method not in _SENDS:
        return None
    renews = scene.told("renews", scene.near, scene.before.text) or scene.told(
        "trial", scene.near, scene.before.text
    )
    sent = scene.element.value or ""
    priced = bool(amounts_in(scene.near) or amounts_in(scene.before.text))
    declined = is_whole("dismiss", sent) or (not sent and dismisses(scene.label))
    if renews is None or declined or not (priced or sent):
        return None
    source = Evidence(source="element.value", text=sent) if sent else scene.label_evidence
    return Reading("offer", 0.8, (source, renews, parts.action))


def _rest(parts: Parts) -> Reading | None:
    if parts.scene.method not in _SENDS:
        return None
    scene = parts.scene
    if "file" in parts.shown:
        return Reading("upload", 0.85, parts.because("file"))
    if keeps_text(scene):
        return Reading("update", 0.6, (scene.label_evidence, parts.action))
    if asked := scene.told("new_request", scene.place, " ".join(parts.path)):
        return Reading("send", 0.7, (asked, parts.action))
    if _says_something(scene) and not _confirms(parts) and (talk := scene.told("discussion", scene.place)):
        return Reading("publish", 0.6, (talk, parts.action))
    filled = any(field.filled or field.value for field in scene.fields if not field.hidden)
    return Reading("update" if filled else "unknown", 0.6, (parts.action,))


def _says_something(scene: Scene) -> bool:
    """Whether the form has a place for words of one's own: a label or a choice is no post."""
    worded = any(field.type in _WORDED and not field.hidden for field in scene.fields)
    return (worded or scene.before.composer is not None) and not _says_nothing(scene)


def _confirms(parts: Parts) -> bool:
    """A form that confirms what was entered before: "Review order", or hidden fields alone."""
    heading = parts.scene.before.heading or parts.scene.before.title
    return bool(parts.scene.fields and not parts.visible) or bool(_CHECKS_FIRST.match(heading))


_READERS: tuple[Callable[[Parts], Reading | None], ...] = (
    _override,
    _search,
    _grant,
    _addressed,
    _transfer,
    _recovery,
    _credentials,
    _payment,
    _newsletter,
    _message,
    _booking,
    _payment_page,
    _joining,
    _offer,
    _rest,
)
