"""Redaction: secrets replaced by typed placeholders."""

import json
import threading
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from worldmodel.action import Action, Surface
from worldmodel.secrets import Redactor
from worldmodel.snapshot import FieldState, FormState, Passage, Snapshot

JSON = st.recursive(
    st.none() | st.booleans() | st.integers(-(10**6), 10**6) | st.text(max_size=30),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=12), inner, max_size=4),
    max_leaves=12,
)


@pytest.fixture
def redactor() -> Redactor:
    """A redactor whose key the tests know."""
    return Redactor(b"a key for tests")


def test_equal_secrets_look_equal_and_different_ones_do_not(redactor: Redactor) -> None:
    """The keyed digest keeps equality visible, and says nothing without the key."""
    one, other = redactor.redact({"password": "hunter2"}), redactor.redact({"password": "hunter3"})
    assert one == redactor.redact({"password": "hunter2"})
    assert one != other
    assert one != Redactor(b"another key").redact({"password": "hunter2"})


def test_a_remembered_secret_is_masked_in_every_value(redactor: Redactor) -> None:
    """What was typed into a password field is masked wherever it turns up later, keys included."""
    redactor.remember("plainword")
    masked = json.dumps(redactor.redact({"note": ["so plainword it is"], "plainword": 1}))
    assert "plainword" not in masked


def test_all_forms_of_one_secret_share_a_digest(redactor: Redactor) -> None:
    """The encoded form of a known secret shows the digest of the secret itself."""
    redactor.remember("hunter/2 x")
    assert redactor.text("hunter%2F2%20x") == redactor.text("hunter/2 x")


@pytest.mark.parametrize(
    ("value", "kept"),
    [
        ({"password": "hunter"}, {"password"}),
        ({"headers": {"Authorization": "Bearer x", "Accept": "text/html"}}, {"Accept", "text/html"}),
        ({"headers": [["authorization", "Bearer x"], ["accept", "*/*"]]}, {"accept", "*/*"}),
        ({"cookies": [{"name": "sid", "value": "abc", "domain": "x.test"}]}, set()),
        ([{"name": "sid", "value": "abc", "domain": "x.test", "httpOnly": True}], {"sid", "x.test"}),
        ({"argv": ["deploy", "--token", "abc", "--to", "prod"]}, {"deploy", "--to", "prod"}),
        ({"fields": [{"name": "p", "type": "password", "value": "hunter"}]}, {"p"}),
        ({"card": {"cvc": 123, "exp": "12/30"}}, {"12/30"}),
        ({"n": 4242424242424242, "qty": 240}, {"240"}),
        ({"arguments_json": '{"password":"hunter","user":"bob"}'}, {"bob"}),
    ],
)
def test_fields_are_masked_by_their_names(redactor: Redactor, value: Any, kept: set[str]) -> None:
    """Values under or beside a telling name go whole; their neighbours stay."""
    masked = json.dumps(redactor.redact(value))
    for secret in ("hunter", "Bearer x", '"abc"', "4242424242424242", ": 123"):
        assert secret not in masked
    assert all(word in masked for word in kept)


@pytest.mark.parametrize("value", [{"password": None}, {"token": True}, {"cookies": []}, {"password": ""}])
def test_what_holds_no_secret_stays(redactor: Redactor, value: Any) -> None:
    """Nothing, a switch and emptiness are told, not hidden."""
    assert redactor.redact(value) == value


def test_a_masked_page_still_answers_the_question(redactor: Redactor) -> None:
    """Fault 28: of an order page only the secret goes; items, sums, ids and addresses stay."""
    page = (
        "Order #48213, 2 x Kettle, total 1,234.00 EUR, paid with card 4242 4242 4242 4242. "
        "Ships to Anna Müller, Hauptstr. 5, 10115 Berlin. Tracking 5555555555554444."
    )
    redactor.remember("123")
    masked = redactor.text(page)
    assert masked.startswith("Order #48213, 2 x Kettle, total 1,234.00 EUR, paid with card [card:")
    assert masked.endswith(
        " *4242]. Ships to Anna Müller, Hauptstr. 5, 10115 Berlin. Tracking 5555555555554444."
    )


def test_models_stay_models(redactor: Redactor) -> None:
    """An action and a snapshot come back as such, masked."""
    redactor.remember("Tr0ub4dor&3")
    action = redactor.redact(Action.of(Surface.PAGE, "fill", selector="#pw", value="Tr0ub4dor&3"))
    assert isinstance(action, Action)
    assert action.arguments["selector"] == "#pw"
    assert action.arguments["value"].startswith("[password:")
    snapshot = Snapshot(
        url="https://x.test/?token=abcdef",
        form=FormState(fields=(FieldState(name="pw", type="password", value="x1"),)),
        passages=(Passage(origin="foreign", source="mail", text="code: 123456 is your code"),),
        selection_count=812,
    )
    masked = redactor.redact(snapshot)
    assert masked.selection_count == 812
    text = masked.model_dump_json()
    assert "abcdef" not in text
    assert '"x1"' not in text
    assert "123456" not in text


@given(JSON)
@settings(deadline=None)
def test_redaction_is_stable(value: Any) -> None:
    """Masking what is masked changes nothing, and the shape of a value never changes."""
    redactor = Redactor(b"k")
    once = redactor.redact(value)
    assert redactor.redact(once) == once
    assert type(once) in (type(value), str)


def test_endless_nesting_is_refused(redactor: Redactor) -> None:
    """A value too deep to be read is an error, never passed on unread."""
    value: Any = "x"
    for _ in range(200):
        value = [value]
    with pytest.raises(ValueError, match="nested"):
        redactor.redact(value)


def test_the_tail_of_an_endless_text_never_gets_through(redactor: Redactor) -> None:
    """A text is cut before it is masked, so no part of it goes unread."""
    text = "x " * 600_000 + "password=hunter2"
    assert "hunter2" not in redactor.text(text)


def test_remembering_while_others_mask(redactor: Redactor) -> None:
    """Threads may mask while a secret becomes known; afterwards everybody masks it."""
    stop = threading.Event()

    def mask() -> None:
        while not stop.is_set():
            redactor.text("nothing here 12345")

    threads = [threading.Thread(target=mask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for number in range(50):
        redactor.remember(f"Secret-{number:03d}")
        assert f"Secret-{number:03d}" not in redactor.text(f"x Secret-{number:03d} y")
    stop.set()
    for thread in threads:
        thread.join()


def test_a_seal_needs_the_key(redactor: Redactor) -> None:
    """A sealed digest can't be recomputed without the key."""
    assert redactor.seal("x") == Redactor(b"a key for tests").seal("x")
    assert redactor.seal("x") != Redactor(b"another").seal("x")
