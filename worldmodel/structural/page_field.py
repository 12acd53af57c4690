"""What a form field is for, told by its autocomplete token and type first, its name and label second."""

from functools import lru_cache

from worldmodel.effect import DataClass
from worldmodel.structural.page_terms import tells
from worldmodel.words import split_identifier
from worldmodel.wordset import words as _words

_TOKENS = {
    **dict.fromkeys(
        ("cc-number", "cc-csc", "cc-exp", "cc-exp-month", "cc-exp-year", "cc-name", "cc-type"), "card"
    ),
    "one-time-code": "one_time_code",
    "new-password": "new_password",
    "current-password": "password",
    "email": "email",
    "username": "username",
    "tel": "phone",
    "bday": "identity",
}
_NAMES: dict[str, frozenset[str]] = {
    "card": _words("card cardnumber ccnumber cardno ccnum cvc cvv csc creditcard kreditkarte"),
    "password": _words(
        "password passwd pwd passphrase passcode passwort kennwort contrasena senha wachtwoord pw"
    ),
    "one_time_code": _words("otp totp onetimecode mfacode verificationcode tan smscode"),
    "account_number": _words("iban bic routing accountnumber sortcode kontonummer"),
    "identity": _words("ssn passport taxid nationalid socialsecurity sozialversicherung dni cpf pesel"),
    "email": _words("email mail emailaddress"),
    "recipient": _words(
        "to recipient recipients cc bcc empfanger destinatario destinataire payee receiver beneficiary"
    ),
    "message": _words("message body content text comment reply nachricht mensaje mensagem messaggio review"),
    "subject": _words("subject betreff asunto assunto objet oggetto topic"),
    "amount": _words("amount betrag importe montant valor sum"),
    "date": _words("date checkin checkout arrival departure datum fecha time slot"),
    "search": _words("q query search keyword keywords suche busqueda recherche term s"),
    "price": _words("price amount total cost fee charge preis"),
    "plan": _words(
        "subscription subscribe plan recurring renew autorenew trial membership abo addon insurance"
    ),
    "username": _words("username login user userid benutzername"),
    "scope": _words("scope scopes client_id clientid redirect response"),
    "file": _words(
        "file files filename document attachment attachments upload datei fichier archivo arquivo allegato"
        " bestand plik dosya"
    ),
    "expiry": _words("expiry expires expiration ttl"),
}
_BY_LABEL = ("card", "one_time_code", "account_number", "identity", "secret_phrase", "pin")
_SECRETS = {
    "card": DataClass.PAYMENT_CARD,
    "password": DataClass.CREDENTIAL,
    "new_password": DataClass.CREDENTIAL,
    "one_time_code": DataClass.ONE_TIME_CODE,
    "account_number": DataClass.PERSONAL,
    "identity": DataClass.PERSONAL,
    "secret_phrase": DataClass.CREDENTIAL,
    "pin": DataClass.CREDENTIAL,
}


@lru_cache(maxsize=4096)
def purposes(name: str, label: str, type: str, autocomplete: str) -> frozenset[str]:
    """Return what a field is for: `card`, `password`, `one_time_code`, `email`, `message` and others."""
    found = {_TOKENS[token] for token in autocomplete.lower().split() if token in _TOKENS}
    words = split_identifier(name)
    joined = "".join(words)
    found |= {kind for kind, known in _NAMES.items() if joined in known or not known.isdisjoint(words)}
    found |= _typed(type.lower(), found)
    spoken = f"{label} {' '.join(words)}"
    found |= {kind for kind in _BY_LABEL if tells(f"{kind}_field", spoken)}
    if "password" in found or tells("password_word", label):
        found |= _password_kind(name, label, type)
    return frozenset(found)


def _typed(type: str, found: set[str]) -> set[str]:
    kinds = {
        "email": {"email"},
        "search": {"search"},
        "file": {"file"},
        "tel": {"phone"},
        "textarea": {"message"},
    }
    if type == "password" and not found & {"new_password", "card", "one_time_code"}:
        return {"password"}
    return kinds.get(type, {"date"} if type in {"date", "datetime-local", "time"} else set())


def _password_kind(name: str, label: str, type: str) -> set[str]:
    if tells("new_password", label) or tells("new_password", " ".join(split_identifier(name))):
        return {"new_password"}
    words = set(split_identifier(name))
    if words & {"new", "confirm", "confirmation", "repeat", "again", "verify"} and type == "password":
        return {"new_password"}
    return {"password"} if type in {"password", "text", ""} else set()


def secret_kinds(found: frozenset[str]) -> dict[str, DataClass]:
    """Return the purposes that hold a secret, with the class of data each is."""
    return {kind: _SECRETS[kind] for kind in sorted(found) if kind in _SECRETS}
