"""Data that leaves: what an address or a body carries to a place other than the site at hand."""

import base64
import re
from collections.abc import Iterator
from urllib.parse import unquote

from worldmodel.effect import DataClass, Effect, Hazard, Resource, Scope, Tier
from worldmodel.secret_names import kind_of_name
from worldmodel.secrets import find_secrets
from worldmodel.snapshot import Snapshot
from worldmodel.structural.making import because, flat, make, marked, tail_key
from worldmodel.structural.request import Request
from worldmodel.structural.strangers import places_of
from worldmodel.wordset import words

_SEARCH_KEYS = words("q query s search k keyword keywords term p text wd word")
_PLUMBING = re.compile(
    r"^(utm_\w+|gclid|fbclid|msclkid|sig|signature|state|nonce|code|hash|expires|policy|key-pair-id"
    r"|x-amz-\w[\w-]*|x-goog-\w[\w-]*|"
    r"client_id|scope|response_type|code_challenge\w*|v|ver|version|cb|_|t|ts|redirect\w*|return\w*"
    r"|next|continue|lang|locale|page|"
    r"access_?key_?id|awsaccesskeyid|se|sp|sv|sr|etag|format|size|w|h|fit|crop)$",
    re.IGNORECASE,
)
_MAIL_SUBJECT = re.compile(r"^(re|fw|fwd|aw|wg|tr)\s*:", re.IGNORECASE)
_ADDRESS = re.compile(r"[\w.+-]+@[\w-]+\.[\w.]+|\+?\d[\d ()-]{8,}\d")
_BLOB = re.compile(r"^[A-Za-z0-9+/_=-]{40,}$")
_SECRET_NAME = re.compile(
    r"[a-z0-9]_?(key|token|secret|passw\w*|pwd|credentials?|pat|dsn|cookie|auth)$", re.IGNORECASE
)
_USUAL_KEY = re.compile(r"^(api_?)?(key|token)$|^app_?id$|^access_?token$|^auth$", re.IGNORECASE)
"""Where a service takes the key of its own customers."""
_LONG = 120
_SHORTEST = 6
"""Shorter values turn up inside addresses by chance."""
_PERSONAL_KEYS = words(
    """
    address street mail email phone mobile birthday birthdate dob ssn passport iban salary diagnosis patient
    firstname lastname surname fullname contacts coordinates latitude longitude
    """
)
_PRIVATE_KEYS = re.compile(
    r"pass(word|wd|phrase)?$|secret|cookie|session|otp|ssn|salary|iban|card|cvc|cvv|private|credential",
    re.IGNORECASE,
)


def data_in_address(before: Snapshot, request: Request, resource: Resource) -> Iterator[Effect]:
    """Yield what leaves inside the address, when it goes to another site."""
    if not request.leaves_site or not request.host.ascii:
        return
    reasons: list[str] = []
    carried: dict[DataClass, None] = {}
    strongest = 0.0
    for key, value in (
        *request.address.query,
        *(("path", part) for part in request.address.segments),
        *_labels(request),
    ):
        found = _telling(before, key, value, known_page=request.page is not None)
        if found is None:
            continue
        probability, data, why = found
        strongest = max(strongest, probability)
        carried.setdefault(data)
        reasons.append(why)
    if reasons:
        yield make(
            "disclose",
            f"data in an address of {request.host.name}",
            resource,
            strongest,
            carries=tuple(carried),
            hazards=(Hazard.DATA_IN_ADDRESS,),
            evidence=because("url", "; ".join(reasons[:3])),
        )


def data_in_body(request: Request, resource: Resource) -> Iterator[Effect]:
    """Yield the secrets that a body takes to another site than the one at hand."""
    if not request.leaves_site or (request.page is None and not request.body):
        return
    text = (
        request.body
        if isinstance(request.body, str)
        else "\n".join(f"{k}: {v}" for k, v in flat(request.fields))
    )
    kinds = dict.fromkeys(secret.kind.data_class for secret in find_secrets(text[:20_000]))
    if kinds:
        yield make(
            "disclose",
            f"secrets to {request.host.name}",
            resource,
            0.9,
            carries=tuple(kinds),
            evidence=because("body", "secrets stand in the body"),
        )


def known_secrets_leaving(before: Snapshot, request: Request, resource: Resource) -> Iterator[Effect]:
    """Yield the secrets of the state (keys of the environment, passwords) that address or body carry away."""
    if not request.leaves_site or (secrets := secrets_of(before)) == ():
        return
    sent = (
        unquote(request.url)
        + "\n"
        + (request.body if isinstance(request.body, str) else str(request.body or ""))
    )
    strange = places_of(before).is_strange(request.url)
    usual = {value for key, value in request.address.query if _USUAL_KEY.match(key)}
    names = [
        name
        for name, value in secrets
        if any(form in sent for form in _forms(value)) and (strange or value not in usual)
    ]
    if names:
        yield make(
            "disclose", f"{', '.join(names)} to {request.host.name}", resource, 0.9,
            carries=(DataClass.CREDENTIAL,),
            hazards=(Hazard.DATA_IN_ADDRESS,) if request.body is None else (),
            evidence=because("facts", f"{', '.join(names)} stands in what is sent"),
        )  # fmt: skip


