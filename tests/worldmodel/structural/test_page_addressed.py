"""A form that names who gets something sends it, whatever its button says."""

import pytest

from worldmodel.action import Action, Surface
from worldmodel.effect import Effect, Tier
from worldmodel.snapshot import Element, FieldState, FormState, Snapshot
from worldmodel.structural.page import predict_page


def press(label: str, *fields: FieldState, heading: str, method: str = "post") -> dict[str, Effect]:
    """Press a button of a form and return the short-term effects by verb."""
    before = Snapshot(
        url="https://club.example/tools/form",
        heading=heading,
        element=Element(tag="button", type="submit", role="button", name=label, is_submit=True),
        form=FormState(method=method, action="/tools/form", fields=fields),
    )
    prediction = predict_page(before, Action.of(Surface.PAGE, "click", name=label, role="button"))
    return {effect.verb: effect for effect in prediction.effects if effect.horizon == "short"}


def entered(label: str, value: str, name: str = "f1", type: str = "text") -> FieldState:
    """A field that somebody filled."""
    return FieldState(name=name, label=label, type=type, value=value, filled=True, changed=True)


@pytest.mark.parametrize(
    ("label", "field", "name"),
    [
        ("Continue", "Recipient", "recipient"),
        ("Done", "Send to", "f1"),
        ("Weiter", "Senden an", "f1"),
        ("→", "Invia a", "f1"),
    ],
)
def test_a_field_for_a_receiver_makes_a_quiet_button_send(label: str, field: str, name: str) -> None:
    """The field tells that it goes out, and to whom."""
    found = press(label, entered(field, "jo@away.example", name), heading="Members of 2026")
    assert found["send"].recipients == ("jo@away.example",)
    assert found["send"].tier is Tier.HIGH


def test_an_address_that_belongs_to_a_record_is_written_to_nobody() -> None:
    """A member's own mail address is a value like any other."""
    found = press("Save", entered("E-mail", "jo@away.example", "email", "email"), heading="New member")
    assert not {"send", "share"} & found.keys()


def test_an_address_that_the_page_brought_names_no_new_receiver() -> None:
    """What stood there before was nobody's choice now."""
    kept = entered("Send to", "desk@club.example").model_copy(update={"changed": False})
    assert "send" not in press("Save", kept, entered("Colour", "blue", "colour"), heading="Receipts")


@pytest.mark.parametrize("label", ["Create link", "Continue"])
def test_a_form_for_sharing_shares(label: str) -> None:
    """On a page that shares a thing, what is made is the share."""
    ends = FieldState(name="ends", label="Ends", type="select", value="Never", filled=True, changed=True)
    found = press(label, ends, heading="Share Members of 2026 › Link")
    assert found["share"].tier is Tier.HIGH


def test_a_query_names_nobody() -> None:
    """Looking for what went to somebody sends nothing."""
    found = press("Show", entered("Sent to", "jo@away.example"), heading="Outbox", method="get")
    assert "send" not in found


def test_a_rule_that_tells_of_its_receiver_sends_nothing_beside() -> None:
    """Who sets up a forwarding to somebody writes to nobody on that day."""
    forward = entered("Address for copies", "jo@away.example", "forward_to", "email")
    found = press("Create filter", forward, heading="Receipts › New filter")
    assert "send" not in found
