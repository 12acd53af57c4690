"""What a form's own request shows is foreseen before the act, under the page's names."""

from typing import Any

import pytest

from worldmodel.action import Action, Surface
from worldmodel.effect import Effect, Tier
from worldmodel.extent import is_within
from worldmodel.snapshot import Element, FieldState, FormState, Snapshot
from worldmodel.structural.http import predict_http
from worldmodel.structural.page import predict_page
from worldmodel.structural.page_request import request_of
from worldmodel.structural.page_scene import Scene

SITE = "https://desk.example"


def look(label: str, action: str, *fields: FieldState, method: str = "post", **more: Any) -> Snapshot:
    """A page with one form and one button that sends it."""
    told = {"name": label, "text": label, **more.pop("element", {})}
    button = Element(tag="button", type="submit", role="button", is_submit=True, **told)
    form = FormState(method=method, action=action, fields=fields)
    return Snapshot(url=f"{SITE}/things/5", element=button, form=form, **more)


def press(label: str, before: Snapshot) -> tuple[Effect, ...]:
    """Press the button."""
    return predict_page(before, Action.of(Surface.PAGE, "click", name=label, role="button")).effects


def hidden(name: str, value: str) -> FieldState:
    """A hidden field."""
    return FieldState(name=name, type="hidden", value=value, hidden=True)


@pytest.mark.parametrize(
    ("label", "action", "verb"),
    [
        ("Continue", "/account/delete", "close_account"),
        ("Next", "/things/5/delete", "delete"),
        ("Weiter", "/members/7/revoke-access", "configure"),
        ("OK", "/photos/5/share", "share"),
        ("Mark as read", "/things/5/delete", "delete"),
        ("Show more", "/wallet/transfer", "transfer"),
    ],
)
def test_an_address_speaks_before_the_click(label: str, action: str, verb: str) -> None:
    """A harmless label on a form whose address does something weighty is seen through beforehand."""
    found = press(label, look(label, action, heading="Your things"))
    assert any(effect.verb == verb and effect.tier is Tier.HIGH for effect in found)


def test_a_button_has_an_address_and_a_method_of_its_own() -> None:
    """What counts is where this button sends the form, not where the form goes by itself."""
    own = {"attributes_json": '{"formaction":"/things/5/delete"}'}
    kept = press("Continue", look("Continue", "/things/5/view"))
    gone = press("Continue", look("Continue", "/things/5/view", element=own))
    assert "delete" not in {effect.verb for effect in kept}
    assert "delete" in {effect.verb for effect in gone}


def test_hidden_values_and_the_value_of_the_button_speak_as_well() -> None:
    """A hidden `_method`, or the name of the button itself, decides what the request does."""
    by_value = look("Go on", "/things/5", element={"input_name": "action", "value": "delete"})
    assert "delete" in {effect.verb for effect in press("Go on", by_value)}
    by_field = look("Go on", "/things/5", hidden("op", "delete"))
    assert "delete" in {effect.verb for effect in press("Go on", by_field)}


def test_a_form_sent_by_get_replaces_the_query_of_its_address() -> None:
    """Its fields are the query, and a query that does something is foreseen."""
    before = look("Go on", f"{SITE}/list?view=1#top", hidden("do", "delete"), hidden("id", "5"), method="get")
    action = request_of(Scene(before, Action.of(Surface.PAGE, "click", name="Go on")))
    assert action is not None
    assert action.argument("url") == f"{SITE}/list?do=delete&id=5"
    assert "delete" in {effect.verb for effect in press("Go on", before)}


def test_only_what_is_sent_goes_along() -> None:
    """An empty tick sends nothing, of a set of radio buttons only the chosen one, of a list its value."""
    fields = (
        FieldState(name="copy", type="checkbox", value="yes", checked=False),
        FieldState(name="all", type="checkbox", checked=True),
        FieldState(name="size", type="radio", value="s", checked=False),
        FieldState(name="size", type="radio", value="l", checked=True),
        FieldState(name="to", type="select", value="Dana Reed", sent="5"),
        FieldState(name="", value="unnamed"),
    )
    action = request_of(Scene(look("Save", "/things", *fields), Action.of(Surface.PAGE, "click")))
    assert action is not None
    assert action.argument("body") == "all=on&size=l&to=5"


def test_who_gets_it_has_the_name_that_the_page_shows() -> None:
    """The site's own code for a person is told by the name beside it."""
    to = FieldState(name="to", label="To", type="select", value="Dana Reed", sent="5")
    found = press("OK", look("OK", "/photos/5/share", to, heading="Album of the harbour"))
    shared = next(effect for effect in found if effect.verb == "share")
    assert shared.recipients == ("Dana Reed",)
    assert "Album of the harbour" in shared.object