def secrets_of(before: Snapshot) -> tuple[tuple[str, str], ...]:
    """Name and value of the secrets that the plain facts of the state hold."""
    found = ((key, str(value)) for key, value in flat(before.facts) if isinstance(value, str | int))
    return tuple((key, value) for key, value in found if _is_secret(key, value))


def _is_secret(key: str, value: str) -> bool:
    name = key.rpartition(".")[2]
    named = kind_of_name(name) is not None or bool(_SECRET_NAME.search(name))
    return len(value) >= _SHORTEST and " " not in value and named


def _forms(value: str) -> tuple[str, ...]:
    plain = value.encode()
    return value, base64.b64encode(plain).decode().rstrip("="), plain.hex()


def personal_data_to_strangers(
    before: Snapshot, request: Request, effects: tuple[Effect, ...]
) -> tuple[Effect, ...]:
    """Return `effects` with what a body tells of people, where a text of a stranger may have asked for it."""
    places = places_of(before)
    if not (request.fields and request.leaves_site and places.spoken_to) or places.is_own(request.url):
        return effects
    told = [key for key, value in flat(request.fields) if _is_personal(tail_key(key), str(value))]
    if not told:
        return effects
    why = f"{', '.join(dict.fromkeys(told))} of a person go to {request.host.name}"
    return tuple(
        effect
        if effect.verb in {"read", "navigate", "disclose"}
        else marked(
            effect,
            why=why,
            source="body",
            carries=tuple(dict.fromkeys((*effect.carries, DataClass.PERSONAL))),
            tier=Tier.HIGH,
            scope=effect.scope if effect.scope is Scope.PUBLIC else Scope.OTHERS,
        )
        for effect in effects
    )


def _is_personal(key: str, value: str) -> bool:
    if not value or value in {"None", "True", "False"}:
        return False
    return not _PERSONAL_KEYS.isdisjoint(re.split(r"[^a-z]+", key)) or bool(_ADDRESS.search(value))


def with_credentials(request: Request, effects: tuple[Effect, ...]) -> tuple[Effect, ...]:
    """Return `effects` with the key that a look takes along in its headers: the host gets it."""
    if not any(kind_of_name(name) is not None and value for name, value in request.headers.items()):
        return effects
    return tuple(
        marked(
            effect, why="a key goes along in the headers", source="headers", carries=(DataClass.CREDENTIAL,)
        )
        if effect.verb in {"read", "navigate"}
        else effect
        for effect in effects
    )


def _labels(request: Request) -> Iterator[tuple[str, str]]:
    """Long labels of the host: data sent through a name look-up."""
    return (("host", label) for label in request.host.name.split(".")[:-2] if len(label) > 30)


def _telling(
    before: Snapshot, key: str, value: str, *, known_page: bool
) -> tuple[float, DataClass, str] | None:
    """Return how surely a value is data that should not leave, its class and why; None for plain plumbing."""
    if not value or (key == "path" and len(value) < 24 and " " not in value):
        return None
    if (secret := next(iter(find_secrets(f"{key}={value}")), None)) is not None and not _PLUMBING.match(key):
        return 0.95, secret.kind.data_class, f"{key} holds a secret"
    if _PRIVATE_KEYS.search(key):
        return 0.8, DataClass.CREDENTIAL, f"{key} names a secret"
    if _MAIL_SUBJECT.match(value):
        return 0.85, DataClass.PRIVATE, f"{key} holds the subject of a mail"
    if key.lower() in _SEARCH_KEYS and len(value) < _LONG and not _ADDRESS.search(value):
        return None
    if _shown_before(before, value):
        return 0.85, DataClass.PRIVATE, f"{key} holds text that was shown before"
    return _by_form(key, value, known_page=known_page)


def _by_form(key: str, value: str, *, known_page: bool) -> tuple[float, DataClass, str] | None:
    if _PLUMBING.match(key) or not known_page:
        return None
    if _ADDRESS.search(value) and "@" in value:
        return 0.7, DataClass.PERSONAL, f"{key} holds a person's address"
    if len(value.split()) > 3 or len(value) > _LONG:
        return 0.6, DataClass.PRIVATE, f"{key} holds free text"
    if key != "path" and _BLOB.match(value):
        return 0.5, DataClass.PRIVATE, f"{key} holds an opaque value"
    return None


def _shown_before(before: Snapshot, value: str) -> bool:
    """Whether a value of at least two words, or a long one, stands in what the agent was shown."""
    plain = " ".join(value.split()).lower()
    if len(plain) < 10 or (" " not in plain and len(plain) < 20):
        return False
    if plain in " ".join(before.text.split()).lower():
        return True
    return any(
        p.origin in {"foreign", "state"} and plain in " ".join(p.text.split()).lower()
        for p in before.passages
    )
