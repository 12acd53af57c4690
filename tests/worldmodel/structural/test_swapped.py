"""What a page sends otherwise than it showed."""

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from worldmodel.action import Action, Surface
from worldmodel.effect import Effect, Hazard, Tier
from worldmodel.snapshot import FieldState, FormState, Snapshot
from worldmodel.structural.http import predict_http
from worldmodel.structural.swapped import alike, telling

FORM = FormState(
    method="post",
    action="https://pay.example/transfers",
    fields=(
        FieldState(name="payee", type="hidden", value="4471", hidden=True, filled=True),
        FieldState(name="amount", label="Amount", value="120.50", filled=True),
        FieldState(name="account", label="From", type="select", value="Household", sent="3"),
        FieldState(name="insure", label="Insure it", type="checkbox", checked=False),
        FieldState(name="csrf_token", type="hidden", value="first", hidden=True, filled=True),
        FieldState(name="note", label="Note", value=""),
    ),
)
SENT = {"payee": "4471", "amount": "120.50", "account": "3", "csrf_token": "second", "note": "For May"}


def sent(**changes: str) -> tuple[Effect, ...]:
    """The effects of sending the form with some values changed."""
    before = Snapshot(surface="http", url="https://pay.example/new", form=FORM)
    action = Action.of(
        Surface.HTTP,
        "POST",
        url="https://pay.example/transfers",
        headers={"content-type": "application/json"},
        body=json.dumps({**SENT, **changes}),
    )
    return predict_http(before, action).effects


def swapped(effects: tuple[Effect, ...]) -> bool:
    """Whether every lasting effect is said to land on something else."""
    lasting = [effect for effect in effects if effect.tier is not Tier.SAFE]
    assert lasting
    return all(Hazard.WRONG_TARGET in effect.hazards for effect in lasting)


@pytest.mark.parametrize(
    "changes",
    [{"payee": "9902"}, {"amount": "1205.00"}, {"amount": "210.50"}, {"account": "4"}, {"insure": "on"}],
    ids=str,
)
def test_another_value_than_the_page_held_is_told(changes: dict[str, str]) -> None:
    """Hidden values, sums, choices and boxes that are sent otherwise than they stood."""
    assert swapped(sent(**changes))


@pytest.mark.parametrize(
    "changes",
    [{}, {"amount": "12050"}, {"amount": "120,5"}, {"insure": "0"}, {"extra": "new"}, {"note": "Later"}],
    ids=str,
)
def test_another_spelling_of_the_same_value_is_not(changes: dict[str, str]) -> None:
    """Cents, a decimal comma, a box's zero, what was empty, and what the form did not have."""
    assert not swapped(sent(**changes))


@pytest.mark.parametrize(
    ("held", "sent_", "same"),
    [
        ("2026-06-11", "11.06.2026", True),
        ("2026-06-11", "2026-07-11", False),
        ("+44 1632 960266", "441632960266", True),
        ("Mara", "MARA ", True),
        ("Mara", "Maria", False),
        ("1,200", "120000", True),
        ("12.5", "125", False),
    ],
)
def test_spellings(held: str, sent_: str, same: bool) -> None:
    """Dates, numbers and names as forms rewrite them."""
    assert alike(held, sent_) is same


@given(st.text(max_size=30))
def test_a_value_is_alike_to_itself(value: str) -> None:
    """Whatever stands in a field, sending it unchanged is no change."""
    assert alike(value, value)


def test_what_is_told_is_added_to_what_was_told() -> None:
    """A second finding takes nothing away from the first, nor from other facts."""
    first = telling(Snapshot(facts_json='{"trash":true}'), ["the row"])
    assert telling(first, ["the price"]).facts == {"trash": True, "swapped": ["the row", "the price"]}
    assert telling(first, []) is first


def _sent_as(field: FieldState, value: str) -> bool:
    form = FormState(method="post", action="https://pay.example/t", fields=(field,))
    before = Snapshot(surface="http", url="https://pay.example/new", form=form)
    action = Action.of(
        Surface.HTTP,
        "POST",
        url="https://pay.example/t",
        headers={"content-type": "application/json"},
        body=json.dumps({field.name: value}),
    )
    return any(Hazard.WRONG_TARGET in effect.hazards for effect in predict_http(before, action).effects)


def _hidden(name: str, value: str) -> FieldState:
    return FieldState(name=name, type="hidden", value=value, hidden=True, filled=True)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (FieldState(name="state", label="State", value="Ohio"), "Iowa"),
        (FieldState(name="time", label="Time", value="10:00"), "22:00"),
        (FieldState(name="memo", label="Memo", value="Flat [2]"), "Flat [9]"),
        (FieldState(name="iban", label="IBAN", value="[iban:0a1b2c *7291]"), "ZZ44 0000 1111 2222 3333"),
        (_hidden("session_payee", "4471"), "9902"),
        (_hidden("iban", "ZZ92000090046984861234"), "ZZ41000011112222333344"),
        (
            _hidden("payee_uuid", "1f0c9a7e-5b1d-4c11-9f2e-0a1b2c3d4e5f"),
            "2f0c9a7e-5b1d-4c11-9f2e-0a1b2c3d4e5f",
        ),
        (_hidden("blob", "abcdefghij0123456789xyz"), "eve@evil.example"),
    ],
    ids=lambda one: one.name if isinstance(one, FieldState) else "",
)
def test_what_is_in_sight_or_names_somebody_never_moves(field: FieldState, value: str) -> None:
    """Neither the name of a field, nor the look of its value, nor a bracket hides a swap."""
    assert _sent_as(field, value)


@pytest.mark.parametrize(
    ("field", "value"),
    [
        (_hidden("g-recaptcha-response", "first"), "second"),
        (_hidden("form_start_time", "1780000000123"), "1780000009999"),
        (_hidden("csrfmiddlewaretoken", "one"), "two"),
        (_hidden("blob", "abcdefghij0123456789xyz"), "zyxwvutsrq9876543210abc"),
        (FieldState(name="iban", label="IBAN", value="[iban:0a1b2c *7291] 81"), "ZZ12 0000 7291 81"),
        (FieldState(name="pin", label="PIN", value="[pin:0a1b2c]"), "4711"),
        (FieldState(name="time", label="Time", type="time", value="10:00"), "2026-06-11T08:00:00Z"),
    ],
    ids=lambda one: one.name if isinstance(one, FieldState) else "",
)
def test_guards_clocks_random_values_and_masks_tell_nothing(field: FieldState, value: str) -> None:
    """What a page sets by itself out of sight, and a secret that was replaced in what was looked at."""
    assert not _sent_as(field, value)