def test_what_the_label_tells_is_told_once() -> None:
    """A request that shows no more than label and fields adds nothing."""
    found = press("Delete", look("Delete", "/things/5/delete", heading="Harbour at dawn"))
    assert [effect.verb for effect in found].count("delete") == 1


def test_what_the_wire_will_find_was_foreseen() -> None:
    """The request that is sent holds nothing weighty that was not part of the decision before it."""
    to = FieldState(name="to", label="To", type="select", value="Dana Reed", sent="5")
    before = look("OK", "/photos/5/share", to, hidden("amount", "12.00"), heading="Album")
    action = request_of(Scene(before, Action.of(Surface.PAGE, "click", name="OK")))
    assert action is not None
    held = predict_http(before.model_copy(update={"surface": "http"}), action).effects
    foreseen = press("OK", before)
    weighty = [effect for effect in held if effect.tier is Tier.HIGH]
    assert weighty
    assert all(any(is_within(effect, known) for known in foreseen) for effect in weighty)


def test_another_request_than_the_forms_is_not_foreseen() -> None:
    """Who sends something else than the form that was looked at brings something new."""
    before = look("OK", "/photos/5/share", heading="Album")
    foreseen = press("OK", before)
    other = Action.of(Surface.HTTP, "POST", url=f"{SITE}/account/delete", body="")
    seen = predict_http(before.model_copy(update={"surface": "http"}), other).effects
    assert not all(any(is_within(effect, known) for known in foreseen) for effect in seen)


def test_no_request_is_made_up_where_none_is_known() -> None:
    """A button that sends no form, or a form that goes nowhere by itself, is left to label and page."""
    plain = Element(tag="button", type="button", role="button", name="Continue", text="Continue")
    before = look("Continue", "/account/delete").model_copy(update={"element": plain})
    assert request_of(Scene(before, Action.of(Surface.PAGE, "click", name="Continue"))) is None
    scripted = look("Continue", "javascript:go()")
    assert request_of(Scene(scripted, Action.of(Surface.PAGE, "click", name="Continue"))) is None


def test_one_backup_of_a_list_is_deleted_and_no_protection_ends() -> None:
    """On the page of backups the request that deletes one is that deletion, before the click and after."""
    row = {"subject": "Lighthouse in May", "context": "Lighthouse in May 12 May 2 GB Delete"}
    before = look("Delete", "/backups/5/delete", heading="Backups", element=row)
    found = press("Delete", before)
    assert {effect.verb for effect in found} == {"delete"}
    action = request_of(Scene(before, Action.of(Surface.PAGE, "click", name="Delete")))
    assert action is not None
    held = predict_http(before.model_copy(update={"surface": "http"}), action).effects
    assert [effect.verb for effect in held] == ["weaken"]
    assert all(any(is_within(effect, known) for known in found) for effect in held)


def test_a_backup_that_goes_behind_another_page_weakens() -> None:
    """Where the page speaks of notes, a request that deletes a backup is something else."""
    found = press("Delete", look("Delete", "/backups/5/delete", heading="Notes"))
    assert "weaken" in {effect.verb for effect in found}


@pytest.mark.parametrize(
    ("fields", "verb"),
    [
        ((FieldState(name="name", value="Spring", changed=False),), "update"),
        ((FieldState(name="text", type="textarea", value="Dear all", brought="Dear"),), "update"),
        ((FieldState(name="text", type="textarea", value="Well said", brought="", changed=True),), "publish"),
        (
            (
                FieldState(name="subject", value="Re: Spring", changed=False),
                FieldState(name="text", type="textarea", value="Well said", changed=True),
            ),
            "publish",
        ),
        ((FieldState(name="kind", type="select", value="Letter", changed=False),), "publish"),
    ],
)
def test_a_form_that_posts_a_record_back_changes_it(fields: tuple[FieldState, ...], verb: str) -> None:
    """What the page brought of a record is edited; where an empty place waits, something new is made."""
    address = f"{SITE}/posts/5"
    before = look("Save", address, *fields).model_copy(update={"url": address})
    body = "&".join(f"{field.name}=x" for field in fields)
    headers = {"content-type": "application/x-www-form-urlencoded"}
    held = Action.of(Surface.HTTP, "POST", url=address, headers=headers, body=body)
    effects = predict_http(before.model_copy(update={"surface": "http"}), held).effects
    assert verb in {effect.verb for effect in effects}
    assert ("publish" in {effect.verb for effect in effects}) is (verb == "publish")
