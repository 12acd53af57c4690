"""Finding secrets in a text."""

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worldmodel.effect import DataClass
from worldmodel.secret_names import SecretKind
from worldmodel.secret_patterns import _TOKENS, find_secrets, looks_random, looks_typed

K = SecretKind

FOUND = [
    ("password=hunter2", "hunter2", K.PASSWORD),
    ("DB_PASSWORD: s3cr3t!", "s3cr3t!", K.PASSWORD),
    ("password: letmein\nuser: bob", "letmein", K.PASSWORD),
    ('{"user": "bob", "password": "open sesame"}', "open sesame", K.PASSWORD),
    ('{\\"passphrase\\":\\"hunter\\"}', "hunter", K.PASSWORD),
    ("The password is Tr0ub4dor.", "Tr0ub4dor.", K.PASSWORD),
    ("Das Passwort lautet Geheim7", "Geheim7", K.PASSWORD),
    ("您的密码：abc123", "abc123", K.PASSWORD),
    ("пароль: qwerty12", "qwerty12", K.PASSWORD),
    ("https://x.test/in?user=bob&pass=hun7er&x=1", "hun7er", K.PASSWORD),
    ("postgres://app:p4ss%40word@db.test/app", "p4ss%40word", K.PASSWORD),
    ("Server=x;User Id=sa;Password=two words!;Encrypt=yes", "two words!", K.PASSWORD),
    ("curl -u bob:swordfish https://x.test", "swordfish", K.PASSWORD),
    ("deploy --token abc-def --force", "abc-def", K.TOKEN),
    ("Authorization: Bearer abc.def-ghi", "abc.def-ghi", K.TOKEN),
    ('"authorization": "Basic Ym9iOnNlY3JldA=="', "Ym9iOnNlY3JldA==", K.TOKEN),
    ("sent with bearer 9f8e7d6c5b4a39281706", "9f8e7d6c5b4a39281706", K.TOKEN),
    ("Cookie: sid=s%3Aabc; theme=dark", "s%3Aabc", K.COOKIE),
    ("Set-Cookie: session=abc123; Path=/; HttpOnly", "abc123", K.COOKIE),
    ("JSESSIONID=0A1B2C3D", "0A1B2C3D", K.COOKIE),
    ("key AKIAIOSFODNN7EXAMPLE here", "AKIAIOSFODNN7EXAMPLE", K.API_KEY),
    ("aws secret access key wJalrXUtnFEMI/K7MDENG/bPxRf", "wJalrXUtnFEMI/K7MDENG/bPxRf", K.TOKEN),
    ("ghp_16C7e42F292c6912E7710c838347Ae178B4a", "ghp_16C7e42F292c6912E7710c838347Ae178B4a", K.TOKEN),
    ("xoxb-123456789012-abcdefGHIJKL", "xoxb-123456789012-abcdefGHIJKL", K.TOKEN),
    ("sk_live_4eC39HqLyjWDarjtT1zdp7dc", "sk_live_4eC39HqLyjWDarjtT1zdp7dc", K.API_KEY),
    ("AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY", "AIzaSyD-9tSrke72PouQMnMX-a7eZSW0jkFMBWY", K.API_KEY),
    ("sk-proj-a1B2c3D4e5F6g7H8i9J0k1L2", "sk-proj-a1B2c3D4e5F6g7H8i9J0k1L2", K.API_KEY),
    ("eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", "eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2ln", K.TOKEN),
    ("-----BEGIN RSA PRIVATE KEY-----\nMIIE\n-----END RSA PRIVATE KEY-----", None, K.PRIVATE_KEY),
    ("-----BEGIN OPENSSH PRIVATE KEY-----\nb3Blbn, cut", None, K.PRIVATE_KEY),
    ("pay with 4242 4242 4242 4242 now", "4242 4242 4242 4242", K.CARD),
    ("3782-822463-10005", "3782-822463-10005", K.CARD),
    ("card 5555555555554444, thanks", "5555555555554444", K.CARD),
    ("to DE89 3704 0044 0532 0130 00 BY FRIDAY", "DE89 3704 0044 0532 0130 00", K.IBAN),
    ("GB82WEST12345698765432", "GB82WEST12345698765432", K.IBAN),
    ("Your verification code is 493021.", "493021", K.ONE_TIME_CODE),
    ("G-204817 is your login code", "G-204817", K.ONE_TIME_CODE),
    ("Ihr Code: 471 193", "471 193", K.ONE_TIME_CODE),
    ("【银行】验证码：831204", "831204", K.ONE_TIME_CODE),
    ("cvc=123&exp=12", "123", K.CARD_CODE),
]

