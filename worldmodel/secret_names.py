"""Names that announce a secret: keys, headers, form fields and autocomplete tokens."""

import re
from enum import StrEnum
from functools import lru_cache

from worldmodel.effect import DataClass


class SecretKind(StrEnum):
    """What a secret is; the word that its placeholder shows."""

    PASSWORD = "password"  # noqa: S105 - the name of a kind
    API_KEY = "api_key"
    TOKEN = "token"  # noqa: S105 - the name of a kind
    PRIVATE_KEY = "private_key"
    CARD = "card"
    CARD_CODE = "card_code"
    IBAN = "iban"
    ONE_TIME_CODE = "one_time_code"
    COOKIE = "cookie"

    @property
    def data_class(self) -> DataClass:
        """The class of data that an effect carries away when this secret leaves."""
        return _CLASSES.get(self, DataClass.CREDENTIAL)


_CLASSES = {
    SecretKind.CARD: DataClass.PAYMENT_CARD,
    SecretKind.CARD_CODE: DataClass.PAYMENT_CARD,
    SecretKind.IBAN: DataClass.PERSONAL,
    SecretKind.ONE_TIME_CODE: DataClass.ONE_TIME_CODE,
    SecretKind.COOKIE: DataClass.SESSION,
}


def words_of(text: str) -> frozenset[str]:
    """Return the words of a list that is written as running text."""
    return frozenset(text.split())


_WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|\d+|[^\W\d_A-Za-z]+")

_PASSWORDS = words_of(
    """password passwd pwd passphrase passcode passwort kennwort contraseña contrasena senha palavrapasse
    parola wachtwoord lösenord losenord adgangskode passord hasło haslo heslo salasana jelszó şifre sifre
    пароль 密码 密碼 口令 パスワード 暗証番号 비밀번호 암호 sandi"""
)
_WORDS: dict[str, SecretKind] = {
    **dict.fromkeys(_PASSWORDS, SecretKind.PASSWORD),
    **dict.fromkeys(("token", "secret", "jwt", "bearer"), SecretKind.TOKEN),
    **dict.fromkeys(("authorization", "credential", "credentials"), SecretKind.TOKEN),
    **dict.fromkeys(("apikey", "accesskey", "secretkey", "authkey"), SecretKind.API_KEY),
    **dict.fromkeys(("cookie", "cookies", "phpsessid", "jsessionid", "sessid"), SecretKind.COOKIE),
    **dict.fromkeys(("sessionid", "csrftoken", "xsrf", "csrf"), SecretKind.COOKIE),
    **dict.fromkeys(("cvc", "cvv", "csc", "cvn"), SecretKind.CARD_CODE),
    **dict.fromkeys(("cardnumber", "ccnumber", "cardno", "ccnum"), SecretKind.CARD),
    **dict.fromkeys(("otp", "totp", "hotp", "onetimecode"), SecretKind.ONE_TIME_CODE),
    "iban": SecretKind.IBAN,
    "privatekey": SecretKind.PRIVATE_KEY,
}
_PAIRS: dict[tuple[str, str], SecretKind] = {
    **dict.fromkeys(
        (
            (word, "key")
            for word in ("api", "access", "account", "auth", "master", "secret", "shared", "signing")
        ),
        SecretKind.API_KEY,
    ),
    **dict.fromkeys(
        ((word, "key") for word in ("private", "encryption", "ssh", "pgp")), SecretKind.PRIVATE_KEY
    ),
    **dict.fromkeys((("session", "id"), ("sess", "id"), ("connect", "sid")), SecretKind.COOKIE),
    **dict.fromkeys((("card", "number"), ("card", "no"), ("cc", "number"), ("cc", "num")), SecretKind.CARD),
    **dict.fromkeys((("card", "code"), ("security", "code"), ("cc", "code")), SecretKind.CARD_CODE),
    **dict.fromkeys(
        (
            (word, "code")
            for word in ("verification", "mfa", "2", "fa", "otp", "time", "auth", "login", "sms")
        ),
        SecretKind.ONE_TIME_CODE,
    ),
    **dict.fromkeys(
        (
            (word, "pass")
            for word in ("db", "user", "admin", "root", "smtp", "mail", "ftp", "pg", "mysql", "my")
        ),
        SecretKind.PASSWORD,
    ),
    ("recovery", "code"): SecretKind.PASSWORD,
    ("backup", "code"): SecretKind.PASSWORD,
}
_ABOUT = words_of(
    """type types count limit length name url uri link href path file field policy hint label strength min max
    minimum maximum required enabled disabled reset changed changes at last updated created age expiry
    expires expiration expired ttl timeout in id ids status rules rule requirements manager help visible
    visibility title placeholder format version budget usage used endpoint
    page banner consent notice settings
    option options rotation
    days attempts input box button confirmed valid protected store santa"""
)
"""A name that ends so speaks about a secret and is none: `token_type`, `password-policy`."""

_WEAK = {
    **dict.fromkeys(("pass", "pin", "passe"), SecretKind.PASSWORD),
    **dict.fromkeys(("key", "sig", "code", "auth"), SecretKind.TOKEN),
}
"""Names of many things: what stands under them counts only where it looks like a secret itself."""


def weak_kind_of_name(name: str) -> SecretKind | None:
    """Return the kind of secret that `name` may announce, if its value looks like one."""
    words = _WORD.findall(name[-40:])
    return _WEAK.get(words[-1].casefold()) if words else None


@lru_cache(maxsize=4096)
def kind_of_name(name: str) -> SecretKind | None:
    """Return the kind of secret that a value under `name` is, or None for an ordinary name.

    Understands snake, kebab, dotted and camel case and the HTML autocomplete tokens
    (`current-password`, `cc-csc`, `one-time-code`). A plural (`max_tokens`) is a number, not a secret.
    """
    if len(name) > 200:
        return None
    words = [word.casefold() for word in _WORD.findall(name)]
    while words and words[-1].isdigit():
        words.pop()
    if not words or (words[-1] in _ABOUT and tuple(words[-2:]) not in _PAIRS):
        return None
    return _kind_of_words(words)


def _kind_of_words(words: list[str]) -> SecretKind | None:
    # From the end, where the noun stands in most names: `card_security_code`, `db_password_old`.
    for index in range(len(words) - 1, -1, -1):
        pair = (words[index - 1], words[index]) if index else None
        kind = (pair and _PAIRS.get(pair)) or _WORDS.get(words[index]) or _password_suffix(words[index])
        if kind:
            return kind
    return None


def _password_suffix(word: str) -> SecretKind | None:
    """A run without word borders that ends in a word for password: `dbpassword`, `您的密码`."""
    if len(word) > 3 and any(
        word.endswith(ending) for ending in _PASSWORDS if not ending.isascii() or len(ending) > 6
    ):
        return SecretKind.PASSWORD
    return None
