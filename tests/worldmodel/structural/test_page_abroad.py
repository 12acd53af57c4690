"""What is typed on another site than the one where the work began is handed to that site."""

import json
from typing import Any

from worldmodel.action import Action, Surface
from worldmodel.effect import Effect, Tier
from worldmodel.snapshot import Element, FieldState, FormState, Snapshot
from worldmodel.structural.page import predict_page

FACTS = json.dumps({"home": "https://office.example"})


def fill(value: str, form: FormState | None = None, **state: Any) -> list[Effect]:
    """Fill a text field and return the disclosures that are expected."""
    before = Snapshot(
        **{"url": "https://survey.example/q", "facts_json": FACTS, **state},
        element=Element(tag="input", type="text", role="textbox", name="Details"),
        form=form or FormState(method="post", action="/q"),
    )
    found = predict_page(before, Action.of(Surface.PAGE, "fill", name="Details", value=value)).effects
    return [effect for effect in found if effect.verb == "disclose"]


def test_a_mail_address_typed_abroad_is_disclosed_to_that_host() -> None:
    """The page has it as soon as it is typed, whatever the form's method."""
    for method in ("post", "get"):
        (effect,) = fill("ivo@home.example", FormState(method=method, action="/q"))
        assert effect.recipients == ("survey.example",)
        assert effect.tier is Tier.HIGH


def test_the_same_address_typed_at_home_is_no_disclosure() -> None:
    """The site where the work was begun is where such values belong."""
    assert fill("ivo@home.example", url="https://office.example/people/new") == []


def test_a_search_abroad_is_no_disclosure() -> None:
    """Words and codes that are looked up give nothing away."""
    box = FormState(method="get", action="/s", fields=(FieldState(name="q", type="search"),))
    assert fill("blue kettle", box) == fill("TRK-55410-Q", box) == []


def test_a_provider_of_payments_or_identities_is_judged_by_what_it_does() -> None:
    """The form that takes the payment asks for a mail address as part of it."""
    pays = FormState(
        method="post",
        action="/pay",
        fields=(FieldState(name="card", autocomplete="cc-number"), FieldState(name="email", type="email")),
    )
    signs = FormState(
        method="post",
        action="/login",
        fields=(FieldState(name="user"), FieldState(name="password", type="password")),
    )
    assert fill("ivo@home.example", pays) == fill("ivo@home.example", signs) == []


def test_sending_the_form_hands_over_what_stands_in_it() -> None:
    """However a value came into the field, the press of the button sends it."""
    entered = FieldState(name="mail", label="Mail", value="ivo@home.example", filled=True, changed=True)
    button = Element(tag="button", type="submit", role="button", name="Send", is_submit=True)
    before = Snapshot(
        url="https://survey.example/q",
        facts_json=FACTS,
        element=button,
        form=FormState(method="post", action="/q", fields=(entered,)),
    )
    found = predict_page(before, Action.of(Surface.PAGE, "click", name="Send", role="button")).effects
    assert any(e.verb == "disclose" and e.recipients == ("survey.example",) for e in found)


def test_an_address_with_data_in_a_text_is_a_disclosure_to_its_host() -> None:
    """Whoever shows the text calls the address up, with all that it holds."""
    (effect,) = fill(
        "![chart](https://pics.example/c?v=qx-7716-plum)", url="https://office.example/posts/new"
    )
    assert effect.recipients == ("pics.example",)
