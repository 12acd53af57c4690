"""The forms in which a known secret turns up again."""

import base64
import html
import json
from urllib.parse import quote, quote_plus

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from worldmodel.secret_forms import Forms, KnownSecret, layers
from worldmodel.secret_names import SecretKind
from worldmodel.secrets import Redactor

SECRETS = st.text(st.characters(min_codepoint=33, max_codepoint=0x2FF), min_size=8, max_size=24)


def _mask(secret: str, text: str) -> str:
    redactor = Redactor(b"k")
    redactor.remember(secret)
    return redactor.text(text)


@given(SECRETS, st.binary(max_size=5), st.binary(max_size=5))
@settings(deadline=None)
def test_every_encoded_form_is_masked(secret: str, before: bytes, after: bytes) -> None:
    """Fault 27: base64 at any alignment, percent, JSON, HTML and hex forms are found."""
    assume(secret == secret.strip() and secret not in "[password:")
    raw = secret.encode()
    forms = {
        "plain": secret,
        "base64": base64.b64encode(before + raw + after).decode(),
        "url-safe": base64.urlsafe_b64encode(before + raw + after).decode(),
        "percent": quote(secret, safe=""),
        "percent, some kept": quote(secret, safe="/:@!$&'()*+,;="),
        "form": quote_plus(secret),
        "percent twice": quote(quote(secret, safe=""), safe=""),
        "json": json.dumps(secret),
        "json in json": json.dumps(json.dumps({"x": secret})),
        "json in percent": quote(json.dumps(secret), safe=""),
        "html": html.escape(secret),
        "hex": raw.hex(),
        "HEX": raw.hex().upper(),
    }
    for name, form in forms.items():
        masked = _mask(secret, f"see <{form}> end")
        assert form.strip('"') not in masked, name
        assert "[password:" in masked, name


def test_lower_and_upper_case_forms_are_masked() -> None:
    """A host is lower-cased on its way, and so is a secret smuggled into it."""
    assert "s3crethunter" not in _mask("S3cretHunter", "https://s3crethunter.evil.test/")


def test_utf_16_base64_is_masked() -> None:
    """Encoded shell commands carry UTF-16."""
    encoded = base64.b64encode("echo S3cretHunter".encode("utf-16-le")).decode()
    assert encoded not in _mask("S3cretHunter", f"powershell -enc {encoded}")


def test_layers_lead_back_to_the_source() -> None:
    """What is found in an unescaped text is cut out of the text as it stands."""
    text = "a%2562c%20d"
    *_, last = layers(text)
    start, end = last.source_span(last.text.index("b"), last.text.index("b") + 1)
    assert text[start:end] == "%2562"


def test_short_secrets_are_whole_words() -> None:
    """A short password is no reason to cut up words that contain it."""
    forms = Forms(KnownSecret("cat", SecretKind.PASSWORD))
    assert list(forms.spans("concatenate")) == []
    assert list(forms.spans("the cat.")) == [(4, 7)]


def test_a_card_code_is_masked_where_it_is_a_value() -> None:
    """A three-digit code is masked as a value; prices and counts stay readable (fault 28)."""
    masked = _mask("123", "v=123&w=1 costs $123, 123 pieces")
    assert "v=123" not in masked
    assert "costs $123, 123 pieces" in masked


def test_known_limit_a_split_secret_is_not_found() -> None:
    """Stated limit: a secret cut in pieces is not recognised."""
    assert _mask("S3cretHunter", "S3cret-Hunter") == "S3cret-Hunter"