KEPT = [
    "Order #48213 of 2024-05-06 for 1,234.00 EUR ships to Hauptstr. 5, 10115 Berlin",
    "Order number 4242424242424242",
    "Tracking no. 5555555555554444",
    "Invoice 2024-000123, reference RF18 5390 0754 7034",
    "commit fb09a1b9c2d4e6f8a0b1c2d3e4f5a6b7c8d9e0f1",
    "id 3f2504e0-4f89-11d3-9a0c-0305e82c3301",
    "Call +49 30 1234567 or 0800 123 4567",
    "Forgot your password? Reset password here. Password strength: weak",
    "Password: must have eight characters",
    "Password:",
    "password=[password:3f9a1c]",
    "max_tokens=4096, total_tokens: 1200, token_type: bearer",
    "Use promo code 2024 at checkout; zip code 90210; error code 5001",
    "Basic information about the bearer of this document",
    "The cookie: a history of baking",
    "We use cookies. Cookie settings",
    "secret santa: Bob",
    "https://shop.test/orders/48213?tab=items&page=2",
    "Delete 240 items? This can't be undone.",
    "The token ring was a network",
    "key: value",
    "pass: 12, fail: 0",
    "sk-learn-something-very-long-words-only",
    "[card:4ced20 *4242]",
    "export TOKEN=$TOKEN",
]


@pytest.mark.parametrize(("text", "secret", "kind"), FOUND)
def test_a_secret_is_found_with_its_kind(text: str, secret: str | None, kind: SecretKind) -> None:
    """Secrets are found by shape, or by the word beside them, in several languages."""
    found = {(text[m.start : m.end], m.kind) for m in find_secrets(text)}
    assert (secret if secret is not None else text, kind) in found


@pytest.mark.parametrize("text", KEPT)
def test_ordinary_text_is_kept(text: str) -> None:
    """Fault 28: ids, order numbers, addresses and words about secrets stay readable."""
    assert find_secrets(text) == ()


@given(st.text(max_size=400))
@settings(deadline=None)
def test_matches_are_in_order_and_apart(text: str) -> None:
    """Whatever the text, matches lie inside it, in order, without overlap."""
    position = 0
    for match in find_secrets(text):
        assert position <= match.start < match.end <= len(text)
        position = match.end


@pytest.mark.parametrize("pattern", [pattern for pattern, _ in _TOKENS])
@given(data=st.data())
@settings(deadline=None, max_examples=8)
def test_every_known_prefix_is_found(pattern: str, data: st.DataObject) -> None:
    """Every token of a known shape is found in the middle of a text, whatever its letters."""
    token = data.draw(st.from_regex(re.compile(pattern, re.ASCII), fullmatch=True))
    text = f"see {token} here"
    assert any(m.start <= 4 and m.end >= 4 + len(token) for m in find_secrets(text))


def test_every_kind_has_a_class_of_data() -> None:
    """A secret that leaves is an effect that carries a known class of data."""
    assert {kind.data_class for kind in SecretKind} <= set(DataClass)


def test_random_and_typed_values() -> None:
    """Entropy and mixture tell machine-made values and passwords from words."""
    assert looks_random("a1B2c3D4e5F6")
    assert not looks_random("internationalisation")
    assert not looks_random("aaaaaaaaaaa1")
    assert looks_typed("hunter2")
    assert not looks_typed("required")
    assert not looks_typed("https://x.test/a1")
