"""Names that announce a secret."""

import pytest

from worldmodel.secret_names import SecretKind, kind_of_name, weak_kind_of_name

K = SecretKind


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("password", K.PASSWORD),
        ("userPassword", K.PASSWORD),
        ("DB_PASSWORD", K.PASSWORD),
        ("password1", K.PASSWORD),
        ("password_confirmation", K.PASSWORD),
        ("new-password", K.PASSWORD),
        ("db_pass", K.PASSWORD),
        ("Passwort", K.PASSWORD),
        ("您的密码", K.PASSWORD),
        ("accessToken", K.TOKEN),
        ("client_secret", K.TOKEN),
        ("Authorization", K.TOKEN),
        ("apiKey", K.API_KEY),
        ("X-API-Key", K.API_KEY),
        ("private_key", K.PRIVATE_KEY),
        ("Set-Cookie", K.COOKIE),
        ("sessionid", K.COOKIE),
        ("cc-number", K.CARD),
        ("cardNumber", K.CARD),
        ("cc-csc", K.CARD_CODE),
        ("cvc", K.CARD_CODE),
        ("one-time-code", K.ONE_TIME_CODE),
        ("otp", K.ONE_TIME_CODE),
        ("iban", K.IBAN),
    ],
)
def test_telling_names(name: str, kind: SecretKind) -> None:
    """A telling name is known in every spelling that programs and forms use."""
    assert kind_of_name(name) is kind


@pytest.mark.parametrize(
    "name",
    ["user", "max_tokens", "token_type", "passwordPolicy", "password-reset", "cookie_consent", "key",
     "primary_key", "order_number", "promo_code", "passenger", "secretary", "compass", "author", "", "12",
     "password_reset_url", "session", "card_type", "api_key_id"],
)  # fmt: skip
def test_ordinary_names(name: str) -> None:
    """A name about a secret, or one that only looks alike, announces none."""
    assert kind_of_name(name) is None


def test_weak_names() -> None:
    """Some names count only where the value looks like a secret itself."""
    assert weak_kind_of_name("pin") is K.PASSWORD
    assert weak_kind_of_name("key") is K.TOKEN
    assert weak_kind_of_name("city") is None
